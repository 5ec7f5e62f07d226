// @ts-check
import { failureWords } from "../failures.js";
import { useAnswer, useScreen } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";
import { SeveralBar } from "./bar.js";
import { ActivityDialog } from "./dialog.js";
import { Filter } from "./filter.js";
import { NO_FILTER, readPages, targetOf } from "./query.js";
import { ActivityTable } from "./table.js";
import { ThreadsCard } from "./threads.js";
import { YearCard } from "./year.js";

/** @import { Activity } from "../generated/types.js" */
/** @typedef {{activity?: Activity}} Editing */

/** @type {ReadonlySet<string>} */
const NONE = new Set();

/** The log as it stands now. */
export function ActivityPage() {
  const { state } = useScreen();
  const [filter, setFilter] = useState(NO_FILTER);
  const [pages, setPages] = useState(1);
  // What stands below the threads comes once their height is known, so that nothing jumps.
  const [told, setTold] = useState(false);
  const [chosen, setChosen] = useState(NONE);
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (null));
  const { answer, failure } = useAnswer((api) => readPages(api.get, filter, pages), [targetOf(filter, null), pages]);
  const items = answer?.items ?? [];

  /** @param {typeof filter} next */
  function narrow(next) {
    setFilter(next);
    setPages(1);
  }
  /** @param {string[]} ids @param {boolean} on */
  function choose(ids, on) {
    setChosen(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  }

  return html`<div class="activity" id="activity">
    <div class="day"><h1>Activity</h1>
      <button type="button" class="go" id="add" onClick=${() => setEditing({})}>Add an activity</button></div>
    <${YearCard} known=${state?.today} chosen=${filter.from === filter.to ? filter.from : ""}
      onChoose=${(/** @type {string} */ day) => narrow({ ...filter, from: day, to: day })} />
    <${ThreadsCard} today=${state?.today.day ?? ""} onTold=${() => setTold(true)} />
    ${told && html`<${Filter} filter=${filter} onChange=${narrow} />`}
    ${failure && html`<p role="alert" class="fault">${failureWords(failure)}</p>`}
    ${answer === null || !told
      ? html`<div class="ghost ghost-table"></div>`
      : html`<${ActivityTable} items=${items} filtered=${targetOf(filter, null) !== targetOf(NO_FILTER, null)}
          today=${state?.today.day ?? ""} chosen=${chosen} onChoose=${choose}
          onEdit=${(/** @type {Activity} */ activity) => setEditing({ activity })} />`}
    ${answer?.next && html`<p class="more">
      <button type="button" id="more" onClick=${() => setPages(pages + 1)}>Show more</button></p>`}
    <${SeveralBar} chosen=${items.filter(({ id }) => chosen.has(id))} onNone=${() => setChosen(NONE)} />
    ${editing && html`<${ActivityDialog} ...${editing} onClose=${() => setEditing(null)} />`}
  </div>`;
}
