// @ts-check
import { failureWords } from "../failures.js";
import { useApp, useClock } from "../screen.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Client, PairingCode } from "../generated/types.js" */

const LOOK_MS = 2_000;

/** @param {import("../screen.js").App["api"]} api @returns {Promise<Client[]>} */
async function pairedClients(api) {
  const { items } = await api.get("/api/v1/clients");
  return items.filter((/** @type {Client} */ client) => client.role === "browser" || client.role === "program");
}

/**
 * One button that shows a code to paste, until somebody pasted it.
 * @param {{words: string, onPaired: (label: string) => void}} props
 */
export function Pairing({ words, onPaired }) {
  const { api } = useApp();
  const [code, setCode] = useState(/** @type {PairingCode | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const before = useRef(/** @type {Set<string>} */ (new Set()));

  async function open() {
    try {
      before.current = new Set((await pairedClients(api)).map((client) => client.id));
      setCode(await api.post("/api/v1/pairings", {}));
      setFailure(null);
    } catch (reason) {
      setFailure(reason);
    }
  }

  /** @param {string} label */
  function finish(label) {
    setCode(null);
    onPaired(label);
  }

  return html`<div class="pairing">
    ${code === null
      ? html`<button type="button" class="go" id="pair" onClick=${open}>${words}</button>`
      : html`<${OpenCode} key=${code.code} code=${code} before=${before.current} onPaired=${finish} onAgain=${open} />`}
    <p role="alert" class="fault">${failure ? failureWords(failure) : ""}</p>
  </div>`;
}

/** @param {{code: PairingCode, before: Set<string>, onPaired: (label: string) => void, onAgain: () => void}} props */
function OpenCode({ code, before, onPaired, onAgain }) {
  const left = Math.max(0, Math.ceil((Date.parse(code.expires_at) - useClock(1000)) / 1000));
  const field = useRef(/** @type {HTMLElement | null} */ (null));
  useNewClient(left > 0, before, onPaired);
  useEffect(() => field.current?.focus(), []);
  if (left === 0) {
    return html`<p>This code is no longer good.</p>
      <button type="button" class="go" id="pair" onClick=${onAgain}>Show a new code</button>`;
  }
  return html`
    <p class="code-line">
      <code id="pair-code" class="code" tabindex="0" role="textbox" aria-readonly="true"
        aria-label="Pairing code" ref=${field}>${code.code}</code>
      <${CopyButton} text=${code.code} />
    </p>
    <ol class="steps">
      <li>Click the Colonnade button in your browser and open its options.</li>
      <li>Paste this code there.</li>
      <li>Press “Pair”. This page notices by itself.</li>
    </ol>
    <p class="soft" role="timer">Good for ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}, once.</p>
  `;
}

/** @param {boolean} open @param {Set<string>} before @param {(label: string) => void} onPaired */
function useNewClient(open, before, onPaired) {
  const { api } = useApp();
  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(() => {
      pairedClients(api).then(
        (clients) => {
          const fresh = clients.find((client) => !before.has(client.id));
          if (fresh) onPaired(fresh.label);
        },
        // The header says that the agent is away; the next look may find it.
        () => undefined,
      );
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [open]);
}

/** @param {{text: string}} props */
function CopyButton({ text }) {
  const [words, setWords] = useState("Copy");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setWords("Copied");
    } catch {
      setWords("Select it and copy");
    }
  }
  return html`<button type="button" onClick=${copy} aria-live="polite">${words}</button>`;
}
