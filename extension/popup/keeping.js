// @ts-check
/** What every click of the popup comes to: an entry, on disk before anything else happens. */
import { api } from "../lib/browser.js";
import { flush } from "../lib/flush.js";
import { enqueue } from "../lib/outbox.js";

export const NOT_KEPT = "Not kept: this browser could not write it. Its storage may be full.";

/**
 * Keep an entry. It is on its way twice when this returns, so the popup may close at once: Firefox
 * drops a page's write now and then when the page closes, but not a message it has sent.
 * @param {import("../lib/entries.js").Item} item @param {string} words said once it is on disk
 * @param {(words: string) => void} say
 * @returns {Promise<boolean>} whether it was kept, once the person has been told
 */
export async function keep(item, words, say) {
  const writing = enqueue(item);
  void api.runtime.sendMessage({ type: "keep", item });
  const kept = await writing.then(
    () => true,
    () => false,
  );
  say(kept ? words : NOT_KEPT);
  if (kept) void flush();
  return kept;
}
