// @ts-check
/**
 * Wakes when something was clicked, when the browser starts and by the clock; sends and sleeps again.
 *
 * Every listener is registered at once, before anything is awaited: a browser that wakes this
 * script for an event asks only the listeners it then finds. Nothing the person did is remembered in variables.
 */
import { showBadge } from "./lib/badge.js";
import { api } from "./lib/browser.js";
import { flush } from "./lib/flush.js";
import { gathered } from "./lib/gathering.js";
import { enqueueIfMissing } from "./lib/outbox.js";
import { followReminder, remind } from "./lib/reminding.js";
import { closeToPages, onChange, readStore } from "./lib/storage.js";

const WAITING = "waiting";
const RESTING = "resting";
const REMINDING = "reminding";

const show = gathered(async () => {
  await showBadge();
  await setClock();
});
const remindSoon = gathered(remind);
/** Send what waits; the badge and the clock follow whatever comes of it. */
const work = gathered(async () => {
  await show();
  try {
    await flush();
  } finally {
    await show();
    // Not waited for: whatever a notification does, the next click is sent.
    void remindSoon();
  }
});

void closeToPages();
onChange((grew) => void (grew ? work() : show()));
api.alarms.onAlarm.addListener(() => void work());
api.runtime.onStartup.addListener(() => void work());
api.runtime.onInstalled.addListener(() => void welcome());
api.runtime.onMessage.addListener((message, sender) => {
  if (sender.id !== api.runtime.id) return;
  if (message?.type === "keep") void enqueueIfMissing(message.item).finally(work);
  if (message?.type === "flush") void work();
});
listenToReminders();
api.permissions.onAdded.addListener(listenToReminders);

/** Each half minute while something waits, each half hour otherwise; each ten minutes where reminders are wanted. */
async function setClock() {
  const { outbox, reminders } = await readStore();
  if (!(await api.alarms.get(RESTING))) await api.alarms.create(RESTING, { periodInMinutes: 30 });
  const set = (await api.alarms.get(WAITING)) !== undefined;
  // Created once and left alone: creating it anew with each click would put it off each time.
  if (outbox.length > 0 && !set) await api.alarms.create(WAITING, { periodInMinutes: 0.5 });
  if (outbox.length === 0 && set) await api.alarms.clear(WAITING);
  const reminding = (await api.alarms.get(REMINDING)) !== undefined;
  if (reminders.on && !reminding) await api.alarms.create(REMINDING, { periodInMinutes: 10 });
  if (!reminders.on && reminding) await api.alarms.clear(REMINDING);
}

/** After installing: offer pairing where there is none. */
async function welcome() {
  await work();
  const { pairing } = await readStore();
  if (!pairing) await api.runtime.openOptionsPage();
}

/** As long as notifications are not allowed there is nothing to listen to. */
function listenToReminders() {
  api.notifications?.onClicked.addListener(follow);
}

function follow() {
  void followReminder();
}
