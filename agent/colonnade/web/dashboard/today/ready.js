// @ts-check
import { useApp, useScreen } from "../screen.js";
import { html, useEffect, useRef } from "../vendor/htm-preact-standalone.module.js";
import { weekTitle } from "../week/weeks.js";

/**
 * That a week ended and can be looked at: told once, at the first opening after it, and there until it is answered.
 * @param {{week: string | null}} props
 */
export function ReadyNote({ week }) {
  const { go, screen, tell } = useApp();
  const { told } = useScreen();
  const note = useRef(/** @type {HTMLElement | null} */ (null));
  const shown = week !== null && told !== week;
  useEffect(() => {
    if (shown) tell(week);
  }, [shown, week]);
  if (!shown) return null;

  function dismiss() {
    // The button goes away with the note; the page takes its focus.
    note.current?.closest("main")?.focus();
    screen.set({ told: week });
  }
  function look() {
    screen.set({ told: week });
    go("/week", `?week=${week}`);
  }
  return html`<section class="card ready wide" id="ready" aria-labelledby="ready-title" ref=${note}>
    <p id="ready-title"><b>${weekTitle(week)} is ready.</b> What you did, what moved, and what lags.</p>
    <span class="actions"><button type="button" onClick=${look}>Look at it</button>
      <button type="button" onClick=${dismiss}>Not now</button></span>
  </section>`;
}
