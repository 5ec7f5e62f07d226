// @ts-check
import { Wanted } from "../parts/wanted.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

const load = async () => (await import("./forecast.js")).PlanAsked;

/** What a week might be, and what that may come to; its form comes once it is wanted. @param {{today: string}} props */
export function WhatIfCard({ today }) {
  return html`<section class="card" id="what-if" aria-labelledby="what-if-title">
    <h2 id="what-if-title">What if</h2>
    <p class="soft">Say what a week is to hold from tomorrow on; it is compared with carrying on as in the last four
      weeks. Nothing of it is kept.</p>
    <${Wanted} id="plan-try" label="Try a plan" load=${load} given=${{ today }} />
  </section>`;
}
