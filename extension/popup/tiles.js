// @ts-check
/**
 * The tiles: a button for each habit, with its progress, its pillar and the digit that presses it.
 *
 * A button stays the same element while its words change: one that was replaced between pressing
 * and letting go would swallow the click.
 */
import { pillarTitle } from "../lib/catalogue.js";
import { element, setText } from "../lib/dom.js";

/** @typedef {import("../lib/progress.js").TileView} TileView */

/**
 * @param {HTMLElement} parent @param {(tile: TileView) => void} press
 * @returns {(tiles: readonly TileView[]) => void} paints the tiles
 */
export function tileGrid(parent, press) {
  /** @type {ReturnType<typeof tileButton>[]} */
  const buttons = [];
  return (tiles) => {
    for (const [i, tile] of tiles.entries()) {
      buttons[i] ??= tileButton(String(i + 1), press);
      buttons[i].show(tile);
      if (!buttons[i].node.isConnected) parent.append(buttons[i].node);
    }
    for (const { node } of buttons.splice(tiles.length)) node.remove();
  };
}

/** @param {string} key @param {(tile: TileView) => void} press */
function tileButton(key, press) {
  const [label, words, pillar] = [element("span"), element("small"), element("span", { class: "unseen" })];
  const digit = element("kbd", { "aria-hidden": "true" }, key);
  const attributes = { type: "button", "data-key": key };
  const node = element("button", attributes, label, digit, words, pillar);
  /** @type {TileView | null} */
  let shown = null;
  node.addEventListener("click", () => shown && press(shown));
  return {
    node,
    /** @param {TileView} tile */
    show: (tile) => {
      shown = tile;
      node.dataset.pillar = tile.pillar;
      node.toggleAttribute("data-next", tile.next);
      node.setAttribute("aria-keyshortcuts", tile.next ? `${key} n` : key);
      setText(label, tile.label);
      setText(words, tile.words);
      setText(pillar, `, ${pillarTitle(tile.pillar)}`);
    },
  };
}
