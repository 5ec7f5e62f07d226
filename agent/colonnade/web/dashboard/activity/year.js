// @ts-check
import { failureWords } from "../failures.js";
import { PlainTable } from "../parts/plain-table.js";
import { useAnswer } from "../screen.js";
import { dayAndMonth, longDay, shortDay, wallHere, weekday } from "../times.js";
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";
import { byWeek, dayWords, emptyDays, marks, stepFrom, yearTo } from "./grid.js";

/** @import { DayDots, DayPage, Today } from "../generated/types.js" */
/** @typedef {{days: DayDots[], today: string, chosen: string, onChoose: (day: string) => void}} Given */

/**
 * A year of days; one can be chosen. Until they are told, the days stand there empty, so that nothing jumps.
 * @param {{known: Today | undefined, chosen: string, onChoose: (day: string) => void}} props
 */
export function YearCard({ known, chosen, onChoose }) {
  const [table, setTable] = useState(false);
  const today = known?.day ?? wallHere(new Date().toISOString()).day;
  // The four weeks of Today begin as the person's weeks do.
  const { from, to } = yearTo(known?.days.at(-7)?.day ?? today);
  const { answer, failure } = useAnswer(async (api) => known && api.get(`/api/v1/days?from=${from}&to=${to}`), [from, to]);
  const days = /** @type {DayPage | null} */ (answer)?.items ?? emptyDays({ from, to });
  return html`<section class="card year" id="year" aria-labelledby="year-title" aria-busy=${String(!answer && !failure)}>
    <h2 id="year-title">The year</h2>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    <${Year} key=${today} days=${days} today=${today} chosen=${chosen} onChoose=${onChoose} />
    <p class="key">${PILLARS.map((pillar) => html`<span><i class=${`cell ${pillar}3`}></i>${capital(pillar)}</span>`)}
      <span>The larger, the more: 1, 2, 3 or more a day</span>
      <button type="button" class="link" aria-expanded=${String(table)} aria-controls="year-table"
        onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
    ${table && html`<${WeeksTable} days=${days} today=${today} />`}
  </section>`;
}

/** @param {Given} props */
function Year({ days, today, chosen, onChoose }) {
  const [at, setAt] = useState(today);
  const moved = useRef(false);
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const here = days.find(({ day }) => day === at);
  useLayoutEffect(() => {
    // Where the year does not fit, its newest end is in sight.
    if (frame.current) frame.current.scrollLeft = frame.current.scrollWidth;
  }, []);
  useLayoutEffect(() => {
    if (moved.current) /** @type {HTMLElement | null | undefined} */ (frame.current?.querySelector('[tabindex="0"]'))?.focus();
    moved.current = false;
  }, [at]);

  /** @param {Event} event @returns {string} */
  const dayAt = ({ target }) => (target instanceof Element && target.closest("td")?.dataset.day) || "";
  /** @param {string} day */
  function choose(day) {
    if (day === "") return;
    setAt(day);
    onChoose(day === chosen ? "" : day);
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key === "Enter" || event.key === " ") choose(at);
    else if (!/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    const span = { from: days[0]?.day ?? today, to: today };
    const next = stepFrom(event.key, at, span);
    moved.current = next !== at;
    setAt(next);
  }
  return html`<div class="year-frame" ref=${frame}>
      <table role="grid" aria-labelledby="year-title" onClick=${(/** @type {Event} */ event) => choose(dayAt(event))}
        onKeyDown=${press}
        onMouseOver=${(/** @type {Event} */ event) => dayAt(event) && setAt(dayAt(event))}>
        <${Cells} ...${{ days, today, chosen, at }} />
      </table>
    </div>
    <p class="year-day">${here && html`<b>${longDay(at, today)}</b>: ${dayWords(here)}`}</p>`;
}

/** @param {Omit<Given, "onChoose"> & {at: string}} props */
function Cells({ days, today, chosen, at }) {
  const weeks = byWeek(days);
  /** @param {DayDots} day @returns {string} */
  const label = (day) => `${longDay(day.day, today)}: ${dayWords(day)}`;
  return html`
    <thead><tr><td></td>${weeks.map((week, index) => {
      const month = week.find(({ day }) => day.endsWith("-01"))?.day;
      // In the first week the name would stand close to the next month's.
      return html`<td>${month && index > 0 && shortDay(month, month).slice(2)}</td>`;
    })}</tr></thead>
    <tbody>${(weeks[0] ?? []).map(({ day: first }, row) => html`<tr>
      <th scope="row">${weekday(first).slice(0, 1)}<span class="hidden">${weekday(first).slice(1)}</span></th>
      ${weeks.map((week) => {
        const day = week[row];
        if (day === undefined || day.day > today) return html`<td></td>`;
        return html`<td data-day=${day.day} tabindex=${day.day === at ? 0 : -1} aria-label=${label(day)}
          aria-selected=${String(day.day === chosen)}><i class=${`cell ${marks(day)} ${day.period ? "period" : ""}`}></i></td>`;
      })}
    </tr>`)}</tbody>`;
}

/** @param {{days: DayDots[], today: string}} props */
function WeeksTable({ days, today }) {
  const weeks = byWeek(days).reverse();
  const rows = weeks.map((week) => {
    const first = week[0]?.day ?? today;
    const sums = PILLARS.map((pillar) => week.reduce((sum, day) => sum + day[pillar], 0));
    return { cells: [`${dayAndMonth(first)} ${first.slice(0, 4)}`, ...sums] };
  });
  return html`<${PlainTable} id="year-table" caption="Activities by week and pillar, newest first"
    heads=${["Week from", ...PILLARS.map(capital)]} rows=${rows} />`;
}
