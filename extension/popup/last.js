// @ts-check
/** The last entries: each can be taken back; the one just clicked can be said more exactly. */
import { chipsFor, pressed } from "../lib/chips.js";
import { timeWords } from "../lib/days.js";
import { kindWords, words } from "../lib/describe.js";
import { button, element, replaceKeepingFocus } from "../lib/dom.js";
import { timeForm } from "./when.js";

/** @typedef {import("../lib/activities.js").Current} Activity */
/** @typedef {import("../lib/catalogue.js").QualifierValue} QualifierValue */
/**
 * @typedef {object} Acts what a row can ask for
 * @property {(activity: Activity) => void} undo
 * @property {(activity: Activity, change: Partial<import("../lib/entries.js").Fields>) => void} amend
 * @property {(activity: Activity, name: string, value: QualifierValue | undefined) => void} remember
 */

const MOST = 1000;

/**
 * @param {HTMLElement} list @param {readonly Activity[]} activities newest first
 * @param {string | null} open the one whose chips are shown @param {string} today @param {Acts} acts
 */
export function paintLast(list, activities, open, today, acts) {
  const standing = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.view, row]));
  const rows = activities.map((activity) => {
    const view = viewOf(activity, activity.id === open, today);
    // A row that has not changed stays as it is: somebody may be typing in it.
    return standing.get(view) ?? rowOf(activity, activity.id === open, today, view, acts);
  });
  if (rows.length === list.children.length && rows.every((row, i) => row === list.children[i])) return;
  replaceKeepingFocus(list, rows);
}

/** What is seen of a row, in one text. @param {Activity} activity @param {boolean} open @param {string} today */
function viewOf({ id, at, day, kind, qualifiers, count }, open, today) {
  return JSON.stringify([id, Date.parse(at), day, today, kind, chipsFor({ kind, qualifiers }), count, open]);
}

/**
 * @param {Activity} activity @param {boolean} open @param {string} today @param {string} view @param {Acts} acts
 */
function rowOf(activity, open, today, view, acts) {
  const { id, at, day, kind, qualifiers, count } = activity;
  const name = words(kind, qualifiers) + (count > 1 ? ` × ${count}` : "");
  const undo = button("Undo", { class: "undo", "data-focus": `undo:${id}`, "aria-label": `Undo: ${name}` }, () =>
    acts.undo(activity),
  );
  const row = element(
    "li",
    { "data-id": id, "data-view": view },
    element("time", { datetime: at }, timeWords(at, day ?? today, today)),
    element("span", {}, open ? kindWords(kind) : name),
    undo,
  );
  if (open) row.append(chips(activity, acts), more(activity, acts));
  return row;
}

/** @param {Activity} activity @param {Acts} acts */
function chips(activity, acts) {
  // Pressed twice before the page is painted anew, the second press must know of the first.
  let { qualifiers } = activity;
  const groups = chipsFor(activity).map(({ name, chips: offered }) => {
    const buttons = offered.map(({ value, words: said }) => {
      const focus = `chip:${activity.id}:${name}:${value}`;
      const attributes = { class: "chip", "data-qualifier": name, "data-value": String(value), "data-focus": focus };
      return { value, node: button(said, attributes, () => press(name, value)) };
    });
    return { name, buttons, node: element("fieldset", {}, ...buttons.map(({ node }) => node)) };
  });
  const show = () => {
    for (const { name, buttons } of groups)
      for (const { value, node } of buttons) node.setAttribute("aria-pressed", String(qualifiers[name] === value));
  };
  /** @param {string} name @param {QualifierValue} value */
  const press = (name, value) => {
    qualifiers = pressed(qualifiers, name, value);
    show();
    acts.remember(activity, name, qualifiers[name]);
    acts.amend(activity, { kind: activity.kind, qualifiers });
  };
  show();
  const nodes = groups.map(({ node }) => node);
  return element("div", { class: "chips", role: "group", "aria-label": "Say it more exactly" }, ...nodes);
}

/** How many, and when. @param {Activity} activity @param {Acts} acts */
function more(activity, acts) {
  const whole = element("div", { class: "more" });
  const form = timeForm(activity.at, (at) => acts.amend(activity, { at }));
  const other = button("Another time", { class: "plain when-open", "data-focus": `when:${activity.id}` }, () => {
    form.hidden = !form.hidden;
    other.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("input")?.focus();
  });
  other.setAttribute("aria-expanded", "false");
  whole.append(stepper(activity, acts), other, form);
  return whole;
}

/** @param {Activity} activity @param {Acts} acts */
function stepper(activity, acts) {
  let { count } = activity;
  const shown = element("output", { class: "count" }, String(count));
  const step = (/** @type {number} */ by) => {
    count = Math.min(MOST, Math.max(1, count + by));
    shown.textContent = String(count);
    less.disabled = count === 1;
    acts.amend(activity, { count });
  };
  const key = `count:${activity.id}`;
  const less = button("−", { class: "fewer", "aria-label": "One fewer", "data-focus": `${key}:-` }, () => step(-1));
  const plus = button("+", { class: "again", "aria-label": "One more", "data-focus": `${key}:+` }, () => step(1));
  less.disabled = count === 1;
  return element("span", { class: "stepper", role: "group", "aria-label": "How many" }, less, shown, plus);
}
