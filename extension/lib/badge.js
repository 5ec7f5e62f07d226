// @ts-check
/** The badge: what is left today or, in another form, how many clicks wait. */
import { api } from "./browser.js";
import { counting } from "./outbox.js";
import { progress } from "./progress.js";
import { readStore } from "./storage.js";
import { leftWords, waitingWords } from "./words.js";

/** @typedef {{text: string, title: string, waits: boolean}} Badge */

/**
 * @param {import("./storage.js").Store} store @param {number} now Unix milliseconds @returns {Badge}
 */
export function badgeOf(store, now) {
  const waiting = store.outbox.length;
  if (waiting > 0) return { text: `↑${waiting > 99 ? "99" : waiting}`, title: `Colonnade: ${waitingWords(store.outbox)}`, waits: true };
  if (!store.pairing) return { text: "", title: "Colonnade: not paired yet", waits: false };
  if (!store.told) return { text: "", title: "Colonnade", waits: false };
  const { left, due } = progress(store.told, counting(store), now);
  return { text: left > 0 ? String(left) : "", title: `Colonnade: ${leftWords(left, due)}`, waits: false };
}

/** Paint the badge from what is kept. */
export async function showBadge() {
  const { text, title, waits } = badgeOf(await readStore(), Date.now());
  await api.action.setBadgeText({ text });
  await api.action.setTitle({ title });
  await api.action.setBadgeBackgroundColor({ color: waits ? "#f1ece2" : "#1d1b17" });
  await api.action.setBadgeTextColor({ color: waits ? "#1d1b17" : "#faf8f4" });
}
