/** Readings of the official page: what may be typed, what becomes of it, and what the popup then knows. */
import { reset, seen } from "./fake_browser.mjs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import { newEntry, newRetract } from "../../extension/lib/entries.js";
import { flush } from "../../extension/lib/flush.js";
import { enqueue, mend } from "../../extension/lib/outbox.js";
import { NOTHING_TOLD, progress } from "../../extension/lib/progress.js";
import {
  dayFault, dayNow, emptyFault, faultOf, lastReading, newest, POINTERS, SCORE_POINTERS, typedReading,
} from "../../extension/lib/readings.js";
import { readStore, writeDraft } from "../../extension/lib/storage.js";
import { FakeAgent } from "./fake_agent.mjs";

process.env.TZ = "UTC";

// 20 November 2026 is a Friday.
const TODAY = "2026-11-20";
const NOON = Date.UTC(2026, 10, 20, 12);
const DAY = 86_400_000;
const SCORES = { "/brand": "12.345", "/find": "9", "/engage": "7,25", "/build": " 20 " };
const HABIT = {
  ...{ id: "reading", name: "", cadence: "", of: "reading", pillar: null, kind: null, any_of: [], per: "week" },
  ...{ due: true, target: 1, done: 0, minutes: 2 },
};

const takes = (() => {
  const ajv = new (/** @type {any} */ (Ajv2020).default ?? Ajv2020)({ strict: false });
  (/** @type {any} */ (addFormats).default ?? addFormats)(ajv);
  const schema = new URL("../../schemas/entries.schema.json", import.meta.url);
  return ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
})();

beforeEach(reset);

/** @param {Record<string, string>} [texts] @param {string} [day] @param {number} [now] */
function reading(texts = {}, day = TODAY, now = NOON) {
  return typedReading({ day, texts: { ...SCORES, ...texts } }, TODAY, now);
}

/** @param {object} [today] @returns {any} */
function told(today = {}) {
  return { ...NOTHING_TOLD, zone: "UTC", today: { ...NOTHING_TOLD.today, day: TODAY, habits: [HABIT], ...today } };
}

/** A reading as the agent tells it. @param {import("../../extension/lib/entries.js").ReadingItem} item */
function counted({ subject, at, brand, find, engage, build }) {
  return { id: subject, day: at.slice(0, 10), brand, find, engage, build, total: null };
}

/** @param {import("../../extension/lib/entries.js").ReadingItem} item */
const lastOf = (item) => lastReading(item, told(), [item], TODAY) ?? assert.fail();

/** @param {any} seen @param {any[]} items @param {number} [now] */
const habit = (seen, items, now = NOON) => progress(seen, items, now).readings;

test("what is typed whole is an entry the door takes, with point or comma and three digits behind it", () => {
  const all = Object.fromEntries(POINTERS.map((pointer, at) => [pointer, `${at},125`]));
  const item = reading({ ...all, ...SCORES, "/industry_rank": "0", "/network_rank": "100" });
  assert.ok(takes({ items: [item] }), JSON.stringify(takes.errors));
  assert.deepEqual([item.brand, item.find, item.engage, item.build], [12.345, 9, 7.25, 20]);
  assert.deepEqual([item.total, item.industry_rank, item.network_rank], [4.125, 0, 100]);
  assert.deepEqual(item.network, { total: 12.125, brand: 13.125, find: 14.125, engage: 15.125, build: 16.125 });
});

test("what was not typed is not said", () => {
  const item = reading({ "/total": "  ", "/industry/find": "6" });
  const { entry, subject, made_at, at, ...said } = item;
  assert.equal(entry, subject);
  assert.equal(made_at, at);
  assert.deepEqual(said, {
    ...{ type: "record", of: "reading", brand: 12.345, find: 9, engage: 7.25, build: 20, industry: { find: 6 } },
  });
});

test("a field refuses exactly what the door would refuse", () => {
  for (const pointer of POINTERS) {
    for (const text of ["-0.001", "0", "25", "25.001", "100", "100.001"]) {
      const good = faultOf(pointer, text) === "";
      assert.equal(takes({ items: [reading({ [pointer]: text })] }), good, `${pointer} ${text}`);
    }
  }
});

test("a field says what is wrong with it; none has to be filled, but one of five", () => {
  assert.deepEqual(["25,001", "-1", "", "twelve"].map((text) => faultOf("/find", text)), [
    ...["Give 25 or less.", "Give 0 or more.", "", "Give a number."],
  ]);
  assert.equal(faultOf("/industry_rank", "100.5"), "Give 100 or less.");
  assert.deepEqual(POINTERS.filter((pointer) => faultOf(pointer, " ") !== ""), []);
  const enough = POINTERS.filter((pointer) => emptyFault({ "/brand": " ", [pointer]: "9" }) === "");
  assert.deepEqual(enough, [...SCORE_POINTERS, "/total"]);
  for (const pointer of POINTERS) {
    assert.equal(takes({ items: [typedReading({ day: TODAY, texts: { [pointer]: "9" } }, TODAY, NOON)] }), enough.includes(pointer), pointer);
  }
  for (const text of ["1e1", "0x10", "Infinity", "1,234.5", "12 5", "12."]) assert.notEqual(faultOf("/total", text), "", text);
});

test("a day is today or before, and not of another age", () => {
  assert.deepEqual([TODAY, "2026-11-19", "2003-01-02"].map((day) => dayFault(day, TODAY)), ["", "", ""]);
  assert.equal(dayFault("", TODAY), "Give the day you read it on.");
  assert.equal(dayFault("2026-11-21", TODAY), "Give today, or a day before.");
  assert.equal(dayFault("2003-01-01", TODAY), "Nothing is kept from before 2003.");
});

test("today's reading was read now, another day's at noon; a night belongs to the day before", () => {
  assert.equal(Date.parse(reading({}, TODAY).at), NOON);
  assert.match(reading({}, "2026-11-17").at, /^2026-11-17T12:00:00/);
  assert.equal(dayNow({ ...told(), day_start: "04:00" }, NOON - 9 * 3_600_000), "2026-11-19");
});

test("a reading moves its habit at once, and its undo moves it back", () => {
  const item = reading();
  assert.equal(habit(told(), []), "0 of 1 this week");
  assert.equal(habit(told(), [item]), "1 of 1 this week");
  assert.equal(habit(told(), [item, newRetract(item.subject, NOON, 0, "reading")]), "0 of 1 this week");
  assert.equal(habit({ ...told(), since: [item] }, [item]), "1 of 1 this week");
});

test("a reading counts in the week it was read in", () => {
  assert.equal(habit(told(), [reading({}, "2026-11-15")]), "0 of 1 this week");
  assert.equal(habit(told(), [reading({}, "2026-11-16")]), "1 of 1 this week");
  assert.equal(habit(told({ habits: [{ ...HABIT, done: 1 }] }), [], NOON + 3 * DAY), "0 of 1 this week");
});

test("a counted reading is counted once, and taken off once it is taken back", () => {
  const item = reading();
  const seen = told({ habits: [{ ...HABIT, done: 1 }], reading: counted(item) });
  assert.equal(habit(seen, [item]), "1 of 1 this week");
  assert.equal(habit(seen, [newRetract(item.subject, NOON, 0, "reading")]), "0 of 1 this week");
});

test("where no habit asks for a reading nothing is said of one, and a reading moves no other", () => {
  const clicks = { ...HABIT, of: "activity", kind: "comment_written", any_of: [{}], pillar: "engage", per: "day" };
  const now = progress(told({ habits: [clicks] }), [reading()], NOON);
  assert.deepEqual([now.readings, now.left, now.last], ["", 1, []]);
});

test("the last reading can be taken back on the day it was kept, until it is or is gone elsewhere", () => {
  const item = reading();
  assert.deepEqual(lastReading(item, told(), [item], TODAY), {
    ...{ of: "reading", id: item.subject, at: item.at, day: TODAY, brand: 12.345, find: 9, engage: 7.25, build: 20, total: null },
  });
  assert.equal(lastReading(item, told({ reading: counted(item) }), [], TODAY)?.id, item.subject);
  assert.equal(lastReading(item, told({ reading: { ...counted(item), find: 8 } }), [], TODAY)?.find, 8);
  assert.equal(lastReading(item, told(), [], TODAY), null);
  assert.equal(lastReading(item, told(), [item, newRetract(item.subject, NOON, 0, "reading")], TODAY), null);
  assert.equal(lastReading(item, told(), [item], "2026-11-21"), null);
  assert.equal(lastReading(null, told(), [], TODAY), null);
});

test("the newest three stand in the order they were made, back-dated or not", () => {
  const [one, two, three] = [NOON + 2, NOON, NOON - 2].map((now) => {
    const click = newEntry({ kind: "reshare", qualifiers: {} }, now);
    return { id: click.subject, at: click.at };
  });
  const last = lastOf(reading({}, TODAY, NOON + 1));
  const ids = (/** @type {any[]} */ all) => newest(all, last).map(({ id }) => id);
  const moved = { ...one, at: "2026-11-01T09:00:00+00:00" };
  assert.deepEqual(ids([moved, two, three]), [one.id, last.id, two.id]);
  const foreign = { id: "0190a000-0000-4000-8000-000000000001", at: "2026-11-20T13:00:00+00:00" };
  assert.deepEqual(ids([foreign]), [foreign.id, last.id]);
  assert.deepEqual(newest([one, two, three], null), [one, two, three]);
});

test("a reading is kept, sent once, and taken back like any other entry", async () => {
  const agent = new FakeAgent();
  agent.pair();
  FakeAgent.down();
  const item = reading();
  await enqueue(item);
  assert.equal(await flush(), "down");
  assert.deepEqual((await readStore()).outbox, [item]);
  agent.open();
  await enqueue(newRetract(item.subject, NOON + 1, NOON, "reading"));
  await new Promise((resolve) => setTimeout(resolve, 3));
  assert.equal(await flush(), "ok");
  assert.deepEqual(agent.posts().flat().map(({ type, of }) => [type, of]), [["record", "reading"], ["retract", "reading"]]);
  assert.deepEqual((await readStore()).outbox, []);
});

test("what is typed stays over a closed popup, and goes in the very write that keeps it", async () => {
  await writeDraft({ day: TODAY, texts: SCORES, at: NOON });
  assert.deepEqual((await readStore()).draft?.texts, SCORES);
  const item = reading();
  await enqueue(item);
  const { draft, reading: last } = await readStore();
  assert.deepEqual([draft, last], [null, item]);
  await writeDraft({ day: TODAY, texts: {}, at: NOON });
  await enqueue(newEntry({ kind: "reshare", qualifiers: {} }, NOON));
  assert.deepEqual((await readStore()).reading, item);
  assert.notEqual((await readStore()).draft, null);
  await enqueue(newRetract(item.subject, NOON, 0, "reading"));
  assert.equal((await readStore()).reading, null);
});

test("a refused reading is mended with its undo left as it is", async () => {
  const item = reading();
  await enqueue(newRetract(item.subject, NOON + 1, NOON, "reading"));
  const refused = { item, errors: [{ pointer: "/at", code: "too_late", message: "" }] };
  seen.disk.set(`refused:${item.entry}`, JSON.stringify(refused));
  await mend(refused, { at: "2026-11-19T12:00:00+00:00" }, NOON + 60_000);
  const { outbox, refused: left } = await readStore();
  assert.deepEqual(left, []);
  assert.deepEqual(outbox.map(({ type }) => type).sort(), ["record", "retract"]);
  assert.ok(takes({ items: outbox }), JSON.stringify(takes.errors));
});
