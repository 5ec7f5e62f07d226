// @ts-check
/** Another name for somebody, or none: an amend for each activity that names them. */

import { amendActivity, draftOf } from "../entries.js";

/** @import { Activity, ActivityPage } from "../generated/types.js" */

const PAGE = 500;

/**
 * Every activity that names somebody, whatever the spelling.
 * @param {(target: string) => Promise<ActivityPage>} get @param {string} contact @returns {Promise<Activity[]>}
 */
export async function touchesOf(get, contact) {
  /** @type {Activity[]} */
  const found = [];
  let cursor = "";
  do {
    const query = new URLSearchParams({ contact, limit: String(PAGE), ...(cursor && { cursor }) });
    const { items, next } = await get(`/api/v1/activities?${query}`);
    found.push(...items);
    cursor = next ?? "";
  } while (cursor !== "");
  return found;
}

/** @param {Activity[]} touches @param {string} name "" for nobody @param {number} now */
export function renamed(touches, name, now) {
  return touches.flatMap((activity) => amendActivity(activity, { ...draftOf(activity), contact: name }, now) ?? []);
}
