/** The bell of an open popup: rung by the proven agent and by nobody else. */
import { idle, reset } from "./fake_browser.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { follow } from "../../extension/lib/live.js";
import { hmacHex, importKey } from "../../extension/lib/protocol.js";
import { FakeAgent } from "./fake_agent.mjs";

const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);
const S = "AAECAwQFBgcICQoLDA0ODw";
/** @type {FakeSocket[]} */
let sockets = [];
let rung = 0;
let agent = new FakeAgent();

class FakeSocket {
  /** @type {any[]} */
  sent = [];
  closed = false;
  /** @type {(message: {data: string}) => void} */
  onmessage = () => {};
  onclose = () => {};
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    sockets.push(this);
  }
  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  /** @param {unknown} message */
  say(message) {
    this.onmessage({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }
}

beforeEach(() => {
  reset();
  sockets = [];
  rung = 0;
  agent = new FakeAgent();
  agent.pair();
  agent.open();
  globalThis.WebSocket = /** @type {any} */ (FakeSocket);
});

/** The socket of a popup that follows. @param {number} [pause] */
async function followed(pause) {
  await follow(() => (rung += 1), pause);
  const [socket] = sockets;
  assert.ok(socket);
  return socket;
}

/** @param {() => boolean} holds */
async function until(holds) {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 3000, "it never came to hold");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** @param {FakeSocket} socket @param {Uint8Array<ArrayBuffer>} [key] */
async function welcome(socket, key = KEY) {
  socket.say({ type: "challenge", s: S });
  await idle();
  const [{ c }] = socket.sent;
  const proof = await hmacHex(await importKey(key), ["colonnade-1 live agent", c, S].join("\n"));
  socket.say({ type: "welcome", proof });
}

test("it proves itself to the agent and rings for each state after a true welcome", async () => {
  const socket = await followed();
  assert.equal(socket.url, "ws://127.0.0.1:8425/api/v1/live");
  await welcome(socket);
  // At once, before the welcome can have been checked.
  socket.say({ type: "state", seq: 1 });
  socket.say({ type: "state", seq: 2 });
  await idle();
  const [proof] = socket.sent;
  const text = ["colonnade-1 live client", S, proof.c, "8425", "a".repeat(32)].join("\n");
  assert.deepEqual([proof.type, proof.proof], ["proof", await hmacHex(await importKey(KEY), text)]);
  assert.equal(rung, 2);
});

test("whoever cannot prove that it is the agent rings nothing and is left", async () => {
  const socket = await followed();
  socket.say({ type: "state", seq: 1 });
  await welcome(socket, new Uint8Array(32));
  socket.say({ type: "state", seq: 2 });
  await idle();
  assert.equal(rung, 0);
  assert.equal(socket.closed, true);
});

test("a welcome without a challenge proves nothing", async () => {
  const socket = await followed();
  socket.say({ type: "welcome", proof: "00".repeat(32) });
  await idle();
  assert.equal(socket.closed, true);
});

test("a message that is no JSON object ends the connection and nothing else", async () => {
  for (const bad of ["{", "null", "7"]) {
    sockets = [];
    const socket = await followed();
    socket.say(bad);
    await idle();
    assert.equal(socket.closed, true, bad);
  }
});

test("while nobody proves to be the agent no socket is opened, and it tries again", async () => {
  agent.day = () => "unsigned";
  await follow(() => (rung += 1), 20);
  assert.equal(sockets.length, 0);
  agent.day = null;
  await until(() => sockets.length === 1);
});

test("a connection that ends is opened anew", async () => {
  const socket = await followed(20);
  socket.onclose();
  await until(() => sockets.length === 2);
});
