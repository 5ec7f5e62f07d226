// @ts-check
/**
 * The only place that touches browser storage: one typed read of everything, one typed write for each key.
 *
 * `storage.local` only: nothing of the person's leaves this machine with their browser account.
 * Entries have a key each, because an array that is read, changed and written back loses clicks
 * when two windows do it at once.
 */
import { api } from "./browser.js";
import { NO_REMINDERS } from "./reminders.js";

/** @typedef {import("./entries.js").Item} Item */
/** @typedef {import("../generated/types.js").FieldFault} FieldFault */
/** @typedef {{client: string, key: string, port: number, label: string, paired_at: number}} Pairing `key` in base64 */
/** @typedef {{item: Item, errors: FieldFault[]}} Refused */
/**
 * @typedef {object} Link how the agent answered last
 * @property {string | null} boot its start id; null when it has to prove itself again
 * @property {number} skew what to add to this clock to get the agent's, in milliseconds
 * @property {import("./agent_client.js").Standing} standing
 * @property {number} confirmed_at when it last answered truly, Unix milliseconds; 0 for never
 * @property {number} failed_at when it last did not
 * @property {string} [client] the pairing it speaks of; none before the first answer
 */
/**
 * @typedef {object} Store everything this browser keeps
 * @property {Pairing | null} pairing
 * @property {Link} link
 * @property {import("./progress.js").Told | null} told
 * @property {import("./chips.js").Memory} memory
 * @property {import("./readings.js").Draft | null} draft a reading that is being typed
 * @property {import("./entries.js").ReadingItem | null} reading the last one kept here and not taken back
 * @property {string | null} ready the last week whose summary the person was told is ready
 * @property {string | null} asked the last day the person was asked about
 * @property {import("./reminders.js").Reminders} reminders
 * @property {import("./reminders.js").Reminded | null} reminded
 * @property {Item[]} outbox in no order
 * @property {Refused[]} refused in no order
 */

const OUTBOX = "outbox:";
const REFUSED = "refused:";
/** @type {Link} */
const NO_LINK = { boot: null, skew: 0, standing: "ok", confirmed_at: 0, failed_at: 0 };

const area = () => api.storage.local;

/** @returns {Promise<Store>} */
export async function readStore() {
  const all = await area().get(null);
  const under = (/** @type {string} */ prefix) => Object.keys(all).filter((key) => key.startsWith(prefix));
  return {
    pairing: /** @type {Pairing | undefined} */ (all.pairing) ?? null,
    link: linkOf(/** @type {Pairing | undefined} */ (all.pairing)?.client, /** @type {Link | undefined} */ (all.link)),
    told: /** @type {import("./progress.js").Told | undefined} */ (all.told) ?? null,
    memory: /** @type {import("./chips.js").Memory | undefined} */ (all.memory) ?? {},
    draft: /** @type {import("./readings.js").Draft | undefined} */ (all.draft) ?? null,
    reading: /** @type {import("./entries.js").ReadingItem | undefined} */ (all.reading) ?? null,
    ready: /** @type {string | undefined} */ (all.ready) ?? null,
    asked: /** @type {string | undefined} */ (all.asked) ?? null,
    reminders: /** @type {import("./reminders.js").Reminders | undefined} */ (all.reminders) ?? NO_REMINDERS,
    reminded: /** @type {import("./reminders.js").Reminded | undefined} */ (all.reminded) ?? null,
    outbox: under(OUTBOX).map((key) => /** @type {Item} */ (all[key])),
    refused: under(REFUSED).map((key) => /** @type {Refused} */ (all[key])),
  };
}

/**
 * What was learnt under an earlier pairing says nothing about the present one, even when it is written late.
 * @param {string | undefined} client @param {Link | undefined} link @returns {Link}
 */
function linkOf(client, link) {
  return link && (link.client === undefined || link.client === client) ? link : NO_LINK;
}

/** A new pairing, and with it a link that has to prove itself. @param {Pairing} pairing */
export function writePairing(pairing) {
  return area().set({ pairing, link: NO_LINK });
}

/** @param {Link} link */
export function writeLink(link) {
  return area().set({ link });
}

/** @param {import("./progress.js").Told} told */
export function writeTold(told) {
  return area().set({ told });
}

/** @param {import("./chips.js").Memory} memory */
export function writeMemory(memory) {
  return area().set({ memory });
}

/** @param {import("./readings.js").Draft | null} draft */
export function writeDraft(draft) {
  return area().set({ draft });
}

/** @param {string} ready ISO week */
export function writeReady(ready) {
  return area().set({ ready });
}

/** @param {string} asked YYYY-MM-DD */
export function writeAsked(asked) {
  return area().set({ asked });
}

/** @param {import("./reminders.js").Reminders} reminders */
export function writeReminders(reminders) {
  return area().set({ reminders });
}

/** @param {import("./reminders.js").Reminded} reminded */
export function writeReminded(reminded) {
  return area().set({ reminded });
}

/** @param {Item} item @returns {Promise<void>} rejects when it could not be kept */
export function writeItem(item) {
  return area().set({ [OUTBOX + item.entry]: item, ...besides(item) });
}

/**
 * In the same write as a reading: that it is the last one, and that nothing is being typed any more, since a
 * draft that outlived it would be kept a second time.
 * @param {Item} item @returns {{reading?: Item | null, draft?: null}}
 */
function besides(item) {
  if (item.of !== "reading") return {};
  return item.type === "record" ? { reading: item, draft: null } : { reading: null };
}

/** @param {readonly Refused[]} refused */
export function writeRefused(refused) {
  return area().set(Object.fromEntries(refused.map((each) => [REFUSED + each.item.entry, each])));
}

/** @param {readonly string[]} entries ids */
export function removeItems(entries) {
  return area().remove(entries.map((entry) => OUTBOX + entry));
}

/** @param {readonly string[]} entries ids */
export function removeRefused(entries) {
  return area().remove(entries.map((entry) => REFUSED + entry));
}

/**
 * Told after every change; `grew` when an entry came into the outbox.
 * @param {(grew: boolean) => void} listener
 */
export function onChange(listener) {
  area().onChanged.addListener((changes) => {
    listener(Object.entries(changes).some(([key, { newValue }]) => key.startsWith(OUTBOX) && newValue !== undefined));
  });
}

/** Keep the store from content scripts, should there ever be one; Firefox has no such switch. */
export async function closeToPages() {
  const { local } = api.storage;
  if (typeof local.setAccessLevel === "function") await local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
}
