// @ts-check
/** What every click of the popup comes to: an entry, on disk before anything else happens. */
import { api } from "../lib/browser.js";
import { flush } from "../lib/flush.js";
import { enqueue } from "../lib/outbox.js";

export const NOT_KEPT = "Not kept: this browser could not write it. Its storage may be full.";

/**
 * Keep an entry. The write has begun when this returns, so the popup may close at once.
 * @param {import("../lib/entries.js").Item} item @param {string} words said once it is on disk
 * @param {(words: string) => void} say
 * @returns {Promise<void>} settled once the person knows what became of it
 */
export async function keep(item, words, say) {
  const kept = await enqueue(item).then(
    () => true,
    () => false,
  );
  say(kept ? words : NOT_KEPT);
  if (kept) sendSoon();
}

/** Both this page and the background try: the one may be closed, the other asleep. */
export function sendSoon() {
  void flush();
  void api.runtime.sendMessage({ type: "flush" });
}
