// @ts-check
/** What the person answers when asked about a day without entries: kept by the agent, whole. */
import { ask } from "./agent_client.js";
import { localTime } from "./protocol.js";

/** @typedef {import("../generated/types.js").Answers} Answers */

const TARGET = "/api/v1/answers";
const TRIES = 2;

/**
 * Change the answers kept, whatever another device has made of them meanwhile.
 * @param {(kept: Answers) => Partial<Answers>} change @param {number} now Unix milliseconds
 * @returns {Promise<boolean>} whether the agent has them
 */
export async function answer(change, now) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const kept = await ask({ method: "GET", target: TARGET });
    if (kept.standing !== "ok") return false;
    const at = Math.max(now, Date.parse(kept.body.changed_at) + 1);
    const body = JSON.stringify({ ...kept.body, ...change(kept.body), changed_at: localTime(at) });
    const { standing } = await ask({ method: "PUT", target: TARGET, body });
    if (standing === "ok") return true;
  }
  return false;
}

/**
 * The days to ask about now, once.
 * @param {import("./progress.js").Told | null} told @param {string | null} before the last day asked about
 * @param {string} day today @returns {{first: string, last: string} | null}
 */
export function daysToAsk(told, before, day) {
  const open = told?.today.unanswered ?? null;
  // What the agent said on another day was of the days before that one.
  if (!told || open === null || told.today.day !== day) return null;
  return before !== null && open.last <= before ? null : open;
}
