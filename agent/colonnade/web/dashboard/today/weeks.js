// @ts-check
import { dayAndMonth, weekday } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted, PILLARS } from "../words.js";

/** @import { DayDots, Today } from "../generated/types.js" */

const FORTNIGHT = 14;
const MOST_DOTS = 3;

/**
 * Two tables side by side, so that on a narrow screen they can stand one under the other.
 * @param {{today: Today}} props
 */
export function FourWeeks({ today }) {
  const { days, day } = today;
  return html`<section class="card" id="weeks" aria-labelledby="weeks-title">
    <h2 id="weeks-title">Last four weeks</h2>
    <div class="heat" id="heat">
      <${HeatTable} days=${days.slice(0, FORTNIGHT)} today=${day} />
      <${HeatTable} days=${days.slice(FORTNIGHT)} today=${day} />
    </div>
    <p class="soft legend">Dot size: 1, 2, 3 or more a day${periodWords(days)} · ${spanOf(days)}</p>
  </section>`;
}

/** @param {DayDots[]} days @returns {string} "26 October to 22 November" */
function spanOf(days) {
  return [days[0], days.at(-1)].map((each) => dayAndMonth(each?.day ?? "")).join(" to ");
}

/** @param {DayDots[]} days @returns {string} what the hatching means, where there is any */
function periodWords(days) {
  const kinds = ["away", "unlogged"].filter((kind) => days.some((day) => day.period === kind));
  return kinds.length === 0 ? "" : ` · hatched: ${kinds.join(" or ")}`;
}

/** @param {DayDots[]} days @returns {string} */
function summary(days) {
  const sums = PILLARS.map((pillar) => `${capital(pillar)} ${days.reduce((sum, day) => sum + day[pillar], 0)}`);
  return `Activities a day by pillar, ${spanOf(days)}: ${sums.join(", ")}.`;
}

/** @param {{days: DayDots[], today: string}} props */
function HeatTable({ days, today }) {
  return html`<table>
    <caption class="hidden">${summary(days)}</caption>
    <thead><tr>
      <th class="corner"><span class="hidden">Pillar</span></th>
      ${days.map(({ day }) => html`<th scope="col">
        <span aria-hidden="true">${weekday(day)[0]}</span>
        <span class="hidden">${weekday(day)}, ${dayAndMonth(day)}</span></th>`)}
    </tr></thead>
    <tbody>${PILLARS.map((pillar) => html`<tr data-pillar=${pillar}>
      <th scope="row">${capital(pillar)}</th>
      ${days.map((day) => html`<td>
        <${Cell} count=${day[pillar]} period=${day.period} future=${day.day > today} /></td>`)}
    </tr>`)}</tbody>
  </table>`;
}

/** @param {{count: number, period: string | null, future: boolean}} props */
function Cell({ count, period, future }) {
  if (future) return html`<i class="none"></i>`;
  const number = counted(count, "activity", "activities");
  const words = period === null ? number : count > 0 ? `${period}, ${number}` : period;
  return html`<i class=${`n${Math.min(MOST_DOTS, count)} ${period === null ? "" : "period"}`} title=${words}>
    <span class="hidden">${words}</span></i>`;
}
