// @ts-check
import { failureWords, Problem } from "../failures.js";
import { PlainTable } from "../parts/plain-table.js";
import { useAnswer, useApp, useScreen } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { MovedCard, PeriodsCard } from "./cards.js";
import { ExportCard } from "./export.js";
import { Ghosts } from "./ghosts.js";
import { monthFrom, monthTitle } from "./months.js";
import { WeekPillarsCard } from "./pillars.js";
import { ReviewCard } from "./review.js";
import { change } from "./told.js";
import { spanWords } from "./weeks.js";

/** @import { Month, MonthHabit, MonthKind } from "../generated/types.js" */
/** @import { Form } from "./page.js" */

const HEADS = ["This month", "Before"];
/** Before it nothing is kept. */
const EARLIEST = "2003-02";

/** A month to look back at, and to answer three questions about. @param {{name: string}} props */
export function MonthPage({ name }) {
  const { state } = useScreen();
  const { go } = useApp();
  const [form, setForm] = useState(/** @type {Form} */ ("mine"));
  const asked = `${name} ${form}`;
  const { answer, failure } = useAnswer(
    async (api) => ({ asked, month: await api.get(`/api/v1/months/${encodeURIComponent(name)}?form=${form}`) }),
    [asked],
  );
  const month = /** @type {Month | null} */ (answer?.month ?? null);
  const today = state?.today.day ?? month?.last ?? "";
  return html`<div class="week" id="month" aria-busy=${String(failure === null && answer?.asked !== asked)}>
    <div class="day"><h1>${month ? monthTitle(month.month) : "Month"}</h1>
      <p class="soft">${month && `${spanWords(month.first, month.last)}${month.whole ? "" : ", not over yet"}`}</p>
      <${MonthChooser} month=${month?.month ?? ""} today=${today} /></div>
    ${failure !== null && html`<p class="fault" role="alert">${failureWords(failure)}
      ${month === null && failure instanceof Problem && html` <button type="button" class="link"
        onClick=${() => go("/week", "?month=newest")}>Show the newest month</button>`}</p>`}
    <${ExportCard} of="months" week=${month?.month ?? null} form=${form} onForm=${setForm} />
    ${month ? html`<${Sheet} key=${month.month} month=${month} today=${today} />` : failure === null && html`<${Ghosts} />`}
  </div>`;
}

/** @param {{month: string, today: string}} props */
function MonthChooser({ month, today }) {
  const { go } = useApp();
  const before = month > EARLIEST;
  const after = month !== "" && month < today.slice(0, 7);
  const choose = (/** @type {number} */ months) => go("/week", `?month=${monthFrom(month, months)}`);
  // Not disabled, which would take the focus from whoever walks along the months.
  return html`<div class="chooser" role="group" aria-label="Which month">
    <button type="button" id="month-before" aria-disabled=${String(!before)} onClick=${() => before && choose(-1)}>← <span class="rest">Month </span>before</button>
    <button type="button" id="month-after" aria-disabled=${String(!after)} onClick=${() => after && choose(1)}><span class="rest">Month </span>after →</button>
    <button type="button" id="to-week" onClick=${() => go("/week")}>Look at a week</button>
  </div>`;
}

/** @param {{month: Month, today: string}} props */
function Sheet({ month, today }) {
  return html`
    ${month.left_out !== null && html`<p class="left-out">${month.left_out}</p>`}
    <div class="sheet">
      <div>
        <${WeekPillarsCard} summary=${month} today=${today} span="month" />
        <${MovedCard} moved=${month.moved} />
        <${KindsCard} id="month-kinds" title="What changed" kinds=${month.kinds} />
        ${month.outcomes.length > 0 && html`<${KindsCard} id="month-outcomes" title="Outcomes, beside every score"
          kinds=${month.outcomes} />`}
      </div>
      <div>
        <${ReviewCard} month=${month} />
        <${HabitsCard} habits=${month.habits} />
        ${month.periods.length > 0 && html`<${PeriodsCard} periods=${month.periods} today=${today} />`}
      </div>
    </div>`;
}

/** @param {{habits: MonthHabit[]}} props */
function HabitsCard({ habits }) {
  const rows = habits.map(({ name, cadence, pillar, unit, asked, met, previous_asked, previous_met }) => ({
    cells: [html`${name} <small>${cadence}</small>`, `${met} of ${asked} ${unit}`, `${previous_met} of ${previous_asked} ${unit}`],
    pillar,
  }));
  return html`<section class="card" id="month-routine" aria-labelledby="month-routine-title">
    <h2 id="month-routine-title">Routine</h2>
    <div class="figures"><${PlainTable} caption="How often each habit was met" heads=${["Habit", ...HEADS]} rows=${rows} /></div>
    <p class="note">Days away and days not logged ask for nothing.</p>
  </section>`;
}

/** @param {{id: string, title: string, kinds: MonthKind[]}} props */
function KindsCard({ id, title, kinds }) {
  const rows = kinds.map(({ name, pillar, value, previous, difference }) => ({
    cells: [name, html`<b>${value}</b>`, previous, change(difference)],
    pillar,
  }));
  const heads = ["Kind", ...HEADS, html`<abbr title="Difference">+/−</abbr>`];
  return html`<section class="card" id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}</h2>
    ${kinds.length === 0 ? html`<p class="calm">Nothing in this month or the one before.</p>`
      : html`<div class="figures"><${PlainTable} caption=${`${title}, beside the month before`} heads=${heads} rows=${rows} /></div>`}
  </section>`;
}
