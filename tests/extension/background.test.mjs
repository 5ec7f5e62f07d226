/** The background: wakes, sends, sets its clock by what waits, and paints the badge. */
import { chrome, idle, reset, seen } from "./fake_browser.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import "../../extension/background.js";
import { badgeOf } from "../../extension/lib/badge.js";
import { newEntry } from "../../extension/lib/entries.js";
import { enqueue } from "../../extension/lib/outbox.js";
import { readStore, writeReminders } from "../../extension/lib/storage.js";
import { FakeAgent } from "./fake_agent.mjs";

const COMMENT = { kind: "comment_written", qualifiers: { depth: "substantive" } };
const HABIT = {
  ...{ id: "comments", name: "", cadence: "", pillar: "engage", kind: "comment_written", any_of: [{ depth: "substantive" }] },
  ...{ per: "day", due: true, target: 2, done: 0, minutes: 4 },
};
let agent = new FakeAgent();

beforeEach(async () => {
  await idle();
  reset();
  agent = new FakeAgent();
  agent.today = { ...agent.today, day: new Date().toISOString().slice(0, 10), habits: [HABIT] };
  agent.pair();
  agent.open();
});

test("a click wakes it, even when the popup closed at once", async () => {
  const click = newEntry(COMMENT, Date.now());
  await enqueue(click);
  await idle();
  assert.deepEqual([...agent.entries.keys()], [click.entry]);
  assert.equal((await readStore()).outbox.length, 0);
});

test("a click whose write was lost with the popup is kept from its message", async () => {
  const click = newEntry(COMMENT, Date.now());
  chrome.runtime.onMessage.dispatch({ type: "keep", item: click }, { id: "another" });
  await idle();
  assert.deepEqual(agent.heard, []);
  chrome.runtime.onMessage.dispatch({ type: "keep", item: click }, { id: "colonnade" });
  await idle();
  assert.deepEqual([...agent.entries.keys()], [click.entry]);
});

test("a click that is written and told as well is one entry", async () => {
  const click = newEntry(COMMENT, Date.now());
  void enqueue(click);
  chrome.runtime.onMessage.dispatch({ type: "keep", item: click }, { id: "colonnade" });
  await idle();
  chrome.runtime.onMessage.dispatch({ type: "keep", item: click }, { id: "colonnade" });
  await idle();
  assert.deepEqual([...agent.entries.keys()], [click.entry]);
  assert.equal((await readStore()).outbox.length, 0);
});

test("a reminder that never comes to its end keeps no click waiting", async (t) => {
  const asked = t.mock.method(chrome.permissions, "contains", () => new Promise(() => {}));
  const always = { on: true, at: "00:00", weekdays: "1234567", quiet_from: "00:00", quiet_to: "00:00", most: 3 };
  await writeReminders(always);
  for (let click = 1; click <= 2; click += 1) {
    await enqueue(newEntry(COMMENT, Date.now()));
    await idle();
    assert.equal(agent.entries.size, click);
  }
  assert.equal(asked.mock.callCount(), 1);
});

for (const [name, wake] of /** @type {const} */ ([
  ["the browser starts", () => chrome.runtime.onStartup.dispatch()],
  ["an alarm rings", () => chrome.alarms.onAlarm.dispatch({ name: "waiting" })],
  ["the popup asks", () => chrome.runtime.onMessage.dispatch({ type: "flush" }, { id: "colonnade" })],
  ["it was updated", () => chrome.runtime.onInstalled.dispatch({ reason: "update" })],
])) {
  test(`what waits is sent when ${name}`, async () => {
    const click = newEntry(COMMENT, Date.now());
    seen.disk.set(`outbox:${click.entry}`, JSON.stringify(click));
    wake();
    await idle();
    assert.deepEqual([...agent.entries.keys()], [click.entry]);
    assert.equal(seen.optionsOpened, 0);
  });
}

test("another extension's message wakes nothing", async () => {
  chrome.runtime.onMessage.dispatch({ type: "flush" }, { id: "another" });
  chrome.runtime.onMessage.dispatch("flush", { id: "colonnade" });
  await idle();
  assert.deepEqual(agent.heard, []);
});

test("after installing, an unpaired browser is offered pairing", async () => {
  seen.disk.delete("pairing");
  chrome.runtime.onInstalled.dispatch({ reason: "install" });
  await idle();
  assert.equal(seen.optionsOpened, 1);
});

test("it tries each half minute while something waits, each half hour otherwise", async () => {
  FakeAgent.down();
  await enqueue(newEntry(COMMENT, Date.now()));
  await idle();
  assert.deepEqual(Object.fromEntries(seen.alarms), { resting: { periodInMinutes: 30 }, waiting: { periodInMinutes: 0.5 } });
  agent.open();
  chrome.alarms.onAlarm.dispatch({ name: "waiting" });
  await idle();
  assert.deepEqual(Object.fromEntries(seen.alarms), { resting: { periodInMinutes: 30 } });
});

test("more clicks do not put the next try off", async () => {
  FakeAgent.down();
  await enqueue(newEntry(COMMENT, Date.now()));
  await idle();
  const create = chrome.alarms.create;
  /** @type {string[]} */
  const created = [];
  chrome.alarms.create = async (name) => void created.push(name);
  await enqueue(newEntry(COMMENT, Date.now()));
  await idle();
  chrome.alarms.create = create;
  assert.deepEqual(created, []);
});

test("the badge shows what is left today, and in another form what waits", async () => {
  chrome.runtime.onStartup.dispatch();
  await idle();
  const left = { ...seen.badge };
  assert.equal(left.text, "2");
  assert.equal(left.title, "Colonnade: 2 left today");
  FakeAgent.down();
  await enqueue(newEntry(COMMENT, Date.now()));
  await idle();
  assert.equal(seen.badge.text, "↑1");
  assert.equal(seen.badge.title, "Colonnade: 1 click waiting, kept on this browser");
  assert.notEqual(seen.badge.color, left.color);
});

test("the badge is empty when nothing is left, and says so to who points at it", async () => {
  agent.today = { ...agent.today, habits: [{ ...HABIT, done: 2 }] };
  chrome.runtime.onStartup.dispatch();
  await idle();
  assert.deepEqual([seen.badge.text, seen.badge.title], ["", "Colonnade: all done today"]);
});

test("a badge has room for two digits", async () => {
  const store = await readStore();
  const outbox = Array.from({ length: 150 }, () => newEntry(COMMENT, 0));
  assert.equal(badgeOf({ ...store, outbox }, 0).text, "↑99");
});

test("a reminder that is clicked leads to the popup's page while the agent is away, and only once", async () => {
  FakeAgent.down();
  chrome.permissions.onAdded.dispatch({ permissions: ["notifications"] });
  chrome.notifications.onClicked.dispatch("reminder");
  await idle();
  assert.deepEqual(seen.opened, [chrome.runtime.getURL("popup.html")]);
});
