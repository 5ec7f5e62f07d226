// @ts-check
import { useApp } from "../screen.js";
import { html } from "../vendor/htm-preact-standalone.module.js";
import { Mark } from "./mark.js";

/** @import { Closed } from "../session.js" */

const AGAIN = html`open the dashboard from the extension's popup, or run <code>colonnade open</code>.`;

/** @type {Record<Closed, (port: number) => unknown>} */
const SENTENCES = {
  absent: () => html`Open the dashboard from the extension's popup, or run <code>colonnade open</code>.`,
  spent: () => html`This link was used already or is older than a minute: ${AGAIN}`,
  silent: () => html`The agent does not answer: when it runs again, ${AGAIN}`,
  revoked: () => html`This page was removed from the list of clients: ${AGAIN}`,
  unproven: (port) => html`Something else answers on port ${port}, or this page is no longer known: ${AGAIN}`,
  mismatch: () => html`This page and the agent are of different versions: reload the page.`,
};

/** One sentence, and nothing of the person's own. @param {{reason: Closed}} props */
export function ClosedPage({ reason }) {
  const { port } = useApp();
  return html`<main class="closed">
    <h1 class="name"><${Mark} />Colonnade</h1>
    <p id="closed" data-reason=${reason}>${SENTENCES[reason](port)}</p>
  </main>`;
}
