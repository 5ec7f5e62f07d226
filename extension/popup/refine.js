// @ts-check
/** What can be said more exactly of a click: chips, how many, and another time. */
import { chipsFor, pressed } from "../lib/chips.js";
import { button, element, setText } from "../lib/dom.js";
import { timeForm } from "./when.js";

/** @typedef {import("./last.js").Activity} Activity */
/** @typedef {import("./last.js").Acts} Acts */
/** @typedef {{node: HTMLElement, show: (activity: Activity) => void}} Part */

const MOST = 1000;

/** @param {Activity} activity @param {Acts} acts @returns {{nodes: HTMLElement[], show: (activity: Activity) => void}} */
export function refinements(activity, acts) {
  const parts = [chips(activity, acts), stepper(activity, acts), another(activity, acts)];
  const [first, ...others] = parts.map(({ node }) => node);
  return {
    nodes: [/** @type {HTMLElement} */ (first), element("div", { class: "more" }, ...others)],
    show: (now) => parts.forEach(({ show }) => show(now)),
  };
}

/** @param {Activity} activity @param {Acts} acts @returns {Part} */
function chips(activity, acts) {
  let now = activity;
  /** @param {string} name @param {import("../lib/catalogue.js").QualifierValue} value */
  const press = (name, value) => {
    const qualifiers = pressed(now.qualifiers, name, value);
    acts.remember(now, name, qualifiers[name]);
    acts.amend(now, { kind: now.kind, qualifiers });
  };
  const groups = chipsFor(activity).map(({ name, chips: offered }) => {
    const buttons = offered.map(({ value, words }) => {
      const attributes = { class: "chip", "data-qualifier": name, "data-value": String(value) };
      return { name, value, node: button(words, attributes, () => press(name, value)) };
    });
    return { buttons, node: element("fieldset", {}, ...buttons.map(({ node }) => node)) };
  });
  /** @param {Activity} next */
  const show = (next) => {
    now = next;
    for (const { name, value, node } of groups.flatMap(({ buttons }) => buttons)) {
      node.setAttribute("aria-pressed", String(now.qualifiers[name] === value));
    }
  };
  const attributes = { class: "chips", role: "group", "aria-label": "Say it more exactly" };
  return { node: element("div", attributes, ...groups.map(({ node }) => node)), show };
}

/** @param {Activity} activity @param {Acts} acts @returns {Part} */
function stepper(activity, acts) {
  let now = activity;
  const shown = element("output", { class: "count" });
  const step = (/** @type {number} */ by) => {
    const count = now.count + by;
    if (count >= 1 && count <= MOST) acts.amend(now, { count });
  };
  const less = button("−", { class: "fewer", "aria-label": "One fewer" }, () => step(-1));
  const more = button("+", { class: "again", "aria-label": "One more" }, () => step(1));
  /** @param {Activity} next */
  const show = (next) => {
    now = next;
    setText(shown, String(now.count));
    // Not `disabled`, which would throw the focus away.
    less.setAttribute("aria-disabled", String(now.count === 1));
  };
  const attributes = { class: "stepper", role: "group", "aria-label": "How many" };
  return { node: element("span", attributes, less, shown, more), show };
}

/** @param {Activity} activity @param {Acts} acts @returns {Part} */
function another(activity, acts) {
  let now = activity;
  const form = timeForm(activity.at, (at) => {
    open.click();
    acts.amend(now, { at });
  });
  const open = button("Another time", { class: "plain when-open", "aria-expanded": "false" }, () => {
    form.hidden = !form.hidden;
    open.setAttribute("aria-expanded", String(!form.hidden));
    (form.hidden ? open : form.querySelector("input"))?.focus();
  });
  return {
    node: element("span", { class: "another" }, open, form),
    show: (next) => {
      now = next;
    },
  };
}
