// @ts-check
/** The popup: what is kept on this browser, painted; and clicks, kept before anything else happens. */
import { ask } from "./lib/agent_client.js";
import { api } from "./lib/browser.js";
import { clicked, MEMORY_MS, remembered } from "./lib/chips.js";
import { kindWords } from "./lib/describe.js";
import { byId, setText } from "./lib/dom.js";
import { floorOf, newAmend, newEntry, newRetract } from "./lib/entries.js";
import { flush } from "./lib/flush.js";
import { gathered } from "./lib/gathering.js";
import { follow } from "./lib/live.js";
import { counting } from "./lib/outbox.js";
import { NOTHING_TOLD, progress, unconfirmed } from "./lib/progress.js";
import { DEFAULT_PORT } from "./lib/protocol.js";
import { onChange, readStore, writeMemory } from "./lib/storage.js";
import { leftWords, statusOf } from "./lib/words.js";
import { keep } from "./popup/keeping.js";
import { onKeys } from "./popup/keys.js";
import { paintKinds } from "./popup/kinds.js";
import { lastList } from "./popup/last.js";
import { tileGrid } from "./popup/tiles.js";

/** @typedef {import("./lib/activities.js").Current} Activity */
/** @typedef {import("./lib/entries.js").Item} Item */

const NOT_RUNNING =
  "The agent is not running. Start it with scripts/start in its folder or colonnade serve, then press Dashboard again.";
const REMEDIES = { pair: "Pair again", allow: "Allow it", mend: "Mend" };

let store = await readStore();
/** Entries this popup has begun to write; true once they have landed. @type {Map<Item, boolean>} */
const writing = new Map();
/** The entry whose chips are shown. @type {string | null} */
let open = recent(current().last[0]);

/** How today stands, with everything this browser knows. */
function current() {
  return progress(store.told ?? NOTHING_TOLD, [...counting(store), ...writing.keys()], Date.now());
}

/** @param {Activity | undefined} activity @returns {string | null} its id, where chips may still be wanted */
function recent(activity) {
  return activity && Date.now() - Date.parse(activity.at) < MEMORY_MS ? activity.id : null;
}

// --- clicks ---------------------------------------------------------------------------------

/** Show an entry at once, and say that it is kept once it is. @param {Item} item @param {string} words */
function take(item, words) {
  writing.set(item, false);
  void keep(item, words, say).then((kept) => {
    if (kept) writing.set(item, true);
    else writing.delete(item);
    if (!kept) paint();
  });
  paint();
}

/** @param {string} kind @param {import("./lib/catalogue.js").Qualifiers} qualifiers */
function record(kind, qualifiers) {
  const entry = newEntry({ kind, qualifiers }, Date.now());
  open = entry.subject;
  take(entry, `${kindWords(kind)}, kept.`);
}

/** @param {Activity} activity @returns {number} the moment nothing about it may be made before */
function floor({ id }) {
  const told = store.told ?? NOTHING_TOLD;
  const known = told.today.last.some((last) => last.id === id);
  const items = unconfirmed(told, [...store.outbox, ...writing.keys()]);
  return floorOf(id, items, known ? told.today.confirmed_at : null);
}

/** @type {import("./popup/last.js").Acts} */
const acts = {
  undo: (activity) => take(newRetract(activity.id, Date.now(), floor(activity)), "Taken back."),
  amend: (activity, change) => {
    open = activity.id;
    take(newAmend(activity.id, change, Date.now(), floor(activity)), "Changed, kept.");
  },
  remember: ({ kind }, name, value) => {
    void writeMemory(remembered(store.memory, kind, name, value, Date.now()));
  },
};

const paintTiles = tileGrid(byId("tiles"), (tile) => record(tile.kind, clicked(tile, store.memory, Date.now())));
const paintLast = lastList(byId("last"), acts);

// --- painting -------------------------------------------------------------------------------

/** @param {string} words */
function say(words) {
  setText(byId("said"), words);
}

function paint() {
  const paired = store.pairing !== null;
  byId("first").hidden = paired;
  byId("logging").hidden = !paired;
  byId("foot").hidden = !paired;
  if (!paired) return;
  const { day, left, due, tiles, last } = current();
  setText(byId("left"), store.told ? leftWords(left, due) : "");
  paintTiles(tiles);
  paintKinds(byId("kinds"), tiles, ({ id }) => {
    showKinds(false);
    byId("else").focus();
    record(id, {});
  });
  paintLast(last, open, day);
  byId("empty").hidden = last.length > 0;
  paintStatus();
}

function paintStatus() {
  const { pairing, link, outbox, refused } = store;
  const port = pairing?.port ?? DEFAULT_PORT;
  const situation = { standing: link.standing, waiting: outbox.length, refused: refused.length, port };
  const { text, remedy } = statusOf({ ...situation, confirmedAt: link.confirmed_at }, Date.now());
  setText(byId("status"), text);
  byId("remedy").hidden = remedy === null;
  if (remedy) setText(byId("remedy"), REMEDIES[remedy]);
  if (link.standing !== "down") byId("notice").hidden = true;
}

/** @param {boolean} shown */
function showKinds(shown) {
  byId("kinds").hidden = !shown;
  byId("else").setAttribute("aria-expanded", String(shown));
}

// --- wiring ---------------------------------------------------------------------------------

/** Open the dashboard with a link that works once. */
async function openDashboard() {
  const { standing, body } = await ask({ method: "POST", target: "/api/v1/logins" });
  const own = `http://127.0.0.1:${store.pairing?.port}/#t=`;
  if (standing === "ok" && String(body.url).startsWith(own)) {
    await api.tabs.create({ url: body.url });
    return;
  }
  byId("notice").hidden = standing !== "down";
  setText(byId("notice"), standing === "down" ? NOT_RUNNING : "");
}

const openOptions = () => void api.runtime.openOptionsPage();
byId("begin").addEventListener("click", openOptions);
byId("remedy").addEventListener("click", openOptions);
byId("dashboard").addEventListener("click", () => void openDashboard());
byId("else").addEventListener("click", () => showKinds(byId("kinds").hidden === true));
onKeys({
  digit: (key) => /** @type {HTMLElement | null} */ (document.querySelector(`#tiles [data-key="${key}"]`))?.click(),
  undo: () => /** @type {HTMLElement | null} */ (document.querySelector("#last .undo"))?.click(),
  escape: () => {
    const shown = byId("kinds").hidden === false;
    if (shown) byId("else").focus();
    showKinds(false);
    return shown;
  },
});
const repaint = gathered(async () => {
  const landed = [...writing].filter(([, there]) => there).map(([item]) => item);
  const fresh = await readStore();
  for (const item of landed) writing.delete(item);
  if (!store.told && fresh.told) showKinds(false);
  store = fresh;
  paint();
});
onChange(() => void repaint());

paint();
if (store.pairing) {
  // Before the agent has told of any tile, the list of kinds is what there is to click.
  showKinds(store.told === null);
  void flush();
  void api.runtime.sendMessage({ type: "flush" });
  void follow(() => void flush());
}
