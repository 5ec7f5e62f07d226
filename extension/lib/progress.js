// @ts-check
/**
 * Today as the popup and the badge show it: the agent's last answer, and the clicks since. Pure.
 *
 * It holds while the agent is away, past midnight and into the next week too.
 */
import { currentActivities } from "./activities.js";
import { dayInZone, dayOf, daysBetween, dayWords, weekday, weekOf } from "./days.js";
import { readingsMore } from "./readings.js";

/** @typedef {import("./activities.js").Current} Current */
/** @typedef {import("./activities.js").Change} Change */
/** @typedef {import("./entries.js").Item} Item */
/** @typedef {import("../generated/types.js").Today} Today */
/** @typedef {import("../generated/types.js").Tile} Tile */
/** @typedef {import("../generated/types.js").HabitProgress} Habit */
/**
 * @typedef {object} Told what the agent last told
 * @property {Today} today
 * @property {string} zone
 * @property {string} day_start
 * @property {import("./days.js").WeekStart} week_start
 * @property {number} asked_at when it was asked, Unix milliseconds
 * @property {Item[]} since entries the agent has kept after it told this
 */
/** @typedef {Tile & {words: string, next: boolean}} TileView a button, the line under its label, and whether it is what helps most now */
/**
 * @typedef {object} Progress
 * @property {string} day
 * @property {number} left clicks missing to the targets of today's daily habits
 * @property {boolean} due whether today's daily habits ask anything
 * @property {TileView[]} tiles
 * @property {string} readings the line under the button for a reading; "" where no habit asks for one
 * @property {boolean} reading_next whether a reading is what helps most now
 * @property {(Current & {day: string})[]} last newest first, at most three, their days filled in
 */

/** What a browser shows that was paired and has not heard of today yet. @type {Told} */
export const NOTHING_TOLD = {
  today: {
    day: "1970-01-01",
    week: "1970-W01",
    period: null,
    left: { clicks: 0, minutes: 0 },
    habits: [],
    tiles: [],
    next: null,
    owed: [],
    owed_replies: 0,
    share: null,
    post: null,
    audience: "",
    last: [],
    days: [],
    reading: null,
    industry_rank: null,
    network_rank: null,
    industry: null,
    network: null,
    below: [],
    lagging: null,
    guard: [],
    ready: null,
    unanswered: null,
    empty: true,
    confirmed_at: null,
    demo: false,
  },
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  day_start: "00:00",
  week_start: "monday",
  asked_at: 0,
  since: [],
};

/**
 * @param {Told} told @param {readonly Item[]} waiting in the outbox @param {number} now Unix milliseconds
 * @returns {Progress}
 */
export function progress(told, waiting, now) {
  const day = dayInZone(now, told.zone, told.day_start);
  const items = unconfirmed(told, waiting);
  const { activities, changes } = currentActivities(told.today.last, items);
  const more = readingsMore(told, items, day);
  const habits = told.today.habits.map((habit) => progressOf(habit, told, changes, more, day));
  const daily = habits.filter((habit) => habit.per === "day" && habit.due);
  const next = nextOf(told, habits, day);
  const reading = habits.find(({ of }) => of === "reading");
  const dated = activities.map((activity) => ({ ...activity, day: dayOfActivity(activity, told) }));
  return {
    day,
    left: daily.reduce((sum, habit) => sum + Math.max(0, habit.target - habit.done), 0),
    due: daily.length > 0,
    readings: reading ? habitWords(reading) + nextMark(reading === next) : "",
    reading_next: reading !== undefined && reading === next,
    tiles: told.today.tiles.map((tile) => {
      const isNext = next !== undefined && tile.habit === next.id;
      return { ...tile, words: tileWords(tile, habits, told.today.share, dated, day) + nextMark(isNext), next: isNext };
    }),
    last: dated.slice(0, 3),
  };
}

/**
 * The habit that helps most now, as the agent last said of this very day, until it is done.
 * None where a person has to be chosen first, whom the popup does not know.
 * @param {Told} told @param {readonly Habit[]} habits @param {string} day @returns {Habit | undefined}
 */
function nextOf({ today }, habits, day) {
  const { next } = today;
  if (!next || next.opens === "owed" || today.day !== day) return undefined;
  return habits.find(({ id, done, target }) => id === next.habit && done < target);
}

/** @param {boolean} isNext @returns {string} */
function nextMark(isNext) {
  return isNext ? " · next" : "";
}

/** What the agent did not count yet, each entry once. @param {Told} told @param {readonly Item[]} waiting */
export function unconfirmed(told, waiting) {
  return [...new Map([...told.since, ...waiting].map((item) => [item.entry, item])).values()];
}

/** @type {Record<Habit["per"], string>} */
const WHEN = { day: "today", week: "this week", seven_days: "in 7 days" };
const SEVEN = 7;

/**
 * A habit's counts of `day`, of the week that holds it, or of the seven days up to it.
 * @param {Habit} habit @param {Told} told @param {readonly Change[]} changes @param {number} readings how many more
 * @param {string} day @returns {Habit}
 */
function progressOf(habit, told, changes, readings, day) {
  const clicks = (/** @type {Current | null} */ activity) =>
    activity && counts(habit, activity) && isWithin(habit, told, dayOfActivity(activity, told), day) ? activity.count : 0;
  const delta =
    habit.of === "reading" ? readings : changes.reduce((sum, { before, after }) => sum + clicks(after) - clicks(before), 0);
  // The agent knows of away days; for another day than it told of, only the habit's own weekdays are known here.
  const due = told.today.day === day ? habit.due : habit.per !== "day" || isFor(habit, day);
  // Which message an answer closes, and whether in time, only the agent knows: no click moves a share here.
  if (habit.of === "replies") {
    return { ...habit, due, done: toldOf(habit, told, day), target: toldOf({ ...habit, done: habit.target }, told, day) };
  }
  return { ...habit, due, done: Math.max(0, toldOf(habit, told, day) + delta) };
}

/** Whether what was done on the day `of` counts on `day`. @param {Habit} habit @param {Told} told @param {string} of @param {string} day */
function isWithin(habit, { week_start }, of, day) {
  if (habit.per === "day") return of === day;
  if (habit.per === "week") return weekOf(of, week_start) === weekOf(day, week_start);
  const age = daysBetween(of, day);
  return age >= 0 && age < SEVEN;
}

/** What the agent counted that still counts on `day`. @param {Habit} habit @param {Told} told @param {string} day @returns {number} */
function toldOf(habit, told, day) {
  const age = daysBetween(told.today.day, day);
  if (habit.per === "seven_days" && age > 0) return habit.days.slice(age).reduce((sum, number) => sum + number, 0);
  return isWithin(habit, told, told.today.day, day) ? habit.done : 0;
}

/** Whether a daily habit is for that day of the week. @param {Habit} habit @param {string} day @returns {boolean} */
function isFor({ weekdays = "12345" }, day) {
  // What an older agent told says nothing of weekdays: its habits were for Monday to Friday.
  return weekdays.includes(String(weekday(day) || SEVEN));
}

/** @param {Habit} habit @param {Current} activity @returns {boolean} */
function counts(habit, { kind, qualifiers }) {
  return kind === habit.kind && habit.any_of.some((option) => agrees(qualifiers, option));
}

/** @param {import("./catalogue.js").Qualifiers} qualifiers @param {Record<string, unknown>} wanted @returns {boolean} */
function agrees(qualifiers, wanted) {
  return Object.entries(wanted).every(([name, value]) => qualifiers[name] === value);
}

/** @param {Current} activity @param {Told} told @returns {string} */
function dayOfActivity(activity, told) {
  return activity.day ?? dayOf(activity.at, told.day_start);
}

/**
 * @param {Tile} tile @param {readonly Habit[]} habits @param {Today["share"]} share
 * @param {readonly (Current & {day: string})[]} activities @param {string} day
 * @returns {string} "1 of 2 today", "none since Tuesday"
 */
function tileWords(tile, habits, share, activities, day) {
  const habit = habits.find(({ id }) => id === tile.habit);
  if (habit) return habit.of === "replies" && share ? shareWords(habit, share) : habitWords(habit);
  const days = activities
    .filter(({ kind, qualifiers }) => kind === tile.kind && agrees(qualifiers, tile.qualifiers))
    .map((activity) => activity.day);
  const last = [...(tile.last_day ? [tile.last_day] : []), ...days].sort().at(-1);
  if (last === undefined) return "none yet";
  return last === day ? "done today" : `none since ${dayWords(last, day)}`;
}

/** @param {Habit} habit @returns {string} "1 of 2 today" */
function habitWords({ done, target, per }) {
  return `${done} of ${target} ${WHEN[per]}`;
}

/** @param {Habit} habit @param {NonNullable<Today["share"]>} share @returns {string} "9 of 10 within 24 h · 90 % asked" */
function shareWords({ done, target }, { percent, hours }) {
  return `${target === 0 ? "none due" : `${done} of ${target}`} within ${hours} h · ${percent} % asked`;
}
