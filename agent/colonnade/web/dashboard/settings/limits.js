// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** What no number here can say, whoever reads it. */
export function LimitsCard() {
  return html`<section class="card" id="limits" aria-labelledby="limits-title">
    <h2 id="limits-title">What the index does not tell</h2>
    <ul class="limits">
      <li><b>Revenue.</b> It measures behaviour that often goes with selling. It counts no pipeline and closes no
        deal; a high number is not a sale.</li>
      <li><b>Whether it was worth it.</b> It can be gamed by volume: hundreds of requests to anybody raise it, and
        nothing is taken off for a poor connection.</li>
      <li><b>Thought.</b> It favours being active every day over posting thoughtfully but less often.</li>
    </ul>
    <p class="soft">So it is a diagnosis, not a goal: look for the pillar that lags, and do what is worth doing anyway.</p>
  </section>`;
}
