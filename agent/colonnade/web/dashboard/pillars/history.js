// @ts-check
import { failureWords } from "../failures.js";
import { useLater } from "../parts/later.js";
import { useAnswer } from "../screen.js";
import { plusDays } from "../times.js";
import { html, useMemo, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital } from "../words.js";
import { Chart } from "./chart.js";
import { pillarLook, ranksLook } from "./plot.js";
import { DRAWN, pillarDrawn, ranksDrawn } from "./series.js";

/** @import { PillarHistory } from "../generated/types.js" */
/** @typedef {{history: PillarHistory, today: string}} Shown */

/** @type {[number, string][]} days back, and how that is called */
const SPANS = [[90, "3 months"], [180, "6 months"], [365, "1 year"], [1095, "3 years"], [3650, "10 years"]];
const USUAL = 180;
const loadTable = async () => (await import("./tables.js")).HistoryTable;
const POINTS = { range: /** @type {[number, number]} */ ([0, 25]), ticks: [0, 5, 10, 15, 20, 25] };
const HUNDRED = { range: /** @type {[number, number]} */ ([0, 100]), ticks: [0, 25, 50, 75, 100] };
// The best rank stands at the top.
const TOPS = { range: /** @type {[number, number]} */ ([0, 100]), dir: /** @type {const} */ (-1), ticks: [1, 25, 50, 75, 100] };

/** Each pillar over time, and the ranks. @param {{today: string}} props */
export function HistoryCard({ today }) {
  const [back, setBack] = useState(USUAL);
  const [table, setTable] = useState(false);
  const { answer, failure } = useAnswer((api) => api.get(`/api/v1/pillars?from=${plusDays(today, 1 - back)}&to=${today}`),
    [back, today]);
  const history = /** @type {PillarHistory | null} */ (answer);
  const drawTable = useLater(loadTable);
  return html`<section class="card history" id="history" aria-labelledby="history-title" aria-busy=${String(history === null)}>
    <div class="history-head"><h2 id="history-title">Over time</h2>
      <label>Show <select id="history-span" value=${String(back)}
        onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => setBack(Number(currentTarget.value))}>
        ${SPANS.map(([days, words]) => html`<option value=${String(days)}>${words}</option>`)}</select></label></div>
    <p class="history-key">The line is the estimate, its shade eight in ten; a ring is a reading; the dotted line is what
      was believed each night. Dashes are averages you read: long ones of your industry, short ones of your network. ${" "}<button type="button" class="link" aria-expanded=${String(table)}
        aria-controls="history-table" onClick=${() => setTable(!table)}>${table ? "Hide the table" : "Show as table"}</button></p>
    ${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${history === null ? html`<div class="ghost ghost-charts"></div>` : html`<${Charts} history=${history} today=${today} />`}
    ${table && history && drawTable({ history, today })}
  </section>`;
}

/** @param {Shown} props */
function Charts({ history, today }) {
  const drawn = useMemo(() => DRAWN.map((name) => pillarDrawn(history, name, today)), [history]);
  const ranks = useMemo(() => ranksDrawn(history, today), [history]);
  return html`<div class="charts">
    ${DRAWN.map((name, index) => html`<figure data-pillar=${name} class=${name === "total" ? "wide" : ""} key=${name}>
      <figcaption><i class="swatch" aria-hidden="true"></i><b>${capital(name)}</b></figcaption>
      <${Chart} name=${`${capital(name)} over time`} drawn=${drawn[index]} look=${pillarLook} y=${name === "total" ? HUNDRED : POINTS} /></figure>`)}
    ${ranks.days.length > 0 && html`<figure class="wide" id="ranks">
      <figcaption><b>Ranks</b> <span class="soft">top … %: solid for your industry, dashed for your network</span></figcaption>
      <${Chart} name="Ranks over time" drawn=${ranks} look=${ranksLook} y=${TOPS} /></figure>`}
  </div>`;
}
