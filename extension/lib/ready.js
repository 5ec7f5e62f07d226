// @ts-check
/** "Week 47 is ready": the summary of the week that ended last, told once. Pure. */
import { weekOf } from "./days.js";

/**
 * The week to tell of now.
 * @param {import("./progress.js").Told | null} told @param {string | null} before the week told of last
 * @param {string} day today @returns {string | null} ISO week, "2026-W47"
 */
export function weekToTell(told, before, day) {
  const ready = told?.today.ready ?? null;
  if (!told || ready === null || (before !== null && ready <= before)) return null;
  // What the agent said in another week was of the week before that one.
  return weekOf(told.today.day, told.week_start) === weekOf(day, told.week_start) ? ready : null;
}

/** @param {string} week ISO week @returns {string} "Week 47 is ready." */
export function readyWords(week) {
  return `Week ${Number(week.slice(6))} is ready.`;
}
