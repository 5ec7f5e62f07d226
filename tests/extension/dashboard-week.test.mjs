/** The Week page: weeks by name, and numbers as every format of the summary tells them. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { monthFrom, monthTitle } from "../../agent/colonnade/web/dashboard/week/months.js";
import { change, moved, notedOf, periodWords, printedNotes, results, shares } from "../../agent/colonnade/web/dashboard/week/told.js";
import { spanWords, weekFrom, weekOf, weekTitle } from "../../agent/colonnade/web/dashboard/week/weeks.js";
import { fixed } from "../../agent/colonnade/web/dashboard/words.js";

const GOLDENS = new URL("../goldens/", import.meta.url);
const TITLES = { brand: "Brand", find: "Find", engage: "Engage", build: "Build", total: "Total of 100" };
const cases = readdirSync(GOLDENS).filter((name) => name.endsWith(".json")).map((name) => ({
  name,
  summary: JSON.parse(readFileSync(new URL(name, GOLDENS))),
  markdown: readFileSync(new URL(name.replace(/json$/, "md"), GOLDENS), "utf8"),
}));
const table = (...cells) => `| ${cells.join(" | ")} |`;

test("weeks are named as the agent names them, across a year's end and from Sundays too", () => {
  for (const { name, summary } of cases) assert.equal(weekOf(summary.first, summary.first), summary.week, name);
  const monday = "2026-12-28";
  assert.deepEqual([-1, 0, 1].map((weeks) => weekFrom(monday, weeks)), ["2026-W52", "2026-W53", "2027-W01"]);
  assert.deepEqual(["2026-12-27", "2027-01-03", "2027-01-04"].map((day) => weekOf(day, monday)),
    ["2026-W52", "2026-W53", "2027-W01"]);
  const sunday = "2026-12-27";
  assert.deepEqual([-1, 0, 1].map((weeks) => weekFrom(sunday, weeks)), ["2026-W52", "2026-W53", "2027-W01"]);
  assert.deepEqual(["2026-12-26", "2027-01-02", "2027-01-03"].map((day) => weekOf(day, sunday)),
    ["2026-W52", "2026-W53", "2027-W01"]);
  assert.equal(weekOf("2024-12-30", "2026-11-16"), "2025-W01");
  assert.equal(weekTitle("2027-W01"), "Week 1");
});

test("the page tells each number of every golden week as its Markdown does", () => {
  assert.ok(cases.length >= 7);
  for (const { name, summary, markdown } of cases) {
    const rows = [
      ...summary.pillars.map((row) => {
        const { now, range, before, change } = moved(row);
        const told = summary.basis === "prior" ? ["not known yet", "", ""] : [now, before, change];
        return table(TITLES[row.pillar], told[0], range.replace("–", " to "), told[1], told[2]);
      }),
      ...summary.habits.map((row) => table(row.name, row.cadence, ...results(row))),
      ...summary.shares.map((row) => table(row.name, ...shares(row).map(({ of, percent }) => percent ? `${of} (${percent})` : of))),
      ...summary.kinds.map((row) => table(row.name, ...row.days.map((count) => count || "·"), row.value, row.previous, change(row.difference))),
    ];
    for (const row of rows) assert.ok(markdown.includes(row), `${name}: ${row}`);
    assert.ok(markdown.includes(`\n\n${spanWords(summary.first, summary.last)}`), name);
    for (const period of summary.periods) {
      const [first, ...rest] = periodWords(period, summary.last);
      assert.ok(markdown.includes(`\n- ${first.toLowerCase()}${rest.join("")}`), name);
    }
    for (const note of summary.notes) assert.ok(markdown.replaceAll("\\", "").includes(`- ${notedOf(note, summary.last)}: `), name);
  }
});

test("replies in time are a share, and of none that was due there is none", () => {
  const row = { unit: "replies", result: 9, target: 10, previous_result: 0, previous_target: 0 };
  assert.deepEqual(results(row), ["9 of 10 (90 %)", "none due"]);
});

test("what lies exactly between two is rounded to the even one, as the agent does", () => {
  assert.deepEqual([11.25, 11.75, 11.35, 11.45, 0.25, -0.25, 0.04].map((value) => fixed(value, 1)),
    ["11.2", "11.8", "11.3", "11.4", "0.2", "-0.2", "0.0"]);
  assert.deepEqual([12.5, 13.5, 14.49, 100].map((value) => fixed(value, 0)), ["12", "14", "14", "100"]);
});

test("a change has its sign, and none where nothing is seen to change", () => {
  assert.deepEqual([0.44, -0.44, 0.04, -0.04].map((number) => change(number, 1)), ["+0.4", "−0.4", "0.0", "0.0"]);
  assert.deepEqual([3, 0, -12].map((number) => change(number)), ["+3", "0", "−12"]);
});

test("as many notes are printed as the exported page has room for", () => {
  const page = readFileSync(new URL("../../agent/colonnade/summary/page.py", import.meta.url), "utf8");
  const [, room] = /^NOTES: Final = (\d+)$/m.exec(page);
  const [, around] = /^_AROUND: Final = (\d+)$/m.exec(page);
  const notes = (count, note) => Array.from({ length: count }, () => ({ note }));
  const most = Math.floor(Number(room) / (100 + Number(around)));
  assert.equal(printedNotes(notes(most, "🎉".repeat(100))), most);
  assert.equal(printedNotes(notes(most + 5, "a".repeat(100))), most);
  assert.equal(printedNotes([]), 0);
});

test("months are named and walked along, across a year's end", () => {
  assert.deepEqual(["2026-11", "2027-01"].map(monthTitle), ["November 2026", "January 2027"]);
  assert.deepEqual([-13, -1, 0, 1, 12].map((months) => monthFrom("2027-01", months)),
    ["2025-12", "2026-12", "2027-01", "2027-02", "2028-01"]);
});
