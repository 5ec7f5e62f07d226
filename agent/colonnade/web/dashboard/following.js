// @ts-check
/** Clicks that follow from something: from a post, or from a message. */

import { recordClick } from "./entries.js";

/** @import { Click, Owed } from "./generated/types.js" */

const DAY_MS = 86_400_000;

/** What followed from a post, now. @param {Omit<Click, "count">} what @param {string} thread id of the post @param {number} now */
export function recordFollowing({ kind, qualifiers }, thread, now) {
  return { ...recordClick({ kind, qualifiers, count: 1 }, now), thread };
}

/** An answer, now, to the message of somebody that waits longest. @param {Owed} owed @param {number} now */
export function recordAnswer({ contact, at }, now) {
  const qualifiers = { within_24h: now - Date.parse(at) <= DAY_MS };
  return { ...recordClick({ kind: "message_replied", qualifiers, count: 1 }, now), contact };
}
