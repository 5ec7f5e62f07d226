// @ts-check
import { Confirm } from "../parts/confirm.js";
import { failureWords } from "../failures.js";
import { Pairing } from "../parts/pairing.js";
import { useAnswer, useApp, useScreen } from "../screen.js";
import { fullTime, shortDay, wallHere } from "../times.js";
import { html, useState } from "../vendor/htm-preact-standalone.module.js";

/** @import { Client } from "../generated/types.js" */

const ORIGIN_SHOWN = 34;

/** @type {Record<Client["role"], string>} */
const ROLES = {
  browser: "browser",
  program: "program",
  dashboard: "dashboard page",
  machine: "commands of this machine",
};

/** @param {string} origin @returns {string} */
function shortOrigin(origin) {
  return origin.length > ORIGIN_SHOWN ? `${origin.slice(0, ORIGIN_SHOWN - 1)}…` : origin;
}

/** @param {() => void} onRevoked */
function useRevoke(onRevoked) {
  const { api, screen } = useApp();
  const [fault, setFault] = useState(/** @type {unknown} */ (null));
  /** @param {Client} client */
  async function revoke({ id, label }) {
    try {
      await api.remove(`/api/v1/clients/${id}`);
      screen.set({ said: `${label}: removed.` });
      setFault(null);
      onRevoked();
    } catch (reason) {
      setFault(reason);
    }
  }
  return { revoke, fault };
}

/** Who may talk to the agent, and how to let another browser in. */
export function ClientsCard() {
  const { answer, failure, again } = useAnswer((agent) => agent.get("/api/v1/clients"), []);
  const { revoke, fault } = useRevoke(again);
  const [paired, setPaired] = useState("");
  const clients = /** @type {Client[]} */ (answer?.items ?? []).filter((client) => client.revoked_at === null);

  /** @param {string} label */
  function welcome(label) {
    setPaired(label);
    again();
  }

  return html`<section class="card" id="clients" aria-labelledby="clients-title">
    <h2 id="clients-title">Browsers and programs</h2>
    <p class="fault" role="alert">${fault || failure ? failureWords(fault ?? failure) : ""}</p>
    ${answer === null ? html`<div class="ghost ghost-list"></div>` : html`<ul class="rows">
      ${clients.map((client) => html`<${ClientRow} key=${client.id} client=${client}
        onRevoke=${() => void revoke(client)} />`)}
    </ul>`}
    <p role="status">${paired && `${paired} is paired.`}</p>
    <${Pairing} words="Pair a browser" onPaired=${welcome} />
  </section>`;
}

/** @param {{client: Client, onRevoke: () => void}} props */
function ClientRow({ client, onRevoke }) {
  const { id, label, role, origin, you } = client;
  const today = useScreen().state?.today.day ?? wallHere(new Date().toISOString()).day;
  const created = shortDay(wallHere(client.created_at).day, today);
  const seen = fullTime(wallHere(client.seen_at), today);
  return html`<li data-client=${id} data-role=${role}>
    <div>
      <b>${label}</b> <span class="soft">${ROLES[role]}${you && " · this page"}</span>
      <p class="soft" title=${origin}>${shortOrigin(origin)} · since ${created} · last seen ${seen}</p>
    </div>
    ${role !== "machine" && html`<${Confirm} label="Remove" about=${`${label}, ${ROLES[role]}`}
      question=${you ? "Remove this page?" : "Remove?"} onYes=${onRevoke} />`}
  </li>`;
}
