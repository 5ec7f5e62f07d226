// @ts-check
import { PlainTable } from "../parts/plain-table.js";
import { shortDay } from "../times.js";
import { RankFact } from "../today/pillars.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";
import { moved } from "./told.js";

/** @import { Month, Summary, SummaryPillar } from "../generated/types.js" */

const WIDTH = 180;
const LIMIT = 25;
const SHOWN_READINGS = 3;
/** The threads of each pillar's pattern, on a square of seven. */
const THREADS = {
  brand: "M-2 2L2 -2M0 7L7 0M5 9L9 5",
  find: "M-2 5L2 9M0 0L7 7M5 -2L9 2",
  engage: "M0 0L7 7M0 7L7 0",
  build: "M3.5 3.5h.01",
};

/**
 * What is believed of each pillar, beside what was a week or a month before.
 * @param {{summary: Pick<Summary & Month, "pillars" | "basis" | "readings" | "industry_rank" | "network_rank">, today: string,
 *   span?: "week" | "month"}} props
 */
export function WeekPillarsCard({ summary, today, span = "week" }) {
  const { pillars, basis, readings } = summary;
  const known = basis !== "prior";
  const unknown = html`<span class="unknown">not known yet</span>`;
  const rows = pillars.filter(({ pillar }) => pillar !== "total").map((row) => {
    const { now, range, before, change } = moved(row);
    const told = known ? [html`<b>${now}</b>`, range, before, change] : [unknown, range];
    return { cells: [capital(row.pillar), html`<${Bar} row=${row} known=${known} />`, ...told], pillar: row.pillar };
  });
  const heads = ["Pillar", "0 to 25", "Now", "Eight in ten", ...(known ? [`${capital(span)} before`, "Change"] : [])];
  return html`<section class="card" id="week-pillars" aria-labelledby="week-pillars-title">
    <h2 id="week-pillars-title">Pillars</h2>
    <dl class="facts"><${TotalFact} row=${pillars.at(-1)} known=${known} />
      <${RankFact} group="Industry" rank=${summary.industry_rank} today=${today} />
      <${RankFact} group="Network" rank=${summary.network_rank} today=${today} /></dl>
    <${Threads} />
    <div class="figures bars"><${PlainTable} caption=${`Each pillar now and a ${span} before`} heads=${heads} rows=${rows} /></div>
    ${readings.slice(-SHOWN_READINGS).map((reading) => html`<p class="read">Read on ${shortDay(reading.day, today)}:${" "}
      ${PILLARS.filter((pillar) => reading[pillar] !== null).map((pillar) => `${capital(pillar)} ${reading[pillar]}`).join(" · ")
        || `Total ${reading.total}`}</p>`)}
    <p class="note">${known && html`<span class="drawn">Bracket: the range; wedge: a ${span} before. </span>`}${known
      ? "Estimates from the log and the readings; each lies in its range eight of ten times. Not LinkedIn's numbers."
      : "No reading yet: what the values are is not known, and the ranges are assumptions."}</p>
  </section>`;
}

/** @param {{row: SummaryPillar, known: boolean}} props */
function TotalFact({ row, known }) {
  const { now, range, before, change } = moved(row);
  return html`<div><dt>Estimate of 100</dt>
    <dd>${known ? now : html`<span class="unknown">not known yet</span>`}
      <small>${known ? `${range}, was ${before} (${change})` : range}</small></dd></div>`;
}

function Threads() {
  return html`<svg class="threads" width="0" height="0" aria-hidden="true"><defs>
    ${PILLARS.map((pillar) => html`<pattern id=${`w-${pillar}`} width="7" height="7" patternUnits="userSpaceOnUse">
      <path d=${THREADS[pillar]} stroke="var(--card)" stroke-linecap="round" opacity=".7"
        stroke-width=${pillar === "build" ? 2.6 : 1.2} /></pattern>`)}
  </defs></svg>`;
}

/** Filled to the mean in the pillar's hue and pattern; the bracket is the 80 % band. @param {{row: SummaryPillar, known: boolean}} props */
function Bar({ row: { pillar, now, before }, known }) {
  const at = (/** @type {number} */ points) => Math.round((points * WIDTH * 10) / LIMIT) / 10;
  const [low, high] = now.bands["80"].map(at);
  const bracket = `M${low} 4v10M${high} 4v10M${low} 9H${high}`;
  const fill = { y: 1, width: at(now.mean), height: 16 };
  return html`<svg class="bar" width=${WIDTH} height="24" viewBox=${`0 0 ${WIDTH} 24`} aria-hidden="true">
    <rect x=".5" y="1" width=${WIDTH - 1} height="16" fill=${known ? "var(--stone)" : "none"} stroke="var(--edge)"
      stroke-dasharray=${known ? "none" : "5 4"} />
    ${known && html`<rect ...${fill} fill=${`var(--${pillar})`} /><rect ...${fill} fill=${`url(#w-${pillar})`} />`}
    ${known && html`<path d=${`M${at(before.mean)} 18l3.5 5h-7z`} fill="var(--ink)" />`}
    <path d=${bracket} fill="none" stroke="var(--card)" stroke-width="4.5" />
    <path d=${bracket} fill="none" stroke="var(--ink)" stroke-width="1.8" />
  </svg>`;
}
