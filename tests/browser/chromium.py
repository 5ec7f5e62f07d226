"""Chromium, started by hand and driven by Playwright over its debugging port.

Started by hand because its process group can then be killed like a power cut does, and because
Playwright's own start forbids extensions.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import string
from pathlib import Path
from typing import Final

from playwright import async_api as playwright

from browser.calendar import AHEAD, CLOCK
from browser.chromium_page import ChromiumPage
from browser.driver import PATIENCE, REBOUND, Browser
from browser.process import BrowserProcess
from browser.waiting import until

COMMANDS: Final = ("chromium", "chromium-browser")
EMPTY: Final = "about:blank"
NOBODY: Final = "http://127.0.0.1:1/"
UNWANTED: Final = (
    "AutofillServerCommunication",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PreloadTopChromeWebUI",
    "Translate",
    "WebUIOmniboxPopup",
    "WebUITabStrip",
)
"""Features that ask something of others, or draw what nobody looks at."""
QUIET: Final = (
    # Two services have no switch of their own: they are sent where nobody listens.
    f"--component-updater=url-source={NOBODY}",
    f"--gaia-url={NOBODY}",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    f"--disable-features={','.join(UNWANTED)}",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--hide-crash-restore-bubble",
    "--hide-scrollbars",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--no-service-autorun",
    "--password-store=basic",
    "--use-mock-keychain",
)
"""What keeps it from asking anything of anyone by itself, and from asking the person."""

QUICK: Final = ("--animation-duration-scale=0", "--process-per-site")
"""What spares it work that nobody sees: tabs that slide, and a new process for each page of the same site."""

PREFERENCES: Final = {
    "browser": {"enable_spellchecking": False},
    "spellcheck": {"blocked_dictionaries": ["en-US"], "dictionaries": []},
}
"""Otherwise it looks for a dictionary of its own language as soon as somebody types."""


def extension_id(extension: Path) -> str:
    """The id that follows from the `key` of a manifest: the start of its hash, in the letters a to p."""
    key = base64.b64decode(json.loads((extension / "manifest.json").read_text(encoding="utf-8"))["key"])
    return (
        hashlib.sha256(key).hexdigest()[:32].translate(str.maketrans("0123456789abcdef", string.ascii_lowercase[:16]))
    )


class Chromium(Browser):
    name = "chromium"

    def __init__(
        self,
        driver: playwright.Playwright,
        extension: Path,
        profile: Path,
        outside: int,
    ) -> None:
        """`outside` is the port of the closed way out."""
        self.origin = f"chrome-extension://{extension_id(extension)}"
        self._driver = driver
        self._extension = extension
        self._profile = profile
        self.downloads = profile.with_name("downloads")
        self._outside = outside
        self._process: BrowserProcess | None = None
        self._browser: playwright.Browser | None = None
        self._session: playwright.CDPSession | None = None
        self._complaints: list[str] = []

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.running

    @property
    def context(self) -> playwright.BrowserContext:
        """The one profile's pages."""
        assert self._browser is not None
        return self._browser.contexts[0]

    async def start(self) -> None:
        preferences = self._profile / "Default" / "Preferences"
        if not preferences.exists():
            preferences.parent.mkdir()
            preferences.write_text(json.dumps(PREFERENCES), encoding="utf-8")
        spoken = self._profile / "DevToolsActivePort"
        spoken.unlink(missing_ok=True)
        self._process = await BrowserProcess.start(self._command(), self._profile.with_name("chromium.out"))
        port = await until(lambda: spoken.exists() and spoken.read_text().partition("\n")[0])
        self._browser = await self._driver.chromium.connect_over_cdp(
            f"http://127.0.0.1:{port}", timeout=PATIENCE * 1000
        )
        self._session = await self._browser.new_browser_cdp_session()
        folder = {"behavior": "allow", "downloadPath": str(self.downloads)}
        await self._session.send("Browser.setDownloadBehavior", folder)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.on("console", self._hear_console)
        self.context.on("weberror", lambda error: self._complaints.append(str(error.error)))
        if AHEAD:
            await self.context.add_init_script(f'if (location.protocol === "http:") {CLOCK}')
        await until(lambda: any(one.url.startswith(self.origin) for one in self.context.service_workers))

    def _command(self) -> list[str]:
        found = next(filter(None, map(shutil.which, COMMANDS)), None)
        assert found is not None, "Chromium is not installed"
        return [
            found,
            "--headless=new",
            "--lang=en-US",
            # Chromium has no sandbox for root, and refuses to start with one.
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            *QUIET,
            *QUICK,
            f"--user-data-dir={self._profile}",
            f"--load-extension={self._extension}",
            "--remote-debugging-port=0",
            f"--proxy-server=http://127.0.0.1:{self._outside}",
            f"--proxy-bypass-list=127.0.0.1;localhost;{REBOUND}",
            f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            EMPTY,
        ]

    def _hear_console(self, message: playwright.ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._complaints.append(f"{message.text} ({message.location['url']})")

    async def stop(self) -> None:
        assert self._session is not None
        assert self._process is not None
        await self._session.send("Browser.close")
        await self._process.ended()
        await self._let_go()

    async def kill(self) -> None:
        assert self._process is not None
        await self._process.kill()
        await self._let_go()

    async def _let_go(self) -> None:
        assert self._browser is not None
        await self._browser.close()

    async def page(self, *, aside: bool = False) -> ChromiumPage:
        if not aside:
            return ChromiumPage(await self.context.new_page())
        assert self._session is not None
        async with self.context.expect_page() as opened:
            await self._session.send("Target.createTarget", {"url": "about:blank", "newWindow": True})
        return ChromiumPage(await opened.value)

    async def take_over(self, prefix: str) -> ChromiumPage:
        found = await until(lambda: next((page for page in self.context.pages if page.url.startswith(prefix)), None))
        assert found is not None
        await found.wait_for_load_state()
        return ChromiumPage(found)

    async def close_pages(self) -> None:
        pages = list(self.context.pages)
        empty = next((page for page in pages if page.url == EMPTY), None) or await self.context.new_page()
        for page in pages:
            if page is not empty:
                await page.close()

    async def stop_worker(self) -> None:
        session = await self.context.new_cdp_session(self.context.pages[0])
        await session.send("ServiceWorker.enable")
        await session.send("ServiceWorker.stopAllWorkers")
        await session.detach()

    async def complaints(self) -> list[str]:
        return list(self._complaints)

    async def forget_complaints(self) -> None:
        self._complaints.clear()
