// @ts-check
import { dayAndMonth, weekday } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted, PILLARS } from "../words.js";

/** @typedef {import("../generated/types.js").DayDots} DayDots */
/** @typedef {import("../generated/types.js").Today} Today */

const FORTNIGHT = 14;
const WEEK = 7;
const MOST_DOTS = 3;

/** Two tables side by side, so that on a narrow screen they can stand one under the other. @param {{today: Today}} props */
export function FourWeeks({ today }) {
  const { days, day } = today;
  const first = days[0]?.day ?? day;
  const last = days.at(-1)?.day ?? day;
  const span = `${dayAndMonth(first)} to ${dayAndMonth(last)}`;
  return html`<section class="card" id="weeks" aria-labelledby="weeks-title">
    <h2 id="weeks-title">Last four weeks</h2>
    <div class="heat" id="heat">
      ${[days.slice(0, FORTNIGHT), days.slice(FORTNIGHT)].map((part) => html`<${HeatTable} days=${part} today=${day} />`)}
    </div>
    <p class="soft legend">Dot size: 1, 2, 3 or more a day${periodWords(days)} · ${span}</p>
  </section>`;
}

/** @param {DayDots[]} days @returns {string} what the hatching means, where there is any */
function periodWords(days) {
  const kinds = ["away", "unlogged"].filter((kind) => days.some((day) => day.period === kind));
  return kinds.length === 0 ? "" : ` · hatched: ${kinds.join(" or ")}`;
}

/** @param {DayDots[]} days @returns {string} */
function summary(days) {
  const sums = PILLARS.map((pillar) => `${capital(pillar)} ${days.reduce((sum, day) => sum + day[pillar], 0)}`);
  return `Activities a day by pillar, ${dayAndMonth(days[0]?.day ?? "")} to ${dayAndMonth(days.at(-1)?.day ?? "")}: ${sums.join(", ")}.`;
}

/** @param {{days: DayDots[], today: string}} props */
function HeatTable({ days, today }) {
  return html`<table>
    <caption class="hidden">${summary(days)}</caption>
    <thead><tr><th class="corner"><span class="hidden">Pillar</span></th>${days.map(({ day }, index) => html`<th scope="col" class=${gap(index)}>
      <span aria-hidden="true">${weekday(day)[0]}</span><span class="hidden">${weekday(day)}, ${dayAndMonth(day)}</span></th>`)}</tr></thead>
    <tbody>${PILLARS.map((pillar) => html`<tr data-pillar=${pillar}>
      <th scope="row">${capital(pillar)}</th>${days.map((day, index) => html`<td class=${gap(index)}>
        <${Cell} count=${day[pillar]} period=${day.period} future=${day.day > today} /></td>`)}
    </tr>`)}</tbody>
  </table>`;
}

/** @param {number} index @returns {string | undefined} the class of a week's first column */
function gap(index) {
  return index === WEEK ? "gap" : undefined;
}

/** @param {{count: number, period: string | null, future: boolean}} props */
function Cell({ count, period, future }) {
  if (future) return html`<i class="none"></i>`;
  const words = [period, count > 0 || period === null ? counted(count, "activity", "activities") : null].filter(Boolean).join(", ");
  return html`<i class=${`n${Math.min(MOST_DOTS, count)}${period ? " period" : ""}`} title=${words}><span class="hidden">${words}</span></i>`;
}
