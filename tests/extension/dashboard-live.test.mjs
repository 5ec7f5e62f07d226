/** The live socket: what is shown, what is dropped, and how it comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hmacHex, importKey } from "../../agent/colonnade/web/dashboard/generated/protocol.js";
import { replaces, stayLive } from "../../agent/colonnade/web/dashboard/live.js";
import { HandSocket, identity } from "./dashboard_page.mjs";
import { idle } from "./quiet.mjs";

const BOOT = "a".repeat(32);
const S = "S".repeat(22);

/** A page that follows the agent; `rounds` connections are made before it gives up. */
function follow(rounds, hello = async () => ({ boot: BOOT })) {
  const page = { sockets: [], urls: [], hellos: [], states: [], ups: 0, downs: [], pauses: [] };
  const connect = (url) => {
    page.urls.push(url);
    return page.sockets[page.sockets.push(new HandSocket()) - 1];
  };
  const pause = async (ms) => void page.pauses.push(ms);
  page.ended = stayLive(identity, { hello }, { connect, pause }, {
    onHello: (hello) => page.hellos.push(hello),
    onUp: () => (page.ups += 1),
    onState: (state) => page.states.push(state),
    onDown: (failure) => page.downs.push(failure) < rounds,
  });
  return page;
}

/** @param {HandSocket} socket @param {CryptoKey} key */
async function welcome(socket, key = identity.key) {
  await socket.hear({ type: "challenge", s: S });
  const { c } = socket.sent[0];
  await socket.hear({ type: "welcome", proof: await hmacHex(key, `colonnade-1 live agent\n${c}\n${S}`) });
}

test("a page proves itself for this very agent, port and challenge", async () => {
  const page = follow(1);
  await idle();
  await page.sockets[0].hear({ type: "challenge", s: S });
  const { type, client, c, proof } = page.sockets[0].sent[0];
  assert.deepEqual([type, client], ["proof", identity.client]);
  assert.equal(proof, await hmacHex(identity.key, `colonnade-1 live client\n${S}\n${c}\n8425\n${BOOT}`));
  assert.deepEqual(page.urls, ["ws://127.0.0.1:8425/api/v1/live"]);
});

test("what hello says is heard with every connection", async () => {
  const page = follow(2, async () => ({ boot: BOOT, notice: { at: "2026-11-20T12:00:00Z", text: "Mended." } }));
  await idle();
  page.sockets[0].close();
  await idle();
  assert.deepEqual(page.hellos.map((hello) => hello.notice.text), ["Mended.", "Mended."]);
});

test("a state before the welcome is not shown, one after it is", async () => {
  const page = follow(1);
  await idle();
  await page.sockets[0].hear({ type: "state", seq: 1 });
  await welcome(page.sockets[0]);
  await page.sockets[0].hear({ type: "state", seq: 2 });
  assert.deepEqual([page.ups, page.states], [1, [{ type: "state", seq: 2 }]]);
});

test("a state sent right behind the welcome does not overtake its proof", async () => {
  const page = follow(1);
  await idle();
  const [socket] = page.sockets;
  await socket.hear({ type: "challenge", s: S });
  const proof = await hmacHex(identity.key, `colonnade-1 live agent\n${socket.sent[0].c}\n${S}`);
  void socket.hear({ type: "welcome", proof });
  await socket.hear({ type: "state", seq: 3 });
  assert.deepEqual(page.states, [{ type: "state", seq: 3 }]);
});

test("a false welcome closes the socket and shows nothing", async () => {
  const page = follow(1);
  await idle();
  await welcome(page.sockets[0], await importKey(new Uint8Array(32)));
  await page.ended;
  assert.deepEqual([page.ups, page.states], [0, []]);
});

test("what is no JSON closes the socket", async () => {
  const page = follow(1);
  await idle();
  page.sockets[0].onmessage({ data: "<html>" });
  await page.ended;
  assert.equal(page.ups, 0);
});

test("the pauses double up to fifteen seconds while the agent is away", async () => {
  const silent = async () => {
    throw new Error("away");
  };
  const page = follow(7, silent);
  await page.ended;
  assert.deepEqual(page.pauses, [1000, 2000, 4000, 8000, 15000, 15000]);
  assert.equal(page.downs[0].message, "away");
});

test("after a connection that stood, the pauses begin anew", async () => {
  const page = follow(4);
  for (let round = 0; round < 3; round += 1) {
    await idle();
    if (round === 2) await welcome(page.sockets[round]);
    page.sockets[round].close();
  }
  await idle();
  page.sockets[3].close();
  await page.ended;
  assert.deepEqual(page.pauses, [1000, 2000, 1000]);
});

test("of two states the newer one is shown: an older sequence or an earlier day never comes back", () => {
  const state = (boot, seq, day) => ({ boot, seq, today: { day } });
  const shown = state(BOOT, 7, "2026-11-20");
  assert.equal(replaces(null, shown), true);
  assert.equal(replaces(shown, state(BOOT, 6, "2026-11-21")), false);
  assert.equal(replaces(shown, state(BOOT, 8, "2026-11-20")), true);
  assert.equal(replaces(shown, state(BOOT, 7, "2026-11-21")), true);
  assert.equal(replaces(shown, state(BOOT, 7, "2026-11-19")), false);
  assert.equal(replaces(shown, state("b".repeat(32), 1, "2026-11-20")), true);
});
