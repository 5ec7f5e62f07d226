/** Asking about a working day without entries: once, and in which words. */
import "./fake_browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";

import { daysToAsk } from "../../extension/lib/answers.js";
import { askWords } from "../../extension/popup/asked.js";

const FRIDAY = "2026-11-20";
const THURSDAY = { first: "2026-11-19", last: "2026-11-19" };
/** @param {object | null} unanswered @returns {any} */
const told = (unanswered, day = FRIDAY) => ({ today: { day, unanswered } });

test("an empty day is asked about once, and the next one again", () => {
  assert.deepEqual(daysToAsk(told(THURSDAY), null, FRIDAY), THURSDAY);
  assert.equal(daysToAsk(told(THURSDAY), "2026-11-19", FRIDAY), null);
  assert.deepEqual(daysToAsk(told(THURSDAY), "2026-11-18", FRIDAY), THURSDAY);
});

test("nothing is asked where nothing is open, where the agent spoke on another day, or has not spoken", () => {
  assert.equal(daysToAsk(told(null), null, FRIDAY), null);
  assert.equal(daysToAsk(told(THURSDAY, "2026-11-21"), null, FRIDAY), null);
  assert.equal(daysToAsk(null, null, FRIDAY), null);
  // An older agent knows nothing of it.
  assert.equal(daysToAsk(told(undefined), null, FRIDAY), null);
});

test("the question names the days as a person does", () => {
  assert.equal(askWords(THURSDAY, FRIDAY), "Nothing was logged yesterday. What was it?");
  assert.equal(askWords({ first: "2026-11-18", last: "2026-11-18" }, FRIDAY), "Nothing was logged on Wednesday. What was it?");
  assert.equal(askWords({ first: "2026-11-03", last: "2026-11-19" }, FRIDAY), "Nothing was logged from 3 November to yesterday. What was it?");
});
