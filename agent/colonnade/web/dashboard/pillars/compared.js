// @ts-check
import { failureWords, Problem } from "../failures.js";
import { Field, faultsAt, valueTo } from "../parts/field.js";
import { WideTable } from "../parts/plain-table.js";
import { useAnswer } from "../screen.js";
import { plusDays, shortDay } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, fixed, pillarWords } from "../words.js";
import { Told } from "./moved.js";

/** @import { BeforeAfter, DoneAround, PillarAround } from "../generated/types.js" */

const THREE_WEEKS = 21;
const SHOWN = 6;

/** The day it is about, and what is known of it. @param {{today: string}} props */
export function Compared({ today }) {
  const [day, setDay] = useState(plusDays(today, -THREE_WEEKS));
  const ask = (/** @type {import("../screen.js").App["api"]} */ api) => (day === "" ? Promise.resolve(null) : api.get(`/api/v1/before-after?day=${day}`));
  const { answer, failure } = useAnswer(ask, [day, today]);
  const found = /** @type {BeforeAfter | null} */ (answer);
  const faults = failure instanceof Problem ? failure.errors : [];
  return html`<div class="fields"><${Field} id="around-day" label="Since" faults=${faultsAt(faults, "/day")}
      control=${(/** @type {object} */ names) => html`<input ...${names} type="date" required max=${today} value=${day}
        onChange=${valueTo(setDay)} />`} /></div>
    ${failure && faults.length === 0 && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    <div aria-live="polite" aria-busy=${String(found === null)}>
      ${found ? html`<${Found} found=${found} today=${today} />` : html`<div class="ghost ghost-told"></div>`}</div>`;
}

/** @param {{found: BeforeAfter, today: string}} props */
function Found({ found, today }) {
  const { pillars, days, day, done } = found;
  const eve = days.indexOf(plusDays(day, -1));
  const rows = pillars.map((one) => ({ pillar: one.pillar, cells: [
    capital(one.pillar), ...[0, eve, days.length - 1].map((at) => estimateAt(one, at)), signed(one.change),
  ] }));
  const named = (/** @type {number} */ at) => `End of ${shortDay(days[at] ?? day, today)}`;
  return html`
    <${WideTable} id="around-table" caption=${`The pillars before and after ${shortDay(day, today)}`}
      heads=${["Pillar", named(0), named(eve), named(days.length - 1), "Since"]} rows=${rows} />
    <h3>Owed to what you did otherwise</h3>
    <ul class="told" id="around-owed">${pillars.map((one) => html`<${Told} key=${one.pillar} pillar=${one} />`)}</ul>
    <ul class="lines" id="around-rest">${[...doneLines(done), ...rankLines(found)].map((line) => html`<li>${line}</li>`)}</ul>
    <p class="history-key">Owed: what the estimate says would be missing had the days since gone as the weeks before
      them. It lies in its range in eight of ten cases.</p>`;
}

/** @param {PillarAround} pillar @param {number} at */
function estimateAt({ believed }, at) {
  const band = /** @type {[number, number]} */ ([believed.low[at] ?? 0, believed.high[at] ?? 0]);
  const { value, range } = pillarWords({ mean: believed.mean[at] ?? 0, bands: { 50: band, 80: band, 95: band } });
  return html`${value} <small>${range}</small>`;
}

/** @param {number} points @returns {string} "+0.6", "0.0", "−0.2" */
export function signed(points) {
  const size = fixed(Math.abs(points), 1);
  return Number(size) === 0 ? size : `${points > 0 ? "+" : "−"}${size}`;
}

/** "Posts: 0 a week before, 3.8 since", what changed most first. @param {DoneAround[]} done @returns {string[]} */
export function doneLines(done) {
  const changed = done.filter(({ before, after }) => Math.abs(after - before) >= 0.05);
  if (changed.length === 0) return ["You did the same as before, as far as the log says."];
  return changed.slice(0, SHOWN).map(({ name, before, after }) =>
    `${capital(name)}: ${fixed(before, 1)} a week before, ${fixed(after, 1)} since`);
}

/** "Industry rank: top 25 % before, top 18 % since". @param {Pick<BeforeAfter, "before" | "after">} found @returns {string[]} */
export function rankLines({ before, after }) {
  const said = (/** @type {number | null} */ rank) => (rank === null ? "not read" : `top ${rank} %`);
  return /** @type {const} */ (["industry_rank", "network_rank"])
    .filter((name) => before[name] !== null || after[name] !== null)
    .map((name) => `${name === "industry_rank" ? "Industry" : "Network"} rank: ${said(before[name])} before, ${said(after[name])} since`);
}
