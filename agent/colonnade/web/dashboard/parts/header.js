// @ts-check
import { PAGES } from "../pages.js";
import { useScreen } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { lastKept } from "../words.js";
import { LogNow } from "./log-now.js";
import { Mark } from "./mark.js";
import { PageLink } from "./page-link.js";

/** @import { Screen } from "../screen.js" */

export function Header() {
  const here = useScreen().path;
  return html`<header>
    <div class="name"><${Mark} />Colonnade</div>
    <nav aria-label="Main">
      ${[...PAGES].map(([path, { title }]) => html`<${PageLink} path=${path} here=${path === here}>${title}<//>`)}
    </nav>
    <${LogNow} />
    <${Live} />
  </header>`;
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
