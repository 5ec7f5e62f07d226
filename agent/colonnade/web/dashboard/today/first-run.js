// @ts-check
import { Pairing } from "../parts/pairing.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

/**
 * The first thing a person sees: one sentence and one button; then what to do next, and how never to start it again.
 * @param {{browser: string | null, onPaired: () => void}} props `browser` names the paired one
 */
export function FirstRun({ browser, onPaired }) {
  return html`<section class="card wide" id="first-run" aria-label="First steps">
    ${browser === null
      ? html`<p class="lead">Colonnade counts what you click, so first it has to know your browser.</p>
          <${Pairing} words="Pair the browser" onPaired=${onPaired} />
          <p class="calm">To look around first, type <code>colonnade demo</code> in a terminal: it shows invented data, and
            never touches your own log.</p>`
      : html`<p class="lead" role="status">
          ${browser} is paired. Click the button in your browser after your next comment.</p>
          <p class="soft">To have Colonnade start at every login, type <code>colonnade service install</code> in a
            terminal.</p>`}
  </section>`;
}
