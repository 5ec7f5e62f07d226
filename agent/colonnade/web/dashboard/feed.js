// @ts-check
/** Which of two states of the agent is the one to show. */

/** @typedef {import("./generated/types.js").State} State */

/**
 * Whether a state that arrived replaces the one shown: a new start of the agent always does,
 * an older sequence never, and of the same sequence only a day that is not earlier.
 * @param {Pick<State, "seq" | "boot"> & {today: {day: string}} | null} shown
 * @param {Pick<State, "seq" | "boot"> & {today: {day: string}}} arrived
 * @returns {boolean}
 */
export function replaces(shown, arrived) {
  if (shown === null || shown.boot !== arrived.boot) return true;
  if (arrived.seq !== shown.seq) return arrived.seq > shown.seq;
  return arrived.today.day >= shown.today.day;
}
