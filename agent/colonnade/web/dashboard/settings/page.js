// @ts-check
import { html } from "../vendor/htm-preact-standalone.module.js";
import { ClientsCard } from "./clients.js";
import { DiagnosticsCard } from "./diagnostics.js";
import { LimitsCard } from "./limits.js";
import { PreferencesCard } from "./preferences.js";

export function SettingsPage() {
  return html`<div class="settings" id="settings">
    <div class="day"><h1>Settings</h1></div>
    <div><${ClientsCard} /><${DiagnosticsCard} /></div>
    <div><${PreferencesCard} /><${LimitsCard} /></div>
  </div>`;
}
