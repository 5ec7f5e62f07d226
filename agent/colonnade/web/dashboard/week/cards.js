// @ts-check
import { PlainTable } from "../parts/plain-table.js";
import { Told } from "../pillars/moved.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { aboutMinutes, capital } from "../words.js";
import { notedOf, periodWords, printedNotes, results, shares } from "./told.js";

/** @import { PillarMoved, Summary, SummaryHabit, SummaryNote, SummaryPeriod, SummaryShare } from "../generated/types.js" */

const WEEKS = ["This week", "Before"];

/** What lags and by which rule, and one thing to do. @param {{summary: Summary}} props */
export function NextCard({ summary: { suggestion, lagging } }) {
  return html`<section class="card" id="week-next" aria-labelledby="week-next-title">
    <h2 id="week-next-title">What next</h2>
    ${suggestion === null
      ? html`<p>Every target was reached. Carry on.</p>`
      : html`<h3>${suggestion.title}</h3>
        <p class="soft">${suggestion.reason} ${capital(aboutMinutes(suggestion.minutes))} a week.</p>`}
    ${lagging && html`<p class="lagging"><b>Lagging: ${capital(lagging.pillar)}.</b> ${lagging.reason}</p>`}
  </section>`;
}

/** What recent activity probably did to each pillar. @param {{moved: PillarMoved[]}} props */
export function MovedCard({ moved }) {
  return html`<section class="card" id="week-moved" aria-labelledby="week-moved-title">
    <h2 id="week-moved-title">What probably moved them, in 28 days</h2>
    <ul class="told">${moved.map((pillar) => html`<${Told} key=${pillar.pillar} pillar=${pillar} />`)}</ul>
  </section>`;
}

/** @param {{habits: SummaryHabit[]}} props */
export function RoutineCard({ habits }) {
  const rows = habits.map((habit) => ({
    cells: [html`${habit.name} <small>${habit.cadence}</small>`, ...results(habit)],
    pillar: habit.pillar,
  }));
  return html`<section class="card" id="week-routine" aria-labelledby="week-routine-title">
    <h2 id="week-routine-title">Routine</h2>
    <div class="figures"><${PlainTable} caption="Each habit's target and result" heads=${["Habit", ...WEEKS]} rows=${rows} /></div>
  </section>`;
}

/** @param {{shares: SummaryShare[]}} props */
export function QualityCard({ shares: measured }) {
  const rows = measured.map((share) => ({
    cells: [share.name, ...shares(share).map(({ of, percent }) => html`${of} <small>${percent}</small>`)],
  }));
  return html`<section class="card" id="quality" aria-labelledby="quality-title">
    <h2 id="quality-title">Quality</h2>
    <div class="figures"><${PlainTable} caption="Shares of what was said one way or the other" heads=${["Share", ...WEEKS]} rows=${rows} /></div>
  </section>`;
}

/** @param {{periods: SummaryPeriod[], today: string}} props */
export function PeriodsCard({ periods, today }) {
  return html`<section class="card" id="week-periods" aria-labelledby="week-periods-title">
    <h2 id="week-periods-title">Away or not logged</h2>
    <ul>${periods.map((period) => html`<li>${periodWords(period, today)}</li>`)}</ul>
  </section>`;
}

/** All of them on the screen; on paper those that find room there. @param {{notes: SummaryNote[], today: string}} props */
export function NotesCard({ notes, today }) {
  const printed = printedNotes(notes);
  return html`<section class="card" id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">Notes</h2>
    <ul>${notes.map((note, index) => html`<li class=${index < printed ? "" : "beyond"}>
      <span class="soft">${notedOf(note, today)}:</span> ${note.note}</li>`)}</ul>
    ${printed < notes.length && html`<p class="soft on-paper">And ${notes.length - printed} more; the other formats hold them all.</p>`}
  </section>`;
}
