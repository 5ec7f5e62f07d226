// @ts-check
import { Dialog } from "../parts/dialog.js";
import { FATES, useLog } from "../parts/log.js";
import { plusDays, weekday } from "../times.js";
import { html, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { capital, counted } from "../words.js";
import { recordOn } from "./behind.js";

/** @import { Today } from "../generated/types.js" */
/** @typedef {Record<string, number>} Counts by "DAY HABIT" */

const MOST = 1000;

/** What was done on the phone, or not clicked: two steppers for each habit. @param {{today: Today, before: string, onClose: () => void}} props */
export function CatchUpDialog({ today, before, onClose }) {
  const log = useLog();
  const [counts, setCounts] = useState(/** @type {Counts} */ ({}));
  const [trouble, setTrouble] = useState("");
  const busy = useRef(false);
  // The day may turn while this is open; what was counted for yesterday stays yesterday's.
  const [day] = useState(today.day);
  const earlier = plusDays(day, -1) === before ? "yesterday" : weekday(before);
  const tiles = today.tiles.filter(({ habit }) => habit !== null);
  const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const days = /** @type {[string, string][]} */ ([[earlier, before], ["today", day]]);

  /** @param {Event} event */
  async function keep(event) {
    event.preventDefault();
    if (busy.current || number === 0) return;
    busy.current = true;
    const items = days.flatMap(([, on]) => tiles.flatMap((tile) => {
      const count = counts[`${on} ${tile.habit}`] ?? 0;
      return count > 0 ? [recordOn({ ...tile, count }, on, today.day, Date.now())] : [];
    }));
    const { fate, faults } = await log(items, `${counted(number, "activity", "activities")}, kept.`).finally(() => {
      busy.current = false;
    });
    if (fate === "kept") onClose();
    else setTrouble([FATES[fate], ...faults.map(({ message }) => message)].join(" "));
  }

  return html`<${Dialog} id="catch-up-dialog" title="Catch up" onClose=${onClose}>
    <p class="soft">What you did on the phone, or did not click.</p>
    <form onSubmit=${keep}>
      <table class="plain tally">
        <thead><tr><td></td><th scope="col">${capital(earlier)}</th><th scope="col">Today</th></tr></thead>
        <tbody>${tiles.map((tile) => html`<tr key=${tile.habit} data-pillar=${tile.pillar}>
          <th scope="row"><span class="swatch" aria-hidden="true"></span>${tile.label}</th>
          ${days.map(([when, on]) => html`<td><${Stepper} words=${`${tile.label}, ${when}`}
            count=${counts[`${on} ${tile.habit}`] ?? 0}
            onChange=${(/** @type {number} */ count) => setCounts({ ...counts, [`${on} ${tile.habit}`]: count })} /></td>`)}
        </tr>`)}</tbody>
      </table>
      <p role="status">${trouble}</p>
      <p class="buttons">
        ${trouble === "" && html`<button type="submit" class="go" aria-disabled=${String(number === 0)}>
          ${number ? `Keep ${counted(number, "activity", "activities")}` : "Keep them"}</button>`}
        <button type="button" onClick=${onClose}>${trouble ? "Close" : "Cancel"}</button>
      </p>
    </form>
  <//>`;
}

/** @param {{words: string, count: number, onChange: (count: number) => void}} props */
function Stepper({ words, count, onChange }) {
  const move = (/** @type {number} */ by) => onChange(Math.min(MOST, Math.max(0, count + by)));
  return html`<span class="stepper" role="group" aria-label=${words}>
    <button type="button" class="small" aria-label=${`One fewer: ${words}`} aria-disabled=${String(count === 0)}
      onClick=${() => move(-1)}>−</button>
    <output>${count}</output>
    <button type="button" class="small" aria-label=${`One more: ${words}`} onClick=${() => move(1)}>+</button>
  </span>`;
}
