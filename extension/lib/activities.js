// @ts-check
/** The newest activities as they will stand once everything on this browser is confirmed. Pure. */
import { byMade } from "./entries.js";

/** @typedef {import("./entries.js").Item} Item */
/** @typedef {import("./entries.js").Fields} Fields */
/** @typedef {import("../generated/types.js").Activity} Counted an activity the agent has counted */
/** @typedef {Fields & {id: string, day: string | null}} Current `day` is null until the agent has said it */
/**
 * @typedef {object} Change what this browser knows beyond the agent's last answer
 * @property {Current | null} before as the agent counted it; null when it did not
 * @property {Current | null} after as the person left it; null when taken back
 */

/**
 * @param {readonly Counted[]} last what the agent last told, newest first
 * @param {readonly Item[]} items entries of this browser that it did not include
 * @returns {{activities: Current[], changes: Change[]}} newest first; subjects known to neither are left out
 */
export function currentActivities(last, items) {
  const told = new Map(last.map((activity) => [activity.id, currentOf(activity)]));
  const changes = new Map();
  for (const [subject, entries] of bySubject(items)) {
    const before = told.get(subject) ?? null;
    const base = before ?? recorded(entries);
    if (base) changes.set(subject, { before, after: applied(base, entries) });
  }
  const fresh = [...changes.keys()].filter((subject) => !told.has(subject)).reverse();
  const order = [...fresh, ...told.keys()];
  const activities = order.flatMap((id) => (changes.has(id) ? changes.get(id).after : told.get(id)) ?? []);
  return { activities, changes: [...changes.values()] };
}

/** What an agent without names and threads told says neither. @param {Counted} activity @returns {Current} */
function currentOf({ id, at, day, kind, qualifiers, count, note, contact = "", thread = "" }) {
  return { id, at, day, kind, qualifiers, count, note, contact, thread };
}

/** Subjects in the order of their first entry, each with its entries in the order they were made. @param {readonly Item[]} items */
function bySubject(items) {
  /** @type {Map<string, Item[]>} */
  const subjects = new Map();
  const ofActivities = items.filter((item) => item.of === "activity");
  for (const item of ofActivities.sort(byMade)) subjects.set(item.subject, [...(subjects.get(item.subject) ?? []), item]);
  return subjects;
}

/** @param {readonly Item[]} entries @returns {Current | null} */
function recorded(entries) {
  const item = entries.find((entry) => entry.type === "record");
  if (item?.type !== "record" || item.of !== "activity") return null;
  const { subject, at, kind, qualifiers, count = 1, note = "", contact = "", thread = "" } = item;
  return { id: subject, at, day: null, kind, qualifiers, count, note, contact, thread };
}

/** Amends field by field, in the order they were made; a retract is final. @param {Current} base @param {readonly Item[]} entries */
function applied(base, entries) {
  if (entries.some((entry) => entry.type === "retract")) return null;
  let state = base;
  for (const entry of entries) {
    if (entry.type !== "amend") continue;
    const { entry: _, subject, made_at, type, of, ...change } = entry;
    state = { ...state, ...change };
    state.day = state.at === base.at ? base.day : null;
  }
  return state;
}
