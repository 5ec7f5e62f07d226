// @ts-check
/** The post that what is clicked now may have followed from. Pure. */
import { currentActivities } from "./activities.js";
import { dayOf } from "./days.js";
import { unconfirmed } from "./progress.js";

/** @typedef {import("../generated/types.js").NewestPost} Post */

const FRESH_MS = 14 * 86_400_000;

/**
 * The newest post of the last fourteen days, as it stands once everything on this browser is confirmed.
 * @param {import("./progress.js").Told} told @param {readonly import("./entries.js").Item[]} waiting
 * @param {number} now Unix milliseconds @returns {Post | null}
 */
export function newestPost(told, waiting, now) {
  const items = unconfirmed(told, waiting);
  const taken = new Set(items.filter(({ type }) => type === "retract").map(({ subject }) => subject));
  const here = currentActivities(told.today.last, items)
    .activities.filter(({ kind }) => kind === "post_published")
    .map(({ id, at, day }) => ({ id, at, day: day ?? dayOf(at, told.day_start) }));
  // An agent without threads tells of no post.
  const posts = [...here, ...(told.today.post ? [told.today.post] : [])];
  const fresh = posts.filter(({ id, at }) => !taken.has(id) && now - Date.parse(at) < FRESH_MS);
  return fresh.sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0] ?? null;
}
