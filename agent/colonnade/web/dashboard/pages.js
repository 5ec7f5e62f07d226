// @ts-check
/** The built pages: a row here is a page in the navigation and an address. */

/** @import { Path } from "./screen.js" */
/** @import { VNode } from "./vendor/htm-preact-standalone.module.js" */
/** @typedef {() => VNode} Page */
/** @typedef {{title: string, load: () => Promise<Page>}} Row the code of a page is fetched once it is wanted */

/** Fetches a style sheet that one page alone needs, once. @param {string} path @returns {Promise<void>} */
function styles(path) {
  const href = `/app/${path}`;
  const there = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[href="${href}"]`));
  if (there?.sheet) return Promise.resolve();
  const link = there ?? Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      reject(new TypeError(`${path} could not be loaded`));
    });
    if (there === null) document.head.append(link);
  });
}

/**
 * A page that is drawn once its own styles are there, in this order, so that nothing jumps.
 * @param {string[]} paths @param {() => Promise<Page>} load @returns {() => Promise<Page>}
 */
function styled(paths, load) {
  return async () => (await Promise.all([load(), ...paths.map(styles)]))[0];
}

/** @type {ReadonlyMap<Path, Row>} */
export const PAGES = new Map([
  ["/", { title: "Today", load: async () => (await import("./today/page.js")).TodayPage }],
  ["/pillars", { title: "Pillars", load: async () => (await import("./pillars/page.js")).PillarsPage }],
  ["/activity", { title: "Activity", load: async () => (await import("./activity/page.js")).ActivityPage }],
  ["/week", { title: "Week", load: styled(["week/week.css", "week/print.css"], async () => (await import("./week/page.js")).WeekPage) }],
  ["/plan", { title: "Plan", load: styled(["plan/plan.css"], async () => (await import("./plan/page.js")).PlanPage) }],
  ["/people", { title: "People", load: styled(["people/people.css"], async () => (await import("./people/page.js")).PeoplePage) }],
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
