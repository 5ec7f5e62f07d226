"""How soon a browser shows Today over the invented log: in Chromium, with an agent of its own beside it."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from aiohttp.web import TCPSite
from playwright.async_api import BrowserContext, async_playwright

from bench_figures import p50, p99
from bench_log import NOW
from bench_measures import WARM, Measure
from colonnade.web import app
from colonnade.web.context import Agent
from colonnade.web.peer import LOOPBACK
from colonnade.web.runner import Runner

ROUNDS = 20
BOUND = 200
COMMANDS = ("chromium", "chromium-browser", "google-chrome")
WATCH = """(() => {
  const real = Date;
  const ahead = %d - real.now();
  globalThis.Date = class extends real {
    constructor(...given) { super(...(given.length > 0 ? given : [real.now() + ahead])); }
    static now() { return real.now() + ahead; }
  };
  const watch = new MutationObserver(() => {
    if (document.querySelector("#pillars") === null) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.known = performance.now(); }));
  });
  watch.observe(document, {childList: true, subtree: true});
})();"""
"""Moves the page's clock to the log's last day, and notes when its numbers were painted."""
TOOK = "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, globalThis.known]"


def browser() -> str | None:
    """The Chromium of this machine, if it has one."""
    return next(filter(None, map(shutil.which, COMMANDS)), None)


async def paints(folder: Path, command: str, rounds: int = ROUNDS) -> list[Measure]:
    """The first paint of Today, and the first with its numbers; `folder` holds the data."""
    took: list[tuple[float, float]] = []
    async with _agent_on(folder) as agent, _logged_in(agent, command) as context:
        for turn in range(WARM + rounds):
            page = await context.new_page()
            await page.goto(agent.origin)
            await page.wait_for_selector("#pillars")
            while None in (found := await page.evaluate(TOOK)):
                continue
            if turn >= WARM:
                took.append(tuple(found))
            await page.close()
    first, known = zip(*took, strict=True)
    return [
        Measure("Today, first paint", p50(first), p99(first), None, BOUND),
        Measure("Today, painted with its numbers", p50(known), p99(known)),
    ]


@asynccontextmanager
async def _agent_on(folder: Path) -> AsyncIterator[Agent]:
    begun = app.now()

    def clock() -> datetime:
        return NOW + (app.now() - begun)

    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = int(free.getsockname()[1])
    async with app.agent_on(folder, port, clock) as agent:
        runner = Runner(app.application(agent))
        await runner.setup()
        try:
            await TCPSite(runner, LOOPBACK, port).start()
            yield agent
        finally:
            await runner.cleanup()


@asynccontextmanager
async def _logged_in(agent: Agent, command: str) -> AsyncIterator[BrowserContext]:
    """A browser that knows its key, as on any day but the first."""
    # Chromium has no sandbox for root, and refuses to start with one.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=command, args=["--no-sandbox"] if root else [])
        context = await chromium.new_context()
        await context.add_init_script(WATCH % (NOW.timestamp() * 1000))
        word, _ = agent.words.open_login(agent.clock())
        page = await context.new_page()
        await page.goto(f"{agent.origin}/#t={word}")
        await page.wait_for_selector("#pillars")
        await page.close()
        yield context
        await chromium.close()
