// @ts-check
/** The generated table of kinds, by id and as a person looks for them. Pure. */
import { KINDS, PILLARS } from "../generated/catalogue.js";

/** @typedef {import("../generated/types.js").Pillar} Pillar */
/** @typedef {import("../generated/types.js").Kind} Kind */
/** @typedef {import("../generated/types.js").QualifierValue} QualifierValue */
/** @typedef {Record<string, QualifierValue>} Qualifiers */

const BY_ID = new Map(KINDS.map((kind) => [kind.id, kind]));
const PILLAR_TITLES = new Map(PILLARS.map(({ id, title }) => [id, title]));

/** Kinds a person can choose, in the order of the table. */
export const OFFERED = KINDS.filter((kind) => !kind.retired);

/** @param {string} id @returns {Kind | null} null for a kind of a newer agent */
export function kindOf(id) {
  return BY_ID.get(id) ?? null;
}

/** @param {Pillar} pillar @returns {string} its full title */
export function pillarTitle(pillar) {
  return PILLAR_TITLES.get(pillar) ?? pillar;
}

/**
 * Kinds under the headings a person looks for them: the four pillars, others, outcomes.
 * @param {readonly Kind[]} kinds @returns {{title: string, pillar: Pillar | null, kinds: Kind[]}[]}
 */
export function grouped(kinds) {
  const groups = [...PILLAR_TITLES].map(([pillar, title]) => ({
    title,
    pillar: /** @type {Pillar | null} */ (pillar),
    kinds: kinds.filter((kind) => kind.group === "pillar" && kind.pillar === pillar),
  }));
  groups.push({ title: "Others", pillar: null, kinds: kinds.filter((kind) => kind.group === "no_prior") });
  groups.push({ title: "Outcomes", pillar: null, kinds: kinds.filter((kind) => kind.group === "outcome") });
  return groups.filter((group) => group.kinds.length > 0);
}
