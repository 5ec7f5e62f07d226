// @ts-check
import { failureWords } from "../failures.js";
import { WideTable } from "../parts/plain-table.js";
import { useAnswer } from "../screen.js";
import { plusDays, shortDay } from "../times.js";
import { html, useMemo, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS, pillarWords } from "../words.js";
import { Chart } from "./chart.js";
import { pillarLook, ranksLook } from "./plot.js";
import { pillarDrawn, ranksDrawn, tableDays } from "./series.js";

/** @import { PillarHistory } from "../generated/types.js" */
/** @typedef {{history: PillarHistory, today: string}} Shown */

/** @type {[number, string][]} days back, and how that is called */
const SPANS = [[90, "3 months"], [180, "6 months"], [365, "1 year"], [1095, "3 years"], [3650, "10 years"]];
const USUAL = 180;
const POINTS = { range: /** @type {[number, number]} */ ([0, 25]), ticks: [0, 5, 10, 15, 20, 25] };
// The best rank stands at the top.
const TOPS = { range: /** @type {[number, number]} */ ([0, 100]), dir: /** @type {const} */ (-1), ticks: [1, 25, 50, 75, 100] };

/** Each pillar over time, and the ranks. @param {{today: string}} props */
export function HistoryCard({ today }) {
  const [back, setBack] = useState(USUAL);
  const [table, setTable] = useState(false);
  const { answer, failure } = useAnswer((api) => api.get(`/api/v1/pillars?from=${plusDays(today, 1 - back)}&to=${today}`),
    [back, today]);
  const history = /** @type {PillarHistory | null} */ (answer);
  return html`<section class="card history" id="history" aria-labelledby="history-title" aria-busy=${String(history === null)}>
    <div class="history-head"><h2 id="history-title">Over time</h2>
      <label>Show <select id="history-span" value=${String(back)}
        onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => setBack(Number(currentTarget.value))}>
        ${SPANS.map(([days, words]) => html`<option value=${String(days)}>${words}</option>`)}</select></label></div>
    <p class="history-key">The line is the estimate, its shade eight in ten; a ring is a reading; the dotted line is what
      was believed each night. ${" "}<button type="button" class="link" aria-expanded=${String(table)}
        aria-controls="history-table" onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${history === null ? html`<div class="ghost ghost-charts"></div>` : html`<${Charts} history=${history} today=${today} />`}
    ${table && history && html`<${HistoryTable} history=${history} today=${today} />`}
  </section>`;
}

/** @param {Shown} props */
function Charts({ history, today }) {
  const drawn = useMemo(() => PILLARS.map((pillar) => pillarDrawn(history, pillar, today)), [history]);
  const ranks = useMemo(() => ranksDrawn(history, today), [history]);
  return html`<div class="charts">
    ${PILLARS.map((pillar, index) => html`<figure data-pillar=${pillar} key=${pillar}>
      <figcaption><i class="swatch" aria-hidden="true"></i><b>${capital(pillar)}</b></figcaption>
      <${Chart} name=${`${capital(pillar)} over time`} drawn=${drawn[index]} look=${pillarLook} y=${POINTS} /></figure>`)}
    ${ranks.days.length > 0 && html`<figure class="ranks" id="ranks">
      <figcaption><b>Ranks</b> <span class="soft">top … %: solid for your industry, dashed for your network</span></figcaption>
      <${Chart} name="Ranks over time" drawn=${ranks} look=${ranksLook} y=${TOPS} /></figure>`}
  </div>`;
}

/** @param {Shown} props */
function HistoryTable({ history, today }) {
  const read = new Map(history.readings.map((reading) => [reading.day, reading]));
  const index = new Map(history.days.map((day, at) => [day, at]));
  /** @param {string} day @param {typeof PILLARS[number]} pillar */
  function cell(day, pillar) {
    const at = index.get(day);
    const { mean, low, high } = history[pillar];
    if (at === undefined) return "";
    const band = /** @type {[number, number]} */ ([low[at] ?? 0, high[at] ?? 0]);
    const { value, range } = pillarWords({ mean: mean[at] ?? 0, bands: { 50: band, 80: band, 95: band } });
    const reading = read.get(day);
    return html`${value} <small>${range}</small>${reading && reading[pillar] !== null && html` <b>read ${reading[pillar]}</b>`}`;
  }
  const rows = tableDays(history).map((day) => {
    const { industry_rank, network_rank } = read.get(day) ?? {};
    const ranks = [industry_rank, network_rank].map((rank) => (rank == null ? "" : `top ${rank} %`));
    return { cells: [shortDay(day, today), ...PILLARS.map((pillar) => cell(day, pillar)), ...ranks] };
  });
  return html`<${WideTable} id="history-table" caption="Estimates, readings and ranks, newest first"
    heads=${["Day", ...PILLARS.map(capital), "Industry", "Network"]} rows=${rows} />`;
}
