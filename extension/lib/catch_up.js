// @ts-check
/** Catching up: what was done on the phone, counted for an earlier day and for today. Pure but for the random ids. */
import { newEntry } from "./entries.js";
import { localTime } from "./protocol.js";

/** @typedef {{kind: string, qualifiers: import("./catalogue.js").Qualifiers}} Click */
/** @typedef {{click: Click, day: string, count: number}} Step */

export const MOST = 1000;

/**
 * An entry for each stepper that was used, back-dated, with its count.
 * @param {readonly Step[]} steps @param {string} today the day it is now, from `dayNow` @param {number} now Unix milliseconds
 * @returns {import("./entries.js").RecordItem[]}
 */
export function caughtUp(steps, today, now) {
  return steps
    .filter(({ count }) => count > 0)
    .map(({ click, day, count }) => {
      const entry = newEntry(click, now);
      // Noon counts in its own day, wherever the person's day begins.
      return { ...entry, at: day === today ? entry.at : localTime(new Date(`${day}T12:00`).getTime()), count };
    });
}
