// @ts-check
/** Who this page is to the agent: a key kept from before, or a new one for a one-time word. */

import { importKey, openHandshake } from "./generated/protocol.js";
import { createApi, shakeHands } from "./api.js";
import { Mismatch, Problem, Silent, Unproven } from "./failures.js";

/** @import { Identity } from "./generated/protocol.js" */
/** @import { World } from "./api.js" */
/** @typedef {Pick<import("./store.js").Store, "key" | "keepKey" | "forgetKey">} KeyStore */
/** @typedef {"absent" | "spent" | "silent" | "revoked" | "unproven" | "mismatch"} Closed why nothing shows */
/** @typedef {{origin: string, port: number, label: string, zone: string}} Place */

/**
 * The one-time word of the address. The caller takes it out of the address before anything else.
 * @param {string} hash @returns {string | null}
 */
export function wordIn(hash) {
  return /^#t=([A-Za-z0-9_-]+)$/.exec(hash)?.[1] ?? null;
}

/**
 * How the person will recognise this page in the list of clients.
 * @param {string} agent of `navigator.userAgent` @returns {string}
 */
export function labelOf(agent) {
  const browser = /Firefox\//.test(agent) ? "Firefox" : /Edg\//.test(agent) ? "Edge" : "Chromium";
  const system = /Windows/.test(agent) ? "Windows" : /Mac OS X/.test(agent) ? "macOS" : "Linux";
  return `${browser} on ${system}`;
}

/**
 * @param {string} word @param {Place} place @param {World} world @param {KeyStore} store
 * @returns {Promise<Identity | Closed>}
 */
async function logIn(word, place, world, store) {
  const handshake = await openHandshake({ role: "login", word, ...place });
  try {
    const answer = await shakeHands(world.fetch, "/api/v1/logins/answer", handshake.opening);
    const bytes = await handshake.finish(answer);
    if (bytes === null) return "unproven";
    const key = await importKey(bytes);
    await store.keepKey({ client: answer.client, key });
    return { client: answer.client, key, port: place.port };
  } catch (failure) {
    if (failure instanceof Silent) return "silent";
    if (failure instanceof Unproven) return "spent";
    throw failure;
  }
}

/**
 * Whether a kept key still opens this agent; an agent that is merely silent is waited for.
 * @param {Identity} identity @param {World} world @returns {Promise<boolean>}
 */
async function stillOpens(identity, world) {
  try {
    await createApi(identity, world).hello();
    return true;
  } catch (failure) {
    if (failure instanceof Problem || failure instanceof Unproven) return false;
    if (failure instanceof Silent || failure instanceof Mismatch) return true;
    throw failure;
  }
}

/**
 * A kept key that still opens is preferred to the word: each login adds a client to the person's list.
 * @param {string | null} word @param {Place} place @param {World} world @param {KeyStore} store
 * @returns {Promise<Identity | Closed>}
 */
export async function enter(word, place, world, store) {
  const kept = await store.key();
  const identity = kept ? { ...kept, port: place.port } : null;
  if (identity && (word === null || (await stillOpens(identity, world)))) return identity;
  return word === null ? "absent" : logIn(word, place, world, store);
}

/**
 * What a failure of a talk with the agent means for this page; null where waiting may help.
 * @param {unknown} failure @returns {Closed | null}
 */
export function closedBy(failure) {
  if (failure instanceof Mismatch) return "mismatch";
  if (failure instanceof Unproven) return "unproven";
  if (!(failure instanceof Problem)) return null;
  return failure.code === "revoked" ? "revoked" : failure.code === "origin_mismatch" ? "unproven" : null;
}
