/** What steppers become: entries for yesterday and today, each with its count. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { recordOn } from "../../agent/colonnade/web/dashboard/today/behind.js";
import { caughtUp } from "../../extension/lib/catch_up.js";
import { dayOf } from "../../extension/lib/days.js";

process.env.TZ = "America/New_York";

const NOW = Date.parse("2026-11-02T01:30:00-05:00");
const COMMENT = { kind: "comment_written", qualifiers: { depth: "substantive" } };

test("a stepper that was used is one entry with its count, and one that was not is none", () => {
  const steps = [
    { click: COMMENT, day: "2026-11-02", count: 3 },
    { click: COMMENT, day: "2026-11-01", count: 7 },
    { click: { kind: "post_published", qualifiers: {} }, day: "2026-11-02", count: 0 },
  ];
  const items = caughtUp(steps, "2026-11-02", NOW);
  assert.deepEqual(items.map(({ kind, count, at }) => [kind, count, at.slice(0, 16)]), [
    ["comment_written", 3, "2026-11-02T01:30"],
    ["comment_written", 7, "2026-11-01T12:00"],
  ]);
  assert.equal(new Set(items.map(({ entry }) => entry)).size, 2);
  assert.deepEqual(new Set(items.map(({ made_at }) => made_at)).size, 1);
});

test("an earlier day is noon of it, with the offset that day had there", () => {
  // At half past one in the night it is still the first for who begins the day at three, and the clocks went back that day.
  const [item] = caughtUp([{ click: COMMENT, day: "2026-10-31", count: 1 }], "2026-11-01", NOW);
  assert.equal(item.at, "2026-10-31T12:00:00.000-04:00");
  assert.equal(dayOf(item.at, "03:00"), "2026-10-31");
});

test("the dashboard's entry of an earlier day says the same", () => {
  const [mine] = caughtUp([{ click: COMMENT, day: "2026-11-01", count: 4 }], "2026-11-02", NOW);
  const theirs = recordOn({ ...COMMENT, count: 4 }, "2026-11-01", "2026-11-02", NOW);
  const said = ({ at, kind, qualifiers, count }) => ({ at: Date.parse(at), offset: at.slice(-6), kind, qualifiers, count });
  assert.deepEqual(said(theirs), said(mine));
  assert.equal(recordOn({ ...COMMENT, count: 2 }, "2026-11-02", "2026-11-02", NOW).at.slice(0, 16), "2026-11-02T01:30");
});
