// @ts-check
import { failureWords, Problem } from "../failures.js";
import { Field, faultsAt, OtherFaults, valueTo } from "../parts/field.js";
import { WideTable } from "../parts/plain-table.js";
import { useAnswer, useApp } from "../screen.js";
import { shortDay } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS, pillarWords, totalWords } from "../words.js";

/** @import { FieldFault, Forecast, PlanEffect, Planned, UsualWeek } from "../generated/types.js" */
/** @typedef {Record<string, string>} Texts times a week as typed, by channel */

const TELLING = 3;
/** A slider goes at least as far as this. */
const LEAST_MOST = 20;

/** What a week might be, and what that may come to. @param {{today: string}} props */
export function PlanAsked({ today }) {
  const { answer, failure } = useAnswer((api) => api.get("/api/v1/forecast?weeks=1"), [today]);
  const usual = /** @type {Forecast | null} */ (answer)?.usual;
  return html`${failure && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${usual ? html`<${PlanForm} usual=${usual} today=${today} />` : html`<div class="ghost ghost-form"></div>`}`;
}

/** @param {{usual: UsualWeek[], today: string}} props */
function PlanForm({ usual, today }) {
  const { api, screen } = useApp();
  const [texts, setTexts] = useState(/** @type {Texts} */ ({}));
  const [weeks, setWeeks] = useState("4");
  const [found, setFound] = useState(/** @type {Forecast | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const items = planOf(usual, texts);
  const faults = failure instanceof Problem ? failure.errors : [];

  /** @param {Event} event */
  async function look(event) {
    event.preventDefault();
    try {
      const forecast = /** @type {Forecast} */ (await api.post("/api/v1/forecast", { weeks: Number(weeks), items }));
      setFound(forecast);
      setFailure(null);
      screen.set({ said: planWords(forecast) });
    } catch (reason) {
      setFailure(reason);
    }
  }
  /** @param {UsualWeek} row */
  const number = (row) => html`<${Often} key=${row.channel} row=${row} text=${texts[row.channel] ?? ""}
    faults=${faultsOf(faults, items, row)} onText=${(/** @type {string} */ text) => setTexts({ ...texts, [row.channel]: text })} />`;
  const [done, others] = [usual.filter(({ count }) => count > 0), usual.filter(({ count }) => count === 0)];
  return html`<form onSubmit=${look} novalidate>
    <${OtherFaults} faults=${faults} pointers=${["/items"]} />
    ${failure && faults.length === 0 && html`<p class="fault" role="alert">${failureWords(failure)}</p>`}
    ${done.length > 0 && html`<fieldset><legend>Times a week</legend><div class="fields">${done.map(number)}</div></fieldset>`}
    <details open=${done.length === 0}><summary>${done.length === 0 ? "Times a week" : "What you did not do lately"}</summary>
      <div class="fields">${others.map(number)}</div></details>
    <p class="buttons"><label>For <select id="plan-weeks" value=${weeks} onChange=${valueTo(setWeeks)}>
        ${Array.from({ length: 12 }, (_, at) => html`<option value=${String(at + 1)}>${at === 0 ? "1 week" : `${at + 1} weeks`}</option>`)}
      </select></label>
      <button type="submit" id="plan-look">See what it may come to</button></p>
    ${found && html`<${PlanTable} forecast=${found} today=${today} />`}
  </form>`;
}

/**
 * How often a week, as a number and as a slider beside it: both say the same.
 * @param {{row: UsualWeek, text: string, faults: FieldFault[], onText: (text: string) => void}} props
 */
function Often({ row: { channel, name, count }, text, faults, onText }) {
  const set = valueTo(onText);
  const most = Math.max(LEAST_MOST, Math.ceil(2 * count));
  return html`<${Field} id=${`plan-${channel}`} label=${capital(name)} faults=${faults} hint=${usualWords(count)}
    control=${(/** @type {object} */ names) => html`<span class="often">
      <input ...${names} inputmode="decimal" autocomplete="off" value=${text} placeholder=${shown(count)} onInput=${set} />
      <input type="range" aria-label=${`${capital(name)}, times a week`} min="0" max=${most} step="1"
        value=${sliderAt(text, count)} onInput=${set} /></span>`} />`;
}

/** Where the slider stands: at what was typed, where that is a number, or else as in the last weeks. @param {string} text @param {number} count @returns {number} */
export function sliderAt(text, count) {
  const typed = Number(text.replace(",", "."));
  return text.trim() === "" || !Number.isFinite(typed) ? Math.round(count) : typed;
}

/** @param {{forecast: Forecast, today: string}} props */
function PlanTable({ forecast, today }) {
  const last = forecast.weeks.at(-1);
  if (!last) return null;
  const rows = PILLARS.map((pillar) => ({
    pillar, cells: [capital(pillar), ranged(pillarWords(last.usual.pillars[pillar])), ranged(pillarWords(last.planned.pillars[pillar])),
      effectWords(last.effects[pillar])],
  }));
  const total = { cells: ["Total", ranged(totalWords(last.usual.total)), ranged(totalWords(last.planned.total)), effectWords(last.effects.total)] };
  return html`<p id="plan-words">${planWords(forecast)}</p>
    <${WideTable} id="plan-table" caption=${`On ${shortDay(last.day, today)}, with the plan and without`}
      heads=${["Pillar", "Carrying on", "With the plan", "The plan's part"]} rows=${[...rows, total]} />`;
}

/** @param {{value: string, range: string}} words */
function ranged({ value, range }) {
  return html`${value} <small>${range}</small>`;
}

/** The rows the person typed a number into, as a plan says them. @param {UsualWeek[]} usual @param {Texts} texts @returns {Planned[]} */
export function planOf(usual, texts) {
  return usual.flatMap(({ channel, kind, qualifiers }) => {
    const text = texts[channel]?.trim() ?? "";
    if (text === "") return [];
    const count = Number(text.replace(",", "."));
    // What is no number goes as it is: the agent says what is wrong with it.
    return [{ kind, qualifiers, count: Number.isFinite(count) ? count : /** @type {any} */ (text) }];
  });
}

/** What was said of a row's number. @param {FieldFault[]} faults @param {Planned[]} items @param {UsualWeek} row */
function faultsOf(faults, items, row) {
  const at = items.findIndex(({ kind, qualifiers }) => kind === row.kind && qualifiers === row.qualifiers);
  return at < 0 ? [] : faultsAt(faults, `/items/${at}`);
}

/** @param {number} count @returns {string} without decimals that say nothing */
function shown(count) {
  return String(Math.round(count * 100) / 100);
}

/** @param {number} count @returns {string} */
export function usualWords(count) {
  return count === 0 ? "" : `${shown(count)} a week lately`;
}

/** "+0.6, −0.2 to 1.5". @param {PlanEffect} effect @returns {string} */
export function effectWords({ mean, low, high }) {
  const [middle, from, to] = [mean, low, high].map((value) => {
    const number = Math.abs(value) < 0.05 ? "0.0" : Math.abs(value).toFixed(1);
    return value <= -0.05 ? `−${number}` : number;
  });
  return `${mean >= 0.05 ? "+" : ""}${middle}, ${from} to ${to}`;
}

/** What the plan comes to, in a sentence that claims no more than is known. @param {Forecast} forecast @returns {string} */
export function planWords({ weeks, readings }) {
  const last = weeks.at(-1);
  if (!last) return "";
  const { effects } = last;
  const after = `After ${weeks.length === 1 ? "1 week" : `${weeks.length} weeks`}`;
  const known = readings < TELLING ? " Few readings so far: this is mostly assumption." : "";
  const moved = PILLARS.filter((pillar) => Math.abs(effects[pillar].mean) >= 0.05);
  if (moved.length === 0) return `${after}: hardly any difference to carrying on.${known}`;
  const sure = moved.filter((pillar) => effects[pillar].low > 0 || effects[pillar].high < 0);
  const parts = moved.map((pillar) => `${capital(pillar)} ${effectWords(effects[pillar])}`).join("; ");
  return `${after}, against carrying on: ${parts}.${sure.length === 0 ? " It could also come to nothing." : ""}${known}`;
}
