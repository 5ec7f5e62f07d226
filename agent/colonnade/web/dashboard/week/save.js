// @ts-check
/** Hands a file to the browser, which puts it where the person's downloads go. */

/** A slow disk is done by then. */
const KEPT_MS = 60_000;

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
