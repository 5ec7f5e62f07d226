"""How the pages look, in every state: pictures for the eye in `.screenshots/`, and what can be measured."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from browser.agents import WatchedAgent
from browser.calendar import AHEAD
from browser.driver import PATIENCE, POLL, Browser, Page
from browser.person import COMMENT, Person
from colonnade.services.demonstrating import make_demo
from colonnade.store.files import prepare_folder
from colonnade.summary.words import DEMO
from harness import items

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / ".screenshots"
AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STILL: Final = 0.02
"""What moves less is not seen to move; 0.1 is called good."""
CHECK: Final = """async (onlyColours) => {
  const rules = onlyColours ? {runOnly: ["cat.color"]} : {rules: {"target-size": {enabled: true}}};
  // No sheet comes from elsewhere that would have to be fetched first.
  const options = {...rules, resultTypes: ["violations"], preload: false};
  const { violations } = await globalThis.axe.run(document, options);
  return violations.map(({id, help, nodes}) =>
    `${id}: ${help}: ${nodes.map(({html, failureSummary}) => `${html} ${failureSummary}`).join(" | ")}`);
}"""
TOO_WIDE: Final = """() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const sticksOut = (one) => one.getBoundingClientRect().right > clientWidth + 0.5;
  const out = [...document.querySelectorAll("body *")].filter(sticksOut);
  return [`${scrollWidth - clientWidth} pixels too wide`, ...out.map((one) => one.outerHTML.slice(0, 80))].slice(0, 6);
}"""
PLACES: Final = {
    "today": "/",
    "pillars": "/pillars",
    "activity": "/activity",
    "week": "/week",
    "month": "/week?month=newest",
    "plan": "/plan",
    "how": "/how",
    "people": "/people",
    "settings": "/settings",
}
DIALOGS: Final = {"today": "#catch-up", "plan": '#habits [data-habit="profiles"] button'}
"""What opens a dialog of a page that is not looked at elsewhere."""
SHIFTED: Final = """() => {
  let sum = 0;
  const watch = new PerformanceObserver(() => {});
  watch.observe({type: "layout-shift", buffered: true});
  for (const {value, hadRecentInput} of watch.takeRecords()) sum += hadRecentInput ? 0 : value;
  watch.disconnect();
  return sum;
}"""
"""How far what was there already moved while the page came to be, as Chromium measures it."""


@dataclass(frozen=True)
class Look:
    """One way to look at a page."""

    name: str
    width: int
    dark: bool


REFLOWS: Final = (320, 640, 900)
"""As wide as the smallest window that has to do, as a usual one at twice its size, and as half of a large screen."""
LOOKS: Final = (Look("light", 1280, dark=False), Look("dark", 1280, dark=True), Look("narrow", 400, dark=False))
LIGHT_AND_DARK: Final = LOOKS[:2]
NAMES: Final = ("Ann of the grid study", "Bob", "Dr. Wilhelmina van der Langenname-Doppelt")
NAMED: Final = ("connection_request", "message_sent")


async def look_at(browser: Browser, page: Page, name: str, looks: tuple[Look, ...]) -> None:
    """Keep a picture of each look; there must be nothing that axe finds, nor anything to scroll sideways to."""
    PICTURES.mkdir(exist_ok=True)
    await page.evaluate(f"() => {{ if (!globalThis.axe) {{ {AXE.read_text(encoding='utf-8')}\n }} }}")
    for look in looks:
        # A popup is as wide as its content wants; only the narrow look is about the window.
        width = 400 if name.startswith("popup") else look.width
        await page.look(width=width, height=800, dark=look.dark)
        await page.picture(PICTURES / f"{browser.name}-{name}-{look.name}.png")
        # In the dark nothing is different but the colours.
        assert await page.evaluate(CHECK, look.dark) == [], (name, look.name)
        await fits(page, f"{name} {look.name}")
    for width in REFLOWS:
        await page.look(width=width, height=800, dark=False)
        await fits(page, f"{name} {width}")


async def fits(page: Page, name: str) -> None:
    """Fail when something to scroll sideways to stays, and name what sticks out."""
    deadline = time.monotonic() + PATIENCE
    while out := await page.evaluate(TOO_WIDE):
        # A chart is drawn anew after its frame has shrunk; a busy machine takes a moment.
        assert time.monotonic() < deadline, (name, out)
        await asyncio.sleep(POLL)


def four_weeks(agent: WatchedAgent) -> None:
    """A log as somebody keeps it who follows the routine: most weekdays, a few posts, a note here and there."""
    kinds = (
        ("comment_written", {"depth": "substantive"}),
        ("profile_viewed", {"via": "search"}),
        ("comment_written", {"depth": "substantive", "audience": "target"}),
        ("connection_request", {"note": True}),
        ("post_published", {"form": "short"}),
        ("people_search", {"filters": True}),
        ("message_sent", {"purpose": "follow_up"}),
    )
    told = []
    for days in range(27, -1, -1):
        day = agent.now() - timedelta(days=days, minutes=20)
        for number in range(0 if day.weekday() >= 5 else 1 + days % 4):
            kind, qualifiers = kinds[(days + number) % len(kinds)]
            at = (day - timedelta(minutes=7 * number)).isoformat()
            note = "on the grid study" if number == 1 and days % 5 == 0 else ""
            name = NAMES[days % len(NAMES)] if kind in NAMED else ""
            told.append(items.record(kind, qualifiers=qualifiers, at=at, made_at=at, note=note, contact=name))
    told.append(items.record("message_received", contact=NAMES[0]))
    told += [reading(agent.now() - timedelta(days=days), brand) for days, brand in ((17, 11.2), (10, 11.5), (3, 11.8))]
    agent.log(*told)
    audience = {"text": "Heads of operations in plants that run at night; grid studies, shift plans"}
    with agent.machine() as machine:
        said = audience | {"changed_at": agent.now().isoformat()}
        assert machine.send("PUT", "/api/v1/audience", said).status == 200


def reading(day: datetime, brand: float) -> dict[str, Any]:
    """What the official page said, with ranks and the industry's averages, and find below them."""
    at = day.isoformat()
    industry = {"total": 40, "brand": 11, "find": 7.5, "engage": 9, "build": 12.4}
    ranks = {"total": brand + 31, "industry_rank": round(30 - brand), "network_rank": 18, "industry": industry}
    return items.reading(at=at, made_at=at, brand=brand, find=5.6, engage=9.9, build=15.7, **ranks)


async def look_at_reading(browser: Browser, popup: Page) -> None:
    """The form for a reading as it opens; and unfolded, with something wrong at its fields."""
    await popup.press("r")
    await popup.shows("#reading")
    await look_at(browser, popup, "popup-reading", LIGHT_AND_DARK)
    await popup.click("summary")
    for pointer, text in {"brand": "12.412", "find": "56", "engage": "9,9", "network-find": "x"}.items():
        await popup.choose(f"#reading-{pointer}", text)
    await popup.click("#reading .go")
    await popup.shows("#reading-network-find")
    await look_at(browser, popup, "popup-reading-wrong", LIGHT_AND_DARK)


async def pages_of(person: Person, agent: WatchedAgent) -> dict[str, Page]:
    """Each page of the dashboard, in a tab of its own, with everything on it that will come."""
    await (await person.dashboard(agent.login_link())).close()
    pages = {}
    for name, path in PLACES.items():
        pages[name] = await person.browser.open(f"{agent.address}{path}")
        await pages[name].shows('#live[data-up="true"]')
        await pages[name].until(
            "() => document.querySelector('main h1') && !document.querySelector('.ghost, [aria-busy=true]')"
        )
        if person.browser.name == "chromium":
            assert await pages[name].evaluate(SHIFTED) < STILL, name
    return pages


async def test_a_kept_log_looks_right_and_so_does_an_absent_agent(person: Person, agent: WatchedAgent) -> None:
    """Popup, options and all pages with four weeks in the log; then again without an agent, which each of them says."""
    four_weeks(agent)
    popup = await person.popup()
    await popup.click(COMMENT)
    await person.all_sent(popup)
    await popup.shows("#last li:nth-child(3)")
    await popup.shows("#ready-words")
    await look_at(person.browser, popup, "popup-ready", LIGHT_AND_DARK)
    await popup.click("#dismiss")
    await look_at(person.browser, popup, "popup", LOOKS)
    await popup.press("c")
    await popup.click("#behind .again")
    await look_at(person.browser, popup, "popup-catch-up", LIGHT_AND_DARK)
    await popup.press("Escape")
    await look_at_reading(person.browser, popup)
    await popup.click("#reading button", "Cancel")
    await popup.lacks("#reading")
    await popup.close()
    pages = await pages_of(person, agent)
    for name, page in pages.items():
        await look_at(person.browser, page, name, LOOKS)
        if name in DIALOGS:
            await page.click(DIALOGS[name])
            await page.shows("dialog")
            await look_at(person.browser, page, f"{name}-dialog", LOOKS)
            await page.press("Escape")
    options = await person.browser.extension_page("options.html")
    await look_at(person.browser, options, "options", LOOKS)
    assert await person.browser.complaints() == []
    agent.stop()
    await look_at_absence(person, pages)
    # That nobody answers is written to the console by the browser itself.
    assert [text for text in await person.browser.complaints() if "Content" in text] == []


async def look_at_absence(person: Person, pages: dict[str, Page]) -> None:
    """The popup counts what waits; the pages say that the agent is not there, and keep what they showed."""
    for _ in range(2):
        await person.click_and_close()
    popup = await person.popup()
    await popup.click(COMMENT)
    await popup.shows("#status", "3 clicks waiting, kept on this browser")
    await look_at(person.browser, popup, "popup-away", LOOKS)
    for name, page in pages.items():
        await page.shows('#live[data-up="false"]', "Agent not answering")
        await look_at(person.browser, page, f"{name}-away", LOOKS)


async def ask_everything(page: Page, name: str) -> None:
    """Open what a page shows only to who asks, with an answer in it."""
    if name == "pillars":
        await page.click("#around-pick")
        await page.shows("#around-owed li")
        for card in ("history", "moved", "track"):
            await page.click(f"#{card} button.link")
            await page.shows(f"#{card}-table")
    if name == "plan":
        await page.click("#plan-try")
        await page.click("#plan-look")
        await page.shows("#plan-table")


async def test_a_demo_says_so_on_every_page(browser: Browser, tmp_path: Path) -> None:
    """One calm line in the popup and on each page of the dashboard; it moves nothing when it comes."""
    data = tmp_path / "demo"
    prepare_folder(data)
    await make_demo(data, datetime.now(UTC) + AHEAD, UTC, None)
    with WatchedAgent(data) as agent:
        person = Person(browser, agent.address)
        await person.pair(agent.pairing_code())
        popup = await person.popup()
        await popup.shows("#demo", DEMO)
        await look_at(browser, popup, "popup-demo", LOOKS)
        for name, page in (await pages_of(person, agent)).items():
            await page.shows("#demo", DEMO)
            await ask_everything(page, name)
            await look_at(browser, page, f"{name}-demo", LOOKS)
    assert [text for text in await browser.complaints() if "Content" in text] == []


async def test_an_empty_log_looks_right(browser: Browser, agent: WatchedAgent) -> None:
    """Before the first pairing and before the first click: the popup, the options and each page of the dashboard."""
    person = Person(browser, agent.address)
    popup = await browser.extension_page("popup.html")
    await popup.shows("#begin")
    await look_at(browser, popup, "popup-unpaired", LOOKS)
    options = await browser.extension_page("options.html")
    await look_at(browser, options, "options-unpaired", LOOKS)
    for name, page in (await pages_of(person, agent)).items():
        await look_at(browser, page, f"{name}-empty", LOOKS)
    await person.pair(agent.pairing_code())
    await popup.close()
    await look_at(browser, await person.popup(), "popup-empty", LOOKS)
    assert await browser.complaints() == []


@pytest.mark.parametrize("only_colours", [False, True])
async def test_a_wrong_colour_is_found(person: Person, agent: WatchedAgent, *, only_colours: bool) -> None:
    """The watch over the looks sees what it is for: grey on grey."""
    popup = await person.popup()
    await popup.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')}\n }}")
    await popup.evaluate("() => { document.querySelector('#tiles button').style.color = '#888'; }")
    found = await popup.evaluate(CHECK, only_colours)
    assert any(line.startswith("color-contrast") for line in found)
