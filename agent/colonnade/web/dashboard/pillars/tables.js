// @ts-check
/** The tables behind the cards of the Pillars page: not needed for it to stand. */

import { WideTable } from "../parts/plain-table.js";
import { shortDay } from "../times.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { capital, pillarWords, totalWords } from "../words.js";
import { DRAWN, tableDays } from "./series.js";

/** @import { Mover, PillarHistory, TrackRecord, WhatMoved } from "../generated/types.js" */

/** What the charts draw, in numbers. @param {{history: PillarHistory, today: string}} props */
export function HistoryTable({ history, today }) {
  const read = new Map(history.readings.map((reading) => [reading.day, reading]));
  const index = new Map(history.days.map((day, at) => [day, at]));
  /** @param {string} day @param {typeof DRAWN[number]} name */
  function cell(day, name) {
    const at = index.get(day);
    const { mean, low, high } = history[name];
    if (at === undefined) return "";
    const band = /** @type {[number, number]} */ ([low[at] ?? 0, high[at] ?? 0]);
    const { value, range } = (name === "total" ? totalWords : pillarWords)({ mean: mean[at] ?? 0, bands: { 50: band, 80: band, 95: band } });
    const { [name]: own = null, industry, network } = read.get(day) ?? {};
    return html`${value} <small>${range}</small>${own !== null && html` <b>read ${own}</b>`}
      <small>${averageWords(industry?.[name], network?.[name])}</small>`;
  }
  const rows = tableDays(history).map((day) => {
    const { industry_rank, network_rank } = read.get(day) ?? {};
    const ranks = [industry_rank, network_rank].map((rank) => (rank == null ? "" : `top ${rank} %`));
    return { cells: [shortDay(day, today), ...DRAWN.map((name) => cell(day, name)), ...ranks] };
  });
  return html`<${WideTable} id="history-table" caption="Estimates, readings, averages and ranks, newest first"
    heads=${["Day", ...DRAWN.map(capital), "Industry", "Network"]} rows=${rows} />`;
}

/** " (industry 11.5, network 12)". @param {number | null | undefined} industry @param {number | null | undefined} network */
function averageWords(industry, network) {
  const said = [industry == null ? "" : `industry ${industry}`, network == null ? "" : `network ${network}`].filter((part) => part !== "");
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** @param {{moved: WhatMoved}} props */
export function MovedTable({ moved }) {
  const rows = moved.pillars.flatMap(({ pillar, items }) => items.map((item) => ({
    pillar, cells: [`${capital(pillar)}: ${item.name}`, ...pointsOf(item)],
  })));
  const chances = moved.pillars.map(({ pillar, chance }) => ({
    pillar, cells: [`${capital(pillar)}: nothing of the log`, "", `${Math.round(100 * chance)} % of the belief`],
  }));
  return html`<${WideTable} id="moved-table" caption="Points owed to what was done, the most first"
    heads=${["What", "Points", "Eight in ten"]} rows=${[...rows, ...chances]} />`;
}

/** @param {Pick<Mover, "mean" | "low" | "high">} item @returns {string[]} "+0.8", "0.2–1.5" */
export function pointsOf({ mean, low, high }) {
  return [`+${mean.toFixed(1)}`, `${low.toFixed(1)}–${high.toFixed(1)}`];
}

/** @param {{record: TrackRecord, today: string}} props */
export function TrackTable({ record, today }) {
  const sums = record.pillars.map(({ pillar, track }) => ({
    pillar, cells: [capital(pillar), "", `${track.hits} of ${track.numbers} in range`, off(track.error), off(track.last_error)],
  }));
  const rows = record.pillars.flatMap(({ pillar, items }) => items.map((one) => ({
    pillar, day: one.day, cells: [
      `${capital(pillar)}, ${shortDay(one.day, today)}`, one.read,
      `${one.believed.toFixed(1)} (${one.low.toFixed(1)}–${one.high.toFixed(1)})`,
      off(one.believed - one.read), off(one.before - one.read),
    ],
  }))).sort((one, other) => other.day.localeCompare(one.day));
  return html`<${WideTable} id="track-table" caption="Readings beside what was believed the day before"
    heads=${["Reading", "Read", "Believed", "Off by", "The last one again: off by"]} rows=${[...sums, ...rows]} />`;
}

/** @param {number} error @returns {string} */
function off(error) {
  return Math.abs(error).toFixed(2);
}
