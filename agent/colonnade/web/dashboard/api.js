// @ts-check
/** The only place that fetches: signs, checks the acknowledgement, and tries once more where the protocol says so. */

import { ackIsTrue, authorization, newNonce, versionsMeet } from "./generated/protocol.js";
import { Mismatch, Problem, Silent, Unproven } from "./failures.js";

/** @import { Identity } from "./generated/protocol.js" */
/** @import { Hello } from "./generated/types.js" */
/** @typedef {{fetch: typeof fetch, now: () => number}} World */
/** @typedef {ReturnType<typeof createApi>} Api */

const PATIENCE_MS = 10_000;
/** A document may have to be set in type first. */
const FILE_PATIENCE_MS = 60_000;

/**
 * @param {World["fetch"]} fetch @param {string} target @param {RequestInit} request @param {number} [patience]
 * @returns {Promise<{response: Response, bytes: Uint8Array<ArrayBuffer>}>}
 */
async function deliver(fetch, target, request, patience = PATIENCE_MS) {
  try {
    const response = await fetch(target, {
      ...request,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    throw new Silent("The agent does not answer.", { cause: error });
  }
}

/**
 * One unsigned handshake answer; the proof inside is for the caller to check.
 * @param {World["fetch"]} fetch @param {string} target @param {object} opening
 * @returns {Promise<any>}
 */
export async function shakeHands(fetch, target, opening) {
  const headers = { "Content-Type": "application/json" };
  const { response, bytes } = await deliver(fetch, target, { method: "POST", headers, body: JSON.stringify(opening) });
  if (!response.ok) throw new Unproven("The agent did not take this word.");
  return readJson(bytes);
}

/** @param {Uint8Array} bytes @returns {any} */
function readJson(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * A signed conversation with the agent.
 * @param {Identity} identity @param {World} world
 */
export function createApi(identity, { fetch, now }) {
  /** The agent's start id; null while it is not proven since the last failure. @type {string | null} */
  let boot = null;
  let skew = 0;

  /**
   * @param {string} method @param {string} target @param {unknown} body @param {string} known start id
   * @param {boolean} [file] whether what comes is wanted as it is
   * @returns {Promise<any>} the body of a true answer
   */
  async function exchange(method, target, body, known, file = false) {
    const text = body === undefined ? "" : JSON.stringify(body);
    const nonce = newNonce();
    const signed = { method, target, boot: known, body: text, ts: now() + skew, nonce };
    /** @type {Record<string, string>} */
    const headers = { Authorization: await authorization(identity, signed) };
    if (method !== "GET") headers["Content-Type"] = "application/json";
    const request = text === "" ? { method, headers } : { method, headers, body: text };
    const patience = file ? FILE_PATIENCE_MS : PATIENCE_MS;
    const { response, bytes } = await deliver(fetch, target, request, patience).catch(unprove);
    const ack = response.headers.get("Colonnade-Ack");
    if (!(await ackIsTrue(identity, nonce, response.status, bytes, ack))) {
      unprove(new Unproven("An answer did not come from the agent."));
    }
    if (!response.ok) throw new Problem(readJson(bytes));
    return file ? new Blob([bytes], { type: response.headers.get("Content-Type") ?? "" }) : readJson(bytes);
  }

  /** @param {unknown} failure @returns {never} */
  function unprove(failure) {
    boot = null;
    throw failure;
  }

  /** Whether a second try can end differently. @param {unknown} failure @returns {boolean} */
  function mendable(failure) {
    if (!(failure instanceof Problem)) return false;
    if (failure.code === "stale") skew = failure.time - now();
    if (failure.code === "restarted") boot = null;
    return ["stale", "restarted", "replayed"].includes(failure.code);
  }

  /** @param {() => Promise<any>} attempt @returns {Promise<any>} */
  async function twice(attempt) {
    try {
      return await attempt();
    } catch (failure) {
      if (!mendable(failure)) throw failure;
      return attempt();
    }
  }

  /** Who answers; proves the agent anew. @returns {Promise<Hello>} */
  async function hello() {
    const answer = await twice(() => exchange("GET", "/api/v1/hello", undefined, "-"));
    if (!versionsMeet(answer)) throw new Mismatch("This page and the agent are of versions that do not meet.");
    boot = answer.boot;
    return answer;
  }

  /** @param {string} method @param {string} target @param {unknown} [body] @param {boolean} [file] @returns {Promise<any>} */
  function ask(method, target, body, file) {
    return twice(async () => {
      const known = boot ?? (await hello()).boot;
      return exchange(method, target, body, known, file);
    });
  }

  return {
    hello,
    get: (/** @type {string} */ target) => ask("GET", target),
    /** The very bytes of an answer. @returns {Promise<Blob>} */
    file: (/** @type {string} */ target) => ask("GET", target, undefined, true),
    post: (/** @type {string} */ target, /** @type {unknown} */ body) => ask("POST", target, body),
    put: (/** @type {string} */ target, /** @type {unknown} */ body) => ask("PUT", target, body),
    remove: (/** @type {string} */ target) => ask("DELETE", target),
  };
}
