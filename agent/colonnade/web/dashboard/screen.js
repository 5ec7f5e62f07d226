// @ts-check
/** What every part of the page sees: one frozen state, replaced whole, and the ways to change the world. */

import { createContext, useContext, useEffect, useState } from "./vendor/htm-preact-standalone.module.js";

/** @import { Doubt, Estimate, Kind, Notice, Today } from "./generated/types.js" */
/** @import { Closed } from "./session.js" */
/** @import { Kept } from "./store.js" */
/** @typedef {"/" | "/pillars" | "/activity" | "/week" | "/plan" | "/people" | "/settings" | "/how"} Path */
/**
 * @typedef {object} Screen
 * @property {Path} path
 * @property {string} query of the address, with its question mark
 * @property {Closed | null} closed why there is nothing to show
 * @property {boolean} up whether the agent is proven and connected
 * @property {boolean} tried whether a connection was ever up or has failed
 * @property {number} round rises with every connection, so that queries are asked again
 * @property {{seq: number, boot: string, today: Today, estimate: Estimate, doubt: Doubt | null} | null} state
 * @property {Kept[]} kept entries on this disk that the agent has not confirmed
 * @property {string | null} told the week of which was said last, before or in this page, that it is ready
 * @property {Notice | null} notice a sentence the person has not read yet
 * @property {string} said the newest change, in words, for a screen reader
 */
/**
 * @typedef {object} Store
 * @property {() => Screen} get
 * @property {(patch: Partial<Screen>) => void} set
 * @property {(hear: () => void) => () => void} listen gives the way to stop
 */
/**
 * @typedef {object} App
 * @property {Store} screen
 * @property {Pick<import("./api.js").Api, "get" | "file" | "post" | "put" | "remove">} api
 * @property {import("./outbox.js").Outbox} outbox
 * @property {(week: string) => void} tell keeps that this week was said to be ready, for the next opening
 * @property {(day: string) => string[]} declined the kinds that were declined as the next step on that day
 * @property {(day: string, kinds: string[]) => void} decline keeps them for the day
 * @property {() => Promise<Kind[]>} kinds of the catalogue, asked for once
 * @property {number} port
 * @property {(notice: Notice) => void} [dismiss] a notice, once it was read
 * @property {(path: Path, query?: string) => void} go
 */

/** @param {Screen} initial @returns {Store} */
export function createScreen(initial) {
  let current = initial;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    get: () => current,
    set: (patch) => {
      current = Object.freeze({ ...current, ...patch });
      listeners.forEach((hear) => hear());
    },
    listen: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}

export const AppContext = createContext(/** @type {App} */ (/** @type {unknown} */ (null)));

/** @returns {App} */
export function useApp() {
  return useContext(AppContext);
}

/** @returns {Screen} drawn again whenever it changes */
export function useScreen() {
  const { screen } = useApp();
  const [current, setCurrent] = useState(screen.get());
  useEffect(() => {
    // What changed between the first drawing and this effect was heard by nobody.
    setCurrent(screen.get());
    return screen.listen(() => setCurrent(screen.get()));
  }, [screen]);
  return current;
}

/**
 * What the agent says to a question, asked again when the log moves or a connection comes back.
 * The last answer stands while a new one is on its way.
 * @template T @param {(api: App["api"]) => Promise<T>} ask @param {readonly unknown[]} inputs of the question
 * @returns {{answer: T | null, failure: unknown, again: () => void}}
 */
export function useAnswer(ask, inputs) {
  const { api } = useApp();
  const { state, round } = useScreen();
  const [tries, setTries] = useState(0);
  /** @type {{answer: T | null, failure: unknown}} */
  const nothing = { answer: null, failure: null };
  const [result, setResult] = useState(nothing);
  useEffect(() => {
    let current = true;
    ask(api).then(
      (answer) => current && setResult({ answer, failure: null }),
      (failure) => current && setResult((previous) => ({ answer: previous.answer, failure })),
    );
    return () => {
      current = false;
    };
  }, [...inputs, state?.seq, state?.boot, round, tries]);
  return { ...result, again: () => setTries((count) => count + 1) };
}

/** The time, drawn anew so often. @param {number} every @returns {number} both in milliseconds */
export function useClock(every) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, []);
  return now;
}
