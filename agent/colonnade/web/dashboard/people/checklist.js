// @ts-check
import { recordClick } from "../entries.js";
import { failureWords } from "../failures.js";
import { useLog } from "../parts/log.js";
import { useAnswer } from "../screen.js";
import { shortDay } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { counted } from "../words.js";

/** @import { ChecklistSection } from "../generated/types.js" */

/** The sections of the profile: advice, and when each was improved. @param {{today: string}} props */
export function ChecklistCard({ today }) {
  const log = useLog();
  const { answer, failure } = useAnswer((api) => api.get("/api/v1/profile"), []);
  const sections = /** @type {ChecklistSection[]} */ (answer?.sections ?? []);
  const done = sections.filter(({ improved }) => improved !== null).length;
  /** @param {ChecklistSection} section */
  function improve({ section, name }) {
    const click = { kind: "profile_improved", qualifiers: { section }, count: 1 };
    void log([recordClick(click, Date.now())], `${name} improved, kept.`);
  }
  return html`<section class="card wide-card" id="checklist" aria-labelledby="checklist-title">
    <h2 id="checklist-title">Profile checklist</h2>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${answer === null ? html`<div class="ghost ghost-list"></div>` : html`
    <p class="soft">${done} of ${counted(sections.length, "section")} improved. It is the part of brand that stays.</p>
    <ul class="rows">${sections.map((one) => html`<li key=${one.section} data-section=${one.section}>
      <div><b>${one.name}</b> <span class="soft">${one.improved === null ? "not yet" : `improved ${shortDay(one.improved, today)}`}</span>
        <p>${one.advice}</p></div>
      <button type="button" class="small" aria-label=${`Improved today: ${one.name}`} onClick=${() => improve(one)}>Improved today</button>
    </li>`)}</ul>`}
  </section>`;
}
