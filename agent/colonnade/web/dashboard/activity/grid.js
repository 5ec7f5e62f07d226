// @ts-check
/** The year as weeks of days, and the way through it by keys. */

import { plusDays } from "../times.js";
import { capital, PILLARS } from "../words.js";

/** @import { DayDots } from "../generated/types.js" */
/** @typedef {{from: string, to: string}} Span */

export const WEEKS = 53;
const WEEK_DAYS = 7;
const MOST = 3;
/** @type {Record<string, number>} days to go */
const STEPS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -WEEK_DAYS, ArrowRight: WEEK_DAYS };

/** @param {string} weekStart the first day of the running week @returns {Span} whole weeks, that one the last */
export function yearTo(weekStart) {
  return { from: plusDays(weekStart, -(WEEKS - 1) * WEEK_DAYS), to: plusDays(weekStart, WEEK_DAYS - 1) };
}

/** @param {Span} span @returns {DayDots[]} days of which nothing is known yet */
export function emptyDays({ from }) {
  return Array.from({ length: WEEKS * WEEK_DAYS }, (_, number) => {
    return { day: plusDays(from, number), brand: 0, find: 0, engage: 0, build: 0, period: null };
  });
}

/** @template T @param {T[]} days oldest first @returns {T[][]} by week */
export function byWeek(days) {
  return Array.from({ length: Math.ceil(days.length / WEEK_DAYS) }, (_, week) =>
    days.slice(week * WEEK_DAYS, (week + 1) * WEEK_DAYS),
  );
}

/** Where a key leads, never out of the span. @param {string} key @param {string} day @param {Span} span @returns {string} */
export function stepFrom(key, day, { from, to }) {
  if (key === "Home") return from;
  if (key === "End") return to;
  const there = plusDays(day, STEPS[key] ?? 0);
  return there < from || there > to ? day : there;
}

/** How much of each pillar, for the drawing: "brand1 engage3". @param {DayDots} day @returns {string} */
export function marks(day) {
  return PILLARS.filter((pillar) => day[pillar] > 0).map((pillar) => `${pillar}${Math.min(MOST, day[pillar])}`).join(" ");
}

/** @param {DayDots} day @returns {string} "Brand 1, Engage 3", "away" */
export function dayWords(day) {
  const counts = PILLARS.filter((pillar) => day[pillar] > 0).map((pillar) => `${capital(pillar)} ${day[pillar]}`);
  const said = [...(day.period === null ? [] : [day.period]), ...counts];
  return said.length === 0 ? "nothing for a pillar" : said.join(", ");
}
