// @ts-check
/**
 * The last entries: each can be taken back; the one just clicked can be said more exactly.
 *
 * A row stays the same element while it is shown: one that was replaced between pressing and
 * letting go would swallow the click, and somebody may be typing in it.
 */
import { timeWords } from "../lib/days.js";
import { kindWords, words } from "../lib/describe.js";
import { button, element, setText } from "../lib/dom.js";
import { refinements } from "./refine.js";

/** @typedef {import("../lib/activities.js").Current} Activity */
/** @typedef {import("../lib/catalogue.js").QualifierValue} QualifierValue */
/**
 * @typedef {object} Acts what a row can ask for
 * @property {(activity: Activity) => void} undo
 * @property {(activity: Activity, change: Partial<import("../lib/entries.js").Fields>) => void} amend
 * @property {(activity: Activity, name: string, value: QualifierValue | undefined) => void} remember
 */
/** @typedef {{node: HTMLElement, show: (activity: Activity, today: string) => void}} Row */

/**
 * @param {HTMLElement} list @param {Acts} acts
 * @returns {(activities: readonly Activity[], open: string | null, today: string) => void} paints them, newest
 *   first; `open` is the one whose chips are shown
 */
export function lastList(list, acts) {
  /** @type {Map<string, Row>} */
  let rows = new Map();
  return (activities, open, today) => {
    const before = rows;
    rows = new Map();
    for (const activity of activities) {
      // Another kind has other chips, so it gets another row.
      const key = [activity.id, activity.kind, activity.id === open].join();
      const row = before.get(key) ?? (activity.id === open ? openRow(activity, acts) : plainRow(activity, acts));
      row.show(activity, today);
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

/** @param {Activity} activity @param {Acts} acts @returns {Row} */
function plainRow({ id }, acts) {
  const [time, name] = [element("time"), element("span")];
  /** @type {Activity | null} */
  let shown = null;
  const undo = button("Undo", { class: "undo" }, () => shown && acts.undo(shown));
  return {
    node: element("li", { "data-id": id }, time, name, undo),
    show: (activity, today) => {
      shown = activity;
      const { kind, qualifiers, count, at, day } = activity;
      const said = words(kind, qualifiers) + (count > 1 ? ` × ${count}` : "");
      time.dateTime = at;
      setText(time, timeWords(at, day ?? today, today));
      setText(name, said);
      undo.setAttribute("aria-label", `Undo: ${said}`);
    },
  };
}

/** A row with its chips, which then need not be said in words as well. @param {Activity} activity @param {Acts} acts @returns {Row} */
function openRow(activity, acts) {
  const row = plainRow(activity, acts);
  const more = refinements(activity, acts);
  row.node.append(...more.nodes);
  return {
    node: row.node,
    show: (now, today) => {
      row.show(now, today);
      setText(/** @type {HTMLElement} */ (row.node.children[1]), kindWords(now.kind));
      more.show(now);
    },
  };
}
