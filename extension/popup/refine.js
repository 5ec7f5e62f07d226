// @ts-check
/** What can be said more exactly of a click: chips, from which post, how many, with whom, and another time. */
import { kindOf } from "../lib/catalogue.js";
import { chipsFor, pressed } from "../lib/chips.js";
import { dayWords } from "../lib/days.js";
import { button, element, setText } from "../lib/dom.js";
import { timeForm } from "./when.js";

/** @typedef {import("./last.js").Activity} Activity */
/** @typedef {import("./last.js").Acts} Acts */
/** @typedef {{node: HTMLElement, show: (activity: Activity, today: string) => void}} Part */

const MOST = 1000;

/** @param {Activity} activity @param {Acts} acts @returns {{nodes: HTMLElement[], show: Part["show"]}} */
export function refinements(activity, acts) {
  const kind = kindOf(activity.kind);
  const post = kind?.from_post ? [followed(activity, acts)] : [];
  const whom = kind?.with_somebody ? [somebody(activity, acts)] : [];
  const parts = [chips(activity, acts), ...post, stepper(activity, acts), ...whom, another(activity, acts)];
  const [first, ...others] = parts.map(({ node }) => node);
  return {
    nodes: [/** @type {HTMLElement} */ (first), element("div", { class: "more" }, ...others)],
    show: (now, today) => parts.forEach(({ show }) => show(now, today)),
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

/** Ties it to the newest post, or unties it. @param {Activity} activity @param {Acts} acts @returns {Part} */
function followed(activity, acts) {
  let now = activity;
  const chip = button("", { class: "chip", "data-thread": "" }, () => {
    acts.amend(now, { thread: now.thread ? "" : (acts.post()?.id ?? "") });
  });
  return {
    node: chip,
    show: (next, today) => {
      now = next;
      const post = acts.post();
      const older = now.thread !== "" && now.thread !== post?.id;
      chip.hidden = post === null && !older;
      chip.setAttribute("aria-pressed", String(now.thread !== ""));
      setText(chip, older || post === null ? "from an older post" : `from your post of ${dayWords(post.day, today)}`);
    },
  };
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
function somebody(activity, acts) {
  let now = activity;
  const attributes = { maxlength: "60", autocomplete: "off", "aria-label": "A short name of your own" };
  const input = element("input", attributes);
  const form = element("form", { class: "when whom" }, input, button("Set", { type: "submit" }, () => {}));
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    toggle.click();
    const contact = input.value.trim();
    if (contact !== now.contact) acts.amend(now, { contact });
  });
  const { node, toggle } = unfolding("With whom", form, () => {
    input.value = now.contact;
  });
  return {
    node,
    show: (next) => {
      now = next;
      setText(toggle, now.contact ? `With ${now.contact}` : "With whom");
    },
  };
}

/** @param {Activity} activity @param {Acts} acts @returns {Part} */
function another(activity, acts) {
  let now = activity;
  const form = timeForm(activity.at, (at) => {
    toggle.click();
    acts.amend(now, { at });
  });
  const { node, toggle } = unfolding("Another time", form);
  return {
    node,
    show: (next) => {
      now = next;
    },
  };
}

/**
 * A form behind a button, which takes the focus back when it closes.
 * @param {string} words @param {HTMLElement} form @param {() => void} [opening] @returns {{node: HTMLElement, toggle: HTMLElement}}
 */
function unfolding(words, form, opening) {
  form.hidden = true;
  const toggle = button(words, { class: "plain when-open", "aria-expanded": "false" }, () => {
    if (form.hidden) opening?.();
    form.hidden = !form.hidden;
    toggle.setAttribute("aria-expanded", String(!form.hidden));
    (form.hidden ? toggle : form.querySelector("input"))?.focus();
  });
  return { node: element("span", { class: "another" }, toggle, form), toggle };
}
