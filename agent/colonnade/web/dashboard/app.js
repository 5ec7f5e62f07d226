// @ts-check
/** The frame around every page. */

import { PAGES } from "./pages.js";
import { ClosedPage } from "./parts/closed.js";
import { Header } from "./parts/header.js";
import { Notice } from "./parts/notice.js";
import { RefusedEntries } from "./parts/refused.js";
import { Skeleton } from "./parts/skeleton.js";
import { AppContext, useScreen } from "./screen.js";
import { html, useEffect, useRef, useState } from "./vendor/htm-preact-standalone.module.js";
import { DEMO } from "./words.js";

/** @import { Page } from "./pages.js" */
/** @import { App as AppValue, Path } from "./screen.js" */
/** @typedef {{path: Path, Page: Page}} Loaded */

/** @param {{app: AppValue, open: boolean}} props `open` once the page is known to the agent */
export function App({ app, open }) {
  return html`<${AppContext.Provider} value=${app}><${Frame} open=${open} /><//>`;
}

/** @param {{open: boolean}} props */
function Frame({ open }) {
  const { closed, path, said, state } = useScreen();
  const { page, failed } = usePage(path);
  useTitle(closed === null ? (PAGES.get(path)?.title ?? "") : "");
  const main = useFocusOnArrival(path);
  if (closed !== null) return html`<${ClosedPage} reason=${closed} />`;
  return html`
    <a class="skip" href="#main" onClick=${(/** @type {Event} */ event) => {
      event.preventDefault();
      main.current?.focus();
    }}>Skip to the page</a>
    <${Header} />
    <main id="main" tabindex="-1" ref=${main}>
      ${state?.today.demo && html`<p id="demo" class="demo">${DEMO}</p>`}
      ${open && html`<${Notice} />`}
      ${open && html`<${RefusedEntries} />`}
      ${open && page ? html`<${page.Page} key=${page.path} />` : html`<${Skeleton} />`}
      ${failed && html`<p class="fault" role="alert">This page could not be loaded. Is the agent running? Then load it anew.</p>`}
    </main>
    <p class="hidden" role="status">${said}</p>
  `;
}

/** The page of an address once its code is here; until then the one before stands. @param {Path} path */
function usePage(path) {
  const [page, setPage] = useState(/** @type {Loaded | null} */ (null));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    setFailed(false);
    PAGES.get(path)?.load().then(
      (loaded) => current && setPage({ path, Page: loaded }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [path]);
  return { page, failed };
}

/** @param {string} title */
function useTitle(title) {
  useEffect(() => {
    document.title = title === "" ? "Colonnade" : `${title} · Colonnade`;
  }, [title]);
}

/** A page reached by the navigation takes the focus, as a loaded one would. @param {string} path */
function useFocusOnArrival(path) {
  const main = useRef(/** @type {HTMLElement | null} */ (null));
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [path]);
  return main;
}
