/** Today as popup and badge show it: the agent's last answer and the clicks since. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { newAmend, newEntry, newRetract } from "../../extension/lib/entries.js";
import { progress } from "../../extension/lib/progress.js";

process.env.TZ = "UTC";

// 20 November 2026 is a Friday.
const NOON = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const COMMENT = { kind: "comment_written", qualifiers: { depth: "substantive" } };
const PROFILE = { kind: "profile_viewed", qualifiers: { via: "search" } };

/** @type {any} */
const COMMENTS = {
  ...{ id: "comments", name: "", cadence: "", pillar: "engage", kind: "comment_written", any_of: [{ depth: "substantive" }] },
  ...{ per: "day", due: true, target: 2, done: 1, minutes: 4 },
};
/** @type {any} */
const PROFILES = {
  ...{ id: "profiles", name: "", cadence: "", pillar: "find", kind: "profile_viewed" },
  ...{ any_of: [{ via: "search" }, { via: "suggestion" }], per: "day", due: true, target: 3, done: 0, minutes: 1 },
};
/** @type {any} */
const POSTS = {
  ...{ id: "posts", name: "", cadence: "", pillar: "brand", kind: "post_published", any_of: [{}], per: "week" },
  ...{ due: true, target: 3, done: 2, minutes: 25 },
};
const TILES = [
  { label: "Substantive comment", ...COMMENT, fixed: ["depth"], pillar: "engage", habit: "comments", last_day: null },
  { label: "Profile via search", ...PROFILE, fixed: ["via"], pillar: "find", habit: "profiles", last_day: null },
  { label: "Post", kind: "post_published", qualifiers: {}, fixed: [], pillar: "brand", habit: "posts", last_day: null },
  {
    ...{ label: "Search with filters", kind: "people_search", qualifiers: { filters: true }, fixed: ["filters"] },
    ...{ pillar: "find", habit: null, last_day: "2026-11-17" },
  },
];
const LAST = {
  ...{ id: "0190a000-0000-7000-8000-000000000001", at: "2026-11-20T09:00:00.000000+00:00", day: "2026-11-20" },
  ...{ ...COMMENT, count: 1, note: "", text: "", channel: null, client: "", amended: false },
};

/** @param {object} [today] @returns {any} */
function told(today = {}) {
  const all = { day: "2026-11-20", habits: [COMMENTS, PROFILES, POSTS], tiles: TILES, last: [LAST], ...today };
  return { today: all, zone: "UTC", day_start: "00:00", week_start: "monday", asked_at: 0, since: [] };
}

/** @param {any} seen @returns {string[]} */
const words = (seen) => seen.tiles.map((/** @type {any} */ tile) => tile.words);

test("with nothing waiting it is what the agent told", () => {
  const now = progress(told(), [], NOON);
  assert.equal(now.left, 4);
  assert.deepEqual(words(now), ["1 of 2 today", "0 of 3 today", "2 of 3 this week", "none since Tuesday"]);
  assert.deepEqual(now.last.map(({ id }) => id), [LAST.id]);
});

test("a click counts at once, while the agent is away too", () => {
  const click = newEntry(COMMENT, NOON);
  const now = progress(told(), [click], NOON);
  assert.equal(now.left, 3);
  assert.equal(words(now)[0], "2 of 2 today");
  assert.deepEqual(now.last.map(({ id }) => id), [click.subject, LAST.id]);
});

test("each of a habit's qualifiers counts for it, and no other", () => {
  const search = newEntry(PROFILE, NOON);
  const suggestion = newEntry({ ...PROFILE, qualifiers: { via: "suggestion" } }, NOON);
  const feed = newEntry({ ...PROFILE, qualifiers: { via: "feed" } }, NOON);
  assert.equal(words(progress(told(), [search, suggestion, feed], NOON))[1], "2 of 3 today");
});

test("more than the target leaves no other habit less to do", () => {
  const clicks = [1, 2, 3].map((i) => newEntry(COMMENT, NOON + i));
  assert.equal(progress(told(), clicks, NOON).left, 3);
});

test("an undo of a counted activity takes it off and out of the list", () => {
  const now = progress(told(), [newRetract(LAST.id, NOON, 0)], NOON);
  assert.equal(words(now)[0], "0 of 2 today");
  assert.equal(now.left, 5);
  assert.deepEqual(now.last, []);
});

test("a chip that leaves the habit takes the activity off it", () => {
  const chip = newAmend(LAST.id, { kind: "comment_written", qualifiers: { depth: "shallow" } }, NOON, 0);
  const now = progress(told(), [chip], NOON);
  assert.equal(words(now)[0], "0 of 2 today");
  assert.deepEqual(now.last[0]?.qualifiers, { depth: "shallow" });
});

test("a count counts, and a count changed again counts once", () => {
  const click = newEntry(PROFILE, NOON);
  const two = newAmend(click.subject, { count: 2 }, NOON, 0);
  const three = newAmend(click.subject, { count: 3 }, NOON, Date.parse(two.made_at));
  const now = progress(told(), [three, click, two], NOON);
  assert.equal(words(now)[1], "3 of 3 today");
  assert.equal(now.last[0]?.count, 3);
});

test("an activity moved to another day counts there", () => {
  const moved = newAmend(LAST.id, { at: "2026-11-19T09:00:00+00:00" }, NOON, 0);
  const now = progress(told(), [moved], NOON);
  assert.equal(words(now)[0], "0 of 2 today");
  assert.equal(now.last[0]?.day, "2026-11-19");
});

test("an entry that is kept and not yet told of counts once, waiting or not", () => {
  const click = newEntry(COMMENT, NOON);
  const since = { ...told(), since: [click] };
  assert.equal(words(progress(since, [click], NOON))[0], "2 of 2 today");
  assert.equal(words(progress(told({ last: [{ ...LAST, id: click.subject }] }), [click], NOON))[0], "1 of 2 today");
});

test("past midnight the day's counts begin anew, and the week's go on", () => {
  const saturday = progress(told(), [], NOON + DAY);
  assert.equal(saturday.day, "2026-11-21");
  assert.deepEqual(words(saturday).slice(0, 3), ["0 of 2 today", "0 of 3 today", "2 of 3 this week"]);
  assert.equal(saturday.left, 0);
  assert.equal(saturday.due, false);
});

test("in the next week the week's counts begin anew, and weekdays ask again", () => {
  const monday = progress(told(), [], NOON + 3 * DAY);
  assert.deepEqual(words(monday), ["0 of 2 today", "0 of 3 today", "0 of 3 this week", "none since Tuesday"]);
  assert.equal(monday.left, 5);
});

test("a week that begins on Sunday begins on Sunday", () => {
  const sundays = { ...told(), week_start: "sunday" };
  assert.equal(words(progress(sundays, [], NOON + DAY))[2], "2 of 3 this week");
  assert.equal(words(progress(sundays, [], NOON + 2 * DAY))[2], "0 of 3 this week");
});

test("a day ends at the person's day start, in their zone", () => {
  const late = { ...told(), day_start: "04:00", zone: "America/New_York" };
  assert.equal(progress(late, [], Date.UTC(2026, 10, 21, 8, 59)).day, "2026-11-20");
  assert.equal(progress(late, [], Date.UTC(2026, 10, 21, 9, 0)).day, "2026-11-21");
});

test("yesterday's undone click is not taken off today's count", () => {
  const now = progress(told(), [newRetract(LAST.id, NOON + DAY, 0)], NOON + DAY);
  assert.equal(words(now)[0], "0 of 2 today");
});

test("on an away day the agent asks nothing, whatever the day of the week", () => {
  const away = told({ habits: [{ ...COMMENTS, due: false }, { ...PROFILES, due: false }, POSTS] });
  assert.deepEqual([progress(away, [], NOON).left, progress(away, [], NOON).due], [0, false]);
});

test("a tile of no habit says when it was last done", () => {
  const filtered = newEntry({ kind: "people_search", qualifiers: { filters: true } }, NOON);
  const plain = newEntry({ kind: "people_search", qualifiers: { filters: false } }, NOON);
  const say = (/** @type {any} */ last_day, /** @type {any[]} */ items) =>
    words(progress(told({ tiles: [{ ...TILES[3], last_day }] }), items, NOON))[0];
  assert.equal(say(null, []), "none yet");
  assert.equal(say(null, [plain]), "none yet");
  assert.equal(say(null, [filtered]), "done today");
  assert.equal(say("2026-11-19", []), "none since yesterday");
  assert.equal(say("2026-11-13", []), "none since 13 November");
  assert.equal(say("2025-12-31", []), "none since 31 December 2025");
});

test("at most three are shown, newest first", () => {
  const clicks = [1, 2, 3, 4].map((i) => newEntry(COMMENT, NOON + i));
  const shown = progress(told(), clicks, NOON).last.map(({ id }) => id);
  assert.deepEqual(shown, clicks.slice(1).reverse().map(({ subject }) => subject));
});

test("a change of an activity not known here changes nothing that is shown", () => {
  const now = progress(told(), [newAmend("0190a000-0000-7000-8000-00000000ffff", { count: 9 }, NOON, 0)], NOON);
  assert.deepEqual([now.left, now.last.length], [4, 1]);
});

test("of any seven days the oldest falls out at midnight, with the agent away too", () => {
  const any = { ...POSTS, per: "seven_days", days: [1, 0, 0, 0, 0, 0, 1] };
  const later = (/** @type {number} */ days) => words(progress(told({ habits: [any] }), [], NOON + days * DAY))[2];
  assert.equal(later(0), "2 of 3 in 7 days");
  assert.equal(later(1), "1 of 3 in 7 days");
  assert.equal(later(6), "1 of 3 in 7 days");
  assert.equal(later(7), "0 of 3 in 7 days");
  const click = newEntry({ kind: "post_published", qualifiers: {} }, NOON + DAY);
  assert.equal(words(progress(told({ habits: [any] }), [click], NOON + 7 * DAY))[2], "1 of 3 in 7 days");
});

test("a daily habit is due on its own weekdays, whichever day the agent spoke last", () => {
  const sundays = { ...COMMENTS, weekdays: "7" };
  const due = (/** @type {any} */ habit, /** @type {number} */ days) => progress(told({ habits: [habit] }), [], NOON + days * DAY).due;
  assert.deepEqual([1, 2, 3].map((days) => due(sundays, days)), [false, true, false]);
  assert.deepEqual([1, 2, 3].map((days) => due(COMMENTS, days)), [false, false, true]);
});

test("a share of replies says what was in time and what is asked, and no click moves it before the agent tells", () => {
  const prompt = { id: "prompt", of: "replies", kind: null, any_of: [], per: "week", due: true, target: 10, done: 9, minutes: 3 };
  const tile = { label: "Message answered", kind: "message_replied", qualifiers: {}, fixed: [], pillar: "build", habit: "prompt" };
  const asked = told({ habits: [prompt], tiles: [tile], share: { percent: 90, hours: 24, open: 1 } });
  const click = newEntry({ kind: "message_replied", qualifiers: {} }, NOON);
  assert.deepEqual(words(progress(asked, [click], NOON)), ["9 of 10 within 24 h · 90 % asked"]);
  assert.deepEqual(words(progress(asked, [], NOON + 3 * DAY)), ["none due within 24 h · 90 % asked"]);
  assert.equal(progress(asked, [click], NOON).left, 0);
});

test("what helps most now says so on its tile until its habit is done, and on no later day", () => {
  const today = told({ next: { habit: "comments" } });
  const next = (/** @type {any} */ seen) => seen.tiles.map((/** @type {any} */ tile) => tile.next);
  const now = progress(today, [], NOON);
  assert.deepEqual(next(now), [true, false, false, false]);
  assert.equal(words(now)[0], "1 of 2 today · next");
  assert.deepEqual(next(progress(today, [newEntry(COMMENT, NOON)], NOON)), [false, false, false, false]);
  assert.deepEqual(next(progress(today, [], NOON + DAY)), [false, false, false, false]);
  assert.deepEqual(next(progress(told({ next: { habit: "comments", opens: "owed" } }), [], NOON)), [false, false, false, false]);
  const reading = { ...COMMENTS, id: "reading", of: "reading", kind: null, per: "week", target: 1, done: 0 };
  const left = progress(told({ habits: [reading], tiles: [], next: { habit: "reading" } }), [], NOON);
  assert.deepEqual([left.readings, left.reading_next], ["0 of 1 this week · next", true]);
});
