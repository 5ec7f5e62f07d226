/** "Week 47 is ready" is said once. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { NOTHING_TOLD } from "../../extension/lib/progress.js";
import { readyWords, weekToTell } from "../../extension/lib/ready.js";

// A Friday.
const TODAY = "2026-11-20";

/** @param {object} [today] @returns {any} */
function told(today = {}) {
  return { ...NOTHING_TOLD, today: { ...NOTHING_TOLD.today, day: TODAY, ...today } };
}

test("a week is told of once, in the week after it, and the next one again", () => {
  const ready = told({ ready: "2026-W46" });
  assert.equal(weekToTell(ready, null, TODAY), "2026-W46");
  assert.equal(weekToTell(ready, "2026-W45", TODAY), "2026-W46");
  assert.equal(weekToTell(ready, "2026-W46", TODAY), null);
  assert.equal(weekToTell(ready, "2027-W01", TODAY), null);
  assert.equal(weekToTell(ready, null, "2026-11-23"), null);
  assert.equal(weekToTell(told(), null, TODAY), null);
  assert.equal(weekToTell(null, null, TODAY), null);
  assert.equal(weekToTell(told({ ready: undefined }), null, TODAY), null);
});

test("what was said in a week that began on Sunday holds to the Saturday after", () => {
  const sundays = { ...told({ ready: "2026-W46" }), week_start: /** @type {const} */ ("sunday") };
  assert.equal(weekToTell(sundays, null, "2026-11-21"), "2026-W46");
  assert.equal(weekToTell(sundays, null, "2026-11-22"), null);
});

test("a week is named by its number", () => {
  assert.deepEqual(["2026-W47", "2027-W01"].map(readyWords), ["Week 47 is ready.", "Week 1 is ready."]);
});
