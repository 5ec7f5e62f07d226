// @ts-check
/**
 * The last entries: each can be taken back; the one just clicked can be said more exactly.
 *
 * A row stays the same element while it is shown: one that was replaced between pressing and
 * letting go would swallow the click, and somebody may be typing in it.
 */
import { timeWords } from "../lib/days.js";
import { kindWords, readingWords, words } from "../lib/describe.js";
import { button, element, setText } from "../lib/dom.js";
import { refinements } from "./refine.js";

/** @typedef {import("../lib/activities.js").Current} Activity */
/** @typedef {import("../lib/readings.js").LastReading} LastReading */
/** @typedef {(Activity & {day: string}) | LastReading} Entry */
/** @typedef {import("../lib/catalogue.js").QualifierValue} QualifierValue */
/**
 * @typedef {object} Acts what a row can ask for
 * @property {(entry: Entry) => void} undo
 * @property {(activity: Activity, change: Partial<import("../lib/entries.js").Fields>) => void} amend
 * @property {(activity: Activity, name: string, value: QualifierValue | undefined) => void} remember
 * @property {() => import("../lib/threads.js").Post | null} post what a click may have followed from
 */
/** @typedef {{node: HTMLElement, show: (entry: Entry, today: string) => void}} Row */

/**
 * @param {HTMLElement} list @param {Acts} acts
 * @returns {(entries: readonly Entry[], open: string | null, today: string) => void} paints them, newest
 *   first; `open` is the activity whose chips are shown
 */
export function lastList(list, acts) {
  /** @type {Map<string, Row>} */
  let rows = new Map();
  return (entries, open, today) => {
    const before = rows;
    rows = new Map();
    for (const entry of entries) {
      const kind = isReading(entry) ? "" : entry.kind;
      // Another kind has other chips, so it gets another row.
      const key = [entry.id, kind, entry.id === open].join();
      const row = before.get(key) ?? (isReading(entry) || entry.id !== open ? plainRow(entry, acts) : openRow(entry, acts));
      row.show(entry, today);
      rows.set(key, row);
    }
    arrange(list, [...rows.values()].map(({ node }) => node));
  };
}

/** Bring the children into this order, moving none that need not move. @param {HTMLElement} list @param {HTMLElement[]} nodes */
function arrange(list, nodes) {
  const held = list.contains(document.activeElement);
  for (const child of [...list.children]) if (!nodes.includes(/** @type {HTMLElement} */ (child))) child.remove();
  for (const [i, node] of nodes.entries()) if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  // The focus went with the row it was in: on to the next thing that can be undone.
  if (held && !list.contains(document.activeElement)) list.querySelector("button")?.focus();
}

/** @param {Entry} entry @returns {entry is LastReading} */
export function isReading(entry) {
  return "of" in entry;
}

/** @param {Entry} entry @returns {string} */
function nameOf(entry) {
  if (isReading(entry)) return readingWords(entry);
  const times = entry.count > 1 ? ` × ${entry.count}` : "";
  return words(entry.kind, entry.qualifiers) + times + (entry.contact && ` · ${entry.contact}`);
}

/** @param {Entry} entry @param {Acts} acts @returns {Row} */
function plainRow({ id }, acts) {
  const [time, name] = [element("time"), element("span")];
  /** @type {Entry | null} */
  let shown = null;
  const undo = button("Undo", { class: "undo" }, () => shown && acts.undo(shown));
  return {
    node: element("li", { "data-id": id }, time, name, undo),
    show: (entry, today) => {
      shown = entry;
      const said = nameOf(entry);
      time.dateTime = entry.at;
      setText(time, timeWords(entry.at, entry.day, today));
      setText(name, said);
      undo.setAttribute("aria-label", `Undo: ${said}`);
    },
  };
}

/** A row with its chips, which then need not be said in words as well. @param {Activity & {day: string}} activity @param {Acts} acts @returns {Row} */
function openRow(activity, acts) {
  const row = plainRow(activity, acts);
  const more = refinements(activity, acts);
  row.node.append(...more.nodes);
  return {
    node: row.node,
    show: (now, today) => {
      row.show(now, today);
      if (isReading(now)) return;
      setText(/** @type {HTMLElement} */ (row.node.children[1]), kindWords(now.kind));
      more.show(now, today);
    },
  };
}
