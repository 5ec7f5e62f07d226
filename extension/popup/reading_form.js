// @ts-check
/** "Enter a reading": the four scores, the day, and behind a fold what else the official page shows. */
import { pillarTitle } from "../lib/catalogue.js";
import { byId, element, setText } from "../lib/dom.js";
import { AVERAGES, dayFault, EARLIEST_DAY, emptyFault, faultOf, GROUPS, SCORE_POINTERS } from "../lib/readings.js";

/** @typedef {import("../lib/readings.js").Typed} Typed */
/** @typedef {{input: HTMLInputElement, nodes: HTMLElement[], judge: () => boolean, say: (fault: string) => boolean}} Field
 * `judge` says what is wrong, `say` what it is told; whether nothing is */
/**
 * @typedef {object} Acts
 * @property {() => string} today the day it is now
 * @property {(typed: Typed) => void} typing after each change
 * @property {(typed: Typed) => void} keep once nothing is wrong
 */

/** @param {Acts} acts @returns {{fill: (typed: Typed) => void, begin: () => void}} `begin` puts the focus where something is missing */
export function readingForm({ today, typing, keep }) {
  const form = byId("reading", HTMLFormElement);
  const day = dayField(today);
  const [scores, more] = [scoreFields(), moreFields()];
  const fields = [...scores, day, ...more];
  const numbers = [...scores, ...more];
  /** @returns {Typed} */
  const typed = () => ({
    day: day.input.value,
    texts: Object.fromEntries(numbers.map(({ input }) => [input.name, input.value])),
  });
  form.addEventListener("input", ({ target }) => {
    const field = fields.find(({ input }) => input === target);
    if (field?.input.hasAttribute("aria-invalid")) field.judge();
    typing(typed());
  });
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const [wrong] = fields.filter((field) => !field.judge());
    const [first] = scores;
    if (wrong) show(wrong.input);
    else if (first && !first.say(emptyFault(typed().texts))) show(first.input);
    else keep(typed());
  });
  return {
    fill: (given) => {
      day.input.max = today();
      day.input.value = given.day;
      for (const { input } of numbers) input.value = given.texts[input.name] ?? "";
      for (const { input } of fields) input.removeAttribute("aria-invalid");
      for (const about of form.querySelectorAll(".fault")) about.textContent = "";
      byId("reading-more", HTMLDetailsElement).open = more.some(({ input }) => input.value !== "");
    },
    begin: () => show((scores.find(({ input }) => input.value === "") ?? /** @type {Field} */ (scores[0])).input),
  };
}

/** @param {HTMLInputElement} input */
function show(input) {
  const fold = input.closest("details");
  if (fold) fold.open = true;
  input.focus();
}

/** @param {HTMLInputElement} input @param {(value: string) => string} fault @returns {Field} */
function fieldOf(input, fault) {
  const about = element("p", { id: `${input.id}-about`, class: "fault" });
  input.setAttribute("aria-describedby", about.id);
  /** @param {string} words */
  const say = (words) => {
    setText(about, words);
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return words === "";
  };
  return { input, nodes: [input, about], judge: () => say(fault(input.value)), say };
}

/** @param {string} pointer @param {Record<string, string>} [attributes] @returns {Field} */
function numberField(pointer, attributes = {}) {
  const id = `reading${pointer.replaceAll("/", "-")}`;
  const input = element("input", { id, name: pointer, inputmode: "decimal", autocomplete: "off", ...attributes });
  return fieldOf(input, (text) => faultOf(pointer, text));
}

/** @param {() => string} today @returns {Field} */
function dayField(today) {
  const input = element("input", { id: "reading-day", type: "date", min: EARLIEST_DAY, required: "" });
  const field = fieldOf(input, (day) => dayFault(day, today()));
  byId("reading-when").append(element("label", { for: input.id }, "Read on"), ...field.nodes);
  return field;
}

/** @returns {Field[]} */
function scoreFields() {
  return SCORE_POINTERS.map((pointer) => {
    const pillar = /** @type {import("../lib/catalogue.js").Pillar} */ (pointer.slice(1));
    const field = numberField(pointer);
    const label = element("label", { for: field.input.id, "data-pillar": pillar }, pillarTitle(pillar));
    byId("scores").append(element("div", { class: "line" }, label, ...field.nodes));
    return field;
  });
}

/** @returns {Field[]} */
function moreFields() {
  const total = numberField("/total");
  byId("reading-total").append(element("label", { for: total.input.id }, "Your total, of 100"), ...total.nodes);
  const ranks = groupRow("rank", "Rank: top … %", (group) => `/${group}_rank`);
  const averages = AVERAGES.map((pointer) => {
    const name = pointer.slice(1);
    return groupRow(name, `Average ${name}`, (group) => `/${group}${pointer}`);
  });
  const rows = [ranks, ...averages];
  byId("groups").append(...rows.map(({ row }) => row));
  return [total, ...rows.flatMap(({ fields }) => fields)];
}

/**
 * A line of the table with a field for each group, named by the heads of its column and of its line.
 * @param {string} name @param {string} words @param {(group: string) => string} pointerOf
 */
function groupRow(name, words, pointerOf) {
  const head = element("th", { id: `line-${name}`, scope: "row" }, words);
  const fields = GROUPS.map((group) => numberField(pointerOf(group), { "aria-labelledby": `group-${group} ${head.id}` }));
  return { fields, row: element("tr", {}, head, ...fields.map(({ nodes }) => element("td", {}, ...nodes))) };
}
