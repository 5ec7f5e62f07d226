// @ts-check
/**
 * Entries on this browser's disk that the agent has not confirmed.
 *
 * An item is written before anything else happens, is never changed, and leaves only when a true
 * answer says `recorded` or `duplicate`, or when the person removes a rejected one themselves.
 */
import { byMade, floorOf, mended, newAmend } from "./entries.js";
import { readStore, removeItems, removeRefused, writeItem, writeRefused, writeTold } from "./storage.js";

/** @typedef {import("./entries.js").Item} Item */
/** @typedef {import("./entries.js").Fields} Fields */
/** @typedef {import("./storage.js").Refused} Refused */
/** @typedef {import("./storage.js").Store} Store */
/** @typedef {import("../generated/types.js").Outcome} Outcome */

export const ITEMS_LIMIT = 200;
export const BODY_LIMIT = 524_288;

const UTF8 = new TextEncoder();

/**
 * Keep an entry. The write begins before this returns, so the popup may close at once.
 * @param {Item} item @returns {Promise<void>} rejects when it could not be kept
 */
export function enqueue(item) {
  return writeItem(item);
}

/**
 * Keep an entry that a page has begun to keep, in case its write was lost with the page. To write
 * it twice is safe: an item never changes, and the agent knows a duplicate.
 * @param {Item} item
 */
export async function enqueueIfMissing(item) {
  const { outbox, refused } = await readStore();
  const known = [...outbox, ...refused.map((each) => each.item)].some(({ entry }) => entry === item.entry);
  if (!known) await writeItem(item);
}

/**
 * What may be sent now, in the order it was made. What follows a record waits until the record is
 * kept, so that it also waits with one that was rejected.
 * @param {Pick<Store, "outbox" | "refused">} store @returns {Item[]}
 */
export function sendable({ outbox, refused }) {
  const open = new Set([...outbox, ...refused.map(({ item }) => item)].filter(isRecord).map((item) => item.subject));
  return outbox.filter((item) => isRecord(item) || !open.has(item.subject)).sort(byMade);
}

/**
 * Items on this browser that count as done: all but the rejected ones and what waits with them.
 * @param {Pick<Store, "outbox" | "refused">} store @returns {Item[]}
 */
export function counting({ outbox, refused }) {
  const rejected = new Set(refused.filter(({ item }) => isRecord(item)).map(({ item }) => item.subject));
  return outbox.filter((item) => isRecord(item) || !rejected.has(item.subject));
}

/** The body of a request with these items. @param {readonly Item[]} items @returns {string} */
export function bodyOf(items) {
  return JSON.stringify({ items });
}

/**
 * The first items that fit one request; a single one may be too large for any.
 * @param {readonly Item[]} items @param {number} limit most items @returns {Item[]}
 */
export function firstPart(items, limit) {
  let size = UTF8.encode(bodyOf([])).length;
  const end = items.slice(0, limit).findIndex((item) => {
    size += UTF8.encode(JSON.stringify(item)).length + 1;
    return size > BODY_LIMIT;
  });
  return items.slice(0, end < 0 ? limit : Math.max(end, 1));
}

/** @param {Item} item @returns {boolean} whether no request can carry it */
export function tooLarge(item) {
  return UTF8.encode(bodyOf([item])).length > BODY_LIMIT;
}

/**
 * Do what a true answer says of the items that were sent.
 * @param {readonly Item[]} items @param {unknown} outcomes
 * @returns {Promise<boolean>} false when the answer does not speak of these items; then nothing was changed
 */
export async function settle(items, outcomes) {
  if (!Array.isArray(outcomes) || outcomes.length !== items.length) return false;
  const pairs = items.map((item, i) => ({ item, outcome: /** @type {Outcome} */ (outcomes[i]) }));
  if (pairs.some(({ item, outcome }) => outcome.entry !== null && outcome.entry !== item.entry)) return false;
  const done = pairs.filter(({ outcome: { outcome } }) => outcome === "recorded" || outcome === "duplicate");
  const rejected = pairs.filter(({ outcome: { outcome } }) => outcome === "rejected");
  await confirm(done.map(({ item }) => item));
  await refuse(rejected.map(({ item, outcome }) => ({ item, errors: outcome.errors ?? [] })));
  return done.length + rejected.length > 0;
}

/** @param {readonly Item[]} items that the agent has kept */
async function confirm(items) {
  if (items.length === 0) return;
  const ids = items.map((item) => item.entry);
  const { told } = await readStore();
  // First, so that what is shown never lacks them. Where the disk is too full for it, they are
  // removed all the same: that makes room, and the agent's next answer shows them again.
  if (told) await Promise.allSettled([writeTold({ ...told, since: [...told.since, ...items] })]);
  await removeItems(ids);
  await removeRefused(ids);
}

/** Set rejected items aside with their reason. @param {readonly Refused[]} refused */
export async function refuse(refused) {
  if (refused.length === 0) return;
  await writeRefused(refused);
  await removeItems(refused.map(({ item }) => item.entry));
}

/**
 * What waits with a rejected record: the later entries of its subject.
 * @param {Item} item @param {Pick<Store, "outbox">} store @returns {Item[]}
 */
export function followers(item, { outbox }) {
  return isRecord(item) ? outbox.filter((each) => each.subject === item.subject && !isRecord(each)) : [];
}

/**
 * Put a mended item in a rejected one's place: a new item with the same ids.
 * @param {Refused} refused @param {Partial<Fields>} change @param {number} now Unix milliseconds
 */
export async function mend({ item }, change, now) {
  if (item.type === "retract") return;
  const behind = followers(item, await readStore());
  const floor = floorOf(item.subject, [item, ...behind], null);
  await writeItem(mended(item, change, now, floor));
  // What waited would win over the mended record, and the person has just seen and corrected both.
  // Behind a reading there is nothing but its undo, which stands whatever the reading says.
  if (item.of === "activity" && behind.length > 0) await writeItem(newAmend(item.subject, change, now, Math.max(now, floor) + 1));
  await removeRefused([item.entry]);
}

/** Remove a rejected item and what waits with it, because the person said so. @param {Refused} refused */
export async function discard({ item }) {
  const behind = followers(item, await readStore());
  await removeItems(behind.map((each) => each.entry));
  await removeRefused([item.entry]);
}

/** @param {Item} item @returns {boolean} */
function isRecord(item) {
  return item.type === "record";
}
