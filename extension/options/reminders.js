// @ts-check
/** Reminders: wanted, from when, how many, on which days, and when to be quiet. */
import { api } from "../lib/browser.js";
import { byId, element, setText } from "../lib/dom.js";
import { ALLOWED } from "../lib/reminding.js";
import { readStore, writeReminders } from "../lib/storage.js";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const REFUSED = "This browser was not allowed to show notifications, so it reminds of nothing.";

const wanted = byId("remind", HTMLInputElement);
const at = byId("remind-at", HTMLInputElement);
const most = byId("remind-most", HTMLSelectElement);
const quietFrom = byId("quiet-from", HTMLInputElement);
const quietTo = byId("quiet-to", HTMLInputElement);
const form = byId("reminders", HTMLFormElement);
const boxes = DAYS.map((day) => {
  const box = element("input", { type: "checkbox" });
  byId("remind-days").append(element("label", { class: "choice" }, box, ` ${day}`));
  return /** @type {HTMLInputElement} */ (box);
});

async function turn() {
  // Asked at once: a browser grants nothing that was not asked for in the click itself.
  const allowed = !wanted.checked || (await api.permissions.request(ALLOWED));
  if (!allowed) wanted.checked = false;
  setText(byId("remind-said"), allowed ? "" : REFUSED);
  await save();
}

async function save() {
  form.hidden = !wanted.checked;
  if (!form.reportValidity()) return;
  const weekdays = boxes.flatMap((box, place) => (box.checked ? [String(place + 1)] : [])).join("");
  const times = { at: at.value, quiet_from: quietFrom.value, quiet_to: quietTo.value };
  await writeReminders({ on: wanted.checked, most: Number(most.value), weekdays, ...times });
}

/** Show what was chosen, and keep what is chosen from now on. */
export async function showReminders() {
  const { reminders } = await readStore();
  wanted.checked = reminders.on && (await api.permissions.contains(ALLOWED));
  form.hidden = !wanted.checked;
  at.value = reminders.at;
  most.value = String(reminders.most);
  quietFrom.value = reminders.quiet_from;
  quietTo.value = reminders.quiet_to;
  for (const [place, box] of boxes.entries()) box.checked = reminders.weekdays.includes(String(place + 1));
  wanted.addEventListener("change", () => void turn());
  form.addEventListener("change", () => void save());
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
}
