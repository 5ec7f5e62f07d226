/** What a click becomes, and what a chip makes of it. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { currentActivities } from "../../extension/lib/activities.js";
import { chipsFor, clicked, MEMORY_MS, pressed, remembered } from "../../extension/lib/chips.js";
import { readingWords, words } from "../../extension/lib/describe.js";
import { floorOf, mended, newAmend, newEntry, newRetract } from "../../extension/lib/entries.js";

const NOW = Date.UTC(2026, 10, 20, 10, 42);
const COMMENT = { kind: "comment_written", qualifiers: { depth: "substantive" } };
const REQUEST = { kind: "connection_request", qualifiers: { note: true }, fixed: ["note"] };

test("a click is a record whose entry is its subject, done when it was made", () => {
  const click = newEntry(COMMENT, NOW);
  assert.equal(click.entry, click.subject);
  assert.equal(click.at, click.made_at);
  assert.equal(Date.parse(click.at), NOW);
  assert.match(click.at, /[+-]\d\d:\d\d$/);
});

test("what follows is never made before what it follows, even after the clock was set back", () => {
  const click = newEntry(COMMENT, NOW);
  const back = NOW - 3_600_000;
  const chip = newAmend(click.subject, { count: 2 }, back, floorOf(click.subject, [click], null));
  const undo = newRetract(click.subject, back, floorOf(click.subject, [click, chip], null));
  assert.ok(Date.parse(chip.made_at) > Date.parse(click.made_at));
  assert.ok(Date.parse(undo.made_at) > Date.parse(chip.made_at));
  const told = floorOf(click.subject, [], new Date(NOW + 5000).toISOString());
  assert.ok(Date.parse(newRetract(click.subject, back, told).made_at) > NOW + 5000);
});

test("a clock that was once far ahead does not hold every later change up", () => {
  const year = floorOf("any", [], new Date(NOW + 365 * 86_400_000).toISOString());
  assert.equal(Date.parse(newAmend("any", { count: 2 }, NOW, year).made_at), NOW);
  assert.equal(Date.parse(newRetract("any", NOW, year).made_at), NOW);
  const click = newEntry(COMMENT, NOW + 2 * 86_400_000);
  const right = mended(click, { at: newEntry(COMMENT, NOW).at }, NOW, floorOf(click.subject, [click], null));
  assert.equal(Date.parse(right.made_at), NOW);
});

test("entries of another subject hold nothing up", () => {
  const other = newEntry(COMMENT, NOW + 3_600_000);
  const click = newEntry(COMMENT, NOW);
  assert.equal(floorOf(click.subject, [click, other], null), NOW);
});

test("a mended item keeps its ids and changes only what was mended", () => {
  const click = newEntry(COMMENT, NOW);
  const right = mended(click, { at: "2026-11-19T09:00:00+01:00" }, NOW + 60_000, NOW);
  const { at, made_at, ...others } = right;
  assert.deepEqual(others, { entry: click.entry, subject: click.subject, type: "record", of: "activity", ...COMMENT });
  assert.deepEqual([at, Date.parse(made_at)], ["2026-11-19T09:00:00+01:00", NOW + 60_000]);
});

test("amends apply field by field in the order they were made, whatever the order they are read in", () => {
  const click = newEntry(COMMENT, NOW);
  const one = newAmend(click.subject, { count: 2, at: "2026-11-19T09:00:00+01:00" }, NOW, NOW);
  const two = newAmend(click.subject, { count: 3 }, NOW, NOW + 10);
  const [activity] = currentActivities([], [two, click, one]).activities;
  assert.deepEqual([activity?.count, activity?.at, activity?.kind], [3, "2026-11-19T09:00:00+01:00", "comment_written"]);
});

test("a name and a thread are amended each by itself, and nobody is named before", () => {
  const click = newEntry(COMMENT, NOW);
  const one = newAmend(click.subject, { contact: "Ann", thread: "post" }, NOW, NOW);
  const two = newAmend(click.subject, { contact: "" }, NOW, NOW + 10);
  const said = (/** @type {import("../../extension/lib/entries.js").Item[]} */ ...items) => {
    const [activity] = currentActivities([], items).activities;
    return [activity?.contact, activity?.thread, activity?.count];
  };
  assert.deepEqual(said(click), ["", "", 1]);
  assert.deepEqual(said(click, one), ["Ann", "post", 1]);
  assert.deepEqual(said(click, two, one), ["", "post", 1]);
});

test("a retract is final, whatever its time", () => {
  const click = newEntry(COMMENT, NOW);
  const undo = newRetract(click.subject, NOW, 0);
  const later = newAmend(click.subject, { count: 3 }, NOW + 60_000, 0);
  assert.deepEqual(currentActivities([], [later, undo, click]).activities, []);
});

test("a list names an activity in the person's words", () => {
  assert.equal(words("comment_written", { depth: "substantive" }), "Comment · substantive");
  assert.equal(words("connection_request", { role: "decision_maker", note: false }), "Request · without a note · decision maker");
  assert.equal(words("post_published", {}), "Post");
  assert.equal(words("reaction_given", { depth: "unknown" }), "Reaction");
  assert.equal(words("kind_of_tomorrow", {}), "kind of tomorrow");
});

test("a reading is named by what was read: a dash for a pillar that was not, the total where none was", () => {
  assert.equal(readingWords({ brand: 12.5, find: null, engage: 0, build: 20, total: 48 }), "Reading · 12.5 · – · 0 · 20");
  assert.equal(readingWords({ brand: 12.5 }), "Reading · 12.5 · – · – · –");
  assert.equal(readingWords({ brand: null, total: 37.5 }), "Reading · total 37.5");
});

test("chips are the qualifiers of the kind, at most one of each on", () => {
  const [depth, audience] = chipsFor({ kind: "comment_written", qualifiers: { depth: "shallow" } });
  assert.deepEqual(depth, {
    name: "depth",
    chips: [
      { value: "substantive", words: "substantive", on: false },
      { value: "shallow", words: "short praise", on: true },
    ],
  });
  assert.deepEqual(audience?.chips.map(({ on }) => on), [false, false]);
  assert.deepEqual(chipsFor({ kind: "reaction_given", qualifiers: {} }), []);
});

test("a pressed chip takes the place of its like, and pressed again goes off", () => {
  const on = pressed({ note: true, role: "peer" }, "role", "decision_maker");
  assert.deepEqual(on, { note: true, role: "decision_maker" });
  assert.deepEqual(pressed(on, "role", "decision_maker"), { note: true });
  assert.deepEqual(pressed({ note: false }, "note", true), { note: true });
});

test("a chip the habit leaves open is remembered for 90 minutes", () => {
  const memory = remembered({}, "connection_request", "role", "decision_maker", NOW);
  assert.deepEqual(clicked(REQUEST, memory, NOW + MEMORY_MS - 1), { note: true, role: "decision_maker" });
  assert.deepEqual(clicked(REQUEST, memory, NOW + MEMORY_MS), { note: true });
  assert.equal(MEMORY_MS, 90 * 60 * 1000);
});

test("a chip the habit fixes is never remembered, so a tile always moves its own habit", () => {
  assert.deepEqual(remembered({}, "connection_request", "note", false, NOW), {});
  const memory = { role: { value: "peer", at: NOW } };
  const tile = { kind: "connection_accepted", qualifiers: { role: "decision_maker" }, fixed: ["role"] };
  assert.deepEqual(clicked(tile, memory, NOW), { role: "decision_maker" });
});

test("what is remembered goes only to kinds that have it", () => {
  const memory = remembered({}, "comment_written", "audience", "target", NOW);
  assert.deepEqual(clicked(REQUEST, memory, NOW), { note: true });
});

test("a chip turned off is forgotten", () => {
  const memory = remembered({}, "connection_request", "role", "peer", NOW);
  assert.deepEqual(remembered(memory, "connection_request", "role", undefined, NOW), {});
});

test("a memory from ahead of the clock is not used", () => {
  const memory = remembered({}, "connection_request", "role", "peer", NOW + 1);
  assert.deepEqual(clicked(REQUEST, memory, NOW), { note: true });
});
