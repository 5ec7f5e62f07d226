// @ts-check
/** What a click or a reading becomes: an entry for the log, made once and never changed. Pure but for the random ids. */
import { localTime, uuid7 } from "./protocol.js";

/** The agent takes nothing made more than a day ahead; a minute of it is left for clocks that differ. */
const MOST_AHEAD_MS = 86_400_000 - 60_000;

/** @typedef {import("./catalogue.js").Qualifiers} Qualifiers */
/** @typedef {{entry: string, subject: string, made_at: string}} Made */
/** @typedef {"activity" | "reading"} Of */
/**
 * @typedef {object} Fields
 * @property {string} at RFC 3339 with offset
 * @property {string} kind
 * @property {Qualifiers} qualifiers
 * @property {number} count 1 to 1000
 * @property {string} note at most 280 characters
 * @property {string} contact whom it was with, at most 60 characters; "" for nobody named
 * @property {string} thread the post it followed from, by the id of its activity; "" for none
 */
/** @typedef {Made & {type: "record", of: "activity"} & Pick<Fields, "at" | "kind" | "qualifiers"> & Partial<Fields>} RecordItem */
/** @typedef {import("../generated/types.js").RecordReading} ReadingItem */
/** @typedef {Made & {type: "amend", of: "activity"} & Partial<Fields>} AmendItem */
/** @typedef {Made & {type: "retract", of: Of}} RetractItem */
/** @typedef {import("../generated/types.js").RecordPeriod} PeriodItem */
/** @typedef {RecordItem | ReadingItem | PeriodItem | AmendItem | RetractItem} Item */
/** @typedef {Omit<ReadingItem, keyof Made | "type" | "of" | "at">} Scores the official page's numbers */

/**
 * A click: it was done now.
 * @param {{kind: string, qualifiers: Qualifiers}} what @param {number} now Unix milliseconds
 * @returns {RecordItem}
 */
export function newEntry({ kind, qualifiers }, now) {
  const id = uuid7(now);
  const at = localTime(now);
  return { entry: id, subject: id, made_at: at, type: "record", of: "activity", at, kind, qualifiers };
}

/**
 * A reading: what the official page said.
 * @param {Scores} scores @param {string} at when it was read, RFC 3339 @param {number} now @returns {ReadingItem}
 */
export function newReading(scores, at, now) {
  const id = uuid7(now);
  return { entry: id, subject: id, made_at: localTime(now), type: "record", of: "reading", at, ...scores };
}

/**
 * Days away, or not logged; both included.
 * @param {PeriodItem["period"]} period @param {string} start @param {string} end @param {number} now @returns {PeriodItem}
 */
export function newPeriod(period, start, end, now) {
  const id = uuid7(now);
  return { entry: id, subject: id, made_at: localTime(now), type: "record", of: "period", period, start, end };
}

/**
 * Other values for some fields. Who changes the kind or the qualifiers gives both.
 * @param {string} subject @param {Partial<Fields>} change @param {number} now
 * @param {number} floor from `floorOf` @returns {AmendItem}
 */
export function newAmend(subject, change, now, floor) {
  return { ...made(subject, now, floor), type: "amend", of: "activity", ...change };
}

/** @param {string} subject @param {number} now @param {number} floor from `floorOf` @param {Of} [of] @returns {RetractItem} */
export function newRetract(subject, now, floor, of = "activity") {
  return { ...made(subject, now, floor), type: "retract", of };
}

/**
 * A mended item: the same ids, since the agent remembers nothing of a rejected one.
 * @template {RecordItem | ReadingItem | PeriodItem | AmendItem} I
 * @param {I} item @param {Partial<Fields>} change @param {number} now @param {number} floor
 * @returns {I}
 */
export function mended(item, change, now, floor) {
  return { ...item, ...change, made_at: localTime(after(now, floor)) };
}

/**
 * The latest moment already spoken for among what is known of a subject: what follows may not be
 * made earlier, even after the clock was set back, or it would lose to what it corrects.
 * @param {string} subject @param {readonly Item[]} items
 * @param {string | null} confirmedAt when the agent kept its newest entry, where it knows the subject
 * @returns {number} Unix milliseconds
 */
export function floorOf(subject, items, confirmedAt) {
  const known = items.filter((item) => item.subject === subject).map((item) => Date.parse(item.made_at));
  return Math.max(0, confirmedAt === null ? 0 : Date.parse(confirmedAt), ...known);
}

/** @param {string} subject @param {number} now @param {number} floor */
function made(subject, now, floor) {
  return { entry: uuid7(now), subject, made_at: localTime(after(now, floor)) };
}

/**
 * A floor so far ahead comes of a clock that was wrong when it was made: the agent would take nothing from there.
 * @param {number} now @param {number} floor @returns {number} when something is made now that follows the floor
 */
function after(now, floor) {
  return floor - now < MOST_AHEAD_MS ? Math.max(now, floor + 1) : now;
}

/** Whether `one` was made before `other`: the order amends apply in. @param {Item} one @param {Item} other */
export function byMade(one, other) {
  return Date.parse(one.made_at) - Date.parse(other.made_at) || (one.entry < other.entry ? -1 : 1);
}
