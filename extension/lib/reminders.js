// @ts-check
/** When to remind, and of what. Pure. */
import { weekday } from "./days.js";
import { counted } from "./describe.js";

/**
 * @typedef {object} Reminders
 * @property {boolean} on
 * @property {string} at "HH:MM", of the first on a day
 * @property {number} most so many a day at most, two hours apart
 * @property {string} weekdays those they are for, 1 for Monday: "12345"
 * @property {string} quiet_from "HH:MM"
 * @property {string} quiet_to "HH:MM", later on that day or on the next
 */
/** @typedef {{day: string, count: number, minute: number}} Reminded the last day with a reminder, how many, and when the last */

/** @type {Reminders} */
export const NO_REMINDERS = { on: false, at: "15:00", most: 1, weekdays: "12345", quiet_from: "18:00", quiet_to: "08:00" };
export const MOST_A_DAY = 3;

const APART = 120;
const HOUR = 60;
const SUNDAY = 7;

/**
 * Whether a reminder may come now; whether anything is left to be reminded of is another question.
 * @param {Reminders} reminders @param {Reminded | null} before @param {string} now RFC 3339, on the clock of this place
 */
export function mayRemind({ on, at, most, weekdays, quiet_from, quiet_to }, before, now) {
  const day = now.slice(0, 10);
  const minute = minuteOf(now.slice(11, 16));
  if (!on || !weekdays.includes(String(weekday(day) || SUNDAY)) || minute < minuteOf(at)) return false;
  if (isWithin(minute, minuteOf(quiet_from), minuteOf(quiet_to))) return false;
  if (before?.day !== day) return true;
  return before.count < most && minute >= before.minute + APART;
}

/** @param {Reminded | null} before @param {string} now RFC 3339 @returns {Reminded} */
export function remindedAt(before, now) {
  const day = now.slice(0, 10);
  return { day, count: before?.day === day ? before.count + 1 : 1, minute: minuteOf(now.slice(11, 16)) };
}

/** @param {import("./progress.js").Progress} progress @returns {string | null} null where nothing is left of today */
export function reminderWords({ left, due }) {
  return due && left > 0 ? `${counted(left, "click", "clicks")} left in today's routine.` : null;
}

/** @param {string} clock "HH:MM" */
function minuteOf(clock) {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * HOUR + minutes;
}

/** From before midnight to after it, too; a span without length holds nothing. @param {number} minute @param {number} from @param {number} to */
function isWithin(minute, from, to) {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
