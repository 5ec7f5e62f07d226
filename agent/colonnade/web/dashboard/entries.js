// @ts-check
/** Items for the log. A change is an amend, an undo a retract; nothing is ever written over. */

import { localTime, uuid7 } from "./generated/protocol.js";
import { movedTo, timeHere, wallOf } from "./times.js";

/** @import { Activity, Click, Period } from "./generated/types.js" */
/** @typedef {Record<string, string | boolean>} Qualifiers */
/** @typedef {{entry: string, subject: string, made_at: string, type: string, of: string}} Amend besides what changed */
/** @typedef {{kind: string, qualifiers: Qualifiers, count: number, day: string, clock: string, note: string}} Draft */
/** @typedef {Pick<Period, "period" | "start" | "end">} PeriodDraft */

/** @param {number} now Unix milliseconds */
function newIds(now) {
  const entry = uuid7(now);
  return { entry, subject: entry, made_at: localTime(now) };
}

/** @param {string} subject @param {number} now */
function followUp(subject, now) {
  return { entry: uuid7(now), subject, made_at: localTime(now) };
}

/** @param {Click} click @param {number} now */
export function recordClick({ kind, qualifiers, count }, now) {
  return { ...newIds(now), type: "record", of: "activity", at: localTime(now), kind, qualifiers, count };
}

/** @param {Draft} draft @param {number} now */
export function recordDraft({ kind, qualifiers, count, day, clock, note }, now) {
  const at = timeHere(day, clock);
  return { ...newIds(now), type: "record", of: "activity", at, kind, qualifiers, count, note };
}

/** @param {Pick<Activity, "kind" | "qualifiers" | "count" | "at" | "note">} activity @returns {Draft} */
export function draftOf({ kind, qualifiers, count, at, note }) {
  const { day, clock } = wallOf(at);
  return { kind, qualifiers: { ...qualifiers }, count, day, clock, note };
}

/** @param {Qualifiers} one @param {Qualifiers} other @returns {boolean} */
function sameQualifiers(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/**
 * Only what the person changed, since a field left out stays as another device may have set it.
 * @param {Activity} activity @param {Draft} draft @param {number} now @returns {Amend | null} null for no change
 */
export function amendActivity(activity, draft, now) {
  /** @type {Record<string, unknown>} */
  const changed = {};
  const at = movedTo(activity.at, draft.day, draft.clock);
  if (at !== activity.at) changed.at = at;
  if (draft.kind !== activity.kind || !sameQualifiers(draft.qualifiers, activity.qualifiers)) {
    Object.assign(changed, { kind: draft.kind, qualifiers: draft.qualifiers });
  }
  if (draft.count !== activity.count) changed.count = draft.count;
  if (draft.note !== activity.note) changed.note = draft.note;
  if (Object.keys(changed).length === 0) return null;
  return { ...followUp(activity.id, now), type: "amend", of: "activity", ...changed };
}

/** Gives the fields an amend changed the values they had. @param {Activity} activity @param {Amend} amend @param {number} now */
export function restore(activity, { entry, subject, made_at, type, of, ...changed }, now) {
  const before = Object.entries(activity).filter(([name]) => name in changed);
  return { ...followUp(subject, now), type, of, ...Object.fromEntries(before) };
}

/** What was retracted, as a new activity. @param {Activity} activity @param {number} now */
export function recordAgain({ at, kind, qualifiers, count, note }, now) {
  return { ...newIds(now), type: "record", of: "activity", at, kind, qualifiers, count, note };
}

/** @param {PeriodDraft} draft @param {number} now */
export function recordPeriod({ period, start, end }, now) {
  return { ...newIds(now), type: "record", of: "period", period, start, end };
}

/** @param {Period} known @param {PeriodDraft} draft @param {number} now @returns {Amend | null} null for no change */
export function amendPeriod(known, { period, start, end }, now) {
  const changed = {
    ...(period === known.period ? {} : { period }),
    ...(start === known.start && end === known.end ? {} : { start, end }),
  };
  if (Object.keys(changed).length === 0) return null;
  return { ...followUp(known.id, now), type: "amend", of: "period", ...changed };
}

/** @param {"activity" | "period"} of @param {string} subject @param {number} now */
export function retract(of, subject, now) {
  return { ...followUp(subject, now), type: "retract", of };
}
