// @ts-check
import { valueTo } from "../parts/field.js";
import { html, useEffect, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, PILLARS } from "../words.js";
import { KindOptions, useKinds } from "./catalogue.js";
import { NO_FILTER } from "./query.js";

/** @import { ActivityFilter } from "./query.js" */

const TYPING_MS = 250;

/** @param {{filter: ActivityFilter, onChange: (filter: ActivityFilter) => void}} props */
export function Filter({ filter, onChange }) {
  const kinds = useKinds();
  /** @param {keyof ActivityFilter} name */
  const set = (name) => valueTo((value) => onChange({ ...filter, [name]: value }));
  const plain = Object.values(filter).every((value) => value === "");
  return html`<form class="filter" role="search" aria-label="Filter"
    onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <label>Kind <select id="filter-kind" value=${filter.kind} onChange=${set("kind")}>
      <option value="">Any</option><${KindOptions} kinds=${kinds} chosen=${filter.kind} /></select></label>
    <label>Pillar <select id="filter-pillar" value=${filter.pillar} onChange=${set("pillar")}>
      <option value="">Any</option>
      ${PILLARS.map((pillar) => html`<option value=${pillar}>${capital(pillar)}</option>`)}</select></label>
    <label>From <input id="filter-from" type="date" value=${filter.from} onChange=${set("from")} /></label>
    <label>To <input id="filter-to" type="date" value=${filter.to} onChange=${set("to")} /></label>
    <${TextFilter} text=${filter.text} onChange=${(/** @type {string} */ text) => onChange({ ...filter, text })} />
    <button type="button" disabled=${plain} onClick=${() => onChange(NO_FILTER)}>Clear</button>
  </form>`;
}

/** Asks only once the person has stopped typing. @param {{text: string, onChange: (text: string) => void}} props */
function TextFilter({ text, onChange }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return html`<label>Note or name holds <input id="filter-text" type="search" value=${typed} maxlength="280"
    onInput=${valueTo(setTyped)} /></label>`;
}
