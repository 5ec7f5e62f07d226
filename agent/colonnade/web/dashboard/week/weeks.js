// @ts-check
/** Weeks by their names and days. A Sunday week bears the ISO week of its Monday, as everywhere. */

import { dayAndMonth, plusDays, weekday } from "../times.js";

/** Asks the agent for the week of the newest activity or reading. */
export const NEWEST = "newest";
const WEEK_DAYS = 7;
/** To the Thursday of a week that begins on Monday: its year is the week's. */
const THURSDAY = 3;

/** @param {string} monday @returns {string} "2026-W47" */
function nameOf(monday) {
  const thursday = plusDays(monday, THURSDAY);
  const year = thursday.slice(0, 4);
  const since = Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`);
  return `${year}-W${String(Math.floor(since / (WEEK_DAYS * 86_400_000)) + 1).padStart(2, "0")}`;
}

/** The week that holds a day, where weeks begin as the one that begins on `first`. @param {string} day @param {string} first @returns {string} */
export function weekOf(day, first) {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000);
  const start = plusDays(first, Math.floor(days / WEEK_DAYS) * WEEK_DAYS);
  return nameOf(weekday(first) === "Sunday" ? plusDays(start, 1) : start);
}

/** The name of the week so many weeks from the one that begins on `first`. @param {string} first @param {number} weeks @returns {string} */
export function weekFrom(first, weeks) {
  return weekOf(plusDays(first, weeks * WEEK_DAYS), first);
}

/** @param {string} week "2026-W07" @returns {string} "Week 7" */
export function weekTitle(week) {
  return `Week ${Number(week.split("-W")[1])}`;
}

/** As "16 to 22 November 2026", with month and year where they differ. @param {string} first @param {string} last @returns {string} */
export function spanWords(first, last) {
  const end = `${dayAndMonth(last)} ${last.slice(0, 4)}`;
  if (first === last) return end;
  const [day, month] = dayAndMonth(first).split(" ");
  const year = first.slice(0, 4) === last.slice(0, 4) ? "" : ` ${first.slice(0, 4)}`;
  return first.slice(0, 7) === last.slice(0, 7) ? `${day} to ${end}` : `${day} ${month}${year} to ${end}`;
}
