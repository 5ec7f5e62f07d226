/** Items the dashboard makes are items the agent takes, and say no more than the person changed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import * as entries from "../../agent/colonnade/web/dashboard/entries.js";
import * as following from "../../agent/colonnade/web/dashboard/following.js";
import * as times from "../../agent/colonnade/web/dashboard/times.js";

const schema = JSON.parse(readFileSync(new URL("../../schemas/entries.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const isTaken = ajv.compile(schema);
const NOW = Date.UTC(2026, 10, 20, 9, 42);

const activity = {
  id: "0190f3c2-1b2c-7def-8abc-0123456789ab",
  at: "2026-11-20T10:42:07.123456+01:00",
  day: "2026-11-20",
  kind: "comment_written",
  qualifiers: { depth: "substantive" },
  count: 1,
  note: "",
  contact: "",
  thread: "",
  text: "Comment · substantive",
  channel: "comment_substantive",
  client: "0".repeat(32),
  amended: false,
};
const period = { id: activity.id, period: "away", start: "2026-11-02", end: "2026-11-03" };
const said = (item) => {
  const { entry, subject, made_at, type, of, ...rest } = item;
  return rest;
};

test("every item the dashboard makes fits the schema", () => {
  const draft = entries.draftOf(activity);
  const all = { kind: "reshare", qualifiers: {}, day: "2026-11-19", count: 2, note: "Tom", contact: "Tom", thread: period.id };
  const click = { kind: "profile_viewed", qualifiers: { via: "search" }, count: 3 };
  const items = [
    entries.recordClick(click, NOW),
    entries.recordDraft(draft, NOW),
    entries.amendActivity(activity, { ...draft, ...all }, NOW),
    entries.retract("activity", activity.id, NOW),
    entries.recordPeriod(period, NOW),
    entries.amendPeriod(period, { ...period, period: "unlogged", end: "2026-11-04" }, NOW),
    entries.retract("period", period.id, NOW),
  ];
  assert.equal(isTaken({ items }), true, JSON.stringify(isTaken.errors));
});

test("an answer names whom it was for, and whether the longest wait was a day at most", () => {
  const ago = (/** @type {number} */ ms) => new Date(NOW - ms).toISOString();
  const day = 86_400_000;
  const answer = following.recordAnswer({ contact: "Tom", number: 2, at: ago(day) }, NOW);
  assert.deepEqual([answer.contact, answer.count, answer.kind], ["Tom", 1, "message_replied"]);
  assert.deepEqual(answer.qualifiers, { within_24h: true });
  const late = following.recordAnswer({ contact: "", number: 1, at: ago(day + 1) }, NOW);
  assert.deepEqual(late.qualifiers, { within_24h: false });
  const step = following.recordFollowing({ kind: "reply_written", qualifiers: { where: "own_post" } }, activity.id, NOW);
  assert.equal(step.thread, activity.id);
  assert.equal(isTaken({ items: [answer, late, step] }), true);
});

test("a name loses the spaces around it, and only what changed is said", () => {
  const named = { ...activity, contact: "Tom", thread: period.id };
  const draft = entries.draftOf(named);
  assert.equal(entries.amendActivity(named, { ...draft, contact: " Tom " }, NOW), null);
  assert.deepEqual(said(entries.amendActivity(named, { ...draft, contact: " " }, NOW)), { contact: "" });
  assert.deepEqual(said(entries.amendActivity(named, { ...draft, thread: "" }, NOW)), { thread: "" });
  const { contact, thread } = entries.recordAgain(named, NOW);
  assert.deepEqual([contact, thread], ["Tom", period.id]);
});

test("a record speaks of itself, and a follow-up of its subject", () => {
  const record = entries.recordClick({ kind: "reaction_given", qualifiers: {}, count: 1 }, NOW);
  const undo = entries.retract("activity", record.subject, NOW);
  assert.equal(record.entry, record.subject);
  assert.equal(undo.subject, record.subject);
  assert.notEqual(undo.entry, record.entry);
});

test("an amend holds only what was changed, kind and qualifiers together", () => {
  const draft = entries.draftOf(activity);
  const change = (patch) => said(entries.amendActivity(activity, { ...draft, ...patch }, NOW));
  assert.deepEqual(change({ note: "Tom" }), { note: "Tom" });
  assert.deepEqual(change({ count: 4 }), { count: 4 });
  assert.deepEqual(change({ qualifiers: {} }), { kind: "comment_written", qualifiers: {} });
  assert.deepEqual(change({ kind: "reaction_given", qualifiers: {} }), { kind: "reaction_given", qualifiers: {} });
});

test("a note can be taken out again", () => {
  const noted = { ...activity, note: "Tom" };
  assert.deepEqual(said(entries.amendActivity(noted, { ...entries.draftOf(noted), note: "" }, NOW)), { note: "" });
});

test("saving without a change makes no entry", () => {
  assert.equal(entries.amendActivity(activity, entries.draftOf(activity), NOW), null);
  assert.equal(entries.amendPeriod(period, { ...period }, NOW), null);
});

test("a period's start and end go together, and its meaning alone", () => {
  const change = (patch) => said(entries.amendPeriod(period, { ...period, ...patch }, NOW));
  assert.deepEqual(change({ end: "2026-11-05" }), { start: period.start, end: "2026-11-05" });
  assert.deepEqual(change({ period: "unlogged" }), { period: "unlogged" });
});

const reading = {
  ...{ id: activity.id, at: "2026-11-18T08:15:00+01:00", day: "2026-11-18" },
  ...{ brand: 12.1, find: 9, engage: 3.701, build: 15, total: 39.8, industry_rank: 9, network_rank: null },
  ...{ industry: { total: 33, brand: null, find: null, engage: null, build: 12.25 }, network: null },
};

test("a reading is taken as typed, with comma or point, and says nothing of what was left empty", () => {
  const texts = { "/brand": " 12,1", "/find": "9", "/engage": "3.701", "/build": "15", "/total": "", "/industry/build": "12,25" };
  const record = entries.recordReading({ day: "2026-11-18", texts }, NOW);
  assert.deepEqual(said(record), {
    at: record.at, brand: 12.1, find: 9, engage: 3.701, build: 15, industry: { build: 12.25 },
  });
  assert.match(record.at, /^2026-11-18T12:00:00/);
  assert.equal(isTaken({ items: [record] }), true, JSON.stringify(isTaken.errors));
});

test("what is no number goes to the agent as it was typed, so that it can say what is wrong", () => {
  const texts = { "/brand": "many", "/find": "1.2.3", "/engage": "1e999", "/build": "15" };
  const { brand, find, engage, build } = entries.recordReading({ day: "2026-11-18", texts }, NOW);
  assert.deepEqual([brand, find, engage, build], ["many", "1.2.3", "1e999", 15]);
});

test("a corrected reading says only what was changed, a group's averages together", () => {
  const draft = entries.draftOfReading(reading);
  const change = (texts, more = {}) => entries.amendReading(reading, { ...draft, ...more, texts: { ...draft.texts, ...texts } }, NOW);
  assert.equal(change({}), null);
  assert.equal(change({ "/brand": "12,10" }), null);
  assert.equal(change({ "/total": "" }), null);
  assert.deepEqual(said(change({ "/engage": "5" })), { engage: 5 });
  assert.deepEqual(said(change({ "/industry/brand": "11" })), { industry: { total: 33, brand: 11, build: 12.25 } });
  assert.deepEqual(said(change({}, { day: "2026-11-17" })), { at: times.movedTo(reading.at, "2026-11-17", "08:15") });
  assert.equal(isTaken({ items: [change({ "/industry/brand": "11" })] }), true, JSON.stringify(isTaken.errors));
});

test("what follows an entry is not made before it, although the clock was set back", () => {
  const earlier = NOW - 3_600_000;
  const late = "2026-11-20T09:42:00.000700Z";
  const first = entries.amendActivity(activity, { ...entries.draftOf(activity), count: 2 }, NOW);
  const second = entries.amendActivity(activity, { ...entries.draftOf(activity), count: 3 }, earlier);
  const click = entries.recordClick({ kind: "reaction_given", qualifiers: {}, count: 1 }, earlier);
  const made = (items) => items.map(({ made_at }) => Date.parse(made_at));
  assert.deepEqual(made(entries.inOrder([second], [first], null)), [NOW + 1]);
  assert.deepEqual(made(entries.inOrder([second], [], late)), [NOW + 1]);
  assert.deepEqual(entries.inOrder([first], [second], null), [first]);
  assert.deepEqual(entries.inOrder([second], [click], null), [second]);
  assert.deepEqual(entries.inOrder([click], [first], late), [click]);
  assert.equal(isTaken({ items: entries.inOrder([second], [first], late) }), true);
});

test("a clock that was once a year ahead does not hold every later change up", () => {
  const change = entries.amendActivity(activity, { ...entries.draftOf(activity), count: 2 }, NOW);
  assert.deepEqual(entries.inOrder([change], [], "2027-11-20T09:42:00Z"), [change]);
});
