"""Firefox ESR, driven by WebDriver BiDi over its debugging port."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import zipfile
from pathlib import Path
from typing import Final

from browser.calendar import AHEAD, CLOCK
from browser.driver import Browser, Json
from browser.firefox_page import FirefoxPage, privileged
from browser.firefox_profile import ENVIRONMENT, UUID, write_preferences
from browser.process import BrowserProcess
from browser.waiting import LIMIT, POLL, until
from browser.wire import Wire

COMMANDS: Final = ("firefox-esr", "firefox")


class Firefox(Browser):
    name = "firefox"
    origin = f"moz-extension://{UUID}"

    def __init__(self, extension: Path, profile: Path, outside: int) -> None:
        self._extension = extension
        self._profile = profile
        self.downloads = profile.with_name("downloads")
        self._outside = outside
        self._process: BrowserProcess | None = None
        self._bidi: Wire | None = None
        self._installed = False
        self._home = ""
        """The empty page of the first window, where tabs are opened."""
        self._written: list[str] = []

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.running

    @property
    def bidi(self) -> Wire:
        assert self._bidi is not None
        return self._bidi

    async def start(self) -> None:
        write_preferences(self._profile, self._extension, self._outside, self.downloads)
        spoken = self._profile / "WebDriverBiDiServer.json"
        spoken.unlink(missing_ok=True)
        output = self._profile.with_name("firefox.out")
        self._process = await BrowserProcess.start(self._command(), output, ENVIRONMENT)
        said = await until(lambda: spoken.read_text(encoding="utf-8") if spoken.exists() else "")
        self._bidi = await Wire.connect(f"ws://127.0.0.1:{json.loads(said)['ws_port']}/session")
        await self.bidi.send("session.new", capabilities={})
        await self._listen()
        self._home = (await self._contexts())[0]["context"]
        if not self._installed:
            archive = {"type": "base64", "value": self._archive()}
            await self.bidi.send("webExtension.install", extensionData=archive, **{"moz:permanent": True})
            self._installed = True
            # It welcomes whom it does not know, and the tests begin when that is over.
            await self.take_over(self.origin)

    async def _listen(self) -> None:
        def hear(said: dict[str, Json]) -> None:
            entry = said["params"]
            if entry["type"] == "console" and entry["level"] in {"error", "warn"}:
                self._written.append(str(entry["text"]))

        self._written.clear()
        self.spare = None
        self.bidi.listen({"log.entryAdded": hear})
        await self.bidi.send("session.subscribe", events=["log.entryAdded"])
        if AHEAD:
            await self.bidi.send("script.addPreloadScript", functionDeclaration=f"() => {{ {CLOCK} }}")

    def _command(self) -> list[str]:
        found = next(filter(None, map(shutil.which, COMMANDS)), None)
        assert found is not None, "Firefox is not installed"
        # System access, because otherwise no page of an add-on can be opened.
        remote = ["--remote-debugging-port=0", "--remote-allow-system-access"]
        return [found, "--headless", "--no-remote", *remote, "--profile", str(self._profile), "about:blank"]

    def _archive(self) -> str:
        packed = self._profile.with_name("extension.xpi")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(self._extension.rglob("*")):
                archive.write(file, file.relative_to(self._extension))
        return base64.b64encode(packed.read_bytes()).decode("ascii")

    async def stop(self) -> None:
        assert self._process is not None
        await self.bidi.send("browser.close")
        await self._process.ended()
        await self.bidi.close()

    async def kill(self) -> None:
        assert self._process is not None
        await self._process.kill()
        await self.bidi.close()

    async def page(self, *, aside: bool = False) -> FirefoxPage:
        where = {"type": "window"} if aside else {"type": "tab", "referenceContext": self._home}
        made = await self.bidi.send("browsingContext.create", **where)
        return FirefoxPage(self.bidi, made["context"])

    async def _contexts(self) -> list[dict[str, Json]]:
        return list((await self.bidi.send("browsingContext.getTree", maxDepth=0))["contexts"])

    async def take_over(self, prefix: str) -> FirefoxPage:
        async with asyncio.timeout(LIMIT):
            while True:
                for one in await self._contexts():
                    if one["url"].startswith(prefix):
                        page = FirefoxPage(self.bidi, one["context"])
                        await page.until("() => document.readyState === 'complete'")
                        return page
                await asyncio.sleep(POLL)

    async def close_pages(self) -> None:
        for one in await self._contexts():
            if one["context"] != self._home:
                await self.bidi.send("browsingContext.close", context=one["context"])

    async def stop_worker(self) -> None:
        background = f"WebExtensionPolicy.getByHostname({UUID!r}).extension"
        await privileged(self.bidi, f"{background}.terminateBackground({{ignoreDevToolsAttached: true}})")

    async def complaints(self) -> list[str]:
        # What BiDi tells leaves out an add-on's own pages, and every breach of policy.
        all_of_them = await privileged(self.bidi, "JSON.stringify(Services.console.getMessageArray().map(String))")
        ours = [text for text in json.loads(all_of_them) if self.origin in text or "http://127.0.0.1" in text]
        # Firefox tells as an error that it did what the shell's header asks for.
        return self._written + [text for text in ours if "Clear-Site-Data header forced the clean up" not in text]

    async def forget_complaints(self) -> None:
        self._written.clear()
        await privileged(self.bidi, "Services.console.reset()")
