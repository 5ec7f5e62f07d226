// @ts-check
/** A form with the fields an entry says something of. */
import { kindOf, OFFERED } from "../lib/catalogue.js";
import { element } from "../lib/dom.js";
import { timeInput, timeOf } from "../popup/when.js";

/** @typedef {import("../lib/entries.js").Fields} Fields */
/** @typedef {import("../lib/catalogue.js").Qualifiers} Qualifiers */
/** @typedef {{nodes: HTMLElement[], read: () => Partial<Fields> | null}} Part `read` gives null when it is out of bounds */

/**
 * @param {Partial<Fields>} fields @param {(change: Partial<Fields>) => void} mend
 * @returns {HTMLFormElement}
 */
export function mendForm(fields, mend) {
  const parts = [
    ...(fields.kind === undefined ? [] : [kindPart(fields.kind, fields.qualifiers ?? {})]),
    ...(fields.at === undefined ? [] : [timePart(fields.at)]),
    ...(fields.count === undefined ? [] : [countPart(fields.count)]),
    ...(fields.note === undefined ? [] : [notePart(fields.note)]),
    ...(fields.contact ? [contactPart(fields.contact)] : []),
  ];
  const form = element("form", { class: "mend" }, ...parts.flatMap(({ nodes }) => nodes));
  form.append(element("button", { type: "submit" }, "Mend it"));
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const read = parts.map((part) => part.read());
    if (read.every((change) => change !== null)) mend(Object.assign({}, ...read));
  });
  return form;
}

/** @param {string} kind @param {Qualifiers} qualifiers @returns {Part} */
function kindPart(kind, qualifiers) {
  const select = element("select", { name: "kind" });
  const now = kindOf(kind);
  // A kind no longer offered, or not known here, must not turn into the first of the list by itself.
  const offered = OFFERED.some(({ id }) => id === kind) ? OFFERED : [{ id: kind, label: now?.label ?? kind }, ...OFFERED];
  select.append(...offered.map(({ id, label }) => new Option(label, id, id === kind, id === kind)));
  const choices = element("div", { class: "pairs" });
  const show = (/** @type {Qualifiers} */ on) => choices.replaceChildren(...qualifierFields(select.value, on));
  select.addEventListener("change", () => show({}));
  show(qualifiers);
  return { nodes: [labelled("What it was", select), choices], read: () => ({ kind: select.value, qualifiers: chosen(choices) }) };
}

/** @param {string} kind @param {Qualifiers} on @returns {HTMLElement[]} a choice for each qualifier of the kind */
function qualifierFields(kind, on) {
  return (kindOf(kind)?.qualifiers ?? []).map(({ name, values }) => {
    const select = element("select", { name, "data-qualifier": name }, new Option("not said", ""));
    for (const { value, words } of values) {
      const selected = on[name] === value;
      select.append(new Option(words, JSON.stringify(value), selected, selected));
    }
    return labelled(name.replaceAll("_", " "), select);
  });
}

/** @param {HTMLElement} choices @returns {Qualifiers} */
function chosen(choices) {
  const selects = [...choices.querySelectorAll("select")].filter((select) => select.value !== "");
  return Object.fromEntries(selects.map((select) => [select.name, JSON.parse(select.value)]));
}

/** @param {string} at @returns {Part} */
function timePart(at) {
  const input = timeInput(at);
  return {
    nodes: [labelled("When", input)],
    read: () => {
      const time = timeOf(input, at);
      return time === null ? null : { at: time };
    },
  };
}

/** @param {number} count @returns {Part} */
function countPart(count) {
  const input = element("input", { type: "number", name: "count", min: "1", max: "1000", step: "1", required: "" });
  input.value = String(count);
  return { nodes: [labelled("How many", input)], read: () => (input.reportValidity() ? { count: Number(input.value) } : null) };
}

/** @param {string} note @returns {Part} */
function notePart(note) {
  const area = element("textarea", { name: "note", maxlength: "280", rows: "2" });
  area.value = note;
  const aside = element("p", { class: "soft" }, "Your own words; text pasted from somebody's profile would be a copy of it.");
  return { nodes: [labelled("Note", area), aside], read: () => ({ note: area.value }) };
}

/** @param {string} contact @returns {Part} */
function contactPart(contact) {
  const input = element("input", { name: "contact", maxlength: "60", autocomplete: "off", value: contact });
  return { nodes: [labelled("With whom", input)], read: () => ({ contact: input.value.trim() }) };
}

/** @param {string} words @param {HTMLElement} field @returns {HTMLLabelElement} */
function labelled(words, field) {
  return element("label", {}, words, field);
}
