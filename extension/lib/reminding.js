// @ts-check
/** A reminder, where one is wanted, allowed and due: at most as many a day as the person asked for. */
import { api } from "./browser.js";
import { openDashboard } from "./dashboard.js";
import { counting } from "./outbox.js";
import { progress } from "./progress.js";
import { localTime } from "./protocol.js";
import { mayRemind, reminderWords, remindedAt } from "./reminders.js";
import { readStore, writeReminded } from "./storage.js";

/** The permission is asked for on the options page, by the click that wants reminders. */
export const ALLOWED = { permissions: /** @type {chrome.runtime.ManifestOptionalPermission[]} */ (["notifications"]) };

const REMINDER = "reminder";

export async function remind() {
  const store = await readStore();
  const now = Date.now();
  if (!store.pairing || !store.told || !mayRemind(store.reminders, store.reminded, localTime(now))) return;
  const message = reminderWords(progress(store.told, counting(store), now));
  if (message === null || !(await api.permissions.contains(ALLOWED))) return;
  // Kept first: better one that was not seen than the same one twice.
  await writeReminded(remindedAt(store.reminded, localTime(now)));
  const iconUrl = api.runtime.getURL("icons/128.png");
  await api.notifications.create(REMINDER, { type: "basic", title: "Colonnade", message, iconUrl });
}

/** Where a reminder leads to: Today; while the agent is away the popup's page, which keeps clicks without it. */
export async function followReminder() {
  const { pairing } = await readStore();
  await api.notifications.clear(REMINDER);
  if (await openDashboard(pairing?.port, "/")) await api.tabs.create({ url: api.runtime.getURL("popup.html") });
}
