// @ts-check
/** One run at a time: a burst of a thousand changes costs two runs, not a thousand. */

/**
 * @param {() => Promise<void>} run looks at everything anew each time
 * @returns {() => Promise<void>} asks for a run; done when one that began after the asking is done
 */
export function gathered(run) {
  /** @type {Promise<void> | null} */
  let current = null;
  /** @type {Promise<void> | null} */
  let next = null;

  function begin() {
    current = run().finally(() => (current = null));
    return current;
  }

  function follow() {
    next = null;
    // Somebody may have begun between the end of one run and this; that one began after the asking too.
    return current ?? begin();
  }

  return function ask() {
    if (current === null && next === null) return begin();
    next ??= /** @type {Promise<void>} */ (current).then(follow, follow);
    return next;
  };
}
