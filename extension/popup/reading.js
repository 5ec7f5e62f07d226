// @ts-check
/** The place of "Enter a reading": it takes the place of everything that is clicked, and is left again. */
import { MEMORY_MS } from "../lib/chips.js";
import { byId } from "../lib/dom.js";
import { writeDraft } from "../lib/storage.js";
import { readingForm } from "./reading_form.js";

/** @typedef {import("../lib/readings.js").Typed} Typed */

/**
 * @param {() => string} today the day it is now
 * @param {(typed: Typed) => Promise<boolean>} keep whether what was typed was kept
 * @param {() => void} turned called when the place opens or closes
 */
export function readingPlace(today, keep, turned) {
  const place = byId("reading");
  const empty = () => ({ day: today(), texts: {} });
  const form = readingForm({
    today,
    typing: (typed) => void writeDraft({ ...typed, at: Date.now() }),
    keep: (typed) => {
      show(false);
      // What could not be kept stays typed.
      void keep(typed).then((kept) => kept && form.fill(empty()));
    },
  });

  /** @param {boolean} shown */
  function show(shown) {
    place.hidden = !shown;
    turned();
    if (shown) form.begin();
    else byId("enter").focus();
  }

  return {
    /** @returns {boolean} whether a reading is being typed */
    isOpen: () => place.hidden === false,
    open: () => show(true),
    /** Back without a reading; what was typed is there again only while this popup is open. */
    cancel: () => {
      void writeDraft(null);
      show(false);
    },
    /** Go on with what was typed before the popup closed, where that is not long ago. @param {import("../lib/readings.js").Draft | null} draft */
    resume: (draft) => {
      const fresh = draft !== null && Date.now() - draft.at < MEMORY_MS;
      form.fill(fresh ? draft : empty());
      if (fresh) show(true);
    },
  };
}
