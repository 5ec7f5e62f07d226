// @ts-check
import { PlainTable } from "../parts/plain-table.js";
import { plusDays, weekday } from "../times.js";
import { useApp } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { change } from "./told.js";

/** @import { Summary, SummaryKind } from "../generated/types.js" */

/**
 * How often each kind was done, by day, beside the week before.
 * @param {{id: string, title: string, kinds: SummaryKind[], summary: Summary}} props
 */
export function KindsCard({ id, title, kinds, summary }) {
  const { first, whole } = summary;
  const days = kinds[0]?.days.map((_, index) => weekday(plusDays(first, index)).slice(0, 3)) ?? [];
  const rows = kinds.map(({ name, pillar, days, value, previous, difference }) => ({
    cells: [name, ...days.map((count) => html`<${Count} count=${count} />`), html`<b>${value}</b>`, previous, change(difference)],
    pillar,
  }));
  const caption = `${title} by kind and day, and the ${whole ? "week" : "same weekdays"} before`;
  return html`<section class="card" id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}</h2>
    ${kinds.every(({ value }) => value === 0) && html`<${Nothing} kinds=${kinds}
      asks=${id === "kinds" && summary.periods.length === 0} />`}
    ${kinds.length > 0 && html`<div class="figures"><${PlainTable} caption=${caption}
      heads=${["Kind", ...days.map(dayHead), "Week", "Before", html`<abbr title="Difference">+/−</abbr>`]} rows=${rows} /></div>`}
  </section>`;
}

/** @param {string} day "Mon" */
function dayHead(day) {
  return html`${day[0]}<span class="rest">${day.slice(1)}</span>`;
}

/** @param {{count: number}} props */
function Count({ count }) {
  return count > 0 ? count : html`<span class="soft" aria-hidden="true">·</span><span class="hidden">0</span>`;
}

/**
 * `asks`: outcomes are rare, and a week without any says nothing about where one was.
 * @param {{kinds: SummaryKind[], asks: boolean}} props
 */
function Nothing({ kinds, asks }) {
  const { go } = useApp();
  return html`<p class="calm">${kinds.length === 0 ? "Nothing in this week or the one before." : "Nothing in this week."}
    ${asks && html` Were you away? <button type="button" class="link"
      onClick=${() => go("/plan")}>Say so on the Plan page</button>, and nothing is expected of those days.`}</p>`;
}
