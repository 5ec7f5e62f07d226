// @ts-check
/** The built pages: a row here is a page in the navigation and an address. */

import { ActivityPage } from "./activity/page.js";
import { SettingsPage } from "./settings/page.js";
import { TodayPage } from "./today/page.js";

/** @import { Path } from "./screen.js" */
/** @import { VNode } from "./vendor/htm-preact-standalone.module.js" */

/** @type {ReadonlyMap<Path, {title: string, Page: () => VNode}>} */
export const PAGES = new Map([
  ["/", { title: "Today", Page: TodayPage }],
  ["/activity", { title: "Activity", Page: ActivityPage }],
  ["/settings", { title: "Settings", Page: SettingsPage }],
]);

/** @param {string} pathname @returns {Path} */
export function pathOf(pathname) {
  const known = [...PAGES.keys()].find((path) => path === pathname);
  return known ?? "/";
}
