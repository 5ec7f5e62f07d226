// @ts-check
import { failureWords } from "../failures.js";
import { useAnswer, useScreen } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { ActivityDialog } from "./dialog.js";
import { Filter } from "./filter.js";
import { NO_FILTER, readPages, targetOf } from "./query.js";
import { ActivityTable } from "./table.js";

/** @import { Activity } from "../generated/types.js" */
/** @typedef {{activity?: Activity}} Editing */

/** The log as it stands now. */
export function ActivityPage() {
  const { state } = useScreen();
  const [filter, setFilter] = useState(NO_FILTER);
  const [pages, setPages] = useState(1);
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (null));
  const { answer, failure } = useAnswer((api) => readPages(api.get, filter, pages), [targetOf(filter, null), pages]);

  return html`<div class="activity" id="activity">
    <div class="day"><h1>Activity</h1>
      <button type="button" class="go" id="add" onClick=${() => setEditing({})}>Add an activity</button></div>
    <${Filter} filter=${filter} onChange=${(/** @type {typeof filter} */ next) => {
      setFilter(next);
      setPages(1);
    }} />
    ${failure && html`<p role="alert" class="fault">${failureWords(failure)}</p>`}
    ${answer === null
      ? html`<div class="ghost ghost-table"></div>`
      : html`<${ActivityTable} items=${answer.items} filtered=${targetOf(filter, null) !== targetOf(NO_FILTER, null)}
          today=${state?.today.day ?? ""} onEdit=${(/** @type {Activity} */ activity) => setEditing({ activity })} />`}
    ${answer?.next && html`<p class="more">
      <button type="button" id="more" onClick=${() => setPages(pages + 1)}>Show more</button></p>`}
    ${editing && html`<${ActivityDialog} ...${editing} onClose=${() => setEditing(null)} />`}
  </div>`;
}
