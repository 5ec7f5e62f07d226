// @ts-check
import { after } from "../entries.js";
import { localTime } from "../generated/protocol.js";
import { useAnswer, useApp } from "../screen.js";
import { useState } from "../vendor/htm-preact-standalone.module.js";

/**
 * What the person wrote and the agent keeps as one document, and the way to replace it.
 * @param {string} path
 * @returns {{kept: any, failure: unknown, save: (said: object, words: string) => Promise<boolean>}} whether it was saved
 */
export function useDocument(path) {
  const { api, screen } = useApp();
  const { answer, failure, again } = useAnswer((asked) => asked.get(path), []);
  const [refused, setRefused] = useState(/** @type {unknown} */ (null));
  /** @param {object} said @param {string} words */
  async function save(said, words) {
    try {
      // After the one it replaces, even where this machine's clock was set back: the later one wins.
      const changed_at = localTime(after(Date.now(), Date.parse(answer.changed_at)));
      await api.put(path, { ...said, changed_at });
    } catch (reason) {
      setRefused(reason);
      return false;
    }
    setRefused(null);
    screen.set({ said: words });
    again();
    return true;
  }
  return { kept: answer, failure: refused ?? failure, save };
}
