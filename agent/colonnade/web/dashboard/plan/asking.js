// @ts-check
import { failureWords } from "../failures.js";
import { localTime } from "../generated/protocol.js";
import { useAnswer, useApp } from "../screen.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Answers } from "../generated/types.js" */

/** Whether the popup asks about a working day without any entry. */
export function AskingCard() {
  const { api, screen } = useApp();
  const { answer, again } = useAnswer((agent) => agent.get("/api/v1/answers"), []);
  const [trouble, setTrouble] = useState("");
  const kept = /** @type {Answers | null} */ (answer);

  async function turn() {
    if (kept === null) return;
    try {
      const at = Math.max(Date.now(), Date.parse(kept.changed_at) + 1);
      await api.put("/api/v1/answers", { ...kept, ask: !kept.ask, changed_at: localTime(at) });
      screen.set({ said: "Saved." });
      setTrouble("");
    } catch (failure) {
      setTrouble(failureWords(failure));
    }
    again();
  }

  return html`<section class="card" id="asking" aria-labelledby="asking-title">
    <h2 id="asking-title">Days without an entry</h2>
    <label class="choice"><input type="checkbox" id="ask" checked=${kept?.ask ?? true} disabled=${kept === null}
      onChange=${() => void turn()} />${" "}<span>Ask me after a working day without any entry<span class="about">Until it is
        answered, such a day counts as not logged and breaks no streak.</span></span></label>
    <p class="fault" role="alert">${trouble}</p>
  </section>`;
}
