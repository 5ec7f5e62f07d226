// @ts-check
import { useScreen } from "../screen.js";
import { html, useEffect, useState } from "../vendor/htm-preact-standalone.module.js";
import { useLater } from "./later.js";

/** With modifiers, so that nobody who types or speaks to the page comes upon it by chance. */
const KEYS = "Alt+Shift+L";

/** @param {EventTarget | null} target @returns {boolean} whether somebody writes there */
function isField(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** On every page: what was just done is one press away, and so are the newest undo and the next step. */
export function LogNow() {
  const { state } = useScreen();
  const [open, setOpen] = useState(false);
  const box = useLater(async () => (await import("./log-dialog.js")).LogBox);
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (!event.altKey || !event.shiftKey || event.code !== "KeyL") return;
      // Elsewhere these keys write a letter: Ł where AltGr is Ctrl and Alt, and others on a Mac.
      if (event.ctrlKey || event.metaKey || isField(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return html`<button type="button" class="small" id="log-now" aria-haspopup="dialog" aria-keyshortcuts=${KEYS} title=${KEYS}
      disabled=${state === null} onClick=${() => setOpen(true)}>Log</button>
    ${state && box({ today: state.today, open, onClose: () => setOpen(false) })}`;
}
