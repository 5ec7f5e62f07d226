// @ts-check
/** The picture that carries the product: four columns between an entablature and a base. */

import { BASE, HEIGHT, marks, scale, SHAFT_WIDTH, shafts, TOP, WIDTH } from "../drawing.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { colonnadeWords } from "../words.js";

/** @import { Estimate, Today } from "../generated/types.js" */
/** @import { Mark, Shaft } from "../drawing.js" */

const CAP = 13;

/** @param {{estimate: Estimate, today: Today}} props */
export function ColonnadeDrawing({ estimate, today }) {
  const stones = `M24 ${TOP - 10}h622M36 ${TOP - 3}h598M36 ${BASE + 4}h598M18 ${BASE + 11}h634`;
  return html`<svg class="colonnade" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img"
    aria-label=${colonnadeWords(estimate)}>
    <${Patterns} />
    ${scale().map(({ points, y }) => html`<g>
      <path d=${`M34 ${y}h606`} stroke="var(--line)" />
      <text x="26" y=${y + 4} text-anchor="end" font-size="12">${points}</text>
    </g>`)}
    <path d=${stones} stroke="var(--ink)" stroke-width="3" />
    ${shafts(estimate).map((shaft) => html`<${shaft.fill === null ? OutlineShaft : FilledShaft}
      key=${shaft.pillar} shaft=${shaft} />`)}
    ${marks(today).map((mark) => html`<${Marks} key=${mark.pillar} mark=${mark} />`)}
  </svg>`;
}

/** At the right the last reading with its value, at the left the average of the industry. @param {{mark: Mark}} props */
function Marks({ mark: { left, right, reading, average } }) {
  return html`<g>
    ${average !== null && html`<path d=${`M${left - 15} ${average}h12`} stroke="var(--ink)" stroke-width="2.4"
      stroke-dasharray="4 2" data-mark="average" />`}
    ${reading !== null && html`<g data-mark="reading">
      <path d=${`M${right + 3} ${reading.y}h9`} stroke="var(--ink)" stroke-width="2.4" />
      <text x=${right + 15} y=${reading.y + 4} font-size="12">${reading.value}</text></g>`}
  </g>`;
}

function Patterns() {
  return html`<defs>
    <pattern id="p-brand" width="7" height="7" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
      <path d="M0 0v7" stroke="var(--brand)" stroke-width="2.2" /></pattern>
    <pattern id="p-find" width="7" height="7" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
      <path d="M0 0h7" stroke="var(--find)" stroke-width="2.2" /></pattern>
    <pattern id="p-engage" width="7" height="7" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
      <path d="M0 0v7M0 0h7" stroke="var(--engage)" stroke-width="2.2" /></pattern>
    <pattern id="p-build" width="7" height="7" patternUnits="userSpaceOnUse">
      <circle cx="3.5" cy="3.5" r="1.7" fill="var(--build)" /></pattern>
  </defs>`;
}

/** One end of the bracket. @param {{middle: number, y: number, to: number, ink: string}} props */
function Bracket({ middle, y, to, ink }) {
  const line = `M${middle} ${to}V${y}M${middle - CAP} ${y}h${CAP * 2}`;
  return html`<path d=${line} stroke=${ink} stroke-width="2.4" fill="none" />`;
}

/** Filled to the mean; the part of the band above it in the pillar's pattern. @param {{shaft: Shaft}} props */
function FilledShaft({ shaft }) {
  const { pillar, x, middle, level, fill, low, high } = shaft;
  return html`<g data-pillar=${pillar}>
    <rect x=${x} y=${TOP} width=${SHAFT_WIDTH} height=${BASE - TOP} fill="var(--stone)" stroke="var(--edge)" />
    <rect class="fill" x=${x} y=${level} width=${SHAFT_WIDTH} height=${fill} fill=${`var(--${pillar})`} />
    <rect x=${x} y=${high} width=${SHAFT_WIDTH} height=${level - high} fill=${`url(#p-${pillar})`} />
    <${Bracket} middle=${middle} y=${high} to=${level} ink="var(--ink)" />
    <${Bracket} middle=${middle} y=${low} to=${level} ink="var(--card)" />
  </g>`;
}

/** Not known yet: an outline, with the band in the pillar's pattern. @param {{shaft: Shaft}} props */
function OutlineShaft({ shaft }) {
  const { pillar, x, middle, low, high } = shaft;
  return html`<g data-pillar=${pillar}>
    <rect x=${x} y=${TOP} width=${SHAFT_WIDTH} height=${BASE - TOP}
      fill="none" stroke="var(--edge)" stroke-dasharray="5 4" />
    <rect x=${x} y=${high} width=${SHAFT_WIDTH} height=${low - high} fill=${`url(#p-${pillar})`} opacity=".55" />
    <${Bracket} middle=${middle} y=${high} to=${(high + low) / 2} ink="var(--edge)" />
    <${Bracket} middle=${middle} y=${low} to=${(high + low) / 2} ink="var(--edge)" />
  </g>`;
}
