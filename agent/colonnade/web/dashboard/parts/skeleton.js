// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** Blocks of about the size of what is coming, so that nothing jumps. */
export function Skeleton() {
  return html`<div class="today" aria-busy="true">
    <div class="day"><div class="ghost ghost-title"></div></div>
    <div class="now"><div class="ghost ghost-next"></div><div class="ghost ghost-routine"></div></div>
    <div class="then"><div class="ghost ghost-pillars"></div><div class="ghost ghost-weeks"></div></div>
  </div>`;
}
