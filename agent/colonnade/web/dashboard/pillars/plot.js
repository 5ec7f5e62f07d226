// @ts-check
/** Where uPlot is asked for and given its looks: nothing else knows it. */

import { shortDay } from "../times.js";

/** @import { Options, Plot, PlotClass } from "../vendor/uPlot.iife.min.js" */

/** @import { Drawn } from "./series.js" */

const DAY = 86_400;
/** Steps of the axis: days, weeks, months, years, as uPlot counts them. */
const STEPS = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730].map((days) => days * DAY);
const LONG = 500 * DAY;

/** @type {Promise<PlotClass> | null} */
let loading = null;

/** The drawing library, fetched when the first chart wants it. @returns {Promise<PlotClass>} */
export function loadPlot() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/app/vendor/uPlot.iife.min.js";
    script.onload = () => (window.uPlot ? resolve(window.uPlot) : reject(new Error("uPlot did not load")));
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error("uPlot did not load"));
    };
    document.head.append(script);
  });
  return loading;
}

/** @typedef {{ink: string, soft: string, line: string, card: string, pillar: string}} Inks */

/** @param {Element} element @returns {Inks} the colours in force there, since a canvas knows no custom property */
export function inksAt(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return { ink: read("--ink"), soft: read("--soft"), line: read("--line"), card: read("--card"), pillar: read("--c") };
}

/** @param {string} colour #rgb or #rrggbb @param {string} alpha two hexadecimal digits */
function faint(colour, alpha) {
  return (colour.length === 4 ? `#${[...colour.slice(1)].map((digit) => digit + digit).join("")}` : colour) + alpha;
}

/** The order of the columns that `pillarDrawn` makes. @param {Inks} inks @returns {Pick<Options, "series" | "bands">} */
export function pillarLook({ pillar, ink, soft, card }) {
  const colour = pillar || ink;
  const edge = { stroke: faint(colour, "55"), width: 1, spanGaps: true, points: { show: false } };
  return {
    series: [
      {}, edge, edge,
      { stroke: colour, width: 2, spanGaps: true, points: { show: false } },
      { stroke: soft, width: 1, dash: [2, 3], spanGaps: true, points: { show: false } },
      { paths: () => null, points: { show: true, size: 9, width: 2, stroke: ink, fill: card } },
      ...[[9, 4], [3, 3]].map((dash) => ({ stroke: ink, width: 1.5, dash, spanGaps: true, points: { show: true, size: 4, fill: ink } })),
    ],
    bands: [{ series: [2, 1], fill: faint(colour, "33") }],
  };
}

/** @param {Inks} inks @returns {Pick<Options, "series">} solid for the industry, dashed for the network */
export function ranksLook({ ink, card }) {
  const points = { show: true, size: 7, width: 2, stroke: ink };
  return {
    series: [
      {},
      { stroke: ink, width: 2, spanGaps: true, points: { ...points, fill: ink } },
      { stroke: ink, width: 2, dash: [6, 4], spanGaps: true, points: { ...points, fill: card } },
    ],
  };
}

/** "6 Nov"; over years "Nov 2026". @param {number} at @param {[number, number]} span @returns {string} */
function dayAt(at, [first, last]) {
  const day = new Date(at * 1000).toISOString().slice(0, 10);
  return last - first < LONG ? shortDay(day, day) : shortDay(day, "").replace(/^\d+ /, "");
}

/**
 * @param {PlotClass} Uplot @param {HTMLElement} frame @param {Drawn} drawn
 * @param {(inks: Inks) => Pick<Options, "series" | "bands">} look @param {Options["scales"]["y"] & {ticks: number[]}} y
 * @param {(index: number) => void} onPoint where the pointer is
 * @returns {Plot}
 */
export function draw(Uplot, frame, { data, span }, look, { ticks, ...y }, onPoint) {
  const inks = inksAt(frame);
  const font = "12px ui-sans-serif, system-ui, sans-serif";
  const axis = { stroke: inks.soft, font, grid: { stroke: inks.line, width: 1 }, ticks: { show: false } };
  return new Uplot({
    width: frame.clientWidth,
    height: frame.clientHeight,
    padding: [10, 12, 0, 0],
    ...look(inks),
    axes: [
      { ...axis, size: 30, space: 64, incrs: STEPS, values: (_, splits) => splits.map((at) => dayAt(at, span)) },
      { ...axis, size: 34, splits: () => ticks },
    ],
    scales: { x: { time: true, range: span }, y },
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    tzDate: (at) => new Date((at + new Date(at * 1000).getTimezoneOffset() * 60) * 1000),
    hooks: { setCursor: [({ cursor }) => cursor.idx != null && onPoint(cursor.idx)] },
  }, data, frame);
}
