// @ts-check
import { useApp, useScreen } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";

/** A sentence the agent has for the person, until it is read. */
export function Notice() {
  const { dismiss } = useApp();
  const { notice } = useScreen();
  if (notice === null) return null;
  return html`<section class="card" id="notice" role="alert">
    <p>${notice.text}</p>
    <button type="button" class="small" onClick=${() => dismiss?.(notice)}>Read</button>
  </section>`;
}
