// @ts-check
import { ActivityDialog } from "../activity/dialog.js";
import { retract } from "../entries.js";
import { useLog } from "../parts/log.js";
import { useClock } from "../screen.js";
import { shortTime, wallOf } from "../times.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Activity, Today } from "../generated/types.js" */

/** For this long a slip of the finger is the likelier wish than a second thought. */
const UNDO_MS = 10 * 60_000;
const LOOK_MS = 20_000;

/** The last activities: the newest can be taken back at once, each can be changed. @param {{today: Today}} props */
export function JustLogged({ today }) {
  const log = useLog();
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const [editing, setEditing] = useState(/** @type {Activity | null} */ (null));
  const now = useClock(LOOK_MS);
  const fresh = today.confirmed_at !== null && now - Date.parse(today.confirmed_at) < UNDO_MS;

  /** @param {Activity} activity */
  async function undo(activity) {
    await log([retract("activity", activity.id, Date.now())], `${activity.text}: taken back.`);
    heading.current?.focus();
  }

  return html`<section class="card" id="logged" aria-labelledby="logged-title">
    <h2 id="logged-title" ref=${heading} tabindex="-1">Just logged</h2>
    ${today.last.length === 0 && html`<p class="soft">Nothing yet.</p>`}
    <ul id="log" class="log">${today.last.map((activity, index) => html`<li key=${activity.id} data-id=${activity.id}>
      <time datetime=${activity.at}>${shortTime({ ...wallOf(activity.at), day: activity.day }, today.day)}</time>
      <span>${activity.text}${activity.count > 1 && html` <b class="times">×${activity.count}</b>`}</span>
      <span class="actions">
        ${index === 0 && fresh && html`<button type="button" class="small" aria-label=${`Undo: ${activity.text}`}
          onClick=${() => void undo(activity)}>Undo</button>`}
        <button type="button" class="small" aria-label=${`Edit: ${activity.text}`}
          onClick=${() => setEditing(activity)}>Edit</button>
      </span>
    </li>`)}</ul>
    ${editing && html`<${ActivityDialog} activity=${editing} onClose=${() => setEditing(null)} />`}
  </section>`;
}
