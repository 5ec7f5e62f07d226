/** Changing a routine from today on, and what it takes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as plan from "../../agent/colonnade/web/dashboard/plan/routine.js";

const { kinds } = JSON.parse(readFileSync(new URL("../../schemas/catalogue.json", import.meta.url)).toString());
const NOW = Date.parse("2026-11-20T12:00:00Z");
const TODAY = "2026-11-20";
const WEEK = ["mon", "tue", "wed", "thu", "fri"];
const COMMENTS = {
  ...{ id: "comments", name: "Comments", of: "activity", kind: "comment_written", any_of: [{ depth: "substantive" }] },
  ...{ per: "day", target: 2, better: 3, weekdays: WEEK, time: null, skips: 2, hours: null, start: "2003-01-01", end: null },
};
const weekly = (id, kind, option, target) => ({
  ...{ id, name: id, of: kind ? "activity" : "reading", kind, any_of: kind ? [option] : [], per: "week", target },
  ...{ better: null, weekdays: [], time: null, skips: 1, hours: null, start: "2003-01-01", end: null },
});
const POSTS = weekly("posts", "post_published", {}, 3);
const READING = weekly("reading", null, {}, 1);
const PROFILES = { ...COMMENTS, id: "profiles", kind: "profile_viewed", any_of: [{ via: "search" }, { via: "suggestion" }], target: 3 };
const REQUESTS = weekly("requests", "connection_request", { note: true }, 3);
const FOLLOW_UP = weekly("follow_up", "message_sent", { purpose: "follow_up" }, 1);
const routine = (...habits) => ({ habits, budget: 15, changed_at: "2026-01-01T00:00:00Z" });
const changed = (before, wanted, day = TODAY) => plan.changedTo(before, wanted, day, 15, NOW);

test("a change ends a habit the day before and begins it anew, and leaves the others as they are", () => {
  const { habits } = changed(routine(COMMENTS, POSTS), [{ ...plan.wantedOf(COMMENTS), target: 4, better: null }, plan.wantedOf(POSTS)]);
  assert.deepEqual(habits, [
    { ...COMMENTS, end: "2026-11-19" },
    { ...COMMENTS, target: 4, better: null, start: TODAY },
    POSTS,
  ]);
});

test("what was in force on an earlier day is in force on it after any change", () => {
  const before = routine(COMMENTS, { ...POSTS, end: "2026-11-10" }, READING);
  const steps = [[plan.wantedOf(POSTS)], [], [plan.wantedOf(READING), { ...plan.wantedOf(COMMENTS), target: 9 }]];
  let after = before;
  for (const [number, wanted] of steps.entries()) after = changed(after, wanted, `2026-11-${20 + number}`);
  for (const day of ["2026-10-01", "2026-11-10", "2026-11-15", "2026-11-19"]) {
    const then = (one) => plan.running(one, day).map(plan.wantedOf).sort((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(then(after), then(before), day);
  }
  assert.deepEqual(plan.running(after, "2026-11-22").map(({ id, target }) => [id, target]), [["reading", 1], ["comments", 9]]);
  assert.deepEqual(plan.running(after, "2026-11-21"), []);
});

test("a second change on the same day takes the place of the first", () => {
  const first = changed(routine(COMMENTS), [{ ...plan.wantedOf(COMMENTS), target: 4, better: null }]);
  const second = changed(first, [{ ...plan.wantedOf(COMMENTS), target: 5, better: null }]);
  assert.deepEqual(second.habits.map(({ target, start, end }) => [target, start, end]), [
    [2, "2003-01-01", "2026-11-19"],
    [5, TODAY, null],
  ]);
  assert.ok(Date.parse(second.changed_at) > Date.parse(first.changed_at));
});

test("a routine that a wrong clock dated far ahead is changed at the present time all the same", () => {
  const at = (before) => Date.parse(changed({ ...routine(COMMENTS), changed_at: before }, []).changed_at);
  assert.equal(at("2026-11-20T12:00:05Z"), NOW + 5001);
  assert.equal(at("2027-11-20T12:00:00Z"), NOW);
});

test("a habit is not in force twice, whatever its order among the others", () => {
  const { habits } = changed(routine(COMMENTS, POSTS), [plan.wantedOf(POSTS), plan.wantedOf(COMMENTS)]);
  assert.deepEqual(habits, [POSTS, COMMENTS]);
});

test("the solo routine takes about fourteen minutes a weekday, and 75 a week for posts", () => {
  const takes = plan.effort([COMMENTS, PROFILES, POSTS, REQUESTS, FOLLOW_UP, READING], kinds);
  assert.deepEqual(takes, { weekday: 14, longer: 75, reply: null });
  assert.equal(plan.effortWords(takes), "About 14 min a weekday, and 75 min a week for longer pieces such as posts.");
  assert.equal(plan.effortWords(plan.effort([], kinds)), "About 0 min a weekday.");
});

test("a share of replies is told by each reply, since nobody knows how many messages come", () => {
  const share = { ...READING, id: "prompt", of: "replies", target: 90, hours: 24 };
  assert.equal(plan.cadenceWords(share), "90 % within 24 h");
  assert.equal(plan.effortWords(plan.effort([FOLLOW_UP, share], kinds)), "About 1 min a weekday; each reply takes 3 min more.");
});

test("days of the week end ask nothing of a weekday, and what was not said takes the least that it can", () => {
  assert.equal(plan.effort([{ ...COMMENTS, weekdays: ["sat", "sun"] }], kinds).weekday, 0);
  assert.equal(plan.effort([{ ...COMMENTS, any_of: [{}] }], kinds).weekday, 2);
});

test("a cadence reads like a sentence", () => {
  assert.equal(plan.cadenceWords(COMMENTS), "2 on weekdays, 3 is better");
  assert.equal(plan.cadenceWords({ ...COMMENTS, weekdays: ["wed", "mon"], better: null, time: "09:30" }), "2 on Mon, Wed, at 09:30");
  assert.equal(plan.cadenceWords({ ...COMMENTS, weekdays: plan.DAYS, better: null }), "2 a day");
  assert.equal(plan.cadenceWords({ ...POSTS, per: "seven_days" }), "3 in any 7 days");
});

test("boxes that are ticked are sets of qualifiers, and the other way round", () => {
  assert.deepEqual(plan.anyOfFrom(plan.ticked(PROFILES.any_of)), PROFILES.any_of);
  assert.deepEqual(plan.anyOfFrom(new Map([["note", new Set([true])], ["role", new Set()]])), [{ note: true }]);
  assert.deepEqual(plan.anyOfFrom(new Map()), [{}]);
});

test("a preset leaves out what needs a tool that is not there", () => {
  const preset = { habits: [weekly("leads", "lead_saved", { tool: "sales_navigator" }, 3), READING] };
  const without = kinds.filter(({ tool }) => tool === null);
  assert.deepEqual(plan.wantedFrom(preset, without).map(({ id }) => id), ["reading"]);
  assert.equal(plan.newId(routine(COMMENTS, { ...POSTS, id: "own_3" })), "own_4");
});
