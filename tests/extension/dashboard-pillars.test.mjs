/** What the charts of the Pillars page draw, and what they say of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stepTo } from "../../agent/colonnade/web/dashboard/pillars/chart.js";
import { doneLines, rankLines, signed } from "../../agent/colonnade/web/dashboard/pillars/compared.js";
import { readOf } from "../../agent/colonnade/web/dashboard/pillars/paste-dialog.js";
import { pillarDrawn, ranksDrawn, tableDays } from "../../agent/colonnade/web/dashboard/pillars/series.js";
import { effectWords, planOf, planWords, sliderAt } from "../../agent/colonnade/web/dashboard/plan/forecast.js";

const TODAY = "2026-11-20";
const series = (mean) => ({ mean, low: mean.map((one) => one - 1), high: mean.map((one) => one + 1.5) });
const none = { total: null, industry_rank: null, network_rank: null, industry: null, network: null };
const reading = (day, brand, more = {}) => ({ ...none, day, brand, ...more });
const history = {
  ...{ first: "2026-11-14", last: TODAY, days: ["2026-11-14", "2026-11-17", TODAY] },
  brand: series([10, 11, 12]),
  snapshots: { days: ["2026-11-13", "2026-11-14", "2026-11-17"], replayed: [false, true, false], brand: [8, 9.5, 10.25] },
  readings: [reading("2026-11-15", 11.4, { industry_rank: 0 }), reading(TODAY, 12, { network_rank: 12.5 })],
};
const second = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;

test("estimates, nights and readings stand under the days of all of them, each day once", () => {
  const { days, data, span } = pillarDrawn(history, "brand", TODAY);
  assert.deepEqual(days, ["2026-11-14", "2026-11-15", "2026-11-17", TODAY]);
  assert.deepEqual(data, [
    days.map(second), [9, null, 10, 11], [11.5, null, 12.5, 13.5], [10, null, 11, 12], [9.5, null, 10.25, null],
    [null, 11.4, null, 12], [null, null, null, null], [null, null, null, null],
  ]);
  assert.deepEqual(span, [second("2026-11-14"), second(TODAY)]);
});

test("what stands under the line is said in words, and a night filled in later is said to be", () => {
  const { words } = pillarDrawn(history, "brand", TODAY);
  assert.equal(words(0), "Saturday, 14 November · Brand 10.0, 9.0–11.5 · 9.5 filled in later for that night");
  assert.equal(words(1), "Sunday, 15 November · reading 11.4");
  assert.equal(words(2), "Tuesday, 17 November · Brand 11.0, 10.0–12.5 · 10.3 believed that night");
  assert.equal(words(3), "Friday, 20 November · Brand 12.0, 11.0–13.5 · reading 12");
});

test("the averages of a group stand on the days they were read, beside a pillar and beside the total", () => {
  const total = { mean: [30, 40, 44.6], low: [26, 36, 42], high: [34, 44, 47.2] };
  const readings = [reading("2026-11-15", 11.4, { network: { total: 36, brand: null } }), reading(TODAY, 12, { total: 45, industry: { total: 34, brand: 11.5 } })];
  const [brand, whole] = ["brand", "total"].map((name) => pillarDrawn({ ...history, total, readings }, name, TODAY));
  assert.deepEqual(brand.data.slice(6), [[null, null, null, 11.5], [null, null, null, null]]);
  assert.deepEqual(whole.days, ["2026-11-14", "2026-11-15", "2026-11-17", TODAY]);
  assert.deepEqual(whole.data.slice(4), [[null, null, null, null], [null, null, null, 45], [null, null, null, 34], [null, 36, null, null]]);
  assert.equal(whole.words(3), "Friday, 20 November · Total 45, 42–47 · reading 45 · industry's average 34");
});

test("a rank stands on the day it was read, a rank of nought too, and nothing is drawn where none was", () => {
  const { days, data, words } = ranksDrawn(history, TODAY);
  assert.deepEqual(days, ["2026-11-15", TODAY]);
  assert.deepEqual(data.slice(1), [[0, null], [null, 12.5]]);
  assert.equal(words(1), "Friday, 20 November · network top 12.5 %");
  assert.deepEqual(ranksDrawn({ ...history, readings: [reading(TODAY, 12)] }, TODAY).days, []);
});

test("a reading that misses a pillar draws no ring, and hides none of the same day", () => {
  const some = { ...history, readings: [reading("2026-11-15", 11.4), reading("2026-11-15", null), reading(TODAY, null)] };
  const { days, data } = pillarDrawn(some, "brand", TODAY);
  assert.deepEqual(days.map((day, at) => [day, data[5][at]]).filter(([, read]) => read !== null), [["2026-11-15", 11.4]]);
});

test("one day alone still has an axis", () => {
  const [first, last] = pillarDrawn({ ...history, first: TODAY }, "brand", TODAY).span;
  assert.ok(first < last);
});

test("the table holds each reading, and a day of each week back from the last", () => {
  assert.deepEqual(tableDays(history), [TODAY, "2026-11-15"]);
  const days = Array.from({ length: 15 }, (_, at) => `2026-11-${String(at + 1).padStart(2, "0")}`);
  assert.deepEqual(tableDays({ days, readings: [] }), ["2026-11-15", "2026-11-08", "2026-11-01"]);
});

test("keys lead by days, by weeks and to both ends, and no further", () => {
  const steps = { ArrowLeft: 9, ArrowRight: 11, PageDown: 3, PageUp: 17, Home: 0, End: 19, Tab: null };
  for (const [key, to] of Object.entries(steps)) assert.equal(stepTo(key, 10, 20), to, key);
  assert.deepEqual([stepTo("ArrowLeft", 0, 20), stepTo("PageUp", 18, 20)], [0, 19]);
});

test("what was understood fills the form, and what was not found is asked for first", () => {
  const nothing = { brand: null, find: 6, engage: null, build: 0, total: null, industry_rank: 9, network_rank: null };
  const read = readOf({ ...nothing, industry: { brand: 11.5 }, network: null, missing: ["brand", "engage"], doubts: ["Well?"] });
  assert.deepEqual([read.texts["/brand"], read.texts["/build"], read.texts["/industry_rank"]], ["", "0", "9"]);
  assert.deepEqual([read.texts["/industry/brand"], read.texts["/network/total"]], ["11.5", ""]);
  assert.deepEqual(read.doubts, ["Not found: Brand, Engage. Fill in what the page shows.", "Well?"]);
});

test("only what was typed is planned, with point or comma, and what is no number is left to the agent to refuse", () => {
  const row = (channel) => ({ channel, kind: channel, qualifiers: { depth: channel }, name: channel, minutes: 1, count: 2 });
  const typed = planOf(["a", "b", "c", "d"].map(row), { a: "1,5", b: " ", c: "0", d: "often" });
  assert.deepEqual(typed, [["a", 1.5], ["c", 0], ["d", "often"]].map(([kind, count]) => ({ kind, qualifiers: { depth: kind }, count })));
});

test("a plan's part is told with its range and sign, and with no more certainty than there is", () => {
  const effect = (mean, low, high) => ({ mean, low, high });
  const none = effect(0, 0, 0);
  const said = (readings, engage) => planWords({
    readings, weeks: [{ effects: { brand: none, find: none, engage, build: none, total: engage } }],
  });
  assert.equal(effectWords(effect(0.62, -0.2, 1.5)), "+0.6, −0.2 to 1.5");
  assert.equal(effectWords(effect(-0.62, -1.5, -0.04)), "−0.6, −1.5 to 0.0");
  assert.equal(said(3, none), "After 1 week: hardly any difference to carrying on.");
  assert.equal(said(3, effect(0.6, 0.2, 1)), "After 1 week, against carrying on: Engage +0.6, 0.2 to 1.0.");
  assert.equal(said(9, effect(0.6, -0.2, 1.5)),
    "After 1 week, against carrying on: Engage +0.6, −0.2 to 1.5. It could also come to nothing.");
  assert.equal(said(2, effect(0.6, 0.2, 1)),
    "After 1 week, against carrying on: Engage +0.6, 0.2 to 1.0. Few readings so far: this is mostly assumption.");
});

test("around a day, what changed of the week is said first, and a rank that was not read is said to be none", () => {
  const done = (name, before, after) => ({ channel: name, kind: name, name, before, after });
  assert.deepEqual(doneLines([done("posts", 0, 3.818), done("reactions", 7, 7.02)]), ["Posts: 0.0 a week before, 3.8 since"]);
  assert.equal(doneLines(Array.from({ length: 9 }, (_, at) => done(`sort ${at}`, at, 20))).length, 6);
  assert.deepEqual(doneLines([]), ["You did the same as before, as far as the log says."]);
  const side = (industry_rank, network_rank) => ({ industry_rank, network_rank });
  assert.deepEqual(rankLines({ before: side(25, null), after: side(18, null) }), ["Industry rank: top 25 % before, top 18 % since"]);
  assert.deepEqual(rankLines({ before: side(null, 0), after: side(null, null) }), ["Network rank: top 0 % before, not read since"]);
  assert.deepEqual([0.62, -0.62, -0.04, 0].map(signed), ["+0.6", "−0.6", "0.0", "0.0"]);
});

test("a slider stands where the number does, and as in the last weeks where there is none", () => {
  assert.deepEqual(["", " ", "7", "2,5", "ten", "0"].map((text) => sliderAt(text, 3.4)), [3, 3, 7, 2.5, 3, 0]);
});
