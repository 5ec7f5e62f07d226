// @ts-check
/** Asks for the code of the page in the address while the rest is still on its way. */

import { PAGES, pathOf } from "./pages.js";

// Whoever draws the page asks again, and tells a failure.
PAGES.get(pathOf(location.pathname))?.load().catch(() => {});
