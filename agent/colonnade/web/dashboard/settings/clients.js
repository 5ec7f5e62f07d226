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
export function shortOrigin(origin) {
  return origin.length > ORIGIN_SHOWN ? `${origin.slice(0, ORIGIN_SHOWN - 1)}…` : origin;
}

/** Who may talk to the agent, and how to let another browser in. */
export function ClientsCard() {
  const { api, screen } = useApp();
  const { answer, failure, again } = useAnswer((agent) => agent.get("/api/v1/clients"), []);
  const [paired, setPaired] = useState("");
  const [fault, setFault] = useState(/** @type {unknown} */ (null));
  const clients = /** @type {Client[]} */ (answer?.items ?? []).filter((client) => client.revoked_at === null);

  /** @param {Client} client */
  async function revoke(client) {
    try {
      await api.remove(`/api/v1/clients/${client.id}`);
      screen.set({ said: `${client.label}: removed.` });
      setFault(null);
      again();
    } catch (reason) {
      setFault(reason);
    }
  }

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
