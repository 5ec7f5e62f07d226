// @ts-check
import { html, useEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";
import { draw, loadPlot } from "./plot.js";

/** @import { Options, Plot } from "../vendor/uPlot.iife.min.js" */
/** @import { Inks } from "./plot.js" */
/** @import { Drawn } from "./series.js" */
/**
 * @typedef {object} Given
 * @property {string} name "Brand over time"
 * @property {Drawn} drawn
 * @property {(inks: Inks) => Pick<Options, "series" | "bands">} look
 * @property {Options["scales"]["y"] & {ticks: number[]}} y
 */

const WEEK = 7;
/** @type {Record<string, number>} columns to go */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -WEEK, PageUp: WEEK };

/** Where a key leads among so many columns; null for a key of no meaning here. @param {string} key @param {number} at @param {number} count */
export function stepTo(key, at, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  return step === undefined ? null : Math.max(0, Math.min(count - 1, at + step));
}

/**
 * A chart that is read by pointer, by arrow keys and aloud: what stands under the line is said below it.
 * @param {Given} given
 */
export function Chart(given) {
  const { name, drawn: { days, data, words } } = given;
  const [at, setAt] = useState(/** @type {number | null} */ (null));
  const { frame, plot, failed } = usePlot(given, setAt);
  const last = days.length - 1;
  const here = Math.min(at ?? last, last);

  /** @param {KeyboardEvent} event */
  function press(event) {
    const next = stepTo(event.key, here, days.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    const left = plot.current?.valToPos(data[0][next] ?? 0, "x");
    if (left !== undefined) plot.current?.setCursor({ left, top: 1 }, false);
  }
  return html`<div class="chart" role="slider" tabindex="0" aria-label=${name} aria-valuemin="0" aria-valuemax=${last}
      aria-valuenow=${here} aria-valuetext=${words(here)} ref=${frame} onKeyDown=${press}></div>
    <p class="readout">${failed ? "The chart could not be drawn; the table has its numbers." : words(here)}</p>`;
}

/** @param {Given} given @param {(at: number) => void} onPoint */
function usePlot({ drawn, look, y }, onPoint) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const plot = useRef(/** @type {Plot | null} */ (null));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    function show() {
      loadPlot().then((Uplot) => {
        plot.current?.destroy();
        plot.current = current && frame.current ? draw(Uplot, frame.current, drawn, look, y, onPoint) : null;
        // The agent may have been away for the first try.
        setFailed(false);
      }).catch(() => setFailed(true));
    }
    const resized = new ResizeObserver(([entry]) => {
      if (entry) plot.current?.setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    show();
    dark.addEventListener("change", show);
    if (frame.current) resized.observe(frame.current);
    return () => {
      current = false;
      dark.removeEventListener("change", show);
      resized.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [drawn]);
  return { frame, plot, failed };
}
