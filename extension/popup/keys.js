// @ts-check
/** Keys that work anywhere in the popup but in a field: digits press tiles, N what is next, R enters a reading, C catches up, U takes the newest back. */

/**
 * @param {{digit: (key: string) => void, next: () => void, reading: () => void, catchUp: () => void, undo: () => void, escape: () => boolean}} acts `escape`,
 *   which works in a field too, says whether it closed something; otherwise the browser closes the popup
 */
export function onKeys({ digit, next, reading, catchUp, undo, escape }) {
  document.addEventListener("keydown", (pressed) => {
    const { key, target, repeat, ctrlKey, altKey, metaKey } = pressed;
    if (ctrlKey || altKey || metaKey || repeat) return;
    if (key === "Escape" && escape()) pressed.preventDefault();
    if (target instanceof HTMLInputElement) return;
    if (/^[1-9]$/.test(key)) digit(key);
    if (key === "n" || key === "N") {
      // Or the letter goes into the field that this may put the focus on.
      pressed.preventDefault();
      next();
    }
    if (key === "u" || key === "U") undo();
    if (key === "c" || key === "C") catchUp();
    if (key === "r" || key === "R") {
      pressed.preventDefault();
      reading();
    }
  });
}
