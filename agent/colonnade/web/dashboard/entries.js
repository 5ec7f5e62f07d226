// @ts-check
/** Items for the log. A change is an amend, an undo a retract; nothing is ever written over. */

import { localTime, uuid7 } from "./generated/protocol.js";
import { movedTo, timeHere, wallOf } from "./times.js";

/** @import { Activity, Click, Period, Reading, Understood } from "./generated/types.js" */
/** @typedef {Record<string, string | boolean>} Qualifiers */
/** @typedef {{entry: string, subject: string, made_at: string, type: string, of: string}} Amend besides what changed */
/**
 * @typedef {{kind: string, qualifiers: Qualifiers, count: number, day: string, clock: string, note: string,
 *   contact: string, thread: string}} Draft
 */
/** @typedef {Pick<Activity, "kind" | "qualifiers" | "count" | "at" | "note" | "contact" | "thread">} Said */
/** @typedef {Pick<Period, "period" | "start" | "end">} PeriodDraft */
/** @typedef {{day: string, texts: Record<string, string>}} ReadingDraft texts as typed, by pointer: "/brand", "/industry/total" */

/** The agent takes nothing made more than a day ahead; a minute of it is left for clocks that differ. */
const MOST_AHEAD_MS = 86_400_000 - 60_000;

/** @param {number} now Unix milliseconds */
function newIds(now) {
  const entry = uuid7(now);
  return { entry, subject: entry, made_at: localTime(now) };
}

/** @param {string} subject @param {number} now */
function followUp(subject, now) {
  return { entry: uuid7(now), subject, made_at: localTime(now) };
}

/**
 * When something is said now that has to come after `floor`. One too far ahead comes of a clock that was wrong
 * when it was made: the agent would take nothing from there.
 * @param {number} now Unix milliseconds @param {number} floor @returns {number}
 */
export function after(now, floor) {
  return floor - now < MOST_AHEAD_MS ? Math.max(now, floor + 1) : now;
}

/**
 * The same items, none that follows another made before it, even after this machine's clock was set back:
 * it would lose to what it corrects.
 * @template {Amend} I
 * @param {readonly I[]} items @param {readonly Amend[]} waiting entries the agent has not confirmed
 * @param {string | null} confirmedAt when the agent kept its newest entry
 * @returns {I[]}
 */
export function inOrder(items, waiting, confirmedAt) {
  const confirmed = confirmedAt === null ? 0 : Date.parse(confirmedAt);
  return items.map((item) => {
    if (item.type === "record") return item;
    const before = waiting.filter(({ subject }) => subject === item.subject).map(({ made_at }) => Date.parse(made_at));
    const said = Date.parse(item.made_at);
    const moment = after(said, Math.max(confirmed, ...before));
    return moment === said ? item : { ...item, made_at: localTime(moment) };
  });
}

/** @param {Click} click @param {number} now */
export function recordClick({ kind, qualifiers, count }, now) {
  return { ...newIds(now), type: "record", of: "activity", at: localTime(now), kind, qualifiers, count };
}

/** @param {Draft} draft @param {number} now */
export function recordDraft({ kind, qualifiers, count, day, clock, note, contact, thread }, now) {
  const at = timeHere(day, clock);
  return { ...newIds(now), type: "record", of: "activity", at, kind, qualifiers, count, note, contact: contact.trim(), thread };
}

/** @param {Said} activity @returns {Draft} */
export function draftOf({ kind, qualifiers, count, at, note, contact, thread }) {
  const { day, clock } = wallOf(at);
  return { kind, qualifiers: { ...qualifiers }, count, day, clock, note, contact, thread };
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
  const contact = draft.contact.trim();
  if (contact !== activity.contact) changed.contact = contact;
  if (draft.thread !== activity.thread) changed.thread = draft.thread;
  if (Object.keys(changed).length === 0) return null;
  return { ...followUp(activity.id, now), type: "amend", of: "activity", ...changed };
}

/** Gives the fields an amend changed the values they had. @param {Activity} activity @param {Amend} amend @param {number} now */
export function restore(activity, { entry, subject, made_at, type, of, ...changed }, now) {
  const before = Object.entries(activity).filter(([name]) => name in changed);
  return { ...followUp(subject, now), type, of, ...Object.fromEntries(before) };
}

/** What was retracted, as a new activity. @param {Said} activity @param {number} now */
export function recordAgain({ at, kind, qualifiers, count, note, contact, thread }, now) {
  return { ...newIds(now), type: "record", of: "activity", at, kind, qualifiers, count, note, contact, thread };
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

/** @param {"activity" | "period" | "reading"} of @param {string} subject @param {number} now */
export function retract(of, subject, now) {
  return { ...followUp(subject, now), type: "retract", of };
}

const SCORES = ["brand", "find", "engage", "build"];
const GROUPS = ["industry", "network"];
/** Where the fields of a reading stand, those first of which it has one at least. */
export const READING_POINTERS = [
  ...SCORES.map((name) => `/${name}`),
  ...["/total", "/industry_rank", "/network_rank"],
  ...GROUPS.flatMap((group) => ["total", ...SCORES].map((name) => `/${group}/${name}`)),
];

/** @param {string} text @returns {number | string} the number with point or comma, or what the agent will say is none */
function numberIn(text) {
  const number = Number(text.trim().replace(",", "."));
  return Number.isFinite(number) ? number : text.trim();
}

/** What stands at a pointer. @param {any} reading @param {string} pointer @returns {number | null} */
function at(reading, pointer) {
  return pointer.slice(1).split("/").reduce((inside, name) => inside?.[name] ?? null, reading);
}

/** The fields that were filled in, as an entry carries them. @param {ReadingDraft["texts"]} texts */
function readFields(texts) {
  /** @type {Record<string, any>} */
  const fields = {};
  for (const pointer of READING_POINTERS.filter((each) => texts[each]?.trim())) {
    const [name = "", inside] = pointer.slice(1).split("/");
    const number = numberIn(texts[pointer] ?? "");
    if (inside === undefined) fields[name] = number;
    else fields[name] = { ...fields[name], [inside]: number };
  }
  return fields;
}

/** @param {Reading | Understood} reading @returns {ReadingDraft["texts"]} "" for what it does not say */
export function textsOf(reading) {
  return Object.fromEntries(READING_POINTERS.map((pointer) => [pointer, String(at(reading, pointer) ?? "")]));
}

/** @param {Reading} reading @returns {ReadingDraft} */
export function draftOfReading(reading) {
  return { day: wallOf(reading.at).day, texts: textsOf(reading) };
}

/** @param {ReadingDraft} draft @param {number} now */
export function recordReading({ day, texts }, now) {
  const here = localTime(now);
  const when = wallOf(here).day === day ? here : timeHere(day, "12:00");
  return { ...newIds(now), type: "record", of: "reading", at: when, ...readFields(texts) };
}

/** The person stands by a reading, however odd it looks. @param {Reading} reading @param {number} now @returns {Amend} */
export function confirmReading(reading, now) {
  return { ...followUp(reading.id, now), type: "amend", of: "reading", ...{ confirmed: true } };
}

/**
 * Only what the person changed; who stood by the old scores is asked about new ones. What is emptied stays as it was: a field once read is corrected, not forgotten.
 * @param {Reading} reading @param {ReadingDraft} draft @param {number} now @returns {Amend | null} null for no change
 */
export function amendReading(reading, { day, texts }, now) {
  const before = readFields(draftOfReading(reading).texts);
  const changed = Object.entries(readFields(texts)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  const moved = movedTo(reading.at, day, wallOf(reading.at).clock);
  if (changed.length === 0 && moved === reading.at) return null;
  const times = moved === reading.at ? {} : { at: moved };
  const asked = reading.confirmed && changed.some(([name]) => SCORES.includes(name)) ? { confirmed: false } : {};
  const fields = { ...times, ...Object.fromEntries(changed), ...asked };
  return { ...followUp(reading.id, now), type: "amend", of: "reading", ...fields };
}
