// @ts-check
/** Changing a routine without rewriting what was, and the minutes it takes. Pure. */

import { localTime } from "../generated/protocol.js";
import { plusDays } from "../times.js";

/** @import { Kind, Preset, Routine, RoutineHabit } from "../generated/types.js" */
/** @typedef {Omit<RoutineHabit, "start" | "end">} Wanted a habit as the person wants it from today on */
/** @typedef {{weekday: number, longer: number, reply: number | null}} Effort minutes */

/** Longer pieces are no part of ten minutes a day: from here on they are told by the week. */
const LONG = 20;
const READING_MINUTES = 2;
const WEEKDAYS = 5;
const DAY_MS = 86_400_000;
/** The names of the days of a week as a routine writes them. @type {RoutineHabit["weekdays"]} */
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** @param {RoutineHabit} habit @param {string} day */
function runs({ start, end }, day) {
  return start <= day && (end === null || day <= end);
}

/** What is asked for on a day, in the person's order. @param {Routine} routine @param {string} day @returns {RoutineHabit[]} */
export function running({ habits }, day) {
  return habits.filter((habit) => runs(habit, day));
}

/** @param {RoutineHabit} habit @returns {Wanted} */
export function wantedOf({ start, end, hours = null, ...wanted }) {
  return { ...wanted, hours };
}

/** @param {Wanted} one @param {Wanted} other @returns {boolean} */
function same(one, other) {
  const sorted = (/** @type {Wanted} */ habit) => JSON.stringify(Object.entries(habit).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

/**
 * The routine with these habits from `day` on: what goes on as it was stays, what changes ends the day before and
 * begins anew, and no word of an earlier day is touched. What began on that very day leaves nothing behind.
 * @param {Routine} routine @param {readonly Wanted[]} wanted in the person's order @param {string} day
 * @param {number} budget @param {number} now Unix milliseconds @returns {Routine}
 */
export function changedTo(routine, wanted, day, budget, now) {
  const ahead = running(routine, day);
  const kept = ahead.filter((habit) => wanted.some((one) => same(one, wantedOf(habit))));
  const past = routine.habits
    .filter((habit) => !kept.includes(habit))
    .flatMap((habit) => {
      if (!runs(habit, day)) return [habit];
      return habit.start === day ? [] : [{ ...habit, end: plusDays(day, -1) }];
    });
  const fresh = wanted.map(
    (one) => kept.find((habit) => same(one, wantedOf(habit))) ?? { ...one, start: day, end: null },
  );
  // A clock that was set back must not lose to what it changes; what a wrong clock dated far ahead wins nothing.
  const after = Date.parse(routine.changed_at) + 1;
  const at = after > now + DAY_MS ? now : Math.max(now, after);
  return { habits: [...past, ...fresh], budget, changed_at: localTime(at) };
}

/** A preset's habits for somebody with these tools. @param {Preset} preset @param {readonly Kind[]} kinds those that are offered */
export function wantedFrom({ habits }, kinds) {
  const known = habits.filter(({ kind }) => kind === null || kinds.some(({ id }) => id === kind));
  return known.map(wantedOf);
}

/** An id that no habit has had. @param {Routine} routine @returns {string} */
export function newId({ habits }) {
  const taken = new Set(habits.map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`own_${number}`)) number += 1;
  return `own_${number}`;
}

/** Whether it asks for a share of replies. @param {Wanted} habit @returns {boolean} */
export function isShare({ of }) {
  return of === "replies";
}

/** Minutes one click of a habit takes, as the catalogue assumes. @param {Wanted} habit @param {readonly Kind[]} kinds */
function minutesOf({ kind, any_of }, kinds) {
  const known = kinds.find(({ id }) => id === kind);
  if (known === undefined) return READING_MINUTES;
  const said = any_of[0] ?? {};
  const agrees = (/** @type {Kind["channels"][number]} */ row, /** @type {boolean} */ whole) =>
    Object.entries(row.qualifiers).every(([name, value]) => (name in said || whole ? said[name] === value : true));
  const exact = known.channels.find((row) => agrees(row, true));
  const strength = (/** @type {Kind["channels"][number]} */ row) => row.points.reduce((a, b) => a + b, 0) / (row.half_rate ?? 1);
  const possible = known.channels.filter((row) => agrees(row, false)).sort((a, b) => strength(a) - strength(b));
  return (exact ?? possible[0])?.minutes ?? known.minutes;
}

/**
 * What a routine takes: minutes of a weekday, and of a week for the longer pieces, rounded up; where it asks for a share
 * of replies, those of each, since nobody knows how many messages will come.
 * @param {readonly Wanted[]} habits @param {readonly Kind[]} kinds @returns {Effort}
 */
export function effort(habits, kinds) {
  let [weekday, longer] = [0, 0];
  const share = habits.find(isShare);
  const reply = share === undefined ? null : minutesOf({ ...share, kind: "message_replied", any_of: [{}] }, kinds);
  for (const habit of habits.filter((one) => !isShare(one))) {
    const minutes = minutesOf(habit, kinds);
    const days = habit.weekdays.filter((day) => DAYS.indexOf(day) < WEEKDAYS).length;
    const times = habit.per === "day" ? days : 1;
    if (minutes >= LONG) longer += habit.target * minutes * (habit.per === "day" ? habit.weekdays.length : 1);
    else weekday += (habit.target * minutes * times) / WEEKDAYS;
  }
  return { weekday: Math.ceil(Number(weekday.toFixed(6))), longer: Math.ceil(longer), reply };
}

/** @param {Effort} takes @returns {string} "About 14 min a weekday, and 75 min a week for longer pieces." */
export function effortWords({ weekday, longer, reply }) {
  const more = longer > 0 ? `, and ${longer} min a week for longer pieces such as posts` : "";
  return `About ${weekday} min a weekday${more}${reply === null ? "" : `; each reply takes ${reply} min more`}.`;
}

/** "2 on weekdays", "3 in any 7 days", "90 % within 24 h". @param {Wanted} habit @returns {string} */
export function cadenceWords({ of, per, target, better, weekdays, time, hours }) {
  const often = { day: daysWords(weekdays), week: "a week", seven_days: "in any 7 days" }[per];
  const asked = of === "replies" ? `${target} % within ${hours} h` : `${target} ${often}`;
  return [asked, ...(time ? [`at ${time}`] : []), ...(better ? [`${better} is better`] : [])].join(", ");
}

/** @param {Wanted["weekdays"]} weekdays */
function daysWords(weekdays) {
  const held = DAYS.filter((day) => weekdays.includes(day));
  if (held.length === DAYS.length) return "a day";
  if (held.join() === DAYS.slice(0, WEEKDAYS).join()) return "on weekdays";
  return `on ${held.map((day) => day.charAt(0).toUpperCase() + day.slice(1)).join(", ")}`;
}

/**
 * Which values of each qualifier count, as boxes that are ticked: none is any.
 * @param {Wanted["any_of"]} anyOf @returns {Map<string, Set<string | boolean>>}
 */
export function ticked(anyOf) {
  /** @type {Map<string, Set<string | boolean>>} */
  const boxes = new Map();
  for (const option of anyOf) {
    for (const [name, value] of Object.entries(option)) boxes.set(name, (boxes.get(name) ?? new Set()).add(value));
  }
  return boxes;
}

/** Every way to have one ticked value of each qualifier. @param {Map<string, Set<string | boolean>>} boxes @returns {Wanted["any_of"]} */
export function anyOfFrom(boxes) {
  /** @type {Wanted["any_of"]} */
  let options = [{}];
  for (const [name, values] of boxes) {
    if (values.size > 0) options = options.flatMap((option) => [...values].map((value) => ({ ...option, [name]: value })));
  }
  return options;
}
