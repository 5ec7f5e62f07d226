// @ts-check
/** Chips: what a click can be refined by, and what is remembered of them for a while. Pure. */
import { kindOf } from "./catalogue.js";

/** @typedef {import("./catalogue.js").Qualifiers} Qualifiers */
/** @typedef {import("./catalogue.js").QualifierValue} QualifierValue */
/** @typedef {{value: QualifierValue, words: string, on: boolean}} Chip */
/** @typedef {Record<string, {value: QualifierValue, at: number}>} Memory by qualifier; `at` in Unix milliseconds */

/** Long enough for one sitting, too short for yesterday's mood to colour today's clicks. */
export const MEMORY_MS = 90 * 60_000;

/**
 * @param {{kind: string, qualifiers: Qualifiers}} activity
 * @returns {{name: string, chips: Chip[]}[]} one group for each qualifier of the kind; at most one chip of each is on
 */
export function chipsFor({ kind, qualifiers }) {
  return (kindOf(kind)?.qualifiers ?? []).map(({ name, values }) => ({
    name,
    chips: values.map(({ value, words }) => ({ value, words, on: qualifiers[name] === value })),
  }));
}

/**
 * The qualifiers after a chip was pressed: a chip that is on goes off, any other takes its place.
 * @param {Qualifiers} qualifiers @param {string} name @param {QualifierValue} value @returns {Qualifiers}
 */
export function pressed(qualifiers, name, value) {
  const { [name]: before, ...others } = qualifiers;
  return before === value ? others : { ...others, [name]: value };
}

/**
 * What is remembered after a chip was pressed; a chip turned off is forgotten.
 * @param {Memory} memory @param {string} kind @param {string} name @param {QualifierValue | undefined} value
 * @param {number} now @returns {Memory}
 */
export function remembered(memory, kind, name, value, now) {
  if (!remembers(kind, name)) return memory;
  const { [name]: _, ...others } = memory;
  return value === undefined ? others : { ...others, [name]: { value, at: now } };
}

/**
 * The qualifiers of a click on a tile: its own, and those remembered that its habit leaves open.
 * @param {{kind: string, qualifiers: Qualifiers, fixed: readonly string[]}} tile @param {Memory} memory
 * @param {number} now @returns {Qualifiers}
 */
export function clicked({ kind, qualifiers, fixed }, memory, now) {
  const recalled = Object.entries(memory).filter(
    ([name, { at }]) => remembers(kind, name) && !fixed.includes(name) && now - at >= 0 && now - at < MEMORY_MS,
  );
  return { ...qualifiers, ...Object.fromEntries(recalled.map(([name, { value }]) => [name, value])) };
}

/** @param {string} kind @param {string} name @returns {boolean} */
function remembers(kind, name) {
  return kindOf(kind)?.qualifiers.find((qualifier) => qualifier.name === name)?.remembered ?? false;
}
