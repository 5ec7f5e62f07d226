/** The People page: how shares and waits are said, and what a rename writes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { renamed, touchesOf } from "../../agent/colonnade/web/dashboard/people/renaming.js";
import * as words from "../../agent/colonnade/web/dashboard/people/words.js";
import { longAgo } from "../../agent/colonnade/web/dashboard/times.js";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const activity = (id, contact) => ({
  ...{ id, at: "2026-11-20T09:30:00+01:00", day: "2026-11-20", kind: "message_sent", qualifiers: {}, count: 1 },
  ...{ note: "kept", contact, thread: "" },
});

test("a rename is an amend of the name alone for each activity, and none where it is so already", () => {
  const items = renamed([activity("a", "ann"), activity("b", "Ann")], "Ann", NOW);
  assert.deepEqual(items.map(({ entry, made_at, ...said }) => said), [
    { subject: "a", type: "amend", of: "activity", contact: "Ann" },
  ]);
  const forgotten = renamed([activity("a", "ann"), activity("b", "Ann")], "", NOW);
  assert.deepEqual(forgotten.map(({ subject, contact }) => [subject, contact]), [["a", ""], ["b", ""]]);
});

test("every page of what names somebody is read, and the name is escaped", async () => {
  const asked = [];
  const get = async (target) => {
    asked.push(target);
    return asked.length === 1 ? { items: [activity("a", "A&B")], next: "c/1" } : { items: [activity("b", "A&B")], next: null };
  };
  assert.deepEqual((await touchesOf(get, "A&B")).map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(asked, ["/api/v1/activities?contact=A%26B&limit=500", "/api/v1/activities?contact=A%26B&limit=500&cursor=c%2F1"]);
});

test("of few there is no per cent, and of nothing no number", () => {
  assert.deepEqual([[0, 0], [2, 4], [4, 5], [7, 9]].map(([one, all]) => words.shareWords(one, all)), [
    "none said", "2 of 4", "4 of 5 (80 %)", "7 of 9 (78 %)",
  ]);
  assert.deepEqual([null, 0, 2.54, 12.6].map(words.lagWords), ["not known", "half within 0", "half within 2.5", "half within 13"]);
});

test("replies are said with their number, and what was let go only where something was", () => {
  const figures = { n: 6, within_24h: 5, median_hours: 0.7, let_go: 0 };
  assert.deepEqual(words.repliesWords(figures), [
    "Answered within 24 hours: 5 of 6 (83 %) answered messages of the last 90 days.", "Half of them within 42 minutes (n = 6).",
  ]);
  assert.match(words.repliesWords({ ...figures, median_hours: 60, let_go: 2 }).join(" "), /within 2\.5 days .* at all: 6 of 8 \(75 %\)/);
  assert.equal(words.repliesWords({ n: 0, within_24h: 0, median_hours: null, let_go: 3 }).length, 1);
});

test("how long ago is said in days, then in months, then in years", () => {
  const said = ["2026-11-21", "2026-11-20", "2026-11-19", "2026-10-01", "2026-09-01", "2024-06-01"].map((day) => longAgo(day, "2026-11-20"));
  assert.deepEqual(said, ["today", "today", "yesterday", "50 days ago", "2 months ago", "2 years ago"]);
});
