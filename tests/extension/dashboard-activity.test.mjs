/** Several activities at once, and the year as weeks of days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as grid from "../../agent/colonnade/web/dashboard/activity/grid.js";
import { quartersTo, targetOfSpan } from "../../agent/colonnade/web/dashboard/activity/quarters.js";
import * as several from "../../agent/colonnade/web/dashboard/activity/several.js";
import { plusDays } from "../../agent/colonnade/web/dashboard/times.js";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const activity = (id, more = {}) => ({
  ...{ id, at: "2026-11-20T09:30:17.5+13:45", day: "2026-11-20", kind: "comment_written", count: 1, note: "a note" },
  ...{ qualifiers: { depth: "substantive", audience: "target" }, contact: "Ann", thread: "", ...more },
});
const said = ({ entry, made_at, ...item }) => item;
const { NO_PATCH } = several;

test("a change of several is one entry for each, with only what was changed", () => {
  const { items } = several.changeAll([activity("a"), activity("b")], { ...NO_PATCH, day: "2026-11-18" }, NOW);
  const at = "2026-11-18T09:30:00+13:45";
  const amend = { type: "amend", of: "activity", at };
  assert.deepEqual(items.map(said), [{ subject: "a", ...amend }, { subject: "b", ...amend }]);
  assert.equal(new Set(items.map(({ entry }) => entry)).size, 2);
});

test("the undo of a change gives each its own values back, to the second", () => {
  const both = [activity("a"), activity("b", { kind: "reaction_given", qualifiers: {} })];
  const { undo } = several.changeAll(both, { ...NO_PATCH, kind: "reaction_given", day: "2026-11-18" }, NOW);
  const [one, other] = undo(NOW + 1000).map(said);
  assert.deepEqual([one.at, one.kind, one.qualifiers], [both[0].at, "comment_written", both[0].qualifiers]);
  assert.deepEqual(Object.keys(other).sort(), ["at", "of", "subject", "type"]);
});

test("a qualifier is set or unsaid in each, and the others stay; another kind begins without any", () => {
  const after = (patch) => several.changeAll([activity("a")], { ...NO_PATCH, ...patch }, NOW).items[0].qualifiers;
  assert.deepEqual(after({ qualifiers: { depth: "shallow" } }), { depth: "shallow", audience: "target" });
  assert.deepEqual(after({ qualifiers: { audience: null } }), { depth: "substantive" });
  assert.deepEqual(after({ kind: "reshare", qualifiers: { perspective: true } }), { perspective: true });
});

test("what is already so makes no entry", () => {
  const done = several.changeAll([activity("a")], { ...NO_PATCH, kind: "comment_written" }, NOW);
  assert.deepEqual([done.items, done.undo(NOW)], [[], []]);
});

test("what was taken back comes back as it was, as a new activity: a retract is final", () => {
  const { items, undo } = several.takeBackAll([activity("a")], NOW);
  assert.deepEqual(said(items[0]), { subject: "a", type: "retract", of: "activity" });
  const [again] = undo(NOW + 1);
  const { id, day, ...same } = activity("a");
  assert.equal(again.subject, again.entry);
  const { subject, ...rest } = said(again);
  assert.deepEqual(rest, { type: "record", of: "activity", ...same });
});

test("several share a kind only when all do", () => {
  assert.equal(several.commonKind([activity("a"), activity("b")]), "comment_written");
  assert.equal(several.commonKind([activity("a"), activity("b", { kind: "reshare" })]), "");
  assert.equal(several.commonKind([]), "");
});

test("with Shift all rows between are chosen, in either direction, and one alone where the other is gone", () => {
  const rows = ["a", "b", "c", "d"].map((id) => ({ id }));
  assert.deepEqual(several.between(rows, "b", "d"), ["b", "c", "d"]);
  assert.deepEqual(several.between(rows, "c", "a"), ["a", "b", "c"]);
  assert.deepEqual(several.between(rows, "gone", "a"), ["a"]);
});

test("a year is 53 whole weeks, the running one the last", () => {
  const span = grid.yearTo("2026-11-16");
  assert.deepEqual(span, { from: "2025-11-17", to: "2026-11-22" });
  const days = Array.from({ length: 371 }, (_, number) => plusDays(span.from, number));
  assert.equal(days.at(-1), span.to);
  assert.deepEqual(grid.byWeek(days).map((week) => week.length), Array(53).fill(7));
});

test("arrows go by a day and a week, Home and End to the ends, and none out of the year", () => {
  const span = grid.yearTo("2026-11-16");
  const to = (key, day = "2026-11-16") => grid.stepFrom(key, day, span);
  assert.deepEqual(
    ["ArrowUp", "ArrowDown", "ArrowLeft", "Home", "End", "x"].map((key) => to(key)),
    ["2026-11-15", "2026-11-17", "2026-11-09", "2025-11-17", "2026-11-22", "2026-11-16"],
  );
  assert.equal(to("ArrowRight"), "2026-11-16");
  assert.equal(to("ArrowUp", "2025-11-17"), "2025-11-17");
});

test("a day is told in words, and its marks grow no further than three", () => {
  const day = { day: "2026-11-16", brand: 1, find: 0, engage: 7, build: 0, period: null };
  assert.equal(grid.dayWords(day), "Brand 1, Engage 7");
  assert.equal(grid.marks(day), "brand1 engage3");
  const away = { ...day, brand: 0, engage: 0, period: "away" };
  assert.deepEqual([grid.dayWords(away), grid.marks(away)], ["away", ""]);
  assert.equal(grid.dayWords({ ...away, period: null }), "nothing for a pillar");
});

test("quarters run back over the turn of a year, each to its last day", () => {
  assert.deepEqual(quartersTo("2026-02-28", 3), [
    { name: "Q1 2026", value: "2026-01-01 2026-03-31" },
    { name: "Q4 2025", value: "2025-10-01 2025-12-31" },
    { name: "Q3 2025", value: "2025-07-01 2025-09-30" },
  ]);
  assert.deepEqual(quartersTo("2024-06-30", 1), [{ name: "Q2 2024", value: "2024-04-01 2024-06-30" }]);
  assert.equal(targetOfSpan("2026-01-01 2026-03-31"), "/api/v1/threads?from=2026-01-01&to=2026-03-31");
  assert.equal(targetOfSpan(""), "/api/v1/threads");
});
