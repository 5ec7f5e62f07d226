// @ts-check
/** Send what waits, then ask how today stands. One at a time over all windows of this browser. */
import { ask } from "./agent_client.js";
import { bodyOf, firstPart, ITEMS_LIMIT, refuse, sendable, settle, tooLarge } from "./outbox.js";
import { readStore, writeTold } from "./storage.js";

/** @typedef {import("./agent_client.js").Standing} Standing */
/** @typedef {import("./entries.js").Item} Item */

const LOCK = "colonnade-outbox";
const TOO_LARGE = { pointer: "", code: "too_large", message: "This is too large to be sent." };

/**
 * Send until nothing is left that can be sent, or until it fails; nothing is lost when it does.
 * @returns {Promise<Standing>}
 */
export async function flush() {
  const asked = Date.now();
  return /** @type {Promise<Standing>} */ (navigator.locks.request(LOCK, () => round(asked)));
}

/** @param {number} asked when this was asked for, Unix milliseconds @returns {Promise<Standing>} */
async function round(asked) {
  const { link, outbox, refused, told } = await readStore();
  // Many may ask at once; what the one before has just learnt holds for all of them. A time ahead
  // of the clock is from before the clock was set back, and must not keep anything from being sent.
  const justNow = (/** @type {number} */ time) => time > asked && time <= Date.now();
  if (justNow(link.failed_at)) return link.standing;
  const idle = sendable({ outbox, refused }).length === 0;
  if (idle && told && justNow(told.asked_at)) return link.standing;
  const standing = await sendWaiting();
  return standing === "ok" ? refresh() : standing;
}

/** @returns {Promise<Standing>} "ok" once nothing waits that can be sent */
async function sendWaiting() {
  let limit = ITEMS_LIMIT;
  for (;;) {
    const part = firstPart(sendable(await readStore()), limit);
    const [first] = part;
    if (!first) return "ok";
    const answer = tooLarge(first) ? null : await ask({ method: "POST", target: "/api/v1/entries", body: bodyOf(part) });
    // That a request is too large needs no proof when a smaller one can follow; that an item is, does.
    if (answer?.status === 413 && part.length > 1) limit = Math.floor(part.length / 2);
    else if (!answer || (answer.status === 413 && answer.standing === "problem")) await setAside(first);
    else if (answer.standing !== "ok") return answer.standing;
    else if (!(await settle(part, answer.body.outcomes))) return "problem";
  }
}

/** @param {Item} item that no request can carry */
function setAside(item) {
  return refuse([{ item, errors: [TOO_LARGE] }]);
}

/** @returns {Promise<Standing>} */
async function refresh() {
  const asked_at = Date.now();
  const today = await ask({ method: "GET", target: "/api/v1/today" });
  if (today.standing !== "ok") return today.standing;
  const preferences = await ask({ method: "GET", target: "/api/v1/preferences" });
  if (preferences.standing !== "ok") return preferences.standing;
  const { zone, day_start, week_start } = preferences.body;
  await writeTold({ today: today.body, zone, day_start, week_start, asked_at, since: [] });
  return "ok";
}
