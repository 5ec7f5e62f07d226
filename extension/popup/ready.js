// @ts-check
/** The line that says once that a week's summary is ready. It comes last, so that nothing moves when it comes late. */
import { byId, setText } from "../lib/dom.js";
import { readyWords, weekToTell } from "../lib/ready.js";
import { writeReady } from "../lib/storage.js";

/**
 * @param {() => void} look opens the week
 * @returns {(store: import("../lib/storage.js").Store, day: string) => void} shows the line where there is one to show
 */
export function readyLine(look) {
  byId("week").addEventListener("click", look);
  byId("dismiss").addEventListener("click", () => {
    byId("ready").hidden = true;
    byId("dashboard").focus();
  });
  return ({ told, ready }, day) => {
    const week = weekToTell(told, ready, day);
    if (week === null) return;
    byId("ready").hidden = false;
    setText(byId("ready-words"), readyWords(week));
    // Told now, whatever becomes of this popup.
    void writeReady(week);
  };
}
