// @ts-check
/**
 * Readings of the official page: what may be typed of one, and what this browser knows of the last. Pure.
 *
 * A field has the pointer it has in an entry: "/brand", "/industry/total". Bounds are the door's.
 */
import { PILLARS } from "../generated/catalogue.js";
import { dayOf, weekOf } from "./days.js";
import { newReading } from "./entries.js";
import { localTime } from "./protocol.js";

/** @typedef {import("./entries.js").Item} Item */
/** @typedef {import("./entries.js").ReadingItem} ReadingItem */
/** @typedef {import("./entries.js").Scores} Scores */
/** @typedef {import("./progress.js").Told} Told */
/** @typedef {import("./catalogue.js").Pillar} Pillar */
/** @typedef {{day: string, texts: Record<string, string>}} Typed the day it was read, and fields by pointer */
/** @typedef {Typed & {at: number}} Draft `at` is when it was typed, Unix milliseconds */
/** @typedef {{of: "reading", id: string, at: string, day: string} & import("./describe.js").Read} LastReading */

export const SCORE_POINTERS = PILLARS.map(({ id }) => `/${id}`);
/** What each group shows: its averages. */
export const AVERAGES = ["/total", ...SCORE_POINTERS];
/** @type {readonly ("industry" | "network")[]} */
export const GROUPS = ["industry", "network"];
/** Of these a reading has one at least. */
export const NEEDED_POINTERS = [...SCORE_POINTERS, "/total"];
/** Every number of a reading, those first. */
export const POINTERS = [
  ...NEEDED_POINTERS,
  ...["/industry_rank", "/network_rank"],
  ...GROUPS.flatMap((group) => AVERAGES.map((pointer) => `/${group}${pointer}`)),
];

/** The day before it is out of bounds in some places on earth. */
export const EARLIEST_DAY = "2003-01-02";
const NUMBER = /^-?\d{1,20}(?:[.,]\d{1,20})?$/;

/** @param {string} pointer @returns {number} the most it can be; the least is 0 */
export function most(pointer) {
  return SCORE_POINTERS.some((score) => pointer.endsWith(score)) ? 25 : 100;
}

/** @param {string} text @returns {number | null} with point or comma; null for what is no number */
function numberIn(text) {
  const typed = text.trim();
  return NUMBER.test(typed) ? Number(typed.replace(",", ".")) : null;
}

/** What is wrong with a whole reading. @param {Record<string, string>} texts by pointer @returns {string} "" for nothing */
export function emptyFault(texts) {
  const said = NEEDED_POINTERS.some((pointer) => texts[pointer]?.trim());
  return said ? "" : "Give one pillar at least, or the total.";
}

/** What is wrong with what stands in a field. @param {string} pointer @param {string} text @returns {string} "" for nothing */
export function faultOf(pointer, text) {
  if (text.trim() === "") return "";
  const number = numberIn(text);
  if (number === null) return "Give a number.";
  if (number < 0) return "Give 0 or more.";
  return number > most(pointer) ? `Give ${most(pointer)} or less.` : "";
}

/** @param {string} day "" where none is typed whole @param {string} today @returns {string} "" for nothing */
export function dayFault(day, today) {
  if (day === "") return "Give the day you read it on.";
  if (day > today) return "Give today, or a day before.";
  return day < EARLIEST_DAY ? "Nothing is kept from before 2003." : "";
}

/** The day it is now, as the agent will count it. @param {Told | null} told @param {number} now Unix milliseconds */
export function dayNow(told, now) {
  return dayOf(localTime(now), told?.day_start ?? "00:00");
}

/**
 * An entry of what was typed without a fault.
 * @param {Typed} typed @param {string} today from `dayNow` @param {number} now Unix milliseconds @returns {ReadingItem}
 */
export function typedReading({ day, texts }, today, now) {
  /** @type {Record<string, any>} */
  const scores = {};
  for (const pointer of POINTERS) {
    const number = numberIn(texts[pointer] ?? "");
    const [name = "", inside] = pointer.slice(1).split("/");
    if (number === null) continue;
    if (inside === undefined) scores[name] = number;
    else scores[name] = { ...scores[name], [inside]: number };
  }
  // Noon counts in its own day, wherever the person's day begins.
  const at = localTime(day === today ? now : new Date(`${day}T12:00`).getTime());
  return newReading(/** @type {Scores} */ (scores), at, now);
}

/**
 * How the entries of this browser change the number of readings in the week that holds a day.
 * @param {Told} told @param {readonly Item[]} items entries it did not include @param {string} day @returns {number}
 */
export function readingsMore({ today: { reading }, day_start, week_start }, items, day) {
  const gone = retracted(items);
  const inWeek = (/** @type {string} */ other) => weekOf(other, week_start) === weekOf(day, week_start);
  const came = items.filter((item) => isReading(item) && item.subject !== reading?.id && !gone.has(item.subject));
  const days = came.map((item) => dayOf(/** @type {ReadingItem} */ (item).at, day_start));
  const lost = reading && gone.has(reading.id) && inWeek(reading.day) ? 1 : 0;
  return days.filter(inWeek).length - lost;
}

/**
 * The reading this browser kept last, for as long as it can be taken back here: on the day it was kept.
 * @param {ReadingItem | null} kept @param {Told} told @param {readonly Item[]} items entries it did not include
 * @param {string} day today @returns {LastReading | null}
 */
export function lastReading(kept, { today, day_start }, items, day) {
  if (!kept || retracted(items).has(kept.subject) || dayOf(kept.made_at, day_start) !== day) return null;
  const told = today.reading ?? null;
  // Once counted it can have been corrected or removed elsewhere.
  if (told === null && !items.some(({ entry }) => entry === kept.entry)) return null;
  const { brand, find, engage, build, total } = told?.id === kept.subject ? told : kept;
  return { of: "reading", id: kept.subject, at: kept.at, day: dayOf(kept.at, day_start), brand, find, engage, build, total: total ?? null };
}

/**
 * The three newest entries, whatever they are of.
 * @template {{id: string, at: string}} A
 * @param {readonly A[]} activities newest first @param {LastReading | null} reading @returns {(A | LastReading)[]}
 */
export function newest(activities, reading) {
  if (!reading) return activities.slice(0, 3);
  const newer = activities.filter((activity) => born(activity) > born(reading));
  return [...newer, reading, ...activities.filter((activity) => !newer.includes(activity))].slice(0, 3);
}

/** When it was first made, as an id of version 7 says; another says nothing of it. @param {{id: string, at: string}} subject */
function born({ id, at }) {
  return id[14] === "7" ? Number.parseInt(id.replace("-", "").slice(0, 12), 16) : Date.parse(at);
}

/** @param {Item} item @returns {item is ReadingItem} */
export function isReading(item) {
  return item.type === "record" && item.of === "reading";
}

/** @param {readonly Item[]} items @returns {Set<string>} subjects */
function retracted(items) {
  return new Set(items.filter(({ type }) => type === "retract").map(({ subject }) => subject));
}
