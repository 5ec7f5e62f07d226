// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** @typedef {{cells: unknown[], pillar?: string | null | undefined}} Row its first cell is its name */

/**
 * Rows under heads, told aloud by the caption.
 * @param {{id?: string, caption: string, heads: unknown[], rows: Row[]}} props
 */
export function PlainTable({ id, caption, heads, rows }) {
  return html`<table class="plain" id=${id}>
    <caption class="hidden">${caption}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(({ cells: [name, ...cells], pillar }) => html`<tr data-pillar=${pillar ?? undefined}>
      <th scope="row">${pillar && html`<i class="swatch" aria-hidden="true"></i>`}${name}</th>
      ${cells.map((cell) => html`<td>${cell}</td>`)}
    </tr>`)}</tbody>
  </table>`;
}

/** The same, where it may be wider than the window: the keyboard scrolls it too. @param {Parameters<typeof PlainTable>[0]} props */
export function WideTable(props) {
  return html`<div class="wide-table" role="region" tabindex="0" aria-label=${props.caption}><${PlainTable} ...${props} /></div>`;
}
