// @ts-check
/** Several activities changed or taken back as one: an entry for each, and the entries that undo them all. */

import { amendActivity, draftOf, recordAgain, restore, retract } from "../entries.js";

/** @import { Activity } from "../generated/types.js" */
/** @import { Amend } from "../entries.js" */
/** @typedef {Record<string, string | boolean | null>} Said null for "not said"; a name left out stays as it is */
/** @typedef {{kind: string, qualifiers: Said, day: string}} Patch "" leaves a field of each as it is */
/** @typedef {{items: Amend[], undo: (now: number) => Amend[]}} Deed */

/** @type {Patch} */
export const NO_PATCH = { kind: "", qualifiers: {}, day: "" };

/** @param {Activity[]} activities @returns {string} the kind they share, or "" */
export function commonKind(activities) {
  const kind = activities[0]?.kind ?? "";
  return activities.every((activity) => activity.kind === kind) ? kind : "";
}

/** @param {Activity} activity @param {Patch} patch @returns {import("../entries.js").Qualifiers} */
function qualifiersAfter(activity, { kind, qualifiers }) {
  const kept = kind === "" || kind === activity.kind ? activity.qualifiers : {};
  const said = Object.entries({ ...kept, ...qualifiers });
  return Object.fromEntries(said.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** @param {Activity[]} activities @param {Patch} patch @param {number} now @returns {Deed} */
export function changeAll(activities, patch, now) {
  const changes = activities.flatMap((activity) => {
    const was = draftOf(activity);
    const kind = patch.kind || was.kind;
    const draft = { ...was, kind, qualifiers: qualifiersAfter(activity, patch), day: patch.day || was.day };
    const amend = amendActivity(activity, draft, now);
    return amend === null ? [] : [{ activity, amend }];
  });
  return {
    items: changes.map(({ amend }) => amend),
    undo: (later) => changes.map(({ activity, amend }) => restore(activity, amend, later)),
  };
}

/** What was taken back is recorded anew: a retract is final. @param {Activity[]} activities @param {number} now @returns {Deed} */
export function takeBackAll(activities, now) {
  return {
    items: activities.map(({ id }) => retract("activity", id, now)),
    undo: (later) => activities.map((activity) => recordAgain(activity, later)),
  };
}

/**
 * The rows from one to another, both included, in either direction.
 * @param {{id: string}[]} items @param {string} from @param {string} to @returns {string[]} only `to` where `from` is gone
 */
export function between(items, from, to) {
  const [one, other] = [from, to].map((id) => items.findIndex((item) => item.id === id));
  if (one === undefined || other === undefined || one < 0) return [to];
  return items.slice(Math.min(one, other), Math.max(one, other) + 1).map(({ id }) => id);
}
