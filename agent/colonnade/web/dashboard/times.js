// @ts-check
/**
 * Days and times as the person lived them: the wall clock an activity carries, never this
 * machine's zone put over it.
 */

import { localTime } from "./generated/protocol.js";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** @typedef {{day: string, clock: string, offset: string}} Wall */

/** @param {string} at RFC 3339 @returns {Wall} as read on the clock of that place */
export function wallOf(at) {
  const [, day = "", clock = "", offset = ""] = /^(.{10})T(.{5}):[\d.]+(.+)$/.exec(at) ?? [];
  return { day, clock, offset: offset === "Z" ? "+00:00" : offset };
}

/** The same moment on this machine's clock. @param {string} at RFC 3339 @returns {Wall} */
export function wallHere(at) {
  return wallOf(localTime(Date.parse(at)));
}

/** @param {string} day @returns {number} */
function midnight(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

/** @param {string} from @param {string} to @returns {number} days from one day to the other */
function daysBetween(from, to) {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** @param {string} day @param {number} days @returns {string} so many days later, or earlier */
export function plusDays(day, days) {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @param {string} day @returns {string} "Friday" */
export function weekday(day) {
  return WEEKDAYS[new Date(midnight(day)).getUTCDay()] ?? "";
}

/** @param {string} day @returns {string} "20 November" */
export function dayAndMonth(day) {
  const date = new Date(midnight(day));
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** The year stands only where it is not this one. @param {string} day @param {string} today @returns {string} */
export function longDay(day, today) {
  const year = day.slice(0, 4) === today.slice(0, 4) ? "" : ` ${day.slice(0, 4)}`;
  return `${weekday(day)}, ${dayAndMonth(day)}${year}`;
}

/** @param {string} day @param {string} today @returns {string} "12 Nov", with the year where it is another */
export function shortDay(day, today) {
  const [date, month = ""] = dayAndMonth(day).split(" ");
  return `${date} ${month.slice(0, 3)}${day.slice(0, 4) === today.slice(0, 4) ? "" : ` ${day.slice(0, 4)}`}`;
}

/**
 * As short as it can be told apart: "10:42", "Thu", "12 Nov".
 * @param {Pick<Wall, "day" | "clock">} wall @param {string} today @returns {string}
 */
export function shortTime({ day, clock }, today) {
  const ago = daysBetween(day, today);
  if (ago === 0) return clock;
  return ago > 0 && ago < WEEK_DAYS ? weekday(day).slice(0, 3) : shortDay(day, today);
}

/**
 * "10:42", "Thursday 10:42", "12 Nov 10:42".
 * @param {Pick<Wall, "day" | "clock">} wall @param {string} today @returns {string}
 */
export function fullTime({ day, clock }, today) {
  const ago = daysBetween(day, today);
  if (ago === 0) return clock;
  return ago > 0 && ago < WEEK_DAYS ? `${weekday(day)} ${clock}` : `${shortDay(day, today)} ${clock}`;
}

/** @param {string} day @param {string} today @returns {string} "today", "5 days ago", "3 months ago" */
export function longAgo(day, today) {
  const ago = daysBetween(day, today);
  if (ago <= 0) return "today";
  if (ago < 60) return ago === 1 ? "yesterday" : `${ago} days ago`;
  return ago < 730 ? `${Math.floor(ago / 30.44)} months ago` : `${Math.floor(ago / 365.25)} years ago`;
}

/** @param {string} day @param {string} clock @returns {string} RFC 3339 with this machine's offset of that moment */
export function timeHere(day, clock) {
  return localTime(new Date(`${day}T${clock}`).getTime());
}

/**
 * A moment moved to another day and clock time. It keeps the offset it carried, unless this
 * machine had the same one then: only then does this machine know what the offset became.
 * @param {string} at RFC 3339 @param {string} day @param {string} clock @returns {string}
 */
export function movedTo(at, day, clock) {
  const was = wallOf(at);
  if (was.day === day && was.clock === clock) return at;
  if (wallHere(at).offset === was.offset) return timeHere(day, clock);
  return `${day}T${clock}:00${was.offset}`;
}
