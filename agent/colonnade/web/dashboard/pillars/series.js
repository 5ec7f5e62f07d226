// @ts-check
/** What the charts draw and say, as columns over common days. */

import { longDay } from "../times.js";
import { capital, PILLARS, pillarWords, totalWords } from "../words.js";

/** @import { PillarHistory, PillarSeries, Reading } from "../generated/types.js" */
/** @import { Column, Data } from "../vendor/uPlot.iife.min.js" */
/** @typedef {"brand" | "find" | "engage" | "build"} Pillar */
/**
 * @typedef {object} Drawn
 * @property {string[]} days
 * @property {Data} data
 * @property {[number, number]} span seconds of the first and the last day of the axis
 * @property {(index: number) => string} words what stands at an index
 */

const DAY_S = 86_400;
export const DRAWN = /** @type {const} */ ([...PILLARS, "total"]);
/** @type {readonly ["industry", "network"]} */
const GROUPS = ["industry", "network"];

/** @param {string} day @returns {number} Unix seconds of its midnight in UTC */
function second(day) {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** @param {PillarHistory} history @returns {[number, number]} never of no width */
function spanOf({ first, last }) {
  return [Math.min(second(first), second(last) - DAY_S), second(last)];
}

/** Values by day put under other days; the last of a day stands. @param {string[]} days @param {Map<string, number | null>} known @returns {Column} */
function column(days, known) {
  return days.map((day) => known.get(day) ?? null);
}

/** @param {string[]} days @param {readonly (number | null)[]} values */
function byDay(days, values) {
  return new Map(days.map((day, index) => [day, values[index] ?? null]));
}

/** What readings say of one thing, by day; those that do not say it leave the day to others. @param {Reading[]} readings @param {(reading: Reading) => number | null} of */
function readBy(readings, of) {
  const known = readings.filter((reading) => of(reading) !== null);
  return byDay(known.map(({ day }) => day), known.map(of));
}

/** @param {string[][]} lists @returns {string[]} every day of any list, once, in order */
function union(...lists) {
  return [...new Set(lists.flat())].sort();
}

/**
 * A pillar or the total: low, high, mean, what was believed each night, what was read, of industry and network too.
 * @param {PillarHistory} history @param {Pillar | "total"} name @param {string} today @returns {Drawn}
 */
export function pillarDrawn(history, name, today) {
  const { days: known, snapshots, readings } = history;
  const series = /** @type {PillarSeries} */ (history[name]);
  // Of the total no night is drawn: it is the pillars' sum.
  const nights = name === "total" ? byDay([], []) : byDay(snapshots.days, snapshots[name]);
  const days = union(known, readings.map(({ day }) => day), [...nights.keys()].filter((day) => day >= history.first));
  const columns = [
    byDay(known, series.low), byDay(known, series.high), byDay(known, series.mean), nights,
    readBy(readings, (reading) => reading[name]),
    ...GROUPS.map((group) => readBy(readings, (reading) => reading[group]?.[name] ?? null)),
  ].map((values) => column(days, values));
  const replayed = new Set(snapshots.days.filter((_, index) => snapshots.replayed[index]));
  return {
    days,
    data: [days.map(second), ...columns],
    span: spanOf(history),
    words: (index) => {
      const [low, high, mean, believed, read, ...averages] = columns.map((values) => values[index] ?? null);
      const night = replayed.has(days[index] ?? "") ? "filled in later for that night" : "believed that night";
      return [
        longDay(days[index] ?? "", today),
        mean == null || low == null || high == null ? "" : estimateWords(name, mean, [low, high]),
        read == null ? "" : `reading ${read}`,
        ...GROUPS.map((group, at) => (averages[at] == null ? "" : `${group}'s average ${averages[at]}`)),
        believed == null ? "" : `${believed.toFixed(1)} ${night}`,
      ].filter((part) => part !== "").join(" · ");
    },
  };
}

/** @param {Pillar | "total"} name @param {number} mean @param {[number, number]} band @returns {string} "Brand 12.1, 11.2–13.1" */
function estimateWords(name, mean, band) {
  const { value, range } = (name === "total" ? totalWords : pillarWords)({ mean, bands: { 50: band, 80: band, 95: band } });
  return `${capital(name)} ${value}, ${range}`;
}

/** Both ranks, on the days they were read. @param {PillarHistory} history @param {string} today @returns {Drawn} */
export function ranksDrawn(history, today) {
  const ranks = [readBy(history.readings, (each) => each.industry_rank), readBy(history.readings, (each) => each.network_rank)];
  const days = union(...ranks.map((known) => [...known.keys()]));
  const columns = ranks.map((known) => column(days, known));
  return {
    days,
    data: [days.map(second), ...columns],
    span: spanOf(history),
    words: (index) => {
      const said = GROUPS.flatMap((group, at) =>
        columns[at]?.[index] == null ? [] : [`${group} top ${columns[at]?.[index]} %`]);
      return [longDay(days[index] ?? "", today), ...said].join(" · ");
    },
  };
}

/** Days for a table: each reading's, the first of each week backwards from the last. @param {PillarHistory} history @returns {string[]} newest first */
export function tableDays({ days, readings }) {
  const weekly = days.filter((_, index) => (days.length - 1 - index) % 7 === 0);
  return union(weekly, readings.map(({ day }) => day)).reverse();
}
