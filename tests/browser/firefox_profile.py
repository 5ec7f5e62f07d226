"""What a profile of Firefox has to hold before it starts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from browser.driver import REBOUND, Json

UUID: Final = "5b1c2f0e-6a53-4c39-9d0c-8f6f7a0c9e11"
"""The add-on's address in this profile: Firefox makes one up for each profile, unless it already has one."""
PREFERENCES: Final[Mapping[str, Json]] = {
    # The add-on is not signed, and stays installed over a restart.
    "xpinstall.signatures.required": False,
    "extensions.autoDisableScopes": 0,
    # Nothing of its own accord, neither to the outside nor to the person.
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.contentblocking.report.hide_vpn_banner": True,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.topsites.contile.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "geo.provider.network.url": "",
    "intl.locale.requested": "en-US",
    "media.gmp-manager.updateEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.http.speculative-parallel-limit": 0,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "widget.gtk.overlay-scrollbars.enabled": True,
    # Firefox cuts off what a closing tab still runs, when its process ends with it, and calls that a
    # time-out; it is no fault of the page.
    "dom.abort_script_on_child_shutdown": False,
    "dom.max_script_run_time": 0,
    "toolkit.telemetry.server": "",
    # Work that nobody sees: processes that end with their page to be started for the next one, and kept sessions.
    "browser.sessionstore.interval": 3_600_000,
    "dom.ipc.keepProcessesAlive.web": 4,
    "dom.ipc.keepProcessesAlive.webIsolated.max": 4,
    "dom.ipc.keepProcessesAlive.webIsolated.time": 600,
    "dom.ipc.processPrelaunch.enabled": False,
}
ENVIRONMENT: Final[Mapping[str, str]] = {
    "MOZ_CRASHREPORTER_DISABLE": "1",
    # Without this the preference for the server of settings is not looked at.
    "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1",
}


def write_preferences(profile: Path, extension: Path, outside: int, downloads: Path) -> None:
    """Write them where Firefox looks at each start; `outside` is the port of the closed way out."""
    downloads.mkdir(exist_ok=True)
    manifest = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    addon = manifest["browser_specific_settings"]["gecko"]["id"]
    all_of_them = dict(PREFERENCES) | {
        # What it shows of a download takes the focus from the page.
        "browser.download.alwaysOpenPanel": False,
        "browser.download.dir": str(downloads),
        "browser.download.folderList": 2,
        # Otherwise it shows a PDF as soon as it is saved, in a page of its own.
        "pdfjs.disabled": True,
        "extensions.webextensions.uuids": json.dumps({addon: UUID}),
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": outside,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": outside,
        "network.proxy.no_proxies_on": f"127.0.0.1, localhost, {REBOUND}",
        "network.dns.localDomains": REBOUND,
    }
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in all_of_them.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
