// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";

/** @import { FieldFault } from "../generated/types.js" */

/**
 * The faults that belong to a field, by pointer: its own and those of what lies inside it.
 * @param {FieldFault[]} faults @param {string} pointer @returns {FieldFault[]}
 */
export function faultsAt(faults, pointer) {
  return faults.filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
}

/**
 * A labelled control with what the agent said of it. `control` is drawn with the ids it needs.
 * @param {{id: string, label: string, faults: FieldFault[], hint?: string,
 *   control: (names: {id: string, "aria-describedby": string, "aria-invalid": string}) => unknown}} props
 */
export function Field({ id, label, faults, hint = "", control }) {
  const about = `${id}-about`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control({ id, "aria-describedby": about, "aria-invalid": String(faults.length > 0) })}
    <p id=${about} class="about">
      ${faults.map((fault) => html`<span class="fault">${fault.message} </span>`)}${hint}
    </p>
  </div>`;
}

/** A handler that hands on what a control holds. @param {(value: string) => void} set */
export function valueTo(set) {
  return (/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => set(currentTarget.value);
}

/** Faults that belong to no field shown. @param {{faults: FieldFault[], pointers: string[]}} props */
export function OtherFaults({ faults, pointers }) {
  const other = faults.filter((fault) => pointers.every((pointer) => faultsAt([fault], pointer).length === 0));
  return html`<div role="alert">${other.map((fault) => html`<p class="fault">${fault.message}</p>`)}</div>`;
}
