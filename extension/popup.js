// @ts-check
/** The popup: what is kept on this browser, painted; and clicks, kept before anything else happens. */
import { api } from "./lib/browser.js";
import { clicked, MEMORY_MS, remembered } from "./lib/chips.js";
import { openDashboard } from "./lib/dashboard.js";
import { kindWords } from "./lib/describe.js";
import { byId, setText } from "./lib/dom.js";
import { floorOf, newAmend, newEntry, newRetract } from "./lib/entries.js";
import { flush } from "./lib/flush.js";
import { gathered } from "./lib/gathering.js";
import { follow } from "./lib/live.js";
import { counting } from "./lib/outbox.js";
import { NOTHING_TOLD, progress, unconfirmed } from "./lib/progress.js";
import { DEFAULT_PORT } from "./lib/protocol.js";
import { dayNow, isReading, lastReading, newest, typedReading } from "./lib/readings.js";
import { onChange, readStore, writeMemory } from "./lib/storage.js";
import { newestPost } from "./lib/threads.js";
import { leftWords, statusOf } from "./lib/words.js";
import { askedLine } from "./popup/asked.js";
import { catchUpPlace } from "./popup/catch_up.js";
import { keep } from "./popup/keeping.js";
import { onKeys } from "./popup/keys.js";
import { paintKinds } from "./popup/kinds.js";
import { lastList } from "./popup/last.js";
import { readingPlace } from "./popup/reading.js";
import { readyLine } from "./popup/ready.js";
import { tileGrid } from "./popup/tiles.js";

/** @typedef {import("./popup/last.js").Entry} Entry */
/** @typedef {import("./lib/entries.js").Item} Item */

const REMEDIES = { pair: "Pair again", allow: "Allow it", mend: "Mend" };

let store = await readStore();
/** Entries this popup has begun to write; true once they have landed. @type {Map<Item, boolean>} */
const writing = new Map();
/** The entry whose chips are shown. @type {string | null} */
let open = recent(current().last[0]);

/** How today stands, with everything this browser knows. */
function current() {
  const told = store.told ?? NOTHING_TOLD;
  const waiting = [...counting(store), ...writing.keys()];
  const now = progress(told, waiting, Date.now());
  const kept = [...writing.keys()].findLast(isReading) ?? store.reading;
  const refused = store.refused.some(({ item }) => item.entry === kept?.entry);
  const reading = lastReading(refused ? null : kept, told, unconfirmed(told, waiting), now.day);
  return { ...now, last: newest(now.last, reading) };
}

/** @param {Entry | undefined} entry @returns {string | null} its id, where chips may still be wanted */
function recent(entry) {
  return entry && Date.now() - Date.parse(entry.at) < MEMORY_MS ? entry.id : null;
}

// --- clicks ---------------------------------------------------------------------------------

/**
 * Show an entry at once, and say that it is kept once it is.
 * @param {Item} item @param {string} words @returns {Promise<boolean>} whether it was kept
 */
function take(item, words) {
  writing.set(item, false);
  const keeping = keep(item, words, say).then((kept) => {
    if (kept) writing.set(item, true);
    else writing.delete(item);
    if (!kept) paint();
    return kept;
  });
  paint();
  return keeping;
}

/** @param {string} kind @param {import("./lib/catalogue.js").Qualifiers} qualifiers */
function record(kind, qualifiers) {
  const entry = newEntry({ kind, qualifiers }, Date.now());
  open = entry.subject;
  void take(entry, `${kindWords(kind)}, kept.`);
}

/** @param {{id: string}} entry @returns {number} the moment nothing about it may be made before */
function floor({ id }) {
  const told = store.told ?? NOTHING_TOLD;
  const known = told.today.reading?.id === id || told.today.last.some((last) => last.id === id);
  const items = unconfirmed(told, [...store.outbox, ...writing.keys()]);
  return floorOf(id, items, known ? told.today.confirmed_at : null);
}

/** @type {import("./popup/last.js").Acts} */
const acts = {
  undo: (entry) => {
    const of = "of" in entry ? entry.of : "activity";
    void take(newRetract(entry.id, Date.now(), floor(entry), of), "Taken back.");
  },
  amend: (activity, change) => {
    open = activity.id;
    void take(newAmend(activity.id, change, Date.now(), floor(activity)), "Changed, kept.");
  },
  remember: ({ kind }, name, value) => {
    void writeMemory(remembered(store.memory, kind, name, value, Date.now()));
  },
  post: () => newestPost(store.told ?? NOTHING_TOLD, [...counting(store), ...writing.keys()], Date.now()),
};

const paintAsked = askedLine({ keep: take, catchUp: (day) => behind.open(day), say });
const paintReady = readyLine(() => void go("/week"));
const paintTiles = tileGrid(byId("tiles"), (tile) => record(tile.kind, clicked(tile, store.memory, Date.now())));
const paintLast = lastList(byId("last"), acts);

/** @param {import("./lib/readings.js").Typed} typed */
function recordReading(typed) {
  open = null;
  return take(typedReading(typed, today(), Date.now()), "Reading, kept.");
}

const today = () => dayNow(store.told, Date.now());
const reading = readingPlace(today, recordReading, () => paint());

const behind = catchUpPlace({
  today,
  tiles: () => current().tiles.filter(({ habit }) => habit !== null),
  keep: (items, words) => {
    open = null;
    for (const item of items) void take(item, words);
  },
  turned: () => paint(),
});

// --- painting -------------------------------------------------------------------------------

/** @param {string} words */
function say(words) {
  setText(byId("said"), words);
}

function paint() {
  const paired = store.pairing !== null;
  const typing = reading.isOpen() || behind.isOpen();
  byId("first").hidden = paired;
  byId("head").hidden = typing;
  byId("logging").hidden = !paired || typing;
  byId("foot").hidden = !paired;
  byId("catch-up").hidden = typing || !store.told;
  if (!paired) return;
  const { day, left, due, tiles, last, readings, reading_next } = current();
  setText(byId("left"), store.told ? leftWords(left, due) : "");
  byId("demo").hidden = !store.told?.today.demo;
  paintTiles(tiles);
  paintKinds(byId("kinds"), tiles, ({ id }) => {
    showKinds(false);
    byId("else").focus();
    record(id, {});
  });
  // An agent of an older version tells of no audience.
  const audience = store.told?.today.audience ?? "";
  byId("audience").hidden = audience === "";
  byId("audience").title = audience;
  setText(byId("audience"), audience && `For: ${audience}`);
  byId("readings").hidden = readings === "";
  setText(byId("readings"), readings);
  byId("enter").toggleAttribute("data-next", reading_next);
  paintLast(last, open, day);
  byId("empty").hidden = last.length > 0;
  paintStatus();
  paintAsked(store, day);
  paintReady(store, day);
}

function paintStatus() {
  const { pairing, link, outbox, refused } = store;
  const port = pairing?.port ?? DEFAULT_PORT;
  const situation = { standing: link.standing, outbox, refused: refused.length, port };
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

/** @param {string} path of a page of the dashboard */
async function go(path) {
  const trouble = await openDashboard(store.pairing?.port, path);
  byId("notice").hidden = trouble === "";
  setText(byId("notice"), trouble);
}

const openOptions = () => void api.runtime.openOptionsPage();
byId("begin").addEventListener("click", openOptions);
byId("remedy").addEventListener("click", openOptions);
byId("dashboard").addEventListener("click", () => void go("/"));
byId("enter").addEventListener("click", reading.open);
byId("cancel").addEventListener("click", reading.cancel);
byId("catch-up").addEventListener("click", () => behind.open());
byId("behind-cancel").addEventListener("click", behind.cancel);
byId("else").addEventListener("click", () => showKinds(byId("kinds").hidden === true));
/** Press a button, where it can be pressed. @param {string} selector */
function press(selector) {
  if (byId("logging").hidden === false) /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
}
onKeys({
  digit: (key) => press(`#tiles [data-key="${key}"]`),
  next: () => press("#logging [data-next]"),
  reading: () => press("#enter"),
  catchUp: () => press("#catch-up"),
  undo: () => press("#last .undo"),
  escape: () => {
    const [typing, shown] = [reading.isOpen() || behind.isOpen(), byId("kinds").hidden === false];
    if (reading.isOpen()) reading.cancel();
    else if (behind.isOpen()) behind.cancel();
    else if (shown) byId("else").focus();
    if (!typing) showKinds(false);
    return typing || shown;
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
reading.resume(store.pairing && store.draft);
if (store.pairing) {
  // Before the agent has told of any tile, the list of kinds is what there is to click.
  showKinds(store.told === null);
  void flush();
  void api.runtime.sendMessage({ type: "flush" });
  void follow(() => void flush());
}
