// @ts-check
/** The built pages: a row here is a page in the navigation and an address. */

/** @import { Path } from "./screen.js" */
/** @import { VNode } from "./vendor/htm-preact-standalone.module.js" */
/** @typedef {() => VNode} Page */
/** @typedef {{title: string, load: () => Promise<Page>}} Row the code of a page is fetched once it is wanted */

/** @type {ReadonlyMap<Path, Row>} */
export const PAGES = new Map([
  ["/", { title: "Today", load: async () => (await import("./today/page.js")).TodayPage }],
  ["/pillars", { title: "Pillars", load: async () => (await import("./pillars/page.js")).PillarsPage }],
  ["/activity", { title: "Activity", load: async () => (await import("./activity/page.js")).ActivityPage }],
  ["/week", { title: "Week", load: async () => (await import("./week/page.js")).WeekPage }],
  ["/plan", { title: "Plan", load: async () => (await import("./plan/page.js")).PlanPage }],
  ["/settings", { title: "Settings", load: async () => (await import("./settings/page.js")).SettingsPage }],
  ["/how", { title: "How it works", load: async () => (await import("./how/page.js")).HowPage }],
]);

/** @param {string} pathname @returns {Path} */
export function pathOf(pathname) {
  const known = [...PAGES.keys()].find((path) => path === pathname);
  return known ?? "/";
}

/** The others, so that they can be turned to without the agent. @returns {Promise<unknown>} */
export function loadAll() {
  return Promise.allSettled([...PAGES.values()].map(({ load }) => load()));
}
