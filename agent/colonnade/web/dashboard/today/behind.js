// @ts-check
/** What is caught up, as an entry. Pure but for the random ids. */

import { recordClick, recordDraft } from "../entries.js";

/** @import { Click } from "../generated/types.js" */

/**
 * A click for a day: of an earlier one at noon, which counts in that day wherever days begin.
 * @param {Click} click @param {string} day @param {string} today @param {number} now
 */
export function recordOn({ kind, qualifiers, count }, day, today, now) {
  if (day === today) return recordClick({ kind, qualifiers, count }, now);
  return recordDraft({ kind, qualifiers, count, day, clock: "12:00", note: "", contact: "", thread: "" }, now);
}
