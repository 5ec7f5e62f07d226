// @ts-check
/** Quarters of a year, as they are asked for. */

import { plusDays } from "../times.js";

const MONTHS = 3;

/** @param {number} number months since year 0 @returns {string} the first day of that month */
function firstOf(number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}-01`;
}

/**
 * The quarter that holds a day and the ones before, newest first.
 * @param {string} today @param {number} [count] @returns {{name: string, value: string}[]} the value is "from to", in days
 */
export function quartersTo(today, count = 5) {
  if (today === "") return [];
  const [year = 0, month = 1] = today.split("-").map(Number);
  const running = year * 12 + Math.floor((month - 1) / MONTHS) * MONTHS;
  return Array.from({ length: count }, (_, back) => {
    const begin = running - back * MONTHS;
    const from = firstOf(begin);
    return { name: `Q${(begin % 12) / MONTHS + 1} ${from.slice(0, 4)}`, value: `${from} ${plusDays(firstOf(begin + MONTHS), -1)}` };
  });
}

/** @param {string} span "from to", or "" for the last 90 days @returns {string} the request target for its threads */
export function targetOfSpan(span) {
  const [from = "", to = ""] = span.split(" ");
  return `/api/v1/threads${span === "" ? "" : `?from=${from}&to=${to}`}`;
}
