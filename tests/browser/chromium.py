"""Chromium, driven by its own protocol over its debugging port."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import shutil
import string
from pathlib import Path
from typing import Final

from browser.calendar import AHEAD, CLOCK
from browser.chromium_page import ChromiumPage
from browser.driver import REBOUND, Browser
from browser.process import BrowserProcess
from browser.waiting import LIMIT, POLL, until
from browser.wire import Json, Wire, WireError

COMMANDS: Final = ("chromium", "chromium-browser")
EMPTY: Final = "about:blank"
OPENED: Final = "() => location.href !== 'about:blank' && document.readyState === 'complete'"
"""Whether a new page is past the empty one it begins with."""
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

MOVED: Final = f'if (location.protocol === "http:") {CLOCK}'
"""A page of the extension moves its clock itself."""

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

    def __init__(self, extension: Path, profile: Path, outside: int) -> None:
        """`outside` is the port of the closed way out."""
        self.origin = f"chrome-extension://{extension_id(extension)}"
        self._extension = extension
        self._profile = profile
        self.preferences = profile / "Default" / "Preferences"
        """What it keeps of its person's choices, as JSON."""
        self.downloads = profile.with_name("downloads")
        self._outside = outside
        self._process: BrowserProcess | None = None
        self._wire: Wire | None = None
        self._pages: dict[str, ChromiumPage] = {}
        """The open pages, by the session that each has on the wire."""
        self._ready: dict[str, asyncio.Task[None]] = {}
        """What makes each page ready for the tests, by its target."""
        self._front: ChromiumPage | None = None
        """The page that is known to be in front."""
        self._complaints: list[str] = []

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.running

    @property
    def wire(self) -> Wire:
        assert self._wire is not None
        return self._wire

    async def start(self) -> None:
        first = not self.preferences.exists()
        if first:
            self.preferences.parent.mkdir()
            self.preferences.write_text(json.dumps(PREFERENCES), encoding="utf-8")
        spoken = self._profile / "DevToolsActivePort"
        spoken.unlink(missing_ok=True)
        self._process = await BrowserProcess.start(self._command(), self._profile.with_name("chromium.out"))
        port, _, path = (await until(lambda: spoken.exists() and spoken.read_text())).partition("\n")
        self._wire = await Wire.connect(f"ws://127.0.0.1:{port}{path}")
        self._listen()
        await self.wire.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        only = [{"type": "page"}]
        await self.wire.send(
            "Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True, filter=only
        )
        await self._target("service_worker", self.origin)
        if first:
            # It welcomes whom it does not know, in place of an empty page, and would take one of the tests' own.
            await self._target("page", self.origin)

    def _listen(self) -> None:
        self._pages.clear()
        self._ready.clear()
        self._front = self.spare = None
        self.wire.listen(
            {
                "Target.attachedToTarget": self._attached,
                "Target.detachedFromTarget": self._detached,
                "Page.lifecycleEvent": self._lived,
                "Runtime.consoleAPICalled": self._hear_console,
                "Runtime.exceptionThrown": self._hear_exception,
                "Log.entryAdded": self._hear_entry,
            }
        )

    async def _target(self, kind: str, prefix: str) -> dict[str, Json]:
        """A page or worker whose address begins like this, once there is one."""
        async with asyncio.timeout(LIMIT):
            while True:
                for one in (await self.wire.send("Target.getTargets"))["targetInfos"]:
                    if one["type"] == kind and one["url"].startswith(prefix):
                        return dict(one)
                await asyncio.sleep(POLL)

    def _attached(self, said: dict[str, Json]) -> None:
        target, session = said["params"]["targetInfo"]["targetId"], said["params"]["sessionId"]
        if said["params"]["targetInfo"]["type"] != "page":
            return
        page = self._pages[session] = ChromiumPage(self.wire, target, session, self._bring)
        self._front = None
        self._ready[target] = asyncio.create_task(self._prepare(page), name="prepare")

    async def _prepare(self, page: ChromiumPage) -> None:
        try:
            await asyncio.gather(
                page.send("Page.enable"),
                page.send("Page.setLifecycleEventsEnabled", enabled=True),
                page.send("Runtime.enable"),
                page.send("Log.enable"),
                # Each page behaves as if its window had the focus, as it has when a person uses it.
                page.send("Emulation.setFocusEmulationEnabled", enabled=True),
                *([page.send("Page.addScriptToEvaluateOnNewDocument", source=MOVED)] if AHEAD else []),
                page.send("Runtime.runIfWaitingForDebugger"),
            )
        except WireError:
            # A page can be gone again before it is ready, as one that was closed or the browser with it.
            if page.session in self._pages:
                raise

    def _detached(self, said: dict[str, Json]) -> None:
        session = said["params"]["sessionId"]
        if (page := self._pages.pop(session, None)) is not None:
            self._ready.pop(page.target).cancel()
        self.wire.give_up(session)

    def _bring(self, page: ChromiumPage) -> bool:
        before, self._front = self._front, page
        return before is not page

    def _lived(self, said: dict[str, Json]) -> None:
        if said["params"]["name"] == "load" and (page := self._pages.get(said["sessionId"])) is not None:
            page.load(said["params"]["frameId"], said["params"]["loaderId"])

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

    def _hear_console(self, said: dict[str, Json]) -> None:
        if said["params"]["type"] in {"error", "warning"}:
            words = [str(one.get("value", one.get("description"))) for one in said["params"]["args"]]
            self._complaints.append(" ".join(words))

    def _hear_exception(self, said: dict[str, Json]) -> None:
        details = said["params"]["exceptionDetails"]
        self._complaints.append(details.get("exception", {}).get("description", details["text"]))

    def _hear_entry(self, said: dict[str, Json]) -> None:
        entry = said["params"]["entry"]
        if entry["level"] in {"error", "warning"}:
            self._complaints.append(f"{entry['text']} ({entry.get('url', '')})")

    async def stop(self) -> None:
        assert self._process is not None
        self._pages.clear()
        await self.wire.send("Browser.close")
        await self._process.ended()
        await self.wire.close()

    async def kill(self) -> None:
        assert self._process is not None
        self._pages.clear()
        await self._process.kill()
        await self.wire.close()

    async def page(self, *, aside: bool = False) -> ChromiumPage:
        return await self._new(EMPTY, aside=aside)

    async def open(self, url: str, *, aside: bool = False) -> ChromiumPage:
        # At once with its address, for an empty page would cost a process of its own. But only one that was
        # empty first surely has its clock moved.
        page = await self._new(EMPTY if AHEAD else url, aside=aside)
        if AHEAD:
            await page.goto(url)
        elif url != EMPTY:
            await page.until(OPENED)
        return page

    async def _new(self, url: str, *, aside: bool) -> ChromiumPage:
        made = await self.wire.send("Target.createTarget", url=url, newWindow=aside)
        page = await self._page(made["targetId"])
        self._front = page
        return page

    async def _page(self, target: str) -> ChromiumPage:
        """The page of this target, once it is ready."""
        await until(lambda: target in self._ready)
        await self._ready[target]
        return next(page for page in self._pages.values() if page.target == target)

    async def take_over(self, prefix: str) -> ChromiumPage:
        page = await self._page((await self._target("page", prefix))["targetId"])
        await page.until(OPENED)
        return page

    async def worker(self) -> ChromiumPage:
        """The extension's background script, as far as something can be run in it."""
        target = (await self._target("service_worker", self.origin))["targetId"]
        made = await self.wire.send("Target.attachToTarget", targetId=target, flatten=True)
        return ChromiumPage(self.wire, target, made["sessionId"], self._bring)

    async def close_pages(self) -> None:
        # One stays, for the browser ends with its last.
        targets = (await self.wire.send("Target.getTargets"))["targetInfos"]
        empty = [one["targetId"] for one in targets if (one["type"], one["url"]) == ("page", EMPTY)]
        left = empty[0] if empty else (await self._new(EMPTY, aside=False)).target
        for page in list(self._pages.values()):
            if page.target != left:
                await page.close()
        await until(lambda: len(self._pages) == 1)

    async def stop_worker(self) -> None:
        page = next(iter(self._pages.values()))
        await page.send("ServiceWorker.enable")
        await page.send("ServiceWorker.stopAllWorkers")
        await page.send("ServiceWorker.disable")

    async def complaints(self) -> list[str]:
        return list(self._complaints)

    async def forget_complaints(self) -> None:
        self._complaints.clear()
