"""The stage on which scripts/screenshots takes its pictures: an agent on the demo, a browser, one fixed afternoon."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self
from zoneinfo import ZoneInfo

from aiohttp import web
from playwright.async_api import BrowserContext, Page, async_playwright

import setup_machine
from colonnade.services.demonstrating import make_demo
from colonnade.store.files import data_lock, prepare_folder
from colonnade.web.app import agent_on, application
from colonnade.web.context import Agent
from colonnade.web.runner import Runner
from setup_machine import ROOT

ZONE: Final = "Europe/Berlin"
TAKEN_AT: Final = datetime(2026, 11, 19, 14, 20, tzinfo=ZoneInfo(ZONE))
"""A Thursday: a week is under way, and something is left to do. The same in every run, as is the demo."""
PATIENCE: Final = 30_000


@dataclass(frozen=True)
class Stage:
    """What a picture is taken of."""

    agent: Agent
    context: BrowserContext
    popup: str

    @classmethod
    @asynccontextmanager
    async def set_up(cls, folder: Path) -> AsyncIterator[Self]:
        """An agent with the demo, and Chromium with the extension, both in `folder` and both at that afternoon."""
        ahead = TAKEN_AT - datetime.now(UTC)
        async with AsyncExitStack() as stack:
            agent = await stack.enter_async_context(_agent(folder / "data", ahead))
            context = await stack.enter_async_context(_chromium(folder, ahead))
            worker = context.service_workers or [await context.wait_for_event("serviceworker")]
            yield cls(agent, context, worker[0].url.rpartition("/")[0])

    async def dashboard(self) -> Page:
        """The dashboard, logged in and connected."""
        page = await self.context.new_page()
        await page.goto(self.agent.login_link().url)
        await page.locator('#live[data-up="true"]').wait_for()
        return page

    async def paired_popup(self) -> Page:
        """The popup, once the browser was paired through the options and has heard of today."""
        page = await self.context.new_page()
        await page.goto(f"{self.popup}/options.html")
        code, _ = self.agent.words.open_code(self.agent.clock())
        await page.fill("#code", f"{self.agent.port}:{code}")
        await page.click("#pair")
        await page.get_by_text("Paired.").wait_for()
        await page.goto(f"{self.popup}/popup.html")
        await page.locator("#last li").first.wait_for()
        return page


@asynccontextmanager
async def _agent(data: Path, ahead: timedelta) -> AsyncIterator[Agent]:
    prepare_folder(data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with data_lock(data):
        await make_demo(data, TAKEN_AT, ZoneInfo(ZONE), ZONE)
        async with agent_on(data, port, lambda: datetime.now(UTC) + ahead) as agent:
            runner = Runner(application(agent))
            await runner.setup()
            try:
                await web.TCPSite(runner, "127.0.0.1", port).start()
                yield agent
            finally:
                await runner.cleanup()


@asynccontextmanager
async def _chromium(folder: Path, ahead: timedelta) -> AsyncIterator[BrowserContext]:
    extension = folder / "extension"
    await asyncio.to_thread(_at_that_time, extension, ahead)
    async with async_playwright() as driver:
        context = await driver.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=setup_machine.browser("chromium"),
            headless=False,
            ignore_default_args=["--disable-extensions"],
            # Chromium has no sandbox for root, and refuses to start with one.
            chromium_sandbox=os.geteuid() != 0,
            args=["--headless=new", "--hide-scrollbars", f"--load-extension={extension}"],
            locale="en-GB",
            timezone_id=ZONE,
        )
        context.set_default_timeout(PATIENCE)
        await context.add_init_script(f'if (location.protocol === "http:") {_clock(ahead)}')
        yield context
        await context.close()


def _at_that_time(extension: Path, ahead: timedelta) -> None:
    """A copy of the extension whose clock is moved, in its pages and behind them."""
    shutil.copytree(ROOT / "extension", extension)
    (extension / "clock.js").write_text(_clock(ahead), encoding="utf-8")
    background = extension / "background.js"
    background.write_text(f'import "./clock.js";\n{background.read_text(encoding="utf-8")}', encoding="utf-8")
    for page in extension.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<script ", '<script src="clock.js"></script><script ', 1), encoding="utf-8")


def _clock(ahead: timedelta) -> str:
    return f"""(() => {{
  const real = Date;
  const now = () => real.now() + {int(ahead.total_seconds() * 1000)};
  globalThis.Date = class extends real {{
    constructor(...given) {{ super(...(given.length > 0 ? given : [now()])); }}
    static now() {{ return now(); }}
  }};
}})();"""
