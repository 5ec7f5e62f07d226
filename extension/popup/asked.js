// @ts-check
/** "Nothing was logged on Thursday": asked once. It stands at the end, so that nothing moves when it comes late. */
import { answer, daysToAsk } from "../lib/answers.js";
import { dayBefore, dayWords } from "../lib/days.js";
import { byId, setText } from "../lib/dom.js";
import { newPeriod } from "../lib/entries.js";
import { writeAsked } from "../lib/storage.js";

/** @typedef {{first: string, last: string}} Days */
/**
 * @typedef {object} World
 * @property {(item: import("../lib/entries.js").Item, words: string) => unknown} keep
 * @property {(day: string) => void} catchUp
 * @property {(words: string) => void} say
 */

const NOT_NOW = "The agent does not answer. Today in the dashboard asks again.";

/** @param {World} world @returns {(store: import("../lib/storage.js").Store, day: string) => void} shows the question where there is one */
export function askedLine({ keep, catchUp, say }) {
  /** @type {Days | null} */
  let days = null;

  /** @param {string} id @param {(days: Days) => unknown} act */
  const on = (id, act) =>
    byId(id).addEventListener("click", () => {
      byId("asked").hidden = true;
      byId("catch-up").focus();
      if (days) void act(days);
    });
  on("asked-idle", async ({ first, last }) => {
    const kept = await answer(({ idle }) => ({ idle: [...idle, { first, last }] }), Date.now());
    say(kept ? "Nothing done, kept." : NOT_NOW);
  });
  on("asked-never", async () => say((await answer(() => ({ ask: false }), Date.now())) ? "Not asked any more." : NOT_NOW));
  on("asked-away", ({ first, last }) => keep(newPeriod("away", first, last, Date.now()), "Away, kept."));
  on("asked-forgot", ({ first, last }) => {
    // Only the last of them is caught up; the days before it are said to be unlogged.
    if (first < last) keep(newPeriod("unlogged", first, dayBefore(last), Date.now()), "Not logged, kept.");
    catchUp(last);
  });

  return ({ told, asked }, day) => {
    const open = daysToAsk(told, asked, day);
    if (open === null) return;
    days = open;
    byId("asked").hidden = false;
    setText(byId("asked-words"), askWords(open, day));
    // Asked now, whatever becomes of this popup.
    void writeAsked(open.last);
  };
}

/** @param {Days} days @param {string} today @returns {string} "Nothing was logged yesterday. What was it?" */
export function askWords({ first, last }, today) {
  const named = (/** @type {string} */ day) => dayWords(day, today).replace(/^(?!yesterday)/, "on ");
  if (first === last) return `Nothing was logged ${named(last)}. What was it?`;
  return `Nothing was logged from ${dayWords(first, today)} to ${dayWords(last, today)}. What was it?`;
}
