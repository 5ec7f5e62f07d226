/** Days, times, numbers and sentences as a person reads them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { byDay, NO_FILTER, readPages, targetOf } from "../../agent/colonnade/web/dashboard/activity/query.js";
import { BASE, levelOf, marks, shafts, TOP } from "../../agent/colonnade/web/dashboard/drawing.js";
import * as times from "../../agent/colonnade/web/dashboard/times.js";
import { habitLine, shareFar, shareLine, streakLine } from "../../agent/colonnade/web/dashboard/today/habit-words.js";
import * as words from "../../agent/colonnade/web/dashboard/words.js";

const believed = (mean, low, high) => ({ mean, bands: { 50: [low, high], 80: [low, high], 95: [low, high] } });
const pillars = {
  brand: believed(12.14, 11.2, 13.1),
  find: believed(5.9, 5, 6.9),
  engage: believed(10.4, 9.3, 11.6),
  build: believed(15.8, 15.1, 16.6),
};
const habit = {
  ...{ id: "comments", name: "Substantive comments", cadence: "2 on weekdays" },
  ...{ per: "day", due: true, target: 2, done: 1 },
};
const today = {
  day: "2026-11-20", week: "2026-W07", period: null, left: { clicks: 2, minutes: 7.4 }, habits: [habit],
  last: [], confirmed_at: "2026-11-20T09:42:00Z",
};

test("a time is shown as it stood on the clock of its place, not of this machine", () => {
  const { day, clock, offset } = times.wallOf("2026-11-20T23:42:07.5+14:00");
  assert.deepEqual([day, clock, offset], ["2026-11-20", "23:42", "+14:00"]);
  assert.equal(times.wallOf("2026-11-20T23:42:07Z").offset, "+00:00");
});

test("a time is as short as it can be told apart", () => {
  const at = (day) => times.shortTime({ day, clock: "10:42" }, "2026-11-20");
  assert.deepEqual(
    ["2026-11-20", "2026-11-19", "2026-11-14", "2026-11-13", "2025-11-20", "2026-11-21"].map(at),
    ["10:42", "Thu", "Sat", "13 Nov", "20 Nov 2025", "21 Nov"],
  );
});

test("days are named in full, with the year only when it is another", () => {
  assert.equal(times.longDay("2026-11-20", "2026-11-22"), "Friday, 20 November");
  assert.equal(times.longDay("2025-12-31", "2026-01-01"), "Wednesday, 31 December 2025");
});

test("a moved activity keeps an offset this machine cannot know", () => {
  const far = "2026-11-20T10:42:07.123+13:45";
  assert.equal(times.movedTo(far, "2026-11-20", "10:42"), far);
  assert.equal(times.movedTo(far, "2026-11-18", "09:00"), "2026-11-18T09:00:00+13:45");
});

test("an activity of this machine's zone moves with the zone's own offset of that day", () => {
  const here = times.timeHere("2026-11-20", "10:42");
  assert.equal(times.movedTo(here, "2026-07-01", "09:00"), times.timeHere("2026-07-01", "09:00"));
});

test("the day's line says the week and what is left", () => {
  assert.equal(words.dayLine(today), "Week 7 · about 7 minutes left in today's routine");
  const none = { ...today, left: { clicks: 0, minutes: 0 } };
  assert.equal(words.dayLine(none), "Week 7 · today's routine is done");
  const free = { ...none, habits: [{ ...habit, due: false }] };
  assert.equal(words.dayLine(free), "Week 7 · nothing left in today's routine");
  assert.equal(words.dayLine({ ...today, period: "away" }), "Week 7 · away: nothing is expected today");
});

test("a habit's line says what is to go, and does not nag on a day off", () => {
  assert.equal(habitLine(habit), "2 on weekdays · 1 to go");
  assert.equal(habitLine({ ...habit, done: 0 }), "2 on weekdays");
  assert.equal(habitLine({ ...habit, done: 3 }), "2 on weekdays · done");
  assert.equal(habitLine({ ...habit, due: false }), "2 on weekdays");
});

test("a target for a good day is named once the target is reached", () => {
  const better = { ...habit, target: 2, better: 3 };
  assert.equal(habitLine({ ...better, done: 1 }), "2 on weekdays · 1 to go");
  assert.equal(habitLine({ ...better, done: 2 }), "2 on weekdays · done, 3 is better");
  assert.equal(habitLine({ ...better, done: 3 }), "2 on weekdays · done");
});

test("a share of replies is told by its week, and what can still be done about it while it is asked for", () => {
  const row = { ...habit, of: "replies", per: "week", target: 10, done: 9 };
  const share = { percent: 90, hours: 24, open: 0 };
  assert.equal(`${shareFar(row)} ${shareLine(row, share)}`, "9 of 10 answered within 24 h · 90 % asked");
  assert.equal(shareLine(row, { ...share, open: 1 }), "answered within 24 h · 90 % asked · 1 reply still in time");
  assert.equal(shareLine({ ...row, due: false }, { ...share, open: 2 }), "answered within 24 h · 90 % asked");
  const calm = { ...row, target: 0, done: 0 };
  assert.equal(`${shareFar(calm)} ${shareLine(calm, { ...share, open: 2 })}`,
    "none due this week · 90 % within 24 h asked · 2 replies still in time");
});

test("a streak is said calmly: what was reached, and skips once one was used", () => {
  const line = (streak) => streakLine({ ...habit, streak });
  const firm = { unit: "days", length: 12, strength: 0.744, skips: 2, skips_left: 2 };
  assert.equal(line(firm), "12 days in a row · strength 74 %");
  assert.equal(line({ ...firm, skips_left: 1 }), "12 days in a row · strength 74 % · 1 skip left");
  assert.equal(line({ ...firm, unit: "weeks", skips: 1, skips_left: 0 }), "12 weeks in a row · strength 74 % · no skip left");
  assert.equal(line({ ...firm, length: 1 }), "Strength 74 %");
  assert.equal(line({ ...firm, length: 0, strength: 0 }), "");
  assert.equal(line(null), "");
});

test("numbers have no more digits than their range deserves", () => {
  assert.deepEqual(words.pillarWords(pillars.brand), { value: "12.1", range: "11.2–13.1" });
  assert.deepEqual(words.pillarWords(believed(9.6, 2.6, 14.2)), { value: "10", range: "3–14" });
  assert.deepEqual(words.pillarWords(believed(0, -0.04, 1)), { value: "0.0", range: "0.0–1.0" });
  assert.deepEqual(words.totalWords(believed(44.2, 40.6, 47.4)), { value: "44", range: "41–47" });
});

test("the drawing in words says not known yet while there is no reading", () => {
  const said = (basis) => words.colonnadeWords({ basis, pillars });
  assert.match(said("prior"), /Find not known yet, eight in ten between 5\.0 and 6\.9\./);
  assert.match(said("reading"), /^Four pillars of 25\. Brand 12\.1, eight in ten between 11\.2 and 13\.1\./);
});

test("the drawing fills a shaft to the mean, and leaves it empty while nothing is known", () => {
  const [brand, find] = shafts({ basis: "ledger", pillars });
  assert.equal(brand.fill, BASE - levelOf(12.14));
  assert.ok(find.high < find.level && find.level < find.low);
  assert.deepEqual(shafts({ basis: "prior", pillars }).map(({ fill }) => fill), [null, null, null, null]);
});

test("the drawing stays between base and entablature", () => {
  assert.deepEqual([levelOf(-3), levelOf(0), levelOf(25), levelOf(40)], [BASE, BASE, TOP, TOP]);
});

test("what was read stands at its level beside the shaft, and only what was read", () => {
  const reading = { brand: 25, find: 5.5, engage: 0, build: 12 };
  const [brand, find, engage] = marks({ reading, industry: { brand: null, find: 9, engage: 0 } });
  assert.deepEqual([brand.reading, brand.average], [{ value: 25, y: TOP }, null]);
  assert.deepEqual([find.reading, find.average], [{ value: 5.5, y: levelOf(5.5) }, levelOf(9)]);
  assert.deepEqual([engage.reading, engage.average], [{ value: 0, y: BASE }, BASE]);
  assert.equal(marks({ reading: { ...reading, find: null }, industry: null })[1].reading, null);
  assert.deepEqual(marks({ reading: null, industry: null }).map((mark) => [mark.reading, mark.average])[3], [null, null]);
});

test("a rank is told with the one before it, and a pillar with how far below it lies", () => {
  const rank = { value: 9, day: "2026-11-16", before: 12.5, before_day: "2026-11-09" };
  assert.equal(words.rankWords(rank, "2026-11-20"), "16 Nov, was 12.5 % on 9 Nov");
  assert.equal(words.rankWords({ ...rank, before: null, before_day: null }, "2026-11-20"), "16 Nov");
});

test("what lags is told with its rule first, and then what else lies below its group", () => {
  const below = [{ pillar: "build", group: "industry", by: 2.1 }, { pillar: "find", group: "network", by: 0.04 }];
  const lagging = { pillar: "build", rule: "below_average", reason: "Build is furthest below." };
  const find = "Find is a little below your network's average.";
  assert.deepEqual(words.laggingWords({ lagging, below }), [lagging.reason, find]);
  const gain = { pillar: "build", rule: "most_to_gain", reason: "Build has the most to gain." };
  assert.deepEqual(words.laggingWords({ lagging: gain, below: [] }), [gain.reason]);
  assert.deepEqual(words.laggingWords({ lagging: null, below: [below[1]] }), [find]);
});

test("a click from elsewhere is said aloud, with the habit it moved", () => {
  const activity = { id: "a", text: "Comment · substantive" };
  const after = { ...today, last: [activity], confirmed_at: "2026-11-20T09:43:00Z", habits: [{ ...habit, done: 2 }] };
  assert.equal(words.news(today, after), "Comment · substantive, kept. Substantive comments: 2 of 2.");
  assert.equal(words.news(today, today), "");
  assert.equal(words.news(null, after), "");
});

test("an older activity that comes into view after an undo is not said to be kept", () => {
  const [newest, older] = [{ id: "a", text: "Post" }, { id: "b", text: "Comment" }];
  const before = { ...today, last: [newest] };
  const after = { ...today, last: [older], confirmed_at: "2026-11-20T09:43:00Z" };
  assert.equal(words.news(before, after), "");
  assert.equal(words.news(after, { ...after, last: [newest, older] }), "Post, kept.");
});

test("a filter asks only for what was said", () => {
  assert.equal(targetOf(NO_FILTER, null), "/api/v1/activities?limit=100");
  assert.equal(
    targetOf({ ...NO_FILTER, pillar: "find", text: "a & b" }, "c=1"),
    "/api/v1/activities?pillar=find&text=a+%26+b&limit=100&cursor=c%3D1",
  );
});

test("pages are read one after another, and no further than there are any", async () => {
  const asked = [];
  const get = async (target) => {
    asked.push(target);
    return asked.length < 3 ? { items: [asked.length], next: `n${asked.length}` } : { items: [3], next: null };
  };
  assert.deepEqual(await readPages(get, NO_FILTER, 2), { items: [1, 2], next: "n2" });
  asked.length = 0;
  assert.deepEqual(await readPages(get, NO_FILTER, 9), { items: [1, 2, 3], next: null });
});

test("rows stand under the day they count in", () => {
  const rows = [{ day: "2026-11-20", n: 1 }, { day: "2026-11-20", n: 2 }, { day: "2026-11-19", n: 3 }];
  assert.deepEqual(byDay(rows).map(({ day, items }) => [day, items.length]), [["2026-11-20", 2], ["2026-11-19", 1]]);
});
