"""The Week page: told once that it is ready, walked through, taken along in every format, and printed."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.person import Person
from browser.test_pictures import four_weeks
from browser.test_pillars_page import GERMAN, ROWS, WITH_RANKS, WITHOUT, paste, values
from browser.test_reading import type_scores
from browser.waiting import until
from colonnade.habits.days import iso_week
from colonnade.store.files import prepare_folder
from harness import items
from harness.pdf import sheets, words_of
from harness.weeks import FULLEST, sight_of

FORMATS = ("html", "pdf", "md", "csv", "json")
MEANS = "#pillars .labels li"
SWATCHES = """() => {
  const found = [...document.querySelectorAll("#week-pillars tbody .swatch")].map((swatch) => getComputedStyle(swatch));
  const grains = found.map(({backgroundImage}) => backgroundImage.replace(/(rgb|color)[^(]*\\([^)]*\\)/g, ""));
  const bars = [...document.querySelectorAll(".bar [fill^='url']")].map((rect) => rect.getAttribute("fill"));
  return [new Set(grains).size, new Set(bars).size, found.every((style) => style.printColorAdjust === "exact")];
}"""
"""How many patterns there are, colours aside, beside the names and in the bars; and whether they are always printed."""


async def week_page(browser: Browser, agent: WatchedAgent, week: str = "") -> Page:
    """The page, logged in, connected, and with a week on it."""
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/week{week}")
    await page.shows('#live[data-up="true"]')
    await page.shows('#week[aria-busy="false"] #week-pillars')
    return page


async def save(page: Page, downloads: Path, format: str, name: str) -> bytes:
    """What arrives in the folder of downloads under that name."""
    target = downloads / name
    target.unlink(missing_ok=True)
    await page.click(f'[data-format="{format}"]')
    await page.shows("#export-said", f"Saved: {name}")
    await until(lambda: target.exists() and target.stat().st_size > 0)
    return target.read_bytes()


def said(agent: WatchedAgent, week: str, format: str, form: str) -> bytes:
    """The same document, from the signed API."""
    with agent.machine() as machine:
        return machine.send("GET", f"/api/v1/summaries/{week}?format={format}&form={form}").body


def at(day: datetime) -> dict[str, str]:
    """Done then, and said at once."""
    return {"at": day.isoformat(), "made_at": day.isoformat()}


async def readings_walk(person: Person, agent: WatchedAgent, page: Page) -> None:
    """Three texts pasted, one of them completed, and the newest reading corrected."""
    for number, text in enumerate((WITH_RANKS, WITHOUT, GERMAN), start=2):
        await paste(page, text)
        if text is GERMAN:
            await page.fill("#reading-build", "13,75")
        await page.click("#reading-dialog button.go")
        await page.until(f"() => document.querySelectorAll({ROWS!r}).length === {number}")
    await page.click(f"{ROWS} button", "Correct")
    await page.fill("#reading-engage", "9")
    await page.click("#reading-dialog button.go")
    await page.shows(f"{ROWS}:first-child .scores", "Engage 9")
    assert (10.501, 5.25, 9, 13.75) in values(agent)


async def test_from_a_reading_in_the_popup_to_a_week_in_every_format(person: Person, agent: WatchedAgent) -> None:
    """Entered with the agent down, it moves the pillars once it arrives; each file is the agent's own answer."""
    browser = person.browser
    agent.log(items.record(**at(agent.now())))
    page = await person.dashboard(agent.login_link())
    await page.click("nav a", "Pillars")
    await page.shows("#readings", "No reading yet")
    before = await page.texts(MEANS)
    agent.stop()
    popup = await person.popup()
    await type_scores(popup, "13.5", "7,25", "9", "16")
    await popup.press("Enter")
    await popup.shows("#status", "1 entry waiting")
    with WatchedAgent(agent.data, agent.port) as again:
        await person.alarm(popup)
        await person.all_sent(popup)
        await popup.close()
        await page.shows('#live[data-up="true"]')
        await page.shows("#history [data-pillar='brand'] .readout", "reading 13.5")
        await page.until("() => document.querySelector('[data-mark=reading] text')?.textContent === '13.5'")
        assert await page.texts(MEANS) != before
        await readings_walk(person, again, page)
        await page.click("nav a", "Week")
        await page.shows("#week-pillars", "Brand 10.501 · Find 5.25 · Engage 9 · Build 13.75")
        await page.shows("#week-moved [data-pillar='engage']", "Engage.")
        week = iso_week(again.now().date(), "monday")
        for form, suffix in (("mine", ""), ("coach", "-coach")):
            await page.click(f"#export [value={form}]")
            await page.shows('#week[aria-busy="false"] .left-out' if suffix else '#week[aria-busy="false"]')
            for format in FORMATS:
                saved = await save(page, browser.downloads, format, f"colonnade-{week}{suffix}.{format}")
                assert saved == said(again, week, format, form), (format, form)
                assert saved.startswith(b"%PDF") == (format == "pdf")


@pytest.mark.parametrize("button", ["Look at it", "Not now"])
async def test_that_a_week_is_ready_is_told_once(browser: Browser, agent: WatchedAgent, button: str) -> None:
    """At the first opening after it ended: it leads there or goes away; the next opening says nothing."""
    then = agent.now() - timedelta(days=7)
    agent.log(items.record(**at(then)))
    week = f"Week {int(iso_week(then.date(), 'monday')[-2:])}"
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.shows("#ready", f"{week} is ready")
    await page.click("#ready button", button)
    if button == "Look at it":
        await page.shows("#week h1", week)
        await page.shows("#kinds", "Comment")
        await page.click("nav a", "Today")
    await page.shows("#next")
    await page.lacks("#ready")
    await page.reload()
    await page.shows("#next")
    await page.lacks("#ready")


async def test_who_does_not_answer_the_note_is_told_once_all_the_same(browser: Browser, agent: WatchedAgent) -> None:
    """It stays while the page is open, whatever else is looked at; loaded anew, the page no longer has it."""
    agent.log(items.record(**at(agent.now() - timedelta(days=7))))
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.shows("#ready")
    await page.click("nav a", "Activity")
    await page.shows("#activity")
    await page.click("nav a", "Today")
    await page.shows("#ready")
    await page.reload()
    await page.shows("#next")
    await page.lacks("#ready")


async def test_weeks_are_walked_and_a_week_there_is_none_of_leads_back(browser: Browser, agent: WatchedAgent) -> None:
    """By its buttons, by the date, by the way back, and from an address that names no week."""
    four_weeks(agent)
    page = await week_page(browser, agent)
    running = await page.text("#week h1")
    # What has not begun cannot be gone to, though the button is there to be found.
    await page.evaluate("() => document.querySelector('#week-after').click()")
    await page.click("#week-before")
    await page.until("(was) => document.querySelector('#week h1').textContent !== was", running)
    assert await page.evaluate("() => location.search.startsWith('?week=')")
    empty = agent.now() - timedelta(days=70)
    await page.choose("#week-of", empty.date().isoformat())
    await page.shows("#week h1", f"Week {int(iso_week(empty.date(), 'monday')[-2:])}")
    await page.shows("#kinds", "Nothing in this week or the one before.")
    await page.evaluate("() => { history.back(); history.back(); }")
    await page.shows("#week h1", running)
    await page.goto(f"{agent.address}/week?week=2025-W53")
    await page.shows("#week .fault", "There is no summary of that week")
    await page.click("#newest")
    await page.shows("#week h1", running)


async def test_what_stands_in_the_way_of_a_file_is_said(
    browser: Browser, agent: WatchedAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PDF without WeasyPrint says what to install; with the agent away the week stays, and it is said who is away."""
    agent.log(items.record())
    page = await week_page(browser, agent)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    await page.click('[data-format="pdf"]')
    await page.shows("#export .fault", "install Colonnade again with [pdf]")
    agent.stop()
    await page.shows('#live[data-up="false"]')
    await page.click('[data-format="md"]')
    await page.shows("#export .fault", "The agent does not answer")
    await page.shows("#kinds", "Comment")


@pytest_asyncio.fixture(loop_scope="session")
async def fullest(tmp_path: Path) -> AsyncIterator[WatchedAgent]:
    """An agent on the morning after the fullest week."""
    data = tmp_path / "full"
    prepare_folder(data)
    async with sight_of(FULLEST, data):
        pass
    agent = WatchedAgent(data)
    agent.ahead = FULLEST.at - agent.now() + agent.ahead
    with agent:
        yield agent


async def test_the_fullest_week_prints_on_two_sheets(browser: Browser, fullest: WatchedAgent) -> None:
    """From the page, in both forms, and without colour the pillars are told apart; a coach copy prints no note."""
    page = await week_page(browser, fullest, f"?week={FULLEST.week}")
    mine = await page.printed()
    assert sheets(mine) == 2
    words = words_of(mine)
    for word in ("Week 47", "16 to 22 November 2026", "Meeting", "more; the other formats hold them all"):
        assert word in words, word
    assert await page.evaluate(SWATCHES) == [4, 4, True]
    await page.click("#export [value=coach]")
    await page.shows(".left-out")
    coach = await page.printed()
    assert sheets(coach) <= 2
    assert "Meeting" not in words_of(coach)
    assert "WWWW" in words
    assert "WWWW" not in words_of(coach)


async def test_a_month_is_looked_back_at_in_writing(person: Person, agent: WatchedAgent) -> None:
    """Answers and focus are kept; they stand in every format, in other windows, and in no coach copy."""
    agent.log(items.record(at=agent.now().isoformat()))
    page = await week_page(person.browser, agent)
    await page.click("#to-month")
    await page.shows('#month[aria-busy="false"] #review')
    await page.fill("#review-0", "Comments before nine")
    await page.choose("#review-focus", "find")
    await page.click("#review button.go", "Keep the review")
    await page.shows("#review", "Review kept.")
    name = f"{agent.now():%Y-%m}"
    with agent.machine() as machine:
        reviews = machine.get("/api/v1/reviews")["months"]
        text = machine.send("GET", f"/api/v1/months/{name}?format=md").body.decode()
    assert reviews == [{"month": name, "answers": ["Comments before nine", "", ""], "focus": "find"}]
    assert "Comments before nine" in text
    await page.click("#month-before")
    await page.lacks("#month-kinds td", "1")
    await page.click("#month-after")
    await page.until("() => document.querySelector('#review-0')?.value === 'Comments before nine'")
    await page.click('#export input[value="coach"]')
    await page.shows(".left-out", "your answers")
    await page.lacks("#review-0")
