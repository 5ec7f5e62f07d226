/** No click is lost, none counts twice: the outbox against an agent with bad days. */
import { chrome, reset, seen } from "./fake_browser.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { newAmend, newEntry, newRetract } from "../../extension/lib/entries.js";
import { flush } from "../../extension/lib/flush.js";
import { discard, enqueue, mend, sendable } from "../../extension/lib/outbox.js";
import { readStore } from "../../extension/lib/storage.js";
import { keep, NOT_KEPT } from "../../extension/popup/keeping.js";
import { FakeAgent, problem } from "./fake_agent.mjs";

const COMMENT = { kind: "comment_written", qualifiers: { depth: "substantive" } };
const FAULT = { pointer: "/at", code: "too_late", message: "This lies ahead of the clock." };
const real = AbortSignal.timeout;
let agent = new FakeAgent();
let clock = Date.now();

beforeEach(() => {
  reset();
  AbortSignal.timeout = real;
  agent = new FakeAgent();
  agent.pair();
  agent.open();
});

/** A click a moment after the one before. */
function click() {
  return newEntry(COMMENT, (clock += 7));
}

/** @param {{entry: string}[]} items */
const ids = (items) => items.map((item) => item.entry).sort();
const waiting = async () => ids((await readStore()).outbox);
const kept = () => [...agent.entries.keys()].sort();

/** Flush, as at another time: an attempt counts for those who asked before it ended. */
async function later() {
  await new Promise((resolve) => setTimeout(resolve, 3));
  return flush();
}

test("a click is on disk before anything is sent", async () => {
  const item = click();
  await enqueue(item);
  assert.deepEqual(agent.heard, []);
  assert.deepEqual(JSON.parse(seen.disk.get(`outbox:${item.entry}`) ?? ""), item);
});

test("a click leaves the outbox once the agent has said that it is kept", async () => {
  const item = click();
  await enqueue(item);
  assert.equal(await flush(), "ok");
  assert.deepEqual(kept(), [item.entry]);
  assert.deepEqual(await waiting(), []);
});

for (const [name, bad, standing] of /** @type {const} */ ([
  ["an unsigned 401", "unsigned", "not_proven"],
  ["a forged acknowledgement", "forged", "not_proven"],
  ["an answer cut off half way", "cut", "down"],
  ["a lost answer", "lost", "down"],
  ["an unsigned 403", problem(403, "refused"), "not_proven"],
  ["an unsigned 409", problem(409, "restarted"), "not_proven"],
  ["an unsigned 413", problem(413, "too_large"), "not_proven"],
  ["an unsigned 429", problem(429, "too_many"), "not_proven"],
  ["an unsigned 500", problem(500, "internal"), "not_proven"],
  ["a page of another program", new Response("<h1>Hello</h1>"), "not_proven"],
])) {
  test(`${name} loses no click, and the next try brings it home once`, async () => {
    const item = click();
    await enqueue(item);
    agent.day = (target) => (target !== "/api/v1/entries" ? null : bad instanceof Response ? bad.clone() : bad);
    assert.equal(await flush(), standing);
    assert.deepEqual(await waiting(), [item.entry]);
    agent.day = null;
    assert.equal(await later(), "ok");
    assert.deepEqual(kept(), [item.entry]);
    assert.deepEqual(await waiting(), []);
  });
}

test("an agent that never answers is given up on, and the click stays", async () => {
  /** @type {number[]} */
  const limits = [];
  AbortSignal.timeout = (limit) => {
    limits.push(limit);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("too long", "TimeoutError")), 10);
    return controller.signal;
  };
  await enqueue(click());
  agent.day = () => "hang";
  assert.equal(await flush(), "down");
  assert.deepEqual(limits, [10_000]);
  assert.equal((await waiting()).length, 1);
});

test("with nobody on the port every click stays", async () => {
  FakeAgent.down();
  await enqueue(click());
  assert.equal(await flush(), "down");
  assert.equal((await waiting()).length, 1);
});

test("where the person withdrew access to 127.0.0.1, that is what is said", async () => {
  FakeAgent.down();
  seen.allowed = false;
  await enqueue(click());
  assert.equal(await flush(), "not_allowed");
  assert.equal((await waiting()).length, 1);
});

test("a signed 500 and a signed 503 keep every click", async () => {
  await enqueue(click());
  for (const status of [500, 503]) {
    agent.fault = (target) => (target === "/api/v1/entries" ? problem(status, "internal") : null);
    assert.equal(await later(), "problem");
    assert.equal((await waiting()).length, 1);
  }
});

test("only the agent's own word makes a revoked browser ask to be paired again", async () => {
  await enqueue(click());
  agent.fault = () => problem(403, "revoked");
  assert.equal(await flush(), "revoked");
  agent.fault = null;
  agent.day = () => problem(403, "revoked");
  assert.equal(await later(), "not_proven");
  assert.equal((await waiting()).length, 1);
});

test("an agent that failed has to prove itself by hello before it is handed entries", async () => {
  await flush();
  await enqueue(click());
  agent.day = () => "unsigned";
  await later();
  agent.day = null;
  agent.heard = [];
  await later();
  assert.equal(agent.heard[0]?.target, "/api/v1/hello");
  assert.equal(agent.heard[1]?.target, "/api/v1/entries");
});

test("while something else holds the port, it is handed no entry", async () => {
  await enqueue(click());
  /** @type {string[]} */
  const targets = [];
  agent.day = (target) => (targets.push(target), "unsigned");
  await flush();
  await later();
  assert.deepEqual(targets, ["/api/v1/hello", "/api/v1/hello"]);
});

test("a clock that is far off is corrected by the agent's, in one retry", async () => {
  agent.clock = () => Date.now() + 3_600_000;
  const item = click();
  await enqueue(item);
  assert.equal(await flush(), "ok");
  assert.deepEqual(kept(), [item.entry]);
  agent.heard = [];
  await enqueue(click());
  assert.equal(await later(), "ok");
  assert.equal(agent.posts().length, 1);
});

test("an agent that was restarted is asked who it is, and gets the click in the same go", async () => {
  await flush();
  agent.boot = "b".repeat(32);
  const item = click();
  await enqueue(item);
  assert.equal(await later(), "ok");
  assert.deepEqual(kept(), [item.entry]);
});

test("an agent that keeps saying it was restarted is tried twice and no more", async () => {
  await enqueue(click());
  agent.fault = (target) => (target === "/api/v1/entries" ? problem(409, "restarted") : null);
  assert.equal(await flush(), "problem");
  assert.equal(agent.posts().length, 2);
  assert.equal((await waiting()).length, 1);
});

test("an agent of another version gets nothing, and nothing leaves the outbox", async () => {
  agent.hello = { protocol: 9, least: 2, version: "9" };
  await enqueue(click());
  assert.equal(await flush(), "mismatch");
  assert.deepEqual(agent.posts(), []);
  assert.equal((await waiting()).length, 1);
});

test("a lost answer, then a chip, then a retry: one activity with the chip's value", async () => {
  const record = click();
  await enqueue(record);
  agent.day = (target) => (target === "/api/v1/entries" ? "lost" : null);
  await flush();
  const chip = newAmend(record.subject, { kind: "comment_written", qualifiers: { depth: "shallow" } }, (clock += 7), 0);
  await enqueue(chip);
  assert.deepEqual(JSON.parse(seen.disk.get(`outbox:${record.entry}`) ?? ""), record);
  agent.day = null;
  assert.equal(await later(), "ok");
  assert.deepEqual(kept(), ids([record, chip]));
  assert.deepEqual(agent.posts(), [[record], [record], [chip]]);
});

test("an undo of an unsent click sends both, each as it was made", async () => {
  const record = click();
  const retract = newRetract(record.subject, (clock += 7), 0);
  await enqueue(record);
  await enqueue(retract);
  await flush();
  assert.deepEqual(agent.posts(), [[record], [retract]]);
  assert.deepEqual(await waiting(), []);
});

test("items are sent in the order they were made", async () => {
  const items = [click(), click(), click()];
  for (const item of [...items].reverse()) await enqueue(item);
  await flush();
  assert.deepEqual(agent.posts(), [items]);
});

test("60 clicks at once from three windows are 60 entries", async () => {
  const items = Array.from({ length: 60 }, click);
  await Promise.all(items.map((item) => enqueue(item).then(flush)));
  assert.deepEqual(kept(), ids(items));
  assert.deepEqual(await waiting(), []);
  assert.equal(agent.posts().flat().length, 60);
});

test("1,000 queued clicks are five requests", async () => {
  const items = Array.from({ length: 1000 }, click);
  await Promise.all(items.map(enqueue));
  assert.equal(await flush(), "ok");
  assert.deepEqual(agent.posts().map((post) => post.length), [200, 200, 200, 200, 200]);
  assert.deepEqual(kept(), ids(items));
});

test("no request is larger than the agent takes", async () => {
  const items = Array.from({ length: 150 }, () => ({ ...click(), note: "ü".repeat(4000) }));
  await Promise.all(items.map(enqueue));
  assert.equal(await flush(), "ok");
  assert.deepEqual(kept(), ids(items));
  for (const post of agent.posts()) assert.ok(Buffer.byteLength(JSON.stringify({ items: post })) <= 524_288);
});

test("a 413 makes smaller requests until they fit", async () => {
  const items = Array.from({ length: 20 }, click);
  await Promise.all(items.map(enqueue));
  agent.bodyLimit = 1500;
  assert.equal(await flush(), "ok");
  assert.deepEqual(kept(), ids(items));
});

test("an item no request can carry is set aside with its reason and blocks no other", async () => {
  const large = { ...click(), note: "x".repeat(600_000) };
  const small = click();
  await enqueue(large);
  await enqueue(small);
  assert.equal(await flush(), "ok");
  assert.deepEqual(kept(), [small.entry]);
  const { refused } = await readStore();
  assert.deepEqual(refused.map(({ item, errors }) => [item.entry, errors[0]?.code]), [[large.entry, "too_large"]]);
});

test("a rejected item is kept with its reason, and blocks no other", async () => {
  const [bad, good] = [click(), click()];
  agent.reject = ({ entry }) => (entry === bad.entry ? FAULT : null);
  await enqueue(bad);
  await enqueue(good);
  assert.equal(await flush(), "ok");
  assert.deepEqual(kept(), [good.entry]);
  assert.deepEqual(await waiting(), []);
  assert.deepEqual((await readStore()).refused, [{ item: bad, errors: [FAULT] }]);
});

test("a change of a rejected entry waits with it and is sent after it was mended", async () => {
  const bad = click();
  const change = newAmend(bad.subject, { count: 3 }, (clock += 7), 0);
  agent.reject = ({ type }) => (type === "record" ? FAULT : null);
  await enqueue(bad);
  await enqueue(change);
  await flush();
  assert.deepEqual(await waiting(), [change.entry]);
  agent.reject = () => null;
  await later();
  assert.deepEqual(await waiting(), [change.entry]);
  const [refused] = (await readStore()).refused;
  assert.ok(refused);
  await mend(refused, { ...COMMENT, count: 2, at: bad.at, note: "" }, (clock += 7));
  assert.equal(await later(), "ok");
  assert.deepEqual(await waiting(), []);
  assert.deepEqual((await readStore()).refused, []);
  const entries = [...agent.entries.values()].map((text) => JSON.parse(text));
  assert.deepEqual(entries.map(({ entry, type, count }) => [entry, type, count]).slice(0, 2), [
    [bad.entry, "record", 2],
    [change.entry, "amend", 3],
  ]);
  // What the person saw and set when mending is the last word.
  assert.deepEqual([entries[2].type, entries[2].count, entries[2].made_at > change.made_at], ["amend", 2, true]);
});

test("a mended item is rejected again until it is right, under the same ids", async () => {
  const bad = click();
  agent.reject = ({ count }) => (count === 7 ? null : FAULT);
  await enqueue(bad);
  await flush();
  for (const count of [6, 7]) {
    const [refused] = (await readStore()).refused;
    assert.ok(refused);
    await mend(refused, { count }, (clock += 7));
    await later();
  }
  assert.deepEqual(kept(), [bad.entry]);
  assert.deepEqual((await readStore()).refused, []);
});

test("a browser killed in the middle of mending shows no entry as rejected that was kept since", async () => {
  const bad = click();
  agent.reject = () => FAULT;
  await enqueue(bad);
  await flush();
  agent.reject = () => null;
  await enqueue({ ...bad, count: 2 });
  assert.equal(await later(), "ok");
  assert.deepEqual(kept(), [bad.entry]);
  assert.deepEqual((await readStore()).refused, []);
});

test("a rejected entry goes only when the person removes it, and takes what waits with it along", async () => {
  const [bad, other] = [click(), click()];
  agent.reject = ({ entry }) => (entry === bad.entry ? FAULT : null);
  await enqueue(bad);
  await enqueue(newRetract(bad.subject, (clock += 7), 0));
  await flush();
  FakeAgent.down();
  await enqueue(other);
  const [refused] = (await readStore()).refused;
  assert.ok(refused);
  await discard(refused);
  assert.deepEqual((await readStore()).refused, []);
  assert.deepEqual(await waiting(), [other.entry]);
});

test("an answer that speaks of other items removes nothing", async () => {
  await enqueue(click());
  for (const outcomes of [[], null, [{ entry: "another", outcome: "recorded" }], [{ entry: null, outcome: "later" }]]) {
    agent.fault = (target) => (target === "/api/v1/entries" ? Response.json({ outcomes, seq: 1 }) : null);
    assert.equal(await later(), "problem");
    assert.equal((await waiting()).length, 1);
  }
});

test("at no moment of the way is a click missing from what is shown", async () => {
  await flush();
  const item = click();
  await enqueue(item);
  /** @type {boolean[]} */
  const there = [];
  const look = () => {
    const told = JSON.parse(seen.disk.get("told") ?? "{}");
    const shown = [...(told.since ?? []), ...(told.today?.last ?? [])].some((each) => each.entry === item.entry);
    there.push(shown || seen.disk.has(`outbox:${item.entry}`));
  };
  agent.today = { ...agent.today, last: [item] };
  chrome.storage.local.onChanged.addListener(look);
  await later();
  chrome.storage.local.onChanged.all = chrome.storage.local.onChanged.all.filter((listener) => listener !== look);
  assert.ok(there.length > 3);
  assert.ok(there.every(Boolean));
  assert.deepEqual(await waiting(), []);
});

test("a disk too full to remember what was confirmed keeps no confirmed click waiting", async () => {
  await flush();
  await enqueue(click());
  const set = chrome.storage.local.set;
  chrome.storage.local.set = async (items) => {
    if ("told" in items) throw new Error("QUOTA_BYTES quota exceeded");
    return set(items);
  };
  try {
    await assert.rejects(later(), /QUOTA/);
    assert.deepEqual(await waiting(), []);
  } finally {
    chrome.storage.local.set = set;
  }
});

test("an unpaired browser keeps its clicks and sends nothing", async () => {
  seen.disk.delete("pairing");
  await enqueue(click());
  assert.equal(await flush(), "unpaired");
  assert.deepEqual(agent.heard, []);
  assert.equal((await waiting()).length, 1);
});

test("a clock set back keeps nothing from being sent", async () => {
  const ahead = Date.now() + 3_600_000;
  seen.disk.set("link", JSON.stringify({ boot: null, skew: 0, standing: "down", confirmed_at: 0, failed_at: ahead }));
  await enqueue(click());
  assert.equal(await flush(), "ok");
  assert.deepEqual(await waiting(), []);
});

test("a click that cannot be written is told, not shown as kept", async () => {
  seen.full = new Error("QUOTA_BYTES quota exceeded");
  /** @type {string[]} */
  const said = [];
  await keep(click(), "Comment, kept.", (words) => said.push(words));
  assert.deepEqual(said, [NOT_KEPT]);
  seen.full = null;
  await keep(click(), "Comment, kept.", (words) => said.push(words));
  assert.deepEqual(said, [NOT_KEPT, "Comment, kept."]);
  await later();
});

test("a click is being written and the background knows of it before the popup can close", () => {
  let begun = false;
  const set = chrome.storage.local.set;
  chrome.storage.local.set = async (items) => {
    begun = true;
    return set(items);
  };
  try {
    const item = click();
    void keep(item, "", () => {});
    assert.equal(begun, true);
    assert.deepEqual(seen.messages, [{ type: "keep", item }]);
  } finally {
    chrome.storage.local.set = set;
  }
});

test("what follows a record is not sent before the record is kept", () => {
  const [one, two] = [click(), click()];
  const of = (/** @type {{subject: string}} */ { subject }) => newAmend(subject, { count: 2 }, (clock += 7), 0);
  const [ofOne, ofTwo, ofOld] = [of(one), of(two), of({ subject: "old" })];
  const store = { outbox: [ofTwo, one, ofOne, ofOld], refused: [{ item: two, errors: [] }] };
  assert.deepEqual(sendable(store), [one, ofOld]);
});
