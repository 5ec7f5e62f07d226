// @ts-check
/** "Another time": when it was done, if it was not just now. */
import { button, element } from "../lib/dom.js";
import { localTime } from "../lib/protocol.js";

const DAY_MS = 86_400_000;
const EARLIEST = "2003-01-01T00:00";

/**
 * @param {string} at RFC 3339 @param {(at: string) => void} set called with the new time
 * @returns {HTMLElement} hidden at first
 */
export function timeForm(at, set) {
  const input = timeInput(at);
  const form = element("form", { class: "when", hidden: "" }, input, button("Set", { type: "submit" }, () => {}));
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const time = timeOf(input, at);
    if (time) set(time);
  });
  return form;
}

/** A field for a time on this machine's clock, within the bounds the agent takes. @param {string} at @returns {HTMLInputElement} */
export function timeInput(at) {
  const latest = localTime(Date.now() + DAY_MS).slice(0, 16);
  const attributes = { type: "datetime-local", "aria-label": "When it was done", required: "", min: EARLIEST, max: latest };
  return element("input", { ...attributes, value: localTime(Date.parse(at)).slice(0, 16) });
}

/**
 * @param {HTMLInputElement} input from `timeInput` @param {string} at what it was made with
 * @returns {string | null} RFC 3339 with the offset of that day; `at` itself, seconds and all, when it was
 *   not touched; null when out of bounds
 */
export function timeOf(input, at) {
  if (!input.reportValidity()) return null;
  return input.value === input.defaultValue ? at : localTime(new Date(input.value).getTime());
}
