// @ts-check
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";

/**
 * A button for what cannot be undone: it asks once, in its own place.
 * @param {{label: string, about: string, question: string, onYes: () => void}} props
 */
export function Confirm({ label, about, question, onYes }) {
  const [asking, setAsking] = useState(false);
  const first = useRef(/** @type {HTMLElement | null} */ (null));
  const no = useRef(/** @type {HTMLElement | null} */ (null));
  const asked = useRef(false);
  useLayoutEffect(() => {
    // "No" takes the focus before another key can arrive: a second Enter must not answer what was not read.
    if (asking) no.current?.focus();
    else if (asked.current) first.current?.focus();
    asked.current = asking;
  }, [asking]);
  if (!asking) {
    return html`<button type="button" class="small" ref=${first} aria-label=${`${label}: ${about}`}
      onClick=${() => setAsking(true)}>${label}</button>`;
  }
  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    setAsking(false);
  }
  return html`<span class="confirm" role="group" aria-label=${`${question} ${about}`} onKeyDown=${escape}>
    <span>${question}</span>
    <button type="button" class="small" onClick=${onYes}>Yes</button>
    <button type="button" class="small" ref=${no} onClick=${() => setAsking(false)}>No</button>
  </span>`;
}
