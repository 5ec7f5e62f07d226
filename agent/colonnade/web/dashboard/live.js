// @ts-check
/** The live socket: proves both ends, hands on each state, and comes back after every failure. */

import { liveProof, liveWelcomeIsTrue, newNonce } from "./generated/protocol.js";

/** @import { Identity } from "./generated/protocol.js" */
/** @import { Hello, State } from "./generated/types.js" */
/** @import { Api } from "./api.js" */
/**
 * @typedef {object} Listener
 * @property {(hello: Hello) => void} onHello who answers, proven
 * @property {() => void} onUp the agent is proven and the socket open
 * @property {(state: State) => void} onState
 * @property {(failure: unknown) => boolean} onDown whether to try again
 */
/** @typedef {{connect: (url: string) => WebSocket, pause: (ms: number) => Promise<void>}} World */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Whether a state that arrived replaces the one shown: a new start of the agent always does,
 * an older sequence never, and of the same sequence only a day that is not earlier.
 * @param {Pick<State, "seq" | "boot"> & {today: {day: string}} | null} shown
 * @param {Pick<State, "seq" | "boot"> & {today: {day: string}}} arrived
 * @returns {boolean}
 */
export function replaces(shown, arrived) {
  if (shown === null || shown.boot !== arrived.boot) return true;
  if (arrived.seq !== shown.seq) return arrived.seq > shown.seq;
  return arrived.today.day >= shown.today.day;
}

/**
 * The proven part of one connection: nothing is handed on before a true welcome.
 * @param {Identity} identity @param {string} boot @param {(text: string) => void} send @param {Listener} listener
 */
function conversation(identity, boot, send, listener) {
  const c = newNonce();
  let s = "";
  let welcome = false;
  /** @param {any} message @returns {Promise<boolean>} false when the other side is not the agent */
  return async (message) => {
    if (message.type === "challenge" && s === "") {
      s = message.s;
      send(JSON.stringify({ type: "proof", client: identity.client, c, proof: await liveProof(identity, boot, s, c) }));
    } else if (message.type === "welcome" && !welcome) {
      welcome = await liveWelcomeIsTrue(identity, s, c, message.proof);
      if (welcome) listener.onUp();
      return welcome;
    } else if (message.type === "state" && welcome) {
      listener.onState(message);
    }
    return true;
  };
}

/**
 * One connection, from opening to close.
 * @param {Identity} identity @param {string} boot @param {World["connect"]} connect @param {Listener} listener
 * @returns {Promise<boolean>} whether it was ever welcomed
 */
function follow(identity, boot, connect, listener) {
  return new Promise((resolve) => {
    let up = false;
    const socket = connect(`ws://127.0.0.1:${identity.port}/api/v1/live`);
    const hear = conversation(identity, boot, (text) => socket.send(text), {
      ...listener,
      onUp: () => {
        up = true;
        listener.onUp();
      },
    });
    // One after another: a proof is checked asynchronously, and a state must not overtake its welcome.
    let turn = Promise.resolve();
    socket.onmessage = ({ data }) => {
      turn = turn
        .then(async () => hear(JSON.parse(data)))
        .then((told) => (told ? undefined : socket.close()))
        // What cannot be read was not said by the agent.
        .catch(() => socket.close());
    };
    socket.onclose = () => resolve(up);
  });
}

/**
 * Follows the agent for as long as the page is open; ends only when `onDown` says so.
 * @param {Identity} identity @param {Pick<Api, "hello">} api @param {World} world @param {Listener} listener
 */
export async function stayLive(identity, api, { connect, pause }, listener) {
  let wait = FIRST_PAUSE_MS;
  for (;;) {
    /** @type {unknown} */
    let failure = null;
    try {
      const hello = await api.hello();
      listener.onHello(hello);
      if (await follow(identity, hello.boot, connect, listener)) wait = FIRST_PAUSE_MS;
    } catch (reason) {
      failure = reason;
    }
    if (!listener.onDown(failure)) return;
    await pause(wait);
    wait = Math.min(LONGEST_PAUSE_MS, wait * 2);
  }
}
