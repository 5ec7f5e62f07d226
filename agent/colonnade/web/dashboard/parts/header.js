// @ts-check
import { PAGES } from "../pages.js";
import { useApp, useScreen } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { lastKept } from "../words.js";
import { Mark } from "./mark.js";

/** @import { Path, Screen } from "../screen.js" */

export function Header() {
  return html`<header>
    <div class="name"><${Mark} />Colonnade</div>
    <nav aria-label="Main">
      ${[...PAGES].map(([path, { title }]) => html`<${PageLink} path=${path} title=${title} />`)}
    </nav>
    <${Live} />
  </header>`;
}

/** @param {MouseEvent} event @returns {boolean} whether the browser should open it elsewhere */
function elsewhere(event) {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/** @param {{path: Path, title: string}} props */
function PageLink({ path, title }) {
  const { go } = useApp();
  const here = useScreen().path === path;
  /** @param {MouseEvent} event */
  function follow(event) {
    if (elsewhere(event)) return;
    event.preventDefault();
    go(path);
  }
  return html`<a href=${path} aria-current=${here ? "page" : undefined} onClick=${follow}>${title}</a>`;
}

function Live() {
  const screen = useScreen();
  const { up, tried } = screen;
  return html`<p id="live" class="live" data-up=${String(up)}>${tried ? liveWords(screen) : "Connecting…"}</p>`;
}

/** @param {Screen} screen @returns {string} */
function liveWords({ up, state, kept }) {
  const waiting = kept.filter((one) => one.faults === null).length;
  const here = waiting > 0 ? ` (${waiting} on this page)` : "";
  if (!up) return `Agent not answering · nothing is lost, clicks wait in the browser${here}`;
  return state === null ? "Connected" : lastKept(state.today.confirmed_at, state.today.day);
}
