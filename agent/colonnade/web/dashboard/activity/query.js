// @ts-check
/** What the Activity page asks the agent. */

/** @typedef {{kind: string, pillar: string, from: string, to: string, text: string}} ActivityFilter */
/** @import { ActivityPage as Page } from "../generated/types.js" */

const PAGE = 100;

/** @type {ActivityFilter} */
export const NO_FILTER = { kind: "", pillar: "", from: "", to: "", text: "" };

/** @param {ActivityFilter} filter @param {string | null} cursor @returns {string} the request target */
export function targetOf(filter, cursor) {
  const said = Object.entries(filter).filter(([, value]) => value !== "");
  const query = new URLSearchParams([...said, ["limit", String(PAGE)]]);
  if (cursor !== null) query.set("cursor", cursor);
  return `/api/v1/activities?${query}`;
}

/**
 * The first pages, one after another, as they are now.
 * @param {(target: string) => Promise<Page>} get @param {ActivityFilter} filter @param {number} pages
 * @returns {Promise<Page>}
 */
export async function readPages(get, filter, pages) {
  let { items, next } = await get(targetOf(filter, null));
  for (let page = 1; page < pages && next !== null; page += 1) {
    const more = await get(targetOf(filter, next));
    items = [...items, ...more.items];
    next = more.next;
  }
  return { items, next };
}

/**
 * Rows under the day they count in, in the order they came.
 * @template {{day: string}} T @param {T[]} items @returns {{day: string, items: T[]}[]}
 */
export function byDay(items) {
  /** @type {{day: string, items: T[]}[]} */
  const days = [];
  for (const item of items) {
    const last = days.at(-1);
    if (last?.day === item.day) last.items.push(item);
    else days.push({ day: item.day, items: [item] });
  }
  return days;
}
