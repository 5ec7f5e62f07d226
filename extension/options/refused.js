// @ts-check
/** Entries the agent could not take: each with its reason, to be mended or, in two steps, removed. */
import { currentActivities } from "../lib/activities.js";
import { counted, readingWords, words } from "../lib/describe.js";
import { button, element } from "../lib/dom.js";
import { flush } from "../lib/flush.js";
import { discard, followers, mend } from "../lib/outbox.js";
import { mendForm } from "./mend_form.js";

/** @typedef {import("../lib/storage.js").Store} Store */
/** @typedef {import("../lib/storage.js").Refused} Refused */
/** @typedef {import("../lib/activities.js").Current} Activity */

/** @param {HTMLElement} list @param {Store} store */
export function paintRefused(list, store) {
  const standing = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.view, row]));
  const rows = store.refused.map((refused) => {
    const behind = followers(refused.item, store);
    const view = JSON.stringify([refused, behind.map((item) => item.entry)]);
    // A row that has not changed stays as it is: somebody may be typing in it.
    return standing.get(view) ?? rowOf(refused, behind, view);
  });
  const same = rows.length === list.children.length && rows.every((row, i) => row === list.children[i]);
  if (!same) list.replaceChildren(...rows);
}

/** @param {Refused} refused @param {import("../lib/entries.js").Item[]} behind what waits with it @param {string} view */
function rowOf(refused, behind, view) {
  const { item, errors } = refused;
  const { activities } = currentActivities([], [item, ...behind]);
  const fields = fieldsOf(item, activities[0] ?? null);
  const reasons = errors.map(({ message }) => element("p", { class: "reason" }, message));
  const row = element("li", { "data-id": item.entry, "data-view": view }, element("h3", {}, nameOf(refused, activities[0])));
  row.append(...(reasons.length > 0 ? reasons : [element("p", { class: "reason" }, "The agent gave no reason.")]));
  const waits = `${counted(behind.length, "later change of it waits", "later changes of it wait")} with it.`;
  if (behind.length > 0) row.append(element("p", { class: "soft" }, waits));
  if (fields) {
    row.append(
      mendForm(fields, (change) => {
        void mend(refused, change, Date.now()).then(flush);
      }),
    );
  }
  row.append(removal(refused));
  return row;
}

/**
 * What the form offers to change. Of a reading the time alone: its numbers were judged as they were typed. Of days nothing: they were not typed here.
 * @param {import("../lib/entries.js").Item} item @param {Activity | null} activity
 * @returns {Partial<import("../lib/entries.js").Fields> | null}
 */
function fieldsOf(item, activity) {
  if (item.type === "retract" || item.of === "period") return null;
  if (item.of === "reading") return { at: item.at };
  return item.type === "record" ? activity : item;
}

/** @param {Refused} refused @param {Activity | undefined} activity @returns {string} */
function nameOf({ item }, activity) {
  if (item.type === "record" && item.of === "reading") return readingWords(item);
  if (item.type === "record" && item.of === "period") return item.period === "away" ? "Days away" : "Days not logged";
  if (item.type === "record") return words(item.kind, activity?.qualifiers ?? item.qualifiers);
  return item.type === "amend" ? "A change of an entry" : "An undo";
}

/** Removing asks once more: it is the one thing here that cannot be taken back. @param {Refused} refused */
function removal(refused) {
  const sure = element("span", { class: "buttons", hidden: "" });
  const ask = button("Remove this entry", { class: "remove" }, () => {
    sure.hidden = false;
    ask.hidden = true;
    sure.querySelector("button")?.focus();
  });
  const no = button("Keep it", { class: "keep" }, () => {
    sure.hidden = true;
    ask.hidden = false;
    ask.focus();
  });
  const yes = button("Yes, remove it for good", { class: "remove-sure" }, () => void discard(refused));
  sure.append(no, yes);
  return element("div", { class: "buttons" }, ask, sure);
}
