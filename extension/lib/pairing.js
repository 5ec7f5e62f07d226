// @ts-check
/** Pairing this browser with the agent by a pasted one-time code. */
import { send } from "./agent_client.js";
import { ownOrigin } from "./browser.js";
import { openHandshake, readCode, toBase64 } from "./protocol.js";
import { writePairing } from "./storage.js";

/** @typedef {"paired" | "not_a_code" | "down" | "not_allowed" | "not_open" | "not_proven"} PairingResult */

/**
 * Pair, or pair again: whatever waits in the outbox stays.
 * @param {string} pasted @param {string} label what the person will see in the list of clients
 * @returns {Promise<PairingResult>}
 */
export async function pair(pasted, label) {
  const code = readCode(pasted);
  if (!code) return "not_a_code";
  const shake = await openHandshake({ ...code, role: "pair", origin: ownOrigin(), label, ...ownZone() });
  const body = JSON.stringify(shake.opening);
  const answer = await send(code.port, { method: "POST", target: "/api/v1/pairings/answer", body });
  if (answer.standing === "down" || answer.standing === "not_allowed") return answer.standing;
  if (answer.standing !== "ok") return answer.body?.code === "word_not_open" ? "not_open" : "not_proven";
  const key = await shake.finish(answer.body);
  if (!key) return "not_proven";
  const { client } = answer.body;
  await writePairing({ client, key: toBase64(key), port: code.port, label, paired_at: Date.now() });
  return "paired";
}

/** @returns {{zone?: string}} the IANA zone, where it is written the way the protocol takes it */
function ownZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return /^[A-Za-z0-9_+\-/]{1,64}$/.test(zone) ? { zone } : {};
}

/**
 * A name for this browser that the person can change: "Chromium on Linux".
 * @param {string} userAgent @returns {string}
 */
export function proposedLabel(userAgent) {
  const first = (/** @type {[RegExp, string][]} */ names) => names.find(([sign]) => sign.test(userAgent))?.[1];
  const browser = first([
    [/Firefox\//, "Firefox"],
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Chrom(e|ium)\//, "Chromium"],
  ]);
  const system = first([
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/CrOS/, "ChromeOS"],
    [/Linux|X11/, "Linux"],
  ]);
  return `${browser ?? "A browser"} on ${system ?? "this machine"}`;
}
