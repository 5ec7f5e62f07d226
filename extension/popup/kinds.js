// @ts-check
/** "Something else…": every kind that no tile stands for, under the headings a person looks for. */
import { grouped, OFFERED } from "../lib/catalogue.js";
import { button, element } from "../lib/dom.js";

/** @typedef {import("../lib/catalogue.js").Kind} Kind */

/**
 * @param {HTMLElement} parent @param {readonly {kind: string}[]} tiles @param {(kind: Kind) => void} press
 */
export function paintKinds(parent, tiles, press) {
  const onTiles = new Set(tiles.map((tile) => tile.kind));
  const view = [...onTiles].join(" ");
  if (parent.dataset.view === view && parent.hasChildNodes()) return;
  parent.dataset.view = view;
  const groups = grouped(OFFERED.filter((kind) => !onTiles.has(kind.id)));
  parent.replaceChildren(...groups.map((group) => section(group, press)));
}

/** @param {ReturnType<typeof grouped>[number]} group @param {(kind: Kind) => void} press */
function section({ title, pillar, kinds }, press) {
  const heading = element("h3", pillar ? { "data-pillar": pillar } : {}, title);
  const buttons = kinds.map((kind) => button(kind.label, { class: "kind", "data-kind": kind.id }, () => press(kind)));
  return element("section", {}, heading, element("div", {}, ...buttons));
}
