// @ts-check
import { recordClick, retract } from "../entries.js";
import { ForWhom } from "../parts/for-whom.js";
import { FATES, useLog } from "../parts/log.js";
import { useApp } from "../screen.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { aboutMinutes, capital } from "../words.js";

/** @import { Next } from "../generated/types.js" */
/** @import { Result } from "../outbox.js" */
/** @typedef {{subjects: string[], result: Result}} Done */

/** The one habit that helps most now. @param {{next: Next | null, audience: string}} props */
export function NextCard({ next, audience }) {
  const log = useLog();
  const { go } = useApp();
  const [done, setDone] = useState(/** @type {Done | null} */ (null));
  const busy = useRef(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));

  /** @param {() => Promise<void>} task */
  async function once(task) {
    if (busy.current) return;
    busy.current = true;
    await task().finally(() => {
      busy.current = false;
    });
  }

  /** @param {MouseEvent} event */
  function logNext({ detail }) {
    // The second click of a double click would log the habit that has taken this one's place.
    if (next === null || detail > 1) return;
    if (next.opens === "reading") {
      go("/pillars");
      return;
    }
    const items = next.clicks.map((click) => recordClick(click, Date.now()));
    void once(async () => setDone({ subjects: items.map((item) => item.subject), result: await log(items) }));
  }

  function undo() {
    const items = (done?.subjects ?? []).map((subject) => retract("activity", subject, Date.now()));
    void once(async () => {
      await log(items, "Taken back.");
      setDone(null);
      heading.current?.focus();
    });
  }

  return html`<section class="card" id="next" aria-labelledby="next-title">
    <h2 id="next-title" ref=${heading} tabindex="-1">Next</h2>
    ${next === null ? html`<p class="calm">Nothing is missing from the routine now.</p>` : html`
      <h3>${next.title}</h3>
      <p class="soft">${next.reason} ${capital(aboutMinutes(next.minutes))}.</p>
      <${ForWhom} kinds=${next.clicks.map(({ kind }) => kind)} audience=${audience} />
      <button type="button" class="go" data-habit=${next.habit} onClick=${logNext}>${next.button}</button>`}
    ${done && html`<p class="fate">
      <span>${FATES[done.result.fate]} ${done.result.faults.map((fault) => fault.message).join(" ")}</span>
      ${done.result.fate !== "refused" && html`<button type="button" class="small" onClick=${undo}>Undo</button>`}
    </p>`}
  </section>`;
}
