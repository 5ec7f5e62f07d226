// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** Blocks of about the size of what is coming, so that nothing jumps. */
export function Ghosts() {
  return html`<div class="sheet">
    <div><div class="ghost ghost-bars"></div><div class="ghost ghost-kinds"></div></div>
    <div><div class="ghost ghost-next"></div><div class="ghost ghost-kinds"></div></div>
  </div>`;
}
