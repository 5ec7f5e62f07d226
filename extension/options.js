// @ts-check
/** The options page: pairing, what waits, what has to be mended, the key that opens the popup. */
import { api } from "./lib/browser.js";
import { dayWords } from "./lib/days.js";
import { byId, setText } from "./lib/dom.js";
import { flush } from "./lib/flush.js";
import { gathered } from "./lib/gathering.js";
import { pair, proposedLabel } from "./lib/pairing.js";
import { localTime } from "./lib/protocol.js";
import { onChange, readStore } from "./lib/storage.js";
import { statusOf, waitingWords } from "./lib/words.js";
import { paintRefused } from "./options/refused.js";
import { showReminders } from "./options/reminders.js";

/** @typedef {import("./lib/pairing.js").PairingResult} PairingResult */
/** @typedef {import("./lib/storage.js").Store} Store */

const LOOPBACK = { origins: ["http://127.0.0.1/*"] };
/** @type {Record<PairingResult, string>} */
const ANSWERS = {
  paired: "Paired.",
  not_a_code: "This is not a whole code. It has seven groups of four letters and digits.",
  down: "Nobody answers there. Is the agent running? Start it with scripts/start or colonnade serve.",
  not_allowed: "This browser does not let Colonnade talk to 127.0.0.1. Allow it above.",
  not_open: "This code is not open any more. Ask the agent for a new one.",
  not_proven: "Something else answers there: it does not know the code. Nothing was given away.",
};

const code = byId("code", HTMLInputElement);
const label = byId("label", HTMLInputElement);

/** @param {number} time Unix milliseconds @returns {string} "today, 10:42" */
function moment(time) {
  const at = localTime(time);
  return `${dayWords(at.slice(0, 10), localTime(Date.now()).slice(0, 10))}, ${at.slice(11, 16)}`;
}

/** @param {Store} store @returns {string} */
function pairedWords({ pairing, link }) {
  if (!pairing) return "This browser is not paired with an agent yet.";
  const whom = `Paired as “${pairing.label}” with the agent on port ${pairing.port}, ${moment(pairing.paired_at)}.`;
  return link.confirmed_at > 0 ? `${whom} It last confirmed ${moment(link.confirmed_at)}.` : whom;
}

/** @param {Store} store @returns {string} */
function outboxWords({ pairing, link, outbox, refused }) {
  const rest = refused.length > 0 ? "all but what is to be mended" : "everything you clicked";
  if (outbox.length === 0) return `Nothing waits; ${rest} is kept by the agent.`;
  const quiet = !pairing || link.standing === "ok" || link.standing === "down";
  const situation = { standing: link.standing, outbox, refused: 0, confirmedAt: 0 };
  return quiet ? `${waitingWords(outbox)}.` : statusOf({ ...situation, port: pairing.port }, Date.now()).text;
}

async function paint() {
  const store = await readStore();
  setText(byId("paired"), pairedWords(store));
  setText(byId("pair"), store.pairing ? "Pair again" : "Pair this browser");
  setText(byId("waiting"), outboxWords(store));
  byId("send").hidden = store.outbox.length === 0 || store.pairing === null;
  byId("mending").hidden = store.refused.length === 0;
  paintRefused(byId("refused"), store);
  byId("access").hidden = await api.permissions.contains(LOOPBACK);
}

const repaint = gathered(paint);

async function paintShortcut() {
  const commands = await api.commands.getAll();
  const key = commands.find(({ name }) => name === "_execute_action")?.shortcut;
  const none = "No key opens the popup yet. You can set one among your browser's extension shortcuts.";
  setText(byId("shortcut"), key ? `${key} opens the popup.` : none);
}

/** @param {SubmitEvent} submitted */
async function submit(submitted) {
  submitted.preventDefault();
  const button = byId("pair", HTMLButtonElement);
  button.disabled = true;
  try {
    const result = await pair(code.value, label.value.trim());
    setText(byId("answer"), ANSWERS[result]);
    if (result === "paired") {
      code.value = "";
      send();
    }
  } finally {
    button.disabled = false;
  }
}

/** Here and in the background, which goes on when this page is closed. */
function send() {
  void flush();
  void api.runtime.sendMessage({ type: "flush" });
}

async function allow() {
  if (await api.permissions.request(LOOPBACK)) send();
  await paint();
}

byId("pairing").addEventListener("submit", (submitted) => void submit(submitted));
// Disabled in the page until now: pressed before anything listens, it would do nothing and say nothing.
byId("pair", HTMLButtonElement).disabled = false;
byId("allow").addEventListener("click", () => void allow());
byId("send").addEventListener("click", send);
onChange(() => void repaint());
label.value = (await readStore()).pairing?.label ?? proposedLabel(navigator.userAgent);
await paint();
await paintShortcut();
await showReminders();
