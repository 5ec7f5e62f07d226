// @ts-check
import { failureWords } from "../failures.js";
import { PlainTable } from "../parts/plain-table.js";
import { useAnswer, useScreen } from "../screen.js";
import { OwedCard } from "../today/owed.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { AudienceCard } from "./audience.js";
import { ChecklistCard } from "./checklist.js";
import { ContactsCard } from "./contacts.js";
import { NotesCard } from "./notes.js";
import { OutcomesCard } from "./outcomes.js";
import { lagWords, repliesWords, shareWords } from "./words.js";

/** @import { FunnelStage, People } from "../generated/types.js" */

const SHOWN = 50;
const MOST = 500;

/** From request to conversation, replies, everybody the log names, what came of it, and what others see first. */
export function PeoplePage() {
  const { state } = useScreen();
  const [limit, setLimit] = useState(SHOWN);
  const { answer, failure } = useAnswer((api) => api.get(`/api/v1/people?limit=${limit}`), [limit]);
  const people = /** @type {People | null} */ (answer);
  return html`<div class="pillars" id="people">
    <div class="day"><h1>People</h1></div>
    ${failure && html`<p role="alert" class="fault wide-card">${failureWords(failure)}</p>`}
    ${people === null || state === null ? html`<div class="ghost ghost-table wide-card"></div>` : html`
      <${FunnelCard} people=${people} />
      <div class="beside"><${OwedCard} today=${state.today} /><${QualityCard} people=${people} /></div>
      <${NotesCard} audience=${state.today.audience} /><${AudienceCard} />
      <${ContactsCard} contacts=${people.contacts} named=${people.named} today=${state.today.day}
        onMore=${people.named > limit && limit < MOST ? () => setLimit(MOST) : null} />
      <${OutcomesCard} today=${state.today.day} />
      <${ChecklistCard} today=${state.today.day} />`}
  </div>`;
}

/** @param {{people: People}} props */
function FunnelCard({ people: { funnel } }) {
  const [first] = funnel;
  return html`<section class="card" id="funnel" aria-labelledby="funnel-title">
    <h2 id="funnel-title">From request to conversation</h2>
    <p class="soft">The last year. People are those you named on an activity; logged is everything, named or not.</p>
    <${PlainTable} id="funnel-table" caption="The stages, each compared with the one before"
      heads=${["Stage", "People", "Of those before", "Days between", "Logged"]}
      rows=${funnel.map((stage) => ({ cells: [
        html`${stage.name}<${Bar} stage=${stage} most=${Math.max(1, ...funnel.map(({ people }) => people))} />`,
        stage.people, stage === first ? "" : stage.of === 0 ? "nobody there" : shareWords(stage.reached, stage.of), stage === first ? "" : lagWords(stage.lag_days),
        stage.logged] }))} />
  </section>`;
}

/** @param {{stage: FunnelStage, most: number}} props */
function Bar({ stage, most }) {
  const width = (100 * stage.people) / most;
  return html`<svg class="funnel-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="6" class="rest" /><rect width=${width} height="6" /></svg>`;
}

/** @param {{people: People}} props */
function QualityCard({ people: { replies, shares } }) {
  return html`<section class="card" id="quality" aria-labelledby="quality-title">
    <h2 id="quality-title">Quality</h2>
    <ul class="told">
      ${repliesWords(replies).map((words) => html`<li>${words}</li>`)}
      ${shares.map(({ id, name, number, n }) => html`<li data-share=${id}>${name}: ${shareWords(number, n)}, in the last 90 days.</li>`)}
    </ul>
  </section>`;
}
