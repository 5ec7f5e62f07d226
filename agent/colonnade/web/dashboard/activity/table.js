// @ts-check
import { retract } from "../entries.js";
import { Confirm } from "../parts/confirm.js";
import { useLog } from "../parts/log.js";
import { longDay, wallOf } from "../times.js";
import { html, useRef } from "../vendor/htm-preact-standalone.module.js";
import { useKinds } from "./catalogue.js";
import { byDay } from "./query.js";
import { between } from "./several.js";

/** @import { Activity } from "../generated/types.js" */
/** @typedef {(activity: Activity) => void} Act */
/** @typedef {(ids: string[], chosen: boolean) => void} Choose */

/**
 * @param {{items: Activity[], filtered: boolean, today: string, chosen: ReadonlySet<string>,
 *   onChoose: Choose, onEdit: Act}} props
 */
export function ActivityTable({ items, filtered, today, chosen, onChoose, onEdit }) {
  const log = useLog();
  const table = useRef(/** @type {HTMLElement | null} */ (null));
  const pillars = new Map(useKinds().map((kind) => [kind.id, kind.pillar]));
  const last = useRef("");
  const number = items.filter(({ id }) => chosen.has(id)).length;

  /** With Shift, all from the one chosen before. @param {Activity} activity @param {MouseEvent} event */
  function choose({ id }, { shiftKey, currentTarget }) {
    const on = /** @type {HTMLInputElement} */ (currentTarget).checked;
    onChoose(shiftKey ? between(items, last.current, id) : [id], on);
    last.current = id;
  }

  /** @param {Activity} activity */
  async function takeBack(activity) {
    table.current?.focus();
    await log([retract("activity", activity.id, Date.now())], `${activity.text}: taken back.`);
  }

  if (items.length === 0) {
    return html`<p class="calm">${filtered ? "Nothing in the log is like this." : "Nothing is logged yet."}</p>`;
  }
  return html`<table class="plain log-table" tabindex="-1" ref=${table}>
    <caption class="hidden">Activities, newest first</caption>
    <thead><tr>
      <th><input type="checkbox" id="choose-all" aria-label="Choose all shown" checked=${number === items.length}
        indeterminate=${number > 0 && number < items.length}
        onClick=${() => onChoose(items.map(({ id }) => id), number < items.length)} /></th>
      <th scope="col">Time</th><th scope="col">Activity</th><th scope="col" class="count">Count</th>
      <th scope="col"><span class="hidden">What you can do</span></th></tr></thead>
    ${byDay(items).map((group) => html`<tbody key=${`${group.day} ${group.items[0]?.id}`}>
      <tr class="date"><th colspan="5" scope="rowgroup">${longDay(group.day, today)}</th></tr>
      ${group.items.map((activity) => html`<${Row} key=${activity.id} activity=${activity} onEdit=${onEdit}
        pillar=${pillars.get(activity.kind) ?? undefined} onTakeBack=${takeBack}
        chosen=${chosen.has(activity.id)} onChoose=${choose} />`)}
    </tbody>`)}
  </table>`;
}

/**
 * @param {{activity: Activity, pillar: string | undefined, onEdit: Act, onTakeBack: Act, chosen: boolean,
 *   onChoose: (activity: Activity, event: MouseEvent) => void}} props
 */
function Row({ activity, pillar, onEdit, onTakeBack, chosen, onChoose }) {
  const { id, at, text, count, note, contact } = activity;
  const about = `${text}, ${wallOf(at).day} ${wallOf(at).clock}`;
  return html`<tr data-id=${id} data-pillar=${pillar}>
    <td><input type="checkbox" aria-label=${`Choose: ${about}`} checked=${chosen}
      onClick=${(/** @type {MouseEvent} */ event) => onChoose(activity, event)} /></td>
    <td class="clock"><time datetime=${at}>${wallOf(at).clock}</time></td>
    <td class="what"><i class="swatch" aria-hidden="true"></i>${text}
      ${count > 1 && html`<b class="times narrow">×${count}</b>`}
      ${contact && html` <span class="soft">with ${contact}</span>`}
      ${note && html`<p class="note-text">${note}</p>`}</td>
    <td class="count">${count}</td>
    <td><span class="actions">
      <button type="button" class="small" aria-label=${`Edit: ${about}`} onClick=${() => onEdit(activity)}>Edit</button>
      <${Confirm} label="Take back" about=${about} question="Take back?" onYes=${() => onTakeBack(activity)} />
    </span></td>
  </tr>`;
}
