// @ts-check
/** The tiles: a button for each habit, with its progress, its pillar and the digit that presses it. */
import { pillarTitle } from "../lib/catalogue.js";
import { element, replaceKeepingFocus } from "../lib/dom.js";

/** @typedef {import("../lib/progress.js").TileView} TileView */

/**
 * @param {HTMLElement} parent @param {readonly TileView[]} tiles @param {(tile: TileView) => void} press
 */
export function paintTiles(parent, tiles, press) {
  const view = JSON.stringify(tiles);
  if (parent.dataset.view === view) return;
  parent.dataset.view = view;
  replaceKeepingFocus(
    parent,
    tiles.map((tile, i) => tileButton(tile, String(i + 1), press)),
  );
}

/** @param {TileView} tile @param {string} key @param {(tile: TileView) => void} press */
function tileButton(tile, key, press) {
  const attributes = { type: "button", "data-key": key, "data-focus": `tile:${key}`, "data-pillar": tile.pillar };
  const made = element(
    "button",
    attributes,
    tile.label,
    element("kbd", { "aria-hidden": "true" }, key),
    element("small", {}, tile.words),
    element("span", { class: "unseen" }, `, ${pillarTitle(tile.pillar)}`),
  );
  made.setAttribute("aria-keyshortcuts", key);
  made.addEventListener("click", () => press(tile));
  return made;
}
