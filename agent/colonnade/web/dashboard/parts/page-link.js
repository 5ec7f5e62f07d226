// @ts-check
import { useApp } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

/** @import { Path } from "../screen.js" */

/** @param {MouseEvent} event @returns {boolean} whether the browser should open it elsewhere */
function elsewhere(event) {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/**
 * A link to a page of the dashboard, which is turned to without loading anything anew.
 * @param {{path: Path, query?: string, here?: boolean, children?: unknown}} props
 */
export function PageLink({ path, query = "", here = false, children }) {
  const { go } = useApp();
  /** @param {MouseEvent} event */
  function follow(event) {
    if (elsewhere(event)) return;
    event.preventDefault();
    go(path, query);
  }
  return html`<a href=${path + query} aria-current=${here ? "page" : undefined} onClick=${follow}>${children}</a>`;
}
