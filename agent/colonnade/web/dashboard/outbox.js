// @ts-check
/**
 * What a person does on this page is on disk before it is sent, and leaves the disk only when a
 * true answer says it is kept. A refused item stays until it is mended or thrown away by hand.
 */

import { Mismatch, Problem, Silent, Unproven } from "./failures.js";

/** @import { Kept } from "./store.js" */
/** @import { FieldFault } from "./generated/types.js" */
/** @typedef {Pick<import("./store.js").Store, "outbox" | "keep" | "drop">} Disk */
/** @typedef {{post: (target: string, body: unknown) => Promise<any>}} Sender */
/** @typedef {"kept" | "waiting" | "refused"} Fate */
/** @typedef {{fate: Fate, faults: FieldFault[]}} Result of the least fortunate item */
/** @typedef {ReturnType<typeof createOutbox>} Outbox */

const BATCH = 50;
/** Any other word, of an agent to come, takes nothing off the disk. */
const CONFIRMED = new Set(["recorded", "duplicate"]);

/** @param {unknown} failure @returns {boolean} whether it is the agent's or the wire's, and may pass */
function passes(failure) {
  return [Silent, Unproven, Mismatch, Problem].some((kind) => failure instanceof kind);
}

/**
 * @param {object} given
 * @param {Disk} given.disk
 * @param {Sender} given.api
 * @param {<T>(task: () => Promise<T>) => Promise<T>} given.alone runs one flush at a time, over all tabs
 * @param {(kept: Kept[]) => void} given.onChange hears what is on disk after each change
 */
export function createOutbox({ disk, api, alone, onChange }) {
  async function tell() {
    onChange(await disk.outbox());
  }

  /** @param {Kept[]} batch */
  async function send(batch) {
    const { outcomes } = await api.post("/api/v1/entries", { items: batch.map((kept) => kept.item) });
    const refused = batch.flatMap((kept, index) =>
      outcomes[index].outcome === "rejected" ? [{ ...kept, faults: outcomes[index].errors }] : [],
    );
    await disk.keep(refused);
    const done = batch.filter((_, index) => CONFIRMED.has(outcomes[index].outcome));
    await disk.drop(done.map((kept) => kept.entry));
  }

  async function sendAll() {
    const waiting = (await disk.outbox()).filter((kept) => kept.faults === null);
    for (let start = 0; start < waiting.length; start += BATCH) await send(waiting.slice(start, start + BATCH));
  }

  /** Sends what waits; whatever cannot be sent now goes on waiting. */
  async function flush() {
    try {
      await alone(sendAll);
    } catch (failure) {
      if (!passes(failure)) throw failure;
    } finally {
      await tell();
    }
  }

  /** @param {any[]} items @returns {Promise<Result>} */
  async function fateOf(items) {
    const left = new Map((await disk.outbox()).map((kept) => [kept.entry, kept]));
    const mine = items.flatMap((item) => left.get(item.entry) ?? []);
    const faults = mine.flatMap((kept) => kept.faults ?? []);
    if (faults.length > 0) return { fate: "refused", faults };
    return { fate: mine.length > 0 ? "waiting" : "kept", faults };
  }

  return {
    flush,
    tell,
    /** Keeps new items and tries to send them. @param {any[]} items @returns {Promise<Result>} */
    async add(items) {
      await disk.keep(items.map((item) => ({ entry: item.entry, item, faults: null })));
      await flush();
      return fateOf(items);
    },
    /** Throws refused items away, because the person said so. @param {string[]} entries */
    async discard(entries) {
      await disk.drop(entries);
      await tell();
    },
  };
}
