// @ts-check
/** Puts the page together: address, storage, connection and the first drawing. */

import { createApi } from "./api.js";
import { App } from "./app.js";
import { replaces, stayLive } from "./live.js";
import { createOutbox } from "./outbox.js";
import { loadAll, pathOf } from "./pages.js";
import { createScreen } from "./screen.js";
import { closedBy, enter, labelOf, wordIn } from "./session.js";
import { openStore } from "./store.js";
import { html, render } from "./vendor/htm-preact-standalone.module.js";
import { news } from "./words.js";

// The one-time word leaves the address before anything else can read or keep it.
const word = wordIn(location.hash);
if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);

const world = { fetch: fetch.bind(window), now: Date.now };
const port = Number(location.port);
const RESEND_MS = 30_000;

/** @import { Identity } from "./generated/protocol.js" */
/** @import { Store } from "./store.js" */

const screen = createScreen({
  path: pathOf(location.pathname),
  query: location.search,
  closed: null,
  up: false,
  tried: false,
  round: 0,
  state: null,
  kept: [],
  told: null,
  notice: null,
  said: "",
});

/** Ends early when the person looks at the page again. @param {number} ms @returns {Promise<void>} */
function pause(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    function finish() {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
      resolve();
    }
    function look() {
      if (document.visibilityState === "visible") finish();
    }
    document.addEventListener("visibilitychange", look);
  });
}

/**
 * @param {import("./outbox.js").Outbox} outbox @param {Store} store @param {Identity} identity
 * @returns {import("./live.js").Listener}
 */
function listener(outbox, store, identity) {
  return {
    onHello: ({ notice }) => {
      // Shown once: not again where it was read, in this tab or another.
      void store.noticeRead().then((at) => screen.set({ notice: notice?.at === at ? null : notice }));
    },
    onUp: () => {
      screen.set({ up: true, tried: true, closed: null, round: screen.get().round + 1 });
      void outbox.flush();
    },
    onState: (arrived) => {
      const { state } = screen.get();
      if (!replaces(state, arrived)) return;
      // An agent that is away later serves no code.
      if (state === null) void loadAll();
      screen.set({ state: arrived, said: news(state?.today ?? null, arrived.today) || screen.get().said });
    },
    onDown: (failure) => {
      const closed = closedBy(failure);
      screen.set({ up: false, tried: true, closed });
      if (closed !== "revoked") return true;
      void store.forgetKey(identity.client);
      return false;
    },
  };
}

/** @param {import("./screen.js").Path} path @param {string} [query] */
function go(path, query = "") {
  if (path + query !== location.pathname + location.search) history.pushState(null, "", path + query);
  screen.set({ path, query });
}

/** The kinds of the catalogue: they do not change while an agent runs. @param {import("./api.js").Api} api */
function kindsOf(api) {
  /** @type {Promise<import("./generated/types.js").Kind[]> | null} */
  let known = null;
  return async () => {
    known ??= api.get("/api/v1/catalogue").then((catalogue) => catalogue.kinds);
    try {
      return await known;
    } catch (failure) {
      known = null;
      throw failure;
    }
  };
}

/** @param {Store} store @param {Identity} identity */
function talkAs(store, identity) {
  const api = createApi(identity, world);
  const outbox = createOutbox({
    disk: store,
    api,
    alone: (task) => navigator.locks.request("colonnade-outbox", task),
    onChange: (kept) => screen.set({ kept }),
  });
  // What waits although the agent is there (a full disk, say) has no other occasion.
  setInterval(() => screen.get().up && screen.get().kept.length > 0 && void outbox.flush(), RESEND_MS);
  const connect = (/** @type {string} */ url) => new WebSocket(url);
  void stayLive(identity, api, { connect, pause }, listener(outbox, store, identity));
  /** @param {import("./generated/types.js").Notice} notice */
  const dismiss = (notice) => {
    screen.set({ notice: null });
    void store.readNotice(notice.at);
  };
  const { tell, declined, decline } = store;
  return { api, outbox, tell, declined, decline, kinds: kindsOf(api), dismiss };
}

async function start() {
  const store = await openStore();
  screen.set({ told: store.told() });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const place = { origin: location.origin, port, label: labelOf(navigator.userAgent), zone };
  const identity = await enter(word, place, world, store);
  if (typeof identity !== "string") return talkAs(store, identity);
  screen.set({ closed: identity });
  return null;
}

/** @param {Awaited<ReturnType<typeof start>>} talk */
function draw(talk) {
  const root = /** @type {Element} */ (document.getElementById("app"));
  render(html`<${App} app=${{ screen, port, go, ...talk }} open=${talk !== null} />`, root);
}

window.addEventListener("popstate", () => screen.set({ path: pathOf(location.pathname), query: location.search }));
// A new link opened in this very tab changes the fragment only.
window.addEventListener("hashchange", () => wordIn(location.hash) !== null && location.reload());
draw(null);
draw(await start());
