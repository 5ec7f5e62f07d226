/** What a person does on the page is not lost, whatever the agent does. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { recordClick, retract } from "../../agent/colonnade/web/dashboard/entries.js";
import { createOutbox } from "../../agent/colonnade/web/dashboard/outbox.js";
import { MemoryDisk, pageApi } from "./dashboard_page.mjs";
import { FakeAgent, problem } from "./fake_agent.mjs";

const FAULT = { pointer: "/at", code: "too_early", message: "Nothing before 2003." };
/** @type {FakeAgent} */
let agent;
/** @type {MemoryDisk} */
let disk;
/** @type {any[][]} */
let shown;
/** @type {ReturnType<typeof createOutbox>} */
let outbox;
const comment = () => recordClick({ kind: "comment_written", qualifiers: {}, count: 1 }, Date.now());

beforeEach(() => {
  agent = new FakeAgent();
  agent.open();
  disk = new MemoryDisk();
  shown = [];
  outbox = createOutbox({ disk, api: pageApi(), alone: (task) => task(), onChange: (kept) => shown.push(kept) });
});

test("an entry is on the disk before it is sent", async () => {
  /** @type {number[]} */
  const held = [];
  agent.day = () => {
    held.push(disk.rows.size);
    return null;
  };
  assert.equal((await outbox.add([comment()])).fate, "kept");
  assert.deepEqual([held, disk.rows.size, agent.entries.size], [[1, 1], 0, 1]);
});

test("with the agent down an entry waits, and a later flush sends it", async () => {
  FakeAgent.down();
  assert.equal((await outbox.add([comment()])).fate, "waiting");
  assert.equal(disk.rows.size, 1);
  agent.open();
  await outbox.flush();
  assert.deepEqual([disk.rows.size, agent.entries.size, shown.at(-1)], [0, 1, []]);
});

test("a retry after a lost answer keeps one activity", async () => {
  agent.day = (target) => (target.endsWith("entries") ? "lost" : null);
  assert.equal((await outbox.add([comment()])).fate, "waiting");
  agent.day = null;
  await outbox.flush();
  assert.deepEqual([disk.rows.size, agent.entries.size], [0, 1]);
});

test("a forged acknowledgement takes nothing off the disk", async () => {
  agent.day = (target) => (target.endsWith("entries") ? "forged" : null);
  assert.equal((await outbox.add([comment()])).fate, "waiting");
  assert.equal(disk.rows.size, 1);
});

test("a full disk on the agent's side is waited for", async () => {
  agent.fault = (target) => (target.endsWith("entries") ? problem(503, "unavailable") : null);
  assert.equal((await outbox.add([comment()])).fate, "waiting");
  assert.equal(disk.rows.size, 1);
});

test("a refused entry stays with its reason and holds up no other", async () => {
  const [bad, good] = [comment(), comment()];
  agent.reject = (item) => (item.entry === bad.entry ? FAULT : null);
  assert.deepEqual(await outbox.add([bad, good]), { fate: "refused", faults: [FAULT] });
  assert.deepEqual([...disk.rows.values()], [{ entry: bad.entry, item: bad, faults: [FAULT] }]);
  assert.deepEqual([...agent.entries.keys()], [good.entry]);
});

test("a refused entry is not sent again until it is mended under the same ids", async () => {
  const bad = comment();
  agent.reject = () => FAULT;
  await outbox.add([bad]);
  agent.reject = () => null;
  await outbox.flush();
  assert.equal(agent.entries.size, 0);
  assert.equal((await outbox.add([{ ...bad, count: 2 }])).fate, "kept");
  assert.deepEqual([disk.rows.size, JSON.parse(agent.entries.get(bad.entry)).count], [0, 2]);
});

test("a refused entry leaves the disk when the person throws it away", async () => {
  const bad = comment();
  agent.reject = () => FAULT;
  await outbox.add([bad]);
  await outbox.discard([bad.entry]);
  assert.deepEqual([disk.rows.size, shown.at(-1)], [0, []]);
});

test("what was made first is sent first", async () => {
  FakeAgent.down();
  const first = recordClick({ kind: "reaction_given", qualifiers: {}, count: 1 }, 1_700_000_000_000);
  const undo = retract("activity", first.subject, 1_700_000_000_001);
  await outbox.add([undo]);
  await outbox.add([first]);
  agent.open();
  await outbox.flush();
  assert.deepEqual(agent.posts().flat().map((item) => item.type), ["record", "retract"]);
});

test("an outcome this page does not know takes nothing off the disk", async () => {
  const api = { post: async (_target, { items }) => ({ outcomes: items.map(() => ({ outcome: "deferred" })) }) };
  outbox = createOutbox({ disk, api, alone: (task) => task(), onChange: () => {} });
  assert.equal((await outbox.add([comment()])).fate, "waiting");
  assert.equal(disk.rows.size, 1);
});
