/**
 * A browser small enough to read: storage that takes its time, alarms, a badge, messages, locks.
 *
 * Import it before any module of the extension, and call `reset` before each test.
 */

import { counted, idle } from "./quiet.mjs";

export { idle };

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Listeners of one kind of event. */
class Listeners {
  /** @type {Function[]} */
  all = [];
  // The same one is heard once, as in a browser.
  addListener = (/** @type {Function} */ listener) => void (this.all.includes(listener) || this.all.push(listener));
  dispatch = (/** @type {any[]} */ ...given) => this.all.forEach((listener) => listener(...given));
}

/** What a test sees and sets. */
export const seen = {
  /** @type {Map<string, string>} JSON by key, as on a disk */
  disk: new Map(),
  /** @type {Error | null} thrown by the next writes */
  full: null,
  /** @type {Map<string, {periodInMinutes: number}>} */
  alarms: new Map(),
  badge: { text: "", title: "", color: "" },
  /** @type {any[]} */
  messages: [],
  optionsOpened: 0,
  allowed: true,
  /** @type {string[]} what notifications said */
  notified: [],
  /** @type {string[]} tabs */
  opened: [],
};

export function reset() {
  Object.assign(seen, { disk: new Map(), full: null, alarms: new Map(), messages: [], optionsOpened: 0, allowed: true, notified: [], opened: [] });
  seen.badge = { text: "", title: "", color: "" };
}

/** @param {Record<string, {newValue?: unknown, oldValue?: unknown}>} changes */
function changed(changes) {
  area.onChanged.dispatch(changes);
}

const area = {
  onChanged: new Listeners(),
  get: counted(async () => {
    await wait(0);
    return Object.fromEntries([...seen.disk].map(([key, text]) => [key, JSON.parse(text)]));
  }),
  set: counted(async (/** @type {Record<string, unknown>} */ items) => {
    // A real browser has the write in hand before the caller goes on, and answers later.
    const texts = Object.entries(items).map(([key, value]) => /** @type {const} */ ([key, JSON.stringify(value)]));
    await wait(Math.random() * 3);
    if (seen.full) throw seen.full;
    for (const [key, text] of texts) seen.disk.set(key, text);
    changed(Object.fromEntries(texts.map(([key, text]) => [key, { newValue: JSON.parse(text) }])));
  }),
  remove: counted(async (/** @type {string[]} */ keys) => {
    await wait(Math.random() * 3);
    const gone = keys.filter((key) => seen.disk.delete(key));
    if (gone.length > 0) changed(Object.fromEntries(gone.map((key) => [key, { oldValue: true }])));
  }),
  async setAccessLevel() {},
};

export const chrome = {
  storage: { local: area },
  alarms: {
    onAlarm: new Listeners(),
    get: async (/** @type {string} */ name) => seen.alarms.get(name),
    create: async (/** @type {string} */ name, /** @type {any} */ info) => void seen.alarms.set(name, info),
    clear: async (/** @type {string} */ name) => seen.alarms.delete(name),
  },
  action: {
    setBadgeText: async (/** @type {any} */ { text }) => void (seen.badge.text = text),
    setTitle: async (/** @type {any} */ { title }) => void (seen.badge.title = title),
    setBadgeBackgroundColor: async (/** @type {any} */ { color }) => void (seen.badge.color = color),
    setBadgeTextColor: async () => {},
  },
  runtime: {
    id: "colonnade",
    getURL: (/** @type {string} */ path) => `chrome-extension://abcdefghijklmnopabcdefghijklmnop/${path}`,
    openOptionsPage: async () => void (seen.optionsOpened += 1),
    sendMessage: async (/** @type {any} */ message) => void seen.messages.push(message),
    onStartup: new Listeners(),
    onInstalled: new Listeners(),
    onMessage: new Listeners(),
  },
  notifications: {
    onClicked: new Listeners(),
    create: async (/** @type {string} */ _id, /** @type {any} */ { message }) => void seen.notified.push(message),
    clear: async () => true,
  },
  permissions: { onAdded: new Listeners(), contains: async () => seen.allowed },
  tabs: { create: async (/** @type {any} */ { url }) => void seen.opened.push(url) },
};

/** Locks as a browser gives them: one after the other, by name. */
class Locks {
  /** @type {Map<string, Promise<unknown>>} */
  last = new Map();
  request(/** @type {string} */ name, /** @type {() => Promise<unknown>} */ work) {
    const mine = (this.last.get(name) ?? Promise.resolve()).then(work, work);
    this.last.set(name, mine.catch(() => {}));
    return mine;
  }
}

Object.defineProperty(globalThis, "chrome", { value: chrome, configurable: true });
Object.defineProperty(globalThis, "navigator", { value: { locks: new Locks() }, configurable: true });
