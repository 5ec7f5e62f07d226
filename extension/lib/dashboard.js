// @ts-check
/** The way from the extension to the dashboard. */
import { ask } from "./agent_client.js";
import { api } from "./browser.js";

const NOT_RUNNING =
  "The agent is not running. Start it with scripts/start in its folder or colonnade serve, then press this again.";

/**
 * Open a page of the dashboard with a link that works once.
 * @param {number | undefined} port @param {string} path
 * @returns {Promise<string>} what to say where the agent is away; "" otherwise
 */
export async function openDashboard(port, path) {
  const { standing, body } = await ask({ method: "POST", target: "/api/v1/logins" });
  const own = `http://127.0.0.1:${port}/#t=`;
  if (standing === "ok" && String(body.url).startsWith(own)) {
    await api.tabs.create({ url: body.url.replace("/#t=", `${path}#t=`) });
    return "";
  }
  return standing === "down" ? NOT_RUNNING : "";
}
