// @ts-check
/**
 * The only place that asks the network anything, and only 127.0.0.1.
 *
 * No answer is believed before its acknowledgement was checked: while the agent is away, anyone
 * may hold its port.
 */
import { api } from "./browser.js";
import { ackIsTrue, authorization, fromBase64, importKey, newNonce, versionsMeet } from "./protocol.js";
import { readStore, writeLink } from "./storage.js";

/** @typedef {import("./storage.js").Link} Link */
/** @typedef {import("./protocol.js").Identity} Identity */
/** @typedef {import("../generated/types.js").Hello} Hello */
/**
 * How it stands between this browser and the agent.
 * - `ok`: the agent answered, and it was the agent.
 * - `down`: nobody answered in time.
 * - `not_allowed`: the person withdrew this extension's access to 127.0.0.1.
 * - `not_proven`: an answer without a true acknowledgement.
 * - `revoked`: the agent itself says that this browser is no longer paired.
 * - `mismatch`: the agent speaks another version of the protocol.
 * - `problem`: the agent answered, and could not do it.
 * - `unpaired`: this browser was never paired.
 * @typedef {"ok" | "down" | "not_allowed" | "not_proven" | "revoked" | "mismatch" | "problem" | "unpaired"} Standing
 */
/** @typedef {{method: string, target: string, body?: string}} Ask */
/** @typedef {{status: number, bytes: Uint8Array<ArrayBuffer>, ack: string | null}} Raw */
/** @typedef {{standing: Standing, status: number, body: any}} Answer `body` is null unless it came from the agent */

const TIMEOUT_MS = 10_000;
const HELLO = { method: "GET", target: "/api/v1/hello" };
/** Refusals that a second, corrected try can cure. */
const CURABLE = new Set(["stale", "restarted", "replayed"]);
/** Refusals that only a new pairing can cure, said by the agent itself. */
const OVER = new Set(["revoked", "origin_mismatch"]);

/**
 * Ask the agent, with everything the protocol wants of a client: hello first when it has to prove
 * itself, one corrected retry, no belief without an acknowledgement.
 * @param {Ask} what @returns {Promise<Answer>}
 */
export async function ask(what) {
  const { pairing, link } = await readStore();
  if (!pairing) return { standing: "unpaired", status: 0, body: null };
  const me = await identityOf(pairing);
  const { answer, boot, skew } = await tried(me, link, what);
  await writeLink({ ...linkAfter(link, answer.standing, boot, skew), client: pairing.client });
  return answer;
}

/**
 * Ask hello, whatever was proven before.
 * @returns {Promise<{me: Identity, boot: string} | null>} null when the agent did not prove itself
 */
export async function introduce() {
  const { pairing } = await readStore();
  const answer = await ask(HELLO);
  if (!pairing || answer.standing !== "ok") return null;
  return { me: await identityOf(pairing), boot: answer.body.boot };
}

/**
 * Send without a signature: for the handshake alone, whose proofs stand in the bodies.
 * @param {number} port @param {Ask} what
 * @returns {Promise<{standing: Standing, status: number, body: any}>}
 */
export async function send(port, what) {
  const raw = await exchange(port, what, {});
  if (!raw) return { standing: await whySilent(), status: 0, body: null };
  const body = parsed(raw.bytes);
  return { standing: raw.status === 200 && body !== null ? "ok" : "problem", status: raw.status, body };
}

/** @param {import("./storage.js").Pairing} pairing @returns {Promise<Identity>} */
async function identityOf({ client, key, port }) {
  return { client, port, key: await importKey(fromBase64(key)) };
}

/** @param {Identity} me @param {Link} link @param {Ask} what */
async function tried(me, { boot, skew }, what) {
  for (let retry = true; ; retry = false) {
    if (boot === null || what === HELLO) {
      const hello = await greeted(me, skew);
      skew = hello.skew;
      boot = hello.answer.standing === "ok" ? hello.answer.body.boot : null;
      if (boot === null || what === HELLO) return { answer: hello.answer, boot, skew };
    }
    const answer = await signed(me, boot, skew, what);
    const cure = answer.body?.code;
    if (!retry || answer.standing !== "problem" || !CURABLE.has(cure)) return { answer, boot, skew };
    if (cure === "restarted") boot = null;
    if (cure === "stale") skew = answer.body.time - Date.now();
  }
}

/** Hello, asked again once with the agent's clock when this one is far off. @param {Identity} me @param {number} skew */
async function greeted(me, skew) {
  let answer = await signed(me, "-", skew, HELLO);
  if (answer.standing === "problem" && answer.body?.code === "stale") {
    skew = answer.body.time - Date.now();
    answer = await signed(me, "-", skew, HELLO);
  }
  if (answer.standing === "ok" && !versionsMeet(answer.body)) answer = { ...answer, standing: "mismatch" };
  return { answer, skew };
}

/** @param {Identity} me @param {string} boot @param {number} skew @param {Ask} what @returns {Promise<Answer>} */
async function signed(me, boot, skew, what) {
  const nonce = newNonce();
  const request = { ...what, body: what.body ?? "", boot, nonce, ts: Date.now() + Math.round(skew) };
  const raw = await exchange(me.port, what, { Authorization: await authorization(me, request) });
  if (!raw) return { standing: await whySilent(), status: 0, body: null };
  if (!(await ackIsTrue(me, nonce, raw.status, raw.bytes, raw.ack))) {
    return { standing: "not_proven", status: raw.status, body: null };
  }
  const body = parsed(raw.bytes);
  return { standing: body === null ? "problem" : judged(raw.status, body.code), status: raw.status, body };
}

/** @param {number} status @param {string} code @returns {Standing} of an answer that is the agent's */
function judged(status, code) {
  if (status >= 200 && status < 300) return "ok";
  return status === 403 && OVER.has(code) ? "revoked" : "problem";
}

/** @param {number} port @param {Ask} what @param {Record<string, string>} headers @returns {Promise<Raw | null>} null for silence */
async function exchange(port, { method, target, body }, headers) {
  const all = method === "GET" ? headers : { ...headers, "Content-Type": "application/json" };
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${target}`, {
      method,
      headers: all,
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
    // Read inside the same time limit: an answer can also stop half way.
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, bytes, ack: answer.headers.get("Colonnade-Ack") };
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** @returns {Promise<Standing>} */
async function whySilent() {
  return (await api.permissions.contains({ origins: ["http://127.0.0.1/*"] })) ? "down" : "not_allowed";
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {any} null when it is no JSON object */
function parsed(bytes) {
  try {
    const body = JSON.parse(new TextDecoder().decode(bytes));
    return typeof body === "object" ? body : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** @param {Link} link @param {Standing} standing @param {string | null} boot @param {number} skew @returns {Link} */
function linkAfter(link, standing, boot, skew) {
  const now = Date.now();
  if (standing === "ok") return { ...link, boot, skew, standing, confirmed_at: now };
  // After any failure the agent has to prove itself before it is handed entries again.
  return { ...link, boot: null, skew, standing, failed_at: now };
}
