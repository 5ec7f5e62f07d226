// @ts-check
/**
 * The Colonnade protocol, version 1, as a client speaks it; `schemas/README.md` is its text.
 *
 * Pure but for the random bytes and the clock it is handed: no fetch, no storage. It imports
 * nothing, because the dashboard gets a byte-for-byte copy of this file.
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {"pair" | "login"} Role */
/** @typedef {{nonce: string, proof: string, label: string, zone?: string}} Opening */
/** @typedef {{client: string, nonce: string, proof: string}} HandshakeAnswer */
/**
 * @typedef {object} Handshake
 * @property {Opening} opening what is posted to the agent
 * @property {(answer: HandshakeAnswer) => Promise<Bytes | null>} finish the key K, or null
 *   when the other side did not prove that it knows the word
 */
/** @typedef {{client: string, key: CryptoKey, port: number}} Identity */
/**
 * @typedef {object} Request
 * @property {string} method upper case
 * @property {string} target raw request target with its query
 * @property {string} boot the agent's start id, or "-" for hello
 * @property {string} body what is sent; "" for no body
 * @property {number} ts Unix time in milliseconds, by the agent's clock
 * @property {string} nonce from `newNonce`
 */

/** The version spoken here, and the least version of an agent that is enough for it. */
export const PROTOCOL = 1;
export const LEAST_AGENT = 1;
export const DEFAULT_PORT = 8425;

const NAME = "colonnade-1";
const CODE_LENGTH = 28;
const UTF8 = new TextEncoder();

// --- bytes and text -------------------------------------------------------------------------

/** @param {Bytes} bytes @returns {string} lower-case hex digits */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text @returns {Bytes | null} null when it is not an even number of hex digits */
export function fromHex(text) {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {Bytes} bytes @returns {string} standard base64 */
export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** @param {string} text standard base64 @returns {Bytes} */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** @param {string | Bytes} data @returns {Promise<string>} lower-case hex */
export async function sha256Hex(data) {
  const bytes = typeof data === "string" ? UTF8.encode(data) : data;
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** A nonce: 16 random bytes, base64url without padding. @returns {string} */
export function newNonce() {
  const text = toBase64(crypto.getRandomValues(new Uint8Array(16)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// --- keys -----------------------------------------------------------------------------------

/**
 * A key that signs and checks, and that no script can read back.
 * @param {Bytes} bytes @returns {Promise<CryptoKey>}
 */
export function importKey(bytes) {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** @param {CryptoKey} key @param {string} text @returns {Promise<string>} 64 hex digits */
export async function hmacHex(key, text) {
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, UTF8.encode(text))));
}

/**
 * Whether `proof` is the HMAC of `text`; compared by the platform, in constant time.
 * @param {CryptoKey} key @param {string} text @param {unknown} proof @returns {Promise<boolean>}
 */
export async function hmacIsTrue(key, text, proof) {
  const bytes = typeof proof === "string" ? fromHex(proof) : null;
  return bytes !== null && crypto.subtle.verify("HMAC", key, bytes, UTF8.encode(text));
}

/** @param {...string} parts @returns {string} */
function lines(...parts) {
  return parts.join("\n");
}

// --- requests and answers -------------------------------------------------------------------

/**
 * The text a request signature is made of.
 * @param {string} client @param {number} port @param {Request} request @returns {Promise<string>}
 */
export async function requestText(client, port, { method, target, boot, body, ts, nonce }) {
  const what = [method, target, String(port), String(ts), nonce, await sha256Hex(body)];
  return lines(`${NAME} request`, client, boot, ...what);
}

/**
 * The value of the `Authorization` header.
 * @param {Identity} identity @param {Request} request @returns {Promise<string>}
 */
export async function authorization({ client, key, port }, request) {
  const sig = await hmacHex(key, await requestText(client, port, request));
  return `Colonnade client=${client}, boot=${request.boot}, ts=${request.ts}, nonce=${request.nonce}, sig=${sig}`;
}

/**
 * The text an answer is acknowledged by.
 * @param {string} client @param {string} nonce of the request @param {number} status
 * @param {Bytes} body @returns {Promise<string>}
 */
export async function answerText(client, nonce, status, body) {
  return lines(`${NAME} answer`, client, nonce, String(status), await sha256Hex(body));
}

/**
 * Whether an answer came from the agent this key was made with. Nothing may be believed before.
 * @param {Identity} identity @param {string} nonce of the request @param {number} status
 * @param {Bytes} body @param {string | null} ack the `Colonnade-Ack` header @returns {Promise<boolean>}
 */
export async function ackIsTrue({ client, key }, nonce, status, body, ack) {
  return hmacIsTrue(key, await answerText(client, nonce, status, body), ack);
}

/**
 * Whether the two sides can speak to each other.
 * @param {{protocol: number, least: number}} hello @returns {boolean}
 */
export function versionsMeet({ protocol, least }) {
  return PROTOCOL >= least && protocol >= LEAST_AGENT;
}

// --- pairing and login ----------------------------------------------------------------------

/**
 * What a person pasted, in its plain form; null when it cannot be a whole pairing code.
 * @param {string} text such as "8426:ABCD-EFGH-…" @returns {{port: number, word: string} | null}
 */
export function readCode(text) {
  const colon = text.lastIndexOf(":");
  const word = text.slice(colon + 1).toUpperCase().replace(/[^A-Z2-7]/g, "");
  if (word.length !== CODE_LENGTH) return null;
  if (colon < 0) return { port: DEFAULT_PORT, word };
  const port = Number(/(\d{1,5})\s*$/.exec(text.slice(0, colon))?.[1]);
  return port > 0 && port < 65536 ? { port, word } : null;
}

/**
 * The client's side of the handshake; neither the word nor the key crosses the wire.
 * @param {{role: Role, word: string, port: number, origin: string, label: string, zone?: string}} given
 * @param {string} [nonce] for test vectors; otherwise a new one
 * @returns {Promise<Handshake>}
 */
export async function openHandshake({ role, word, port, origin, label, zone }, nonce = newNonce()) {
  const secret = UTF8.encode(word);
  const wordKey = await importKey(secret);
  const place = [String(port), origin];
  const proof = await hmacHex(wordKey, lines(`${NAME} ${role} client`, nonce, ...place));
  return {
    opening: zone === undefined ? { nonce, proof, label } : { nonce, proof, label, zone },
    finish: async (answer) => {
      const text = lines(`${NAME} ${role} agent`, nonce, answer.nonce, answer.client, ...place);
      if (!(await hmacIsTrue(wordKey, text, answer.proof))) return null;
      return deriveKey(secret, `${nonce}.${answer.nonce}`, lines(`${NAME} key`, role, ...place));
    },
  };
}

/**
 * @param {Bytes} secret @param {string} salt @param {string} info
 * @returns {Promise<Bytes>} 32 bytes by HKDF-SHA256
 */
export async function deriveKey(secret, salt, info) {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: UTF8.encode(salt), info: UTF8.encode(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256));
}

// --- live -----------------------------------------------------------------------------------

/**
 * The client's answer to a challenge `s`, with a nonce `c` of its own.
 * @param {Identity} identity @param {string} boot @param {string} s @param {string} c
 * @returns {Promise<string>}
 */
export async function liveProof({ key, port }, boot, s, c) {
  return hmacHex(key, lines(`${NAME} live client`, s, c, String(port), boot));
}

/**
 * Whether the welcome came from the agent; nothing may be shown before.
 * @param {Identity} identity @param {string} s @param {string} c @param {unknown} proof
 * @returns {Promise<boolean>}
 */
export async function liveWelcomeIsTrue({ key }, s, c, proof) {
  return hmacIsTrue(key, lines(`${NAME} live agent`, c, s), proof);
}

// --- ids and times --------------------------------------------------------------------------

/**
 * An RFC 9562 UUID of version 7, lower case.
 * @param {number} now Unix milliseconds @returns {string}
 */
export function uuid7(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (/** @type {number} */ (bytes[6]) & 0x0f);
  bytes[8] = 0x80 | (/** @type {number} */ (bytes[8]) & 0x3f);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * RFC 3339 with the offset that this machine's zone had at that moment.
 * @param {number} ms Unix milliseconds @returns {string} "2026-11-20T10:42:07.123+01:00"
 */
export function localTime(ms) {
  const minutes = -new Date(ms).getTimezoneOffset();
  const clock = new Date(ms + minutes * 60_000).toISOString().slice(0, -1);
  const two = (/** @type {number} */ n) => String(Math.abs(Math.trunc(n))).padStart(2, "0");
  return `${clock}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
