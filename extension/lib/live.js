// @ts-check
/**
 * A bell: told by the agent's live socket that something changed, while a popup is open.
 *
 * Only a bell. What changed is then asked for by a signed request, so a page that shows it needs
 * no second way of believing things.
 */
import { introduce } from "./agent_client.js";
import { liveProof, liveWelcomeIsTrue, newNonce } from "./protocol.js";

const PAUSE_MS = 3000;

/**
 * Follow the agent until the page goes, trying again while it is away.
 * @param {() => void} ring called at first and after each change, by the proven agent only
 * @param {number} [pause] between two tries, in milliseconds
 */
export async function follow(ring, pause = PAUSE_MS) {
  const again = () => setTimeout(() => void follow(ring, pause), pause);
  const place = await introduce();
  if (!place) {
    again();
    return;
  }
  const { me, boot } = place;
  const socket = new WebSocket(`ws://127.0.0.1:${me.port}/api/v1/live`);
  const hear = listener(me, boot, socket, ring);
  // One after the other: a state may arrive while the welcome before it is still being checked.
  let heard = Promise.resolve();
  socket.onmessage = ({ data }) => {
    heard = heard.then(() => hear(data));
  };
  socket.onclose = again;
}

/**
 * @param {import("./protocol.js").Identity} me @param {string} boot @param {WebSocket} socket @param {() => void} ring
 * @returns {(data: unknown) => Promise<void>}
 */
function listener(me, boot, socket, ring) {
  const c = newNonce();
  let s = "";
  let proven = false;
  return async (data) => {
    const message = parsed(data);
    if (!message) {
      socket.close();
    } else if (message.type === "challenge" && s === "") {
      s = String(message.s);
      socket.send(JSON.stringify({ type: "proof", client: me.client, c, proof: await liveProof(me, boot, s, c) }));
    } else if (message.type === "welcome") {
      proven = s !== "" && (await liveWelcomeIsTrue(me, s, c, message.proof));
      if (!proven) socket.close();
    } else if (message.type === "state" && proven) {
      ring();
    }
  };
}

/** @param {unknown} data @returns {any} null when it is no JSON object */
function parsed(data) {
  try {
    const message = JSON.parse(String(data));
    return typeof message === "object" ? message : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
