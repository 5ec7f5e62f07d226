// @ts-check
/** The place of "Catch up": two steppers for each habit; it takes the place of everything that is clicked. */
import { caughtUp, MOST } from "../lib/catch_up.js";
import { dayBefore, dayWords } from "../lib/days.js";
import { counted } from "../lib/describe.js";
import { button, byId, element, setText } from "../lib/dom.js";

/** @typedef {import("../generated/types.js").Tile} Tile */
/** @typedef {import("../lib/catch_up.js").Step} Step */
/** @typedef {import("../lib/entries.js").RecordItem} Item */

/**
 * @param {{today: () => string, tiles: () => readonly Tile[], keep: (items: Item[], words: string) => void, turned: () => void}} world
 *   `tiles` are those of habits; `turned` is called when the place opens or closes
 */
export function catchUpPlace({ today, tiles, keep, turned }) {
  const place = byId("behind", HTMLFormElement);
  const send = byId("behind-keep");
  /** @type {Step[]} */
  let steps = [];

  const number = () => steps.reduce((sum, { count }) => sum + count, 0);
  const sum = () => {
    setText(send, number() ? `Keep ${counted(number(), "activity", "activities")}` : "Keep them");
    // Not `disabled`, which would throw the focus away.
    send.setAttribute("aria-disabled", String(number() === 0));
  };

  function close() {
    place.hidden = true;
    turned();
    byId("catch-up").focus();
  }

  /** @param {string} [day] the earlier day; yesterday where none is given */
  function open(day = dayBefore(today())) {
    place.hidden = false;
    turned();
    const days = [day, today()].map((each) => ({ day: each, words: dayWords(each, today()) }));
    setText(byId("behind-before"), capital(days[0]?.words ?? ""));
    const rows = tiles().map((tile, place) => rowOf(tile, place, days, sum));
    steps = rows.flatMap((row) => row.steps);
    byId("behind-rows").replaceChildren(...rows.map(({ node }) => node));
    sum();
    byId("behind-rows").querySelector("button")?.focus();
  }

  place.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    if (number() === 0) return;
    const words = `${counted(number(), "activity", "activities")}, kept.`;
    const items = caughtUp(steps, today(), Date.now());
    close();
    keep(items, words);
  });
  return { isOpen: () => place.hidden === false, open, cancel: close };
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {Tile} tile @param {number} place @param {{day: string, words: string}[]} days @param {() => void} changed */
function rowOf(tile, place, days, changed) {
  const head = element("th", { id: `behind-${place}`, scope: "row", "data-pillar": tile.pillar }, tile.label);
  const cells = days.map(({ day, words }) => {
    const step = { click: { kind: tile.kind, qualifiers: tile.qualifiers }, day, count: 0 };
    return { step, node: element("td", {}, stepper(step, `${tile.label}, ${words}`, changed)) };
  });
  return { steps: cells.map(({ step }) => step), node: element("tr", {}, head, ...cells.map(({ node }) => node)) };
}

/** @param {Step} step @param {string} words what is counted @param {() => void} changed */
function stepper(step, words, changed) {
  const shown = element("output", {}, "0");
  /** @param {number} by */
  const move = (by) => {
    step.count = Math.min(MOST, Math.max(0, step.count + by));
    setText(shown, String(step.count));
    less.setAttribute("aria-disabled", String(step.count === 0));
    changed();
  };
  const less = button("−", { class: "fewer", "aria-label": `One fewer: ${words}`, "aria-disabled": "true" }, () => move(-1));
  const more = button("+", { class: "again", "aria-label": `One more: ${words}` }, () => move(1));
  return element("span", { class: "stepper", role: "group", "aria-label": words }, less, shown, more);
}
