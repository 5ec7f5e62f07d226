// @ts-check
import { Wanted } from "../parts/wanted.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

const load = async () => (await import("./compared.js")).Compared;

/** What changed around a day, once it is asked. @param {{today: string}} props */
export function AroundCard({ today }) {
  return html`<section class="card wide-card" id="around" aria-labelledby="around-title">
    <h2 id="around-title">Before and after</h2>
    <p class="soft">Since you do something otherwise: the three weeks before a day beside the three after it, and what
      the change probably owes to what you did.</p>
    <${Wanted} id="around-pick" label="Pick a day" load=${load} given=${{ today }} />
  </section>`;
}
