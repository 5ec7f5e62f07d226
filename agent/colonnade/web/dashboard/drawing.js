// @ts-check
/** The geometry of the colonnade: estimates in, shapes out. Units are those of the SVG's view box. */

import { PILLARS } from "./words.js";

/** @import { Estimate, Today } from "./generated/types.js" */
/** @typedef {"brand" | "find" | "engage" | "build"} Pillar */
/**
 * @typedef {object} Shaft
 * @property {Pillar} pillar
 * @property {number} x left edge
 * @property {number} middle
 * @property {number | null} fill height above the base; null while the value is not known
 * @property {number} high top end of the 80 % band
 * @property {number} low bottom end of the 80 % band
 * @property {number} level of the mean
 */
/**
 * @typedef {object} Mark
 * @property {Pillar} pillar
 * @property {number} left edge of the shaft
 * @property {number} right edge of the shaft
 * @property {{value: number, y: number} | null} reading the last one
 * @property {number | null} average level of the industry's, where it was read
 */

export const WIDTH = 660;
export const HEIGHT = 284;
export const TOP = 31;
export const BASE = 246;
export const SHAFT_WIDTH = 82;
const LIMIT = 25;
const FIRST_X = 68;
const STEP = 148;

/** @param {number} points @returns {number} */
export function levelOf(points) {
  const inside = Math.min(LIMIT, Math.max(0, points));
  return Math.round((BASE - (inside / LIMIT) * (BASE - TOP)) * 10) / 10;
}

/** @returns {{points: number, y: number}[]} the lines of the scale */
export function scale() {
  return [0, 5, 10, 15, 20, 25].map((points) => ({ points, y: levelOf(points) }));
}

/** @param {Pick<Estimate, "basis" | "pillars">} estimate @returns {Shaft[]} */
export function shafts({ basis, pillars }) {
  return PILLARS.map((pillar, index) => {
    const { mean, bands } = pillars[pillar];
    const x = FIRST_X + index * STEP;
    const level = levelOf(mean);
    return {
      pillar,
      x,
      middle: x + SHAFT_WIDTH / 2,
      level,
      fill: basis === "prior" ? null : Math.round((BASE - level) * 10) / 10,
      low: levelOf(bands["80"][0]),
      high: levelOf(bands["80"][1]),
    };
  });
}

/** @param {number | null} value @returns {Mark["reading"]} nothing where it was not read */
function readMark(value) {
  return value === null ? null : { value, y: levelOf(value) };
}

/** What readings say beside each shaft. @param {Pick<Today, "reading" | "industry">} today @returns {Mark[]} */
export function marks({ reading, industry }) {
  return PILLARS.map((pillar, index) => {
    const left = FIRST_X + index * STEP;
    const average = industry?.[pillar] ?? null;
    return {
      pillar,
      left,
      right: left + SHAFT_WIDTH,
      reading: readMark(reading?.[pillar] ?? null),
      average: average === null ? null : levelOf(average),
    };
  });
}
