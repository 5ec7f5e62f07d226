/** Pairing by a pasted code: both sides prove it, and nothing else changes. */
import { reset, seen } from "./fake_browser.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { ask } from "../../extension/lib/agent_client.js";
import { newEntry } from "../../extension/lib/entries.js";
import { enqueue } from "../../extension/lib/outbox.js";
import { pair } from "../../extension/lib/pairing.js";
import { deriveKey, fromBase64, hmacHex, importKey, toHex } from "../../extension/lib/protocol.js";
import { readStore, writePairing } from "../../extension/lib/storage.js";
import { FakeAgent, problem } from "./fake_agent.mjs";

const WORD = "AAAQEAYEAUDAOCAJBIFQYDIOB4IA";
const ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
const CLIENT = "f".repeat(32);
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
/** @type {{url: string, init: any}[]} */
let asked = [];

beforeEach(() => {
  reset();
  asked = [];
});

/** Answer a handshake as an agent that knows `word`. @param {string} word */
function agentWith(word) {
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ url, /** @type {any} */ init) => {
      asked.push({ url, init });
      const { nonce } = JSON.parse(init.body);
      const text = ["colonnade-1 pair agent", nonce, "A".repeat(22), CLIENT, "8426", ORIGIN].join("\n");
      const proof = await hmacHex(await importKey(bytes(word)), text);
      return Response.json({ client: CLIENT, nonce: "A".repeat(22), proof });
    }
  );
}

test("a pasted code pairs this browser with the agent on its port", async () => {
  agentWith(WORD);
  assert.equal(await pair(`8426:${WORD.toLowerCase()}`, "My browser"), "paired");
  const [{ url, init } = { url: "", init: null }] = asked;
  assert.equal(url, "http://127.0.0.1:8426/api/v1/pairings/answer");
  assert.deepEqual([init.method, init.headers["Content-Type"]], ["POST", "application/json"]);
  const { nonce, label } = JSON.parse(init.body);
  assert.equal(label, "My browser");
  const { pairing } = await readStore();
  assert.deepEqual([pairing?.client, pairing?.port, pairing?.label], [CLIENT, 8426, "My browser"]);
  const info = ["colonnade-1 key", "pair", "8426", ORIGIN].join("\n");
  const key = await deriveKey(bytes(WORD), `${nonce}.${"A".repeat(22)}`, info);
  assert.equal(toHex(fromBase64(pairing?.key ?? "")), toHex(key));
});

test("neither the code nor the key is sent", async () => {
  agentWith(WORD);
  await pair(`8426:${WORD}`, "My browser");
  const { pairing } = await readStore();
  const sent = JSON.stringify(asked);
  assert.ok(!sent.includes(WORD));
  assert.ok(!sent.includes(pairing?.key ?? WORD));
});

test("whoever holds the port without the code gets no pairing", async () => {
  agentWith("B".repeat(28));
  assert.equal(await pair(`8426:${WORD}`, "My browser"), "not_proven");
  assert.equal((await readStore()).pairing, null);
});

test("pairing again keeps the outbox and the old key until the new one is proven", async () => {
  const agent = new FakeAgent();
  agent.pair();
  const before = seen.disk.get("pairing");
  const click = newEntry({ kind: "reaction_given", qualifiers: {} }, Date.now());
  await enqueue(click);
  agentWith("B".repeat(28));
  await pair(`8426:${WORD}`, "My browser");
  assert.equal(seen.disk.get("pairing"), before);
  agentWith(WORD);
  await pair(`8426:${WORD}`, "My browser");
  assert.notEqual(seen.disk.get("pairing"), before);
  assert.deepEqual((await readStore()).outbox, [click]);
});

test("each way a pairing can fail has its own word", async () => {
  assert.equal(await pair("ABCD", "My browser"), "not_a_code");
  FakeAgent.down();
  assert.equal(await pair(WORD, "My browser"), "down");
  seen.allowed = false;
  assert.equal(await pair(WORD, "My browser"), "not_allowed");
  globalThis.fetch = async () => problem(403, "word_not_open");
  assert.equal(await pair(WORD, "My browser"), "not_open");
  globalThis.fetch = async () => new Response("<h1>Hello</h1>");
  assert.equal(await pair(WORD, "My browser"), "not_proven");
  globalThis.fetch = async () => Response.json({});
  assert.equal(await pair(WORD, "My browser"), "not_proven");
});

test("an answer to a request of an earlier pairing changes nothing of the present one", async () => {
  agentWith(WORD);
  await pair(`8426:${WORD}`, "My browser");
  /** @type {(answer: Response) => void} */
  let answer = () => {};
  globalThis.fetch = /** @type {any} */ (() => new Promise((resolve) => (answer = resolve)));
  const late = ask({ method: "GET", target: "/api/v1/today" });
  while (answer.length === 0) await new Promise((turn) => setImmediate(turn));
  const { pairing } = await readStore();
  assert.ok(pairing);
  await writePairing({ ...pairing, client: "a".repeat(32) });
  answer(new Response("{}", { status: 403 }));
  await late;
  const { link } = await readStore();
  assert.deepEqual([link.standing, link.failed_at], ["ok", 0]);
});
