// @ts-check
/** Keys that work anywhere in the popup but in a field: digits press tiles, U takes the newest back. */

/**
 * @param {{digit: (key: string) => void, undo: () => void, escape: () => boolean}} acts `escape` says
 *   whether it closed something; otherwise the browser closes the popup
 */
export function onKeys({ digit, undo, escape }) {
  document.addEventListener("keydown", (pressed) => {
    const { key, target, repeat, ctrlKey, altKey, metaKey } = pressed;
    if (ctrlKey || altKey || metaKey || repeat || target instanceof HTMLInputElement) return;
    if (/^[1-9]$/.test(key)) digit(key);
    if (key === "u" || key === "U") undo();
    if (key === "Escape" && escape()) pressed.preventDefault();
  });
}
