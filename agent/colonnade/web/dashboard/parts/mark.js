// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** The product's mark: four columns between an entablature and a base. */
export function Mark() {
  return html`<svg class="mark" width="26" height="24" viewBox="0 0 26 24" aria-hidden="true">
    <path d="M2 3h22M2 21h22" stroke="currentColor" stroke-width="2.4" />
    <g stroke-width="3.4">
      <path d="M5 18v-7" stroke="var(--brand)" /><path d="M10.3 18v-5" stroke="var(--find)" />
      <path d="M15.6 18v-9" stroke="var(--engage)" /><path d="M21 18v-11" stroke="var(--build)" />
    </g>
  </svg>`;
}
