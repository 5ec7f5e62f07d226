// @ts-check
/** Firefox promises under `browser`; Chromium under `chrome`. Everything else of the two is the same here. */
export const api = /** @type {{browser?: typeof chrome}} */ (globalThis).browser ?? chrome;

/** The origin a client is bound to, as the browser sends it. @returns {string} */
export function ownOrigin() {
  return api.runtime.getURL("").replace(/\/$/, "");
}
