/**
 * An agent behind `fetch`: it keeps entries, checks every signature, acknowledges, and has bad days.
 */
import { answerText, authorization, hmacHex, importKey, toBase64 } from "../../extension/lib/protocol.js";
import { seen } from "./fake_browser.mjs";

const CLIENT = "0123456789abcdef".repeat(2);
const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);
const PORT = 8425;
const FIELDS = /^Colonnade client=(\w+), boot=([\w-]+), ts=(\d+), nonce=([\w-]{22}), sig=(\w+)$/;

export class FakeAgent {
  boot = "a".repeat(32);
  /** @type {Map<string, any>} */
  entries = new Map();
  /** @type {{method: string, target: string, items: any[]}[]} every request that was understood */
  heard = [];
  /** What happens on the way, by target. @type {((target: string) => Response | null | "lost" | "forged" | "unsigned" | "cut" | "hang") | null} */
  day = null;
  /** What the agent itself answers, signed, in place of doing it. @type {((target: string) => Response | null) | null} */
  fault = null;
  /** @type {(item: any) => {pointer: string, code: string, message: string} | null} */
  reject = () => null;
  bodyLimit = 524_288;
  clock = () => Date.now();
  hello = { protocol: 1, least: 1, version: "0.1.0" };
  /** @type {any} */
  today = {
    ...{ day: "2026-11-20", week: "2026-W47", period: null, left: { clicks: 0, minutes: 0 } },
    ...{ habits: [], tiles: [], next: null, last: [], days: [], empty: true, confirmed_at: null, demo: false },
  };

  /** Take the place of the network. */
  open() {
    globalThis.fetch = /** @type {any} */ ((/** @type {string} */ url, /** @type {any} */ init) => this.#answer(url, init));
  }

  /** Nobody listens on the port. */
  static down() {
    globalThis.fetch = async () => {
      throw new TypeError("fetch failed");
    };
  }

  /** Pair this browser with it, as if that had been done before. */
  pair() {
    const pairing = { client: CLIENT, key: toBase64(KEY), port: PORT, label: "Test", paired_at: 0 };
    seen.disk.set("pairing", JSON.stringify(pairing));
  }

  /** @param {string} url @param {any} init @returns {Promise<Response>} */
  async #answer(url, init) {
    const { method, body = "", headers, signal } = init;
    const target = url.replace(`http://127.0.0.1:${PORT}`, "");
    const bad = this.day?.(target) ?? null;
    if (bad instanceof Response) return bad;
    if (bad === "hang") return new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
    if (bad === "unsigned") return problem(401, "unauthorized");
    const key = await importKey(KEY);
    const [, client = "", boot = "", ts = "", nonce = "", sig] = FIELDS.exec(headers.Authorization) ?? [];
    const request = { method, target, boot, body, ts: Number(ts), nonce };
    const truth = await authorization({ client: CLIENT, key, port: PORT }, request);
    if (client !== CLIENT || !truth.endsWith(`sig=${sig}`)) return problem(401, "unauthorized");
    const answer = this.#handled(target, method, boot, Number(ts), body);
    if (bad === "lost") throw new TypeError("connection reset");
    const bytes = new Uint8Array(await answer.clone().arrayBuffer());
    const text = await answerText(CLIENT, nonce, answer.status, bytes);
    const ack = await hmacHex(bad === "forged" ? await importKey(new Uint8Array(32)) : key, text);
    const sent = bad === "cut" ? cut(bytes) : bytes;
    return new Response(sent, { status: answer.status, headers: { "Colonnade-Ack": ack } });
  }

  /** @param {string} target @param {string} method @param {string} boot @param {number} ts @param {string} body */
  #handled(target, method, boot, ts, body) {
    const items = body && target === "/api/v1/entries" ? JSON.parse(body).items : [];
    this.heard.push({ method, target, items });
    const fault = this.fault?.(target);
    if (fault) return fault;
    if (Math.abs(ts - this.clock()) > 300_000) return problem(401, "stale", { time: this.clock() });
    if (target === "/api/v1/hello") return Response.json({ ...this.hello, boot: this.boot, seq: 0, time: "2026-11-20T10:00:00Z" });
    if (boot !== this.boot) return problem(409, "restarted");
    if (body.length > this.bodyLimit) return problem(413, "too_large");
    if (target === "/api/v1/today") return Response.json(this.today);
    if (target === "/api/v1/preferences") return Response.json({ zone: "UTC", day_start: "00:00", week_start: "monday" });
    return Response.json({ outcomes: items.map((/** @type {any} */ item) => this.#keep(item)), seq: this.entries.size });
  }

  /** @param {any} item */
  #keep(item) {
    const fault = this.reject(item);
    if (fault) return { entry: item.entry, outcome: "rejected", errors: [fault] };
    const before = this.entries.get(item.entry);
    if (before) return { entry: item.entry, outcome: before === JSON.stringify(item) ? "duplicate" : "rejected", errors: [] };
    this.entries.set(item.entry, JSON.stringify(item));
    return { entry: item.entry, outcome: "recorded", errors: [] };
  }

  /** Entries that were handed over, request by request. */
  posts() {
    return this.heard.filter(({ method }) => method === "POST").map(({ items }) => items);
  }
}

/** @param {number} status @param {string} code @param {object} [more] */
export function problem(status, code, more = {}) {
  return Response.json({ type: `urn:colonnade:problem:${code}`, status, code, detail: "", errors: [], ...more }, { status });
}

/** Half of the bytes, then a broken line. @param {Uint8Array} bytes */
function cut(bytes) {
  return new ReadableStream({
    start(line) {
      line.enqueue(bytes.slice(0, bytes.length / 2));
      line.error(new TypeError("terminated"));
    },
  });
}
