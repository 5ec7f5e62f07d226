// @ts-check
import { failureWords } from "../failures.js";
import { PlainTable } from "../parts/plain-table.js";
import { useAnswer } from "../screen.js";
import { shortDay } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { totalWords } from "../words.js";

/** @import { Outcomes, OutcomeWeek } from "../generated/types.js" */

const STEP = 26;
/** Room at the left for the scale. */
const LEFT = 34;
const HEIGHT = 166;
const POINTS = [0, 50, 100];
const LINE = { top: 8, height: 92 };
const BARS = { top: 118, height: 44 };

/** @param {OutcomeWeek} week @returns {number} */
function sum({ meetings, opportunities, deals }) {
  return meetings + opportunities + deals;
}

/** @param {number} points of 100 */
function heightOf(points) {
  return LINE.top + LINE.height * (1 - points / 100);
}

/** What the weeks brought, under the score on one axis of weeks. @param {{today: string}} props */
export function OutcomesCard({ today }) {
  const [table, setTable] = useState(false);
  const { answer, failure } = useAnswer((api) => api.get("/api/v1/outcomes"), []);
  const outcomes = /** @type {Outcomes | null} */ (answer);
  const weeks = outcomes?.weeks ?? [];
  return html`<section class="card wide-card" id="outcomes" aria-labelledby="outcomes-title">
    <h2 id="outcomes-title">Outcomes, beside the score</h2>
    <p class="soft">The index does not measure revenue. Meetings and opportunities are kept here and are in no estimate.</p>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${outcomes === null ? html`<div class="ghost ghost-list"></div>` : html`
      <${Drawing} outcomes=${outcomes} />
      <p class="axis"><span>${shortDay(weeks[0]?.first ?? today, today)}</span><span>this week</span></p>
      <p class="key">${outcomes.basis === "prior" ? "Above: the total is not known yet, so only its range."
        : "Above: the estimate of 100 with its range."} Below: meetings, opportunities and deals of each week,${" "}
        ${weeks.reduce((all, week) => all + sum(week), 0)} in all.${" "}
        <button type="button" class="link" aria-expanded=${String(table)} aria-controls="outcomes-table"
          onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
      ${table && html`<${PlainTable} id="outcomes-table" caption="Outcomes by week, beside the score, newest first"
        heads=${["Week from", "Estimate of 100", "Eight in ten", "Meetings", "Opportunities", "Deals"]}
        rows=${[...weeks].reverse().map((week) => {
          const { value, range } = totalWords(week.total);
          const known = outcomes.basis === "prior" ? "not known yet" : value;
          return { cells: [shortDay(week.first, today), known, range, week.meetings, week.opportunities, week.deals] };
        })} />`}`}
  </section>`;
}

/** Stretched to the width there is, beside a scale that is not. @param {{outcomes: Outcomes}} props */
function Drawing({ outcomes: { weeks, basis } }) {
  const width = weeks.length * STEP;
  const x = (/** @type {number} */ at) => at * STEP + STEP / 2;
  const edge = (/** @type {0 | 1} */ side) => weeks.map(({ total }, at) => `${x(at)},${heightOf(total.bands["80"][side])}`);
  const most = Math.max(1, ...weeks.map(sum));
  return html`<div class="weeks" aria-hidden="true"><${Scale} most=${most} />
    <svg viewBox=${`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none">
      ${POINTS.map((points) => html`<path class="grid" d=${`M0 ${heightOf(points)}H${width}`} />`)}
      <polygon class="range" points=${[...edge(0), ...edge(1).reverse()].join(" ")} />
      ${basis !== "prior" && html`<polyline class="mean"
        points=${weeks.map(({ total }, at) => `${x(at)},${heightOf(total.mean)}`).join(" ")} />`}
      <path class="grid" d=${`M0 ${BARS.top + BARS.height}H${width}`} />
      ${weeks.map((week, at) => {
        const height = (BARS.height * sum(week)) / most;
        return height > 0 && html`<rect fill="currentColor" x=${x(at) - 7} width="14" y=${BARS.top + BARS.height - height} height=${height} />`;
      })}
    </svg></div>`;
}

/** @param {{most: number}} props */
function Scale({ most }) {
  return html`<svg viewBox=${`0 0 ${LEFT} ${HEIGHT}`}>
    ${POINTS.map((points) => html`<text x=${LEFT - 6} y=${heightOf(points) + 4}>${points}</text>`)}
    <text x=${LEFT - 6} y=${BARS.top + 9}>${most}</text><text x=${LEFT - 6} y=${BARS.top + BARS.height}>0</text>
  </svg>`;
}
