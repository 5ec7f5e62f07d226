/** The signed exchange, against values computed by another implementation (Python's hmac and hashlib). */
import assert from "node:assert/strict";
import { test } from "node:test";

import * as protocol from "../../extension/lib/protocol.js";

const CLIENT = "0123456789abcdef".repeat(2);
const BOOT = "fedcba9876543210".repeat(2);
const NONCE = "AAECAwQFBgcICQoLDA0ODw";
const OTHER_NONCE = "EBESExQVFhcYGRobHB0eHw";
const ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
const CODE = "AAAQ-EAYE-AUDA-OCAJ-BIFQ-YDIO-B4IA";
const WORD = "AAAQEAYEAUDAOCAJBIFQYDIOB4IA";
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const range = (/** @type {number} */ length) => Uint8Array.from({ length }, (_, i) => i);

async function identity(port = 8425) {
  return { client: CLIENT, key: await protocol.importKey(range(32)), port };
}

test("a request is signed over its own bytes, letters outside ASCII too", async () => {
  const request = {
    method: "POST",
    target: "/api/v1/entries?x=1",
    boot: BOOT,
    body: '{"items":[{"note":"Grüße"}]}',
    ts: 1795000000000,
    nonce: NONCE,
  };
  assert.equal(
    await protocol.authorization(await identity(), request),
    `Colonnade client=${CLIENT}, boot=${BOOT}, ts=1795000000000, nonce=${NONCE}, ` +
      "sig=3f8fd1c1bfb1136923e6f6771a50fd372b9338864ab87b404f81a7191d425f49",
  );
});

test("an acknowledgement is true for its own answer and for nothing else", async () => {
  const me = await identity();
  const body = bytes('{"seq":1}');
  const ack = "73a6659540a9d47a33b6709f94a994b8e028106dd3098453f8129f7f4f681921";
  assert.equal(await protocol.ackIsTrue(me, NONCE, 200, body, ack), true);
  assert.equal(await protocol.ackIsTrue(me, OTHER_NONCE, 200, body, ack), false);
  assert.equal(await protocol.ackIsTrue(me, NONCE, 403, body, ack), false);
  assert.equal(await protocol.ackIsTrue(me, NONCE, 200, bytes('{"seq":2}'), ack), false);
  for (const no of [null, "", "73a6", ack.toUpperCase(), `${ack}00`, "zz".repeat(32)]) {
    assert.equal(await protocol.ackIsTrue(me, NONCE, 200, body, no), false);
  }
});

test("a handshake gives the key only to a side that proved the word", async () => {
  const given = { role: /** @type {const} */ ("pair"), word: WORD, port: 8426, origin: ORIGIN, label: "Chromium" };
  const shake = await protocol.openHandshake(given, NONCE);
  assert.deepEqual(shake.opening, {
    nonce: NONCE,
    proof: "3a60f552faa8f5b4311ba3272c372313bd65c6038b67a4588e049768be466e9a",
    label: "Chromium",
  });
  const proof = "55ee596e6c805d7f31068be9218bf3acf4cfa97d158dae99f841d2e01f26ec14";
  const key = await shake.finish({ client: CLIENT, nonce: OTHER_NONCE, proof });
  assert.equal(protocol.toHex(/** @type {any} */ (key)), "4956131327d2404e539ba81d8ba71914021ffdc4ba74e7628baed8b39db7f0da");
  assert.equal(await shake.finish({ client: BOOT, nonce: OTHER_NONCE, proof }), null);
  assert.equal(await shake.finish({ client: CLIENT, nonce: NONCE, proof }), null);
});

test("both ends of a live connection are proven", async () => {
  const me = await identity();
  assert.equal(
    await protocol.liveProof(me, BOOT, NONCE, OTHER_NONCE),
    "e1c2dcdcdd4ece62ca4ce13c4c1f265685bbe7bcf656c2ca11c339048a6f1d06",
  );
  const welcome = "aa07e823dbbe8c07bcaa21274ca48321c616a3c61f41161fb06a2e8fa2a47c42";
  assert.equal(await protocol.liveWelcomeIsTrue(me, NONCE, OTHER_NONCE, welcome), true);
  assert.equal(await protocol.liveWelcomeIsTrue(me, OTHER_NONCE, NONCE, welcome), false);
  assert.equal(await protocol.liveWelcomeIsTrue(me, NONCE, OTHER_NONCE, undefined), false);
});

test("a pasted code may carry its port, spaces, hyphens and small letters", () => {
  assert.deepEqual(protocol.readCode(CODE), { port: 8425, word: WORD });
  assert.deepEqual(protocol.readCode(` 8426:${CODE.toLowerCase()} \n`), { port: 8426, word: WORD });
  assert.deepEqual(protocol.readCode(`Code 8426: ${WORD}`), { port: 8426, word: WORD });
});

test("half a code, or one with an impossible port, is no code", () => {
  for (const text of ["", "AAAQ-EAYE", `${CODE}A`, `0:${CODE}`, `99999:${CODE}`, `port:${CODE}`]) {
    assert.equal(protocol.readCode(text), null, text);
  }
});

test("the stored key reads back as the same bytes", () => {
  assert.deepEqual(protocol.fromBase64(protocol.toBase64(range(32))), range(32));
});

test("the imported key cannot be read back by a script", async () => {
  const { key } = await identity();
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("nonces are 22 base64url characters and never the same", () => {
  const nonces = Array.from({ length: 200 }, protocol.newNonce);
  for (const nonce of nonces) assert.match(nonce, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(new Set(nonces).size, 200);
});

test("ids are lower-case UUIDs of version 7 that carry their millisecond", () => {
  const id = protocol.uuid7(0x0123456789ab);
  assert.match(id, /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(protocol.uuid7(0x0123456789ab), id);
});

test("a time is written with the offset of its own day, also after the clocks changed", () => {
  const before = process.env.TZ;
  try {
    process.env.TZ = "Europe/Berlin";
    assert.equal(protocol.localTime(Date.UTC(2026, 10, 20, 9, 42, 7, 5)), "2026-11-20T10:42:07.005+01:00");
    assert.equal(protocol.localTime(Date.UTC(2026, 6, 1, 22, 30)), "2026-07-02T00:30:00.000+02:00");
    process.env.TZ = "America/St_Johns";
    assert.equal(protocol.localTime(Date.UTC(2026, 0, 1, 1, 0)), "2025-12-31T21:30:00.000-03:30");
    process.env.TZ = "UTC";
    assert.equal(protocol.localTime(0), "1970-01-01T00:00:00.000+00:00");
  } finally {
    process.env.TZ = before;
  }
});

test("an agent that is too old or too new is told apart from one that is not", () => {
  assert.equal(protocol.versionsMeet({ protocol: 1, least: 1 }), true);
  assert.equal(protocol.versionsMeet({ protocol: 9, least: 1 }), true);
  assert.equal(protocol.versionsMeet({ protocol: 9, least: 2 }), false);
  assert.equal(protocol.versionsMeet({ protocol: 0, least: 0 }), false);
});
