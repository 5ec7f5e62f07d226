// @ts-check
import { failureWords } from "../failures.js";
import { useApp } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Diagnosis, Finding } from "../generated/types.js" */

/** @type {Record<Finding["state"], string>} */
const STATES = { good: "Good", note: "To know", wrong: "Wrong" };

/** What is in order and what is not; looked at when it is asked for, since it reads the whole database. */
export function DiagnosticsCard() {
  const { api } = useApp();
  const [found, setFound] = useState(/** @type {Finding[] | null} */ (null));
  const [fault, setFault] = useState(/** @type {unknown} */ (null));

  async function look() {
    try {
      setFound(/** @type {Diagnosis} */ (await api.get("/api/v1/diagnostics")).items);
      setFault(null);
    } catch (reason) {
      setFault(reason);
    }
  }

  return html`<section class="card" id="diagnostics" aria-labelledby="diagnostics-title">
    <h2 id="diagnostics-title">Diagnostics</h2>
    <p class="fault" role="alert">${fault ? failureWords(fault) : ""}</p>
    <div role="status">
      ${found === null ? html`<p class="soft">Port, folder, database, clock, browsers, backups and disk. In a terminal:
        <code>colonnade doctor</code>, which also works when the agent does not run.</p>` : html`<ul class="rows">
        ${found.map(({ of, state, text, todo }) => html`<li data-of=${of} data-state=${state}>
          <div><b>${STATES[state]}</b> <span>${text}</span>${todo && html`<p class="soft">${todo}</p>`}</div>
        </li>`)}
      </ul>`}
    </div>
    <button type="button" id="look" onClick=${() => void look()}>${found === null ? "Look" : "Look again"}</button>
  </section>`;
}
