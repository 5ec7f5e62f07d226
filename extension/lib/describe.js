// @ts-check
/** How an entry is named. Pure. */
import { kindOf } from "./catalogue.js";

/** @typedef {import("./catalogue.js").Qualifiers} Qualifiers */

/** @param {string} kind @returns {string} "Comment" */
export function kindWords(kind) {
  return kindOf(kind)?.done ?? kind.replaceAll("_", " ");
}

/** @param {string} kind @param {Qualifiers} qualifiers @returns {string} "Comment · substantive" */
export function words(kind, qualifiers) {
  const known = (kindOf(kind)?.qualifiers ?? []).flatMap(
    (qualifier) => qualifier.values.find(({ value }) => value === qualifiers[qualifier.name])?.words ?? [],
  );
  return [kindWords(kind), ...known].join(" · ");
}

/** @typedef {{[name in import("./catalogue.js").Pillar | "total"]?: number | null | undefined}} Read what was read, null or absent where it was not */

/** @param {Read} reading @returns {string} "Reading · 12.5 · – · 7.25 · 20", in the pillars' order; "Reading · total 37.5" */
export function readingWords({ brand, find, engage, build, total }) {
  const scores = [brand, find, engage, build];
  const said = scores.some((score) => score != null) ? scores.map((score) => score ?? "–") : [`total ${total}`];
  return ["Reading", ...said].join(" · ");
}

/** @param {number} number @param {string} one @param {string} many @returns {string} "1 click", "3 clicks" */
export function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
