/** How a page comes to its key, and what it says when it has none. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Mismatch, Problem, Silent, Unproven } from "../../agent/colonnade/web/dashboard/failures.js";
import { deriveKey, hmacHex, importKey, toHex } from "../../agent/colonnade/web/dashboard/generated/protocol.js";
import { closedBy, enter, labelOf, wordIn } from "../../agent/colonnade/web/dashboard/session.js";
import { identity, MemoryDisk } from "./dashboard_page.mjs";
import { FakeAgent, problem } from "./fake_agent.mjs";

const WORD = "a-one-time_word";
const ORIGIN = "http://127.0.0.1:8425";
const place = { origin: ORIGIN, port: 8425, label: "Chromium on Linux", zone: "Europe/Berlin" };
const world = { fetch: (...request) => globalThis.fetch(...request), now: Date.now };
const own = { client: identity.client, key: identity.key };
/** @type {MemoryDisk} */
let disk;
/** @type {any[]} */
let openings;

/** Takes the place of the network with an agent that knows `word`. */
function agentKnowing(word) {
  globalThis.fetch = async (target, { method, body }) => {
    assert.deepEqual([method, target], ["POST", "/api/v1/logins/answer"]);
    const opening = JSON.parse(body);
    openings.push(opening);
    const key = await importKey(new TextEncoder().encode(word));
    const a = "A".repeat(22);
    const client = "f".repeat(32);
    const proof = await hmacHex(key, ["colonnade-1 login agent", opening.nonce, a, client, "8425", ORIGIN].join("\n"));
    return Response.json({ client, nonce: a, proof });
  };
}

beforeEach(() => {
  disk = new MemoryDisk();
  openings = [];
});

test("the one-time word is read from the fragment, and nothing else is", () => {
  assert.equal(wordIn("#t=abc-DEF_1"), "abc-DEF_1");
  assert.equal(wordIn("#t="), null);
  assert.equal(wordIn("#x=abc"), null);
  assert.equal(wordIn("#t=a&b"), null);
});

test("a page without key and word stays closed", async () => {
  assert.equal(await enter(null, place, world, disk), "absent");
});

test("a word is proven both ways and becomes the key both sides derive", async () => {
  agentKnowing(WORD);
  const entered = await enter(WORD, place, world, disk);
  assert.equal(entered.client, "f".repeat(32));
  const salt = `${openings[0].nonce}.${"A".repeat(22)}`;
  const info = ["colonnade-1 key", "login", "8425", ORIGIN].join("\n");
  const bytes = await deriveKey(new TextEncoder().encode(WORD), salt, info);
  assert.equal(await hmacHex(entered.key, "x"), await hmacHex(await importKey(bytes), "x"));
  assert.equal(toHex(bytes).length, 64);
});

test("the kept key cannot be read back by any script", async () => {
  agentKnowing(WORD);
  await enter(WORD, place, world, disk);
  assert.equal(disk.own.key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", disk.own.key));
});

test("who does not know the word gets no key into this page", async () => {
  agentKnowing("another");
  assert.equal(await enter(WORD, place, world, disk), "unproven");
  assert.equal(disk.own, undefined);
});

test("a word that is used up says so", async () => {
  globalThis.fetch = async () => problem(403, "word_not_open");
  assert.equal(await enter(WORD, place, world, disk), "spent");
});

test("a silent agent is named as such", async () => {
  FakeAgent.down();
  assert.equal(await enter(WORD, place, world, disk), "silent");
});

test("a key that still opens is kept: another login would only add to the list of clients", async () => {
  new FakeAgent().open();
  disk.own = own;
  assert.deepEqual(await enter(WORD, place, world, disk), identity);
});

test("a key that no longer opens gives way to the word", async () => {
  disk.own = { client: "0".repeat(32), key: identity.key };
  agentKnowing(WORD);
  const login = globalThis.fetch;
  globalThis.fetch = async (target, init) =>
    target === "/api/v1/hello" ? problem(401, "unauthorized") : login(target, init);
  const entered = await enter(WORD, place, world, disk);
  assert.equal(entered.client, "f".repeat(32));
  assert.equal(disk.own.client, "f".repeat(32));
});

test("only a signed revoked closes the page for good; silence is waited out", () => {
  const said = (code) => new Problem({ status: 403, code, detail: "" });
  assert.equal(closedBy(said("revoked")), "revoked");
  assert.equal(closedBy(said("unavailable")), null);
  assert.equal(closedBy(new Unproven("")), "unproven");
  assert.equal(closedBy(new Mismatch("")), "mismatch");
  assert.equal(closedBy(new Silent("")), null);
  assert.equal(closedBy(null), null);
});

test("a page is named by its browser and system", () => {
  assert.equal(labelOf("Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36"), "Chromium on Linux");
  assert.equal(labelOf("Mozilla/5.0 (Windows NT 10.0; rv:153.0) Gecko/20100101 Firefox/153.0"), "Firefox on Windows");
  assert.equal(labelOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/156 Edg/156.0"), "Edge on macOS");
});
