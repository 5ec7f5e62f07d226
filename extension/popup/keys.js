// @ts-check
/** Keys that work anywhere in the popup but in a field: digits press tiles, R enters a reading, C catches up, U takes the newest back. */

/**
 * @param {{digit: (key: string) => void, reading: () => void, catchUp: () => void, undo: () => void, escape: () => boolean}} acts `escape`,
 *   which works in a field too, says whether it closed something; otherwise the browser closes the popup
 */
export function onKeys({ digit, reading, catchUp, undo, escape }) {
  document.addEventListener("keydown", (pressed) => {
    const { key, target, repeat, ctrlKey, altKey, metaKey } = pressed;
    if (ctrlKey || altKey || metaKey || repeat) return;
    if (key === "Escape" && escape()) pressed.preventDefault();
    if (target instanceof HTMLInputElement) return;
    if (/^[1-9]$/.test(key)) digit(key);
    if (key === "u" || key === "U") undo();
    if (key === "c" || key === "C") catchUp();
    if (key === "r" || key === "R") {
      // Or the letter goes into the field that this puts the focus on.
      pressed.preventDefault();
      reading();
    }
  });
}
