/**
 * A dashboard page as its modules see the world: a key, a disk in memory, and sockets that are driven by hand.
 */
import { importKey } from "../../agent/colonnade/web/dashboard/generated/protocol.js";
import { createApi } from "../../agent/colonnade/web/dashboard/api.js";
import { idle } from "./quiet.mjs";

/** The identity `FakeAgent` knows. */
export const identity = {
  client: "0123456789abcdef".repeat(2),
  key: await importKey(Uint8Array.from({ length: 32 }, (_, i) => i)),
  port: 8425,
};

/** @param {() => number} [now] */
export function pageApi(now = Date.now) {
  return createApi(identity, { fetch: (...request) => globalThis.fetch(...request), now });
}

/** What `store.js` keeps, without a browser. */
export class MemoryDisk {
  rows = new Map();
  /** @type {any} */
  own;

  outbox = async () => [...this.rows.values()].sort((one, other) => (one.entry < other.entry ? -1 : 1));
  keep = async (kept) => kept.forEach((one) => this.rows.set(one.entry, one));
  drop = async (entries) => entries.forEach((entry) => this.rows.delete(entry));
  key = async () => this.own;
  keepKey = async (key) => {
    this.own = key;
  };
}

/** A socket whose other end is the test. */
export class HandSocket {
  sent = [];
  send = (text) => this.sent.push(JSON.parse(text));
  close = () => this.onclose?.();

  /** @param {object} message from the agent */
  async hear(message) {
    this.onmessage({ data: JSON.stringify(message) });
    await idle();
  }
}
