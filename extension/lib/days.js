// @ts-check
/**
 * The arithmetic of a person's days and weeks. Pure.
 *
 * A day begins at `day_start` ("HH:MM", before noon). Only wall clocks are compared: an activity
 * carries an offset and no zone, and counts in the day it was where it was done.
 */
import { localTime } from "./protocol.js";

const DAY_MS = 86_400_000;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** @typedef {"monday" | "sunday"} WeekStart */

/**
 * The day a moment counts in, in the offset the moment carries.
 * @param {string} at RFC 3339 @param {string} dayStart "HH:MM" @returns {string} YYYY-MM-DD
 */
export function dayOf(at, dayStart) {
  const [hour = 0, minute = 0] = dayStart.split(":").map(Number);
  return written(Date.parse(`${at.slice(0, 19)}Z`) - (hour * 60 + minute) * 60_000);
}

/**
 * The day it is at that moment in an IANA zone; where this browser does not know the zone, by its own.
 * @param {number} now Unix milliseconds @param {string} zone @param {string} dayStart
 * @returns {string} YYYY-MM-DD
 */
export function dayInZone(now, zone, dayStart) {
  return dayOf(wallClock(now, zone), dayStart);
}

/** @param {number} now @param {string} zone @returns {string} */
function wallClock(now, zone) {
  try {
    // Swedish writes a moment as "2026-11-20 10:42:07".
    return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(now);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return localTime(now);
  }
}

/** @param {string} day @param {WeekStart} weekStart @returns {string} the first day of the week that holds it */
export function weekOf(day, weekStart) {
  const back = weekStart === "monday" ? (weekday(day) + 6) % 7 : weekday(day);
  return written(midnight(day) - back * DAY_MS);
}

/** @param {string} day @returns {string} */
export function dayBefore(day) {
  return written(midnight(day) - DAY_MS);
}

/** @param {string} day @param {string} today @returns {string} "today", "Tuesday", "3 November" */
export function dayWords(day, today) {
  const age = daysBetween(day, today);
  if (age === 0) return "today";
  if (age === 1) return "yesterday";
  return age > 1 && age < 7 ? /** @type {string} */ (WEEKDAYS[weekday(day)]) : dateWords(day, today);
}

/** @param {string} at @param {string} day the day it counts in @param {string} today @returns {string} "10:42", "Thu" */
export function timeWords(at, day, today) {
  const age = daysBetween(day, today);
  if (age === 0) return at.slice(11, 16);
  if (age > 0 && age < 7) return /** @type {string} */ (WEEKDAYS[weekday(day)]).slice(0, 3);
  const [number, month] = dateWords(day, today).split(" ");
  return `${number} ${month?.slice(0, 3)}`;
}

/** @param {string} day @param {string} today @returns {string} */
function dateWords(day, today) {
  const words = `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}

/** @param {string} day @param {string} today @returns {number} how many days later `today` is */
export function daysBetween(day, today) {
  return (midnight(today) - midnight(day)) / DAY_MS;
}

/** @param {string} day @returns {number} 0 for Sunday */
export function weekday(day) {
  return new Date(midnight(day)).getUTCDay();
}

/** @param {string} day @returns {number} */
function midnight(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

/** @param {number} ms @returns {string} */
function written(ms) {
  return new Date(ms).toISOString().slice(0, 10);
}
