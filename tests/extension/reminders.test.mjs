/** Reminders: when one may come, and that it comes once. */
import { chrome, idle, reset, seen } from "./fake_browser.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { remind } from "../../extension/lib/reminding.js";
import { mayRemind, NO_REMINDERS, remindedAt } from "../../extension/lib/reminders.js";
import { NOTHING_TOLD } from "../../extension/lib/progress.js";
import { localTime } from "../../extension/lib/protocol.js";
import { readStore, writePairing, writeReminders, writeTold } from "../../extension/lib/storage.js";

const ON = { ...NO_REMINDERS, on: true };
const MONDAY = "2026-11-23";
const at = (/** @type {string} */ clock, day = MONDAY) => `${day}T${clock}:00+01:00`;

beforeEach(async () => {
  await idle();
  reset();
});

/** @type {[string, typeof ON, ReturnType<typeof remindedAt> | null, string, boolean][]} */
const TABLE = [
  ["nobody asked for one", NO_REMINDERS, null, at("15:30"), false],
  ["before the hour", ON, null, at("14:59"), false],
  ["at the hour", ON, null, at("15:00"), true],
  ["in the quiet hours", ON, null, at("18:00"), false],
  ["on a Saturday", ON, null, at("15:30", "2026-11-28"), false],
  ["on a Sunday that is asked for", { ...ON, weekdays: "7" }, null, at("15:30", "2026-11-29"), true],
  ["a second one on the same day", ON, remindedAt(null, at("15:00")), at("17:59"), false],
  ["the next day", ON, remindedAt(null, at("15:00")), at("15:00", "2026-11-24"), true],
  ["a second one that is wanted, too soon", { ...ON, most: 2 }, remindedAt(null, at("15:00")), at("16:59"), false],
  ["a second one that is wanted", { ...ON, most: 2 }, remindedAt(null, at("15:00")), at("17:00"), true],
  ["a third where two are wanted", { ...ON, most: 2 }, remindedAt(remindedAt(null, at("15:00")), at("15:10")), at("17:30"), false],
  ["quiet hours within a day", { ...ON, quiet_from: "12:00", quiet_to: "16:00" }, null, at("15:30"), false],
  ["after quiet hours within a day", { ...ON, quiet_from: "12:00", quiet_to: "16:00" }, null, at("16:00"), true],
  ["quiet hours without length", { ...ON, quiet_from: "00:00", quiet_to: "00:00" }, null, at("23:00"), true],
];
for (const [name, reminders, before, now, may] of TABLE) {
  test(`${name}: ${may ? "a reminder" : "none"}`, () => assert.equal(mayRemind(reminders, before, now), may));
}

/** A browser that wants reminders at any time, with so much of today's routine done. @param {number} done */
async function wanting(done) {
  const day = localTime(Date.now()).slice(0, 10);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const habit = {
    ...{ id: "comments", name: "", cadence: "", of: "activity", pillar: "engage", kind: "comment_written", any_of: [{}] },
    ...{ per: "day", weekdays: "1234567", due: true, target: 2, better: null, done, days: [], minutes: 4, streak: null },
  };
  const today = { ...NOTHING_TOLD.today, day, habits: [habit] };
  await writePairing(/** @type {any} */ ({ client: "c", port: 1, label: "", paired_at: 0 }));
  await writeTold(/** @type {any} */ ({ ...NOTHING_TOLD, zone, today }));
  await writeReminders({ ...ON, at: "00:00", weekdays: "1234567", quiet_from: "00:00", quiet_to: "00:00" });
}

test("what is left is reminded of once", async () => {
  await wanting(1);
  await remind();
  await remind();
  assert.deepEqual(seen.notified, ["1 click left in today's routine."]);
  assert.equal((await readStore()).reminded?.count, 1);
});

test("nothing is said where nothing is left, and nothing where the browser does not allow it", async () => {
  await wanting(2);
  await remind();
  await wanting(0);
  seen.allowed = false;
  await remind();
  assert.deepEqual(seen.notified, []);
  assert.equal((await readStore()).reminded, null);
  assert.equal(typeof chrome.notifications.create, "function");
});
