// @ts-check
/**
 * The only place that keeps things: this page's key and the entries the agent has not confirmed in IndexedDB,
 * and what was told once in localStorage, which is there at once and may be lost.
 */

/** @typedef {{client: string, key: CryptoKey}} Key */
/** @import { FieldFault } from "./generated/types.js" */
/** @typedef {{entry: string, item: any, faults: FieldFault[] | null}} Kept `faults` once it was refused */
/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

const VERSION = 1;
const TOLD = "told";
const DECLINED = "declined";
/** The agent takes no more. */
const MOST_DECLINED = 20;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open("colonnade", VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys");
    request.result.createObjectStore("outbox", { keyPath: "entry" });
  };
  return done(request);
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} resolved once it is on disk */
function committed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function openStore() {
  const database = await open();

  /** @param {"keys" | "outbox"} name */
  const reading = (name) => database.transaction(name).objectStore(name);

  /** @param {"keys" | "outbox"} name @param {(store: IDBObjectStore) => void} change @returns {Promise<void>} */
  function write(name, change) {
    // "strict": a click must outlive a killed browser, and the default may leave it in memory.
    const transaction = database.transaction(name, "readwrite", { durability: "strict" });
    change(transaction.objectStore(name));
    return committed(transaction);
  }

  return {
    /** @returns {Promise<Key | undefined>} */
    key: () => done(reading("keys").get("own")),
    /** @param {Key} key */
    keepKey: (key) => write("keys", (store) => store.put(key, "own")),
    /** Another tab may have logged in anew; its key stays. @param {string} client */
    forgetKey: async (client) => {
      const kept = await done(reading("keys").get("own"));
      if (kept?.client === client) await write("keys", (store) => store.delete("own"));
    },
    /** When the notice was made that was read last. @returns {Promise<string | undefined>} */
    noticeRead: () => done(reading("keys").get("notice")),
    /** @param {string} at */
    readNotice: (at) => write("keys", (store) => store.put(at, "notice")),
    /** In the order of their ids, which is the order of their making. @returns {Promise<Kept[]>} */
    outbox: () => done(reading("outbox").getAll()),
    /** @param {Kept[]} kept */
    keep: (kept) => write("outbox", (store) => kept.forEach((one) => store.put(one))),
    /** @param {string[]} entries */
    drop: (entries) => write("outbox", (store) => entries.forEach((entry) => store.delete(entry))),
    /** The week of which was said last that it is ready. @returns {string | null} */
    told: () => localStorage.getItem(TOLD),
    /** @param {string} week */
    tell: (week) => localStorage.setItem(TOLD, week),
    /** The kinds that were declined on that day, the newest last. @param {string} day @returns {string[]} */
    declined: (day) => {
      const [on, ...kinds] = (localStorage.getItem(DECLINED) ?? "").split(" ");
      return on === day ? kinds : [];
    },
    /** @param {string} day @param {string[]} kinds */
    decline: (day, kinds) => localStorage.setItem(DECLINED, [day, ...kinds.slice(-MOST_DECLINED)].join(" ")),
  };
}
