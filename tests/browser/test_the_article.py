"""What the article asks of a person can be done with this product: a walk over it, one step for each of its points.

All of it is done by one person in the popup and on the dashboard, over four weeks of a log. How many of the network
work elsewhere is left out: nothing is read of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.person import COMMENT, Person
from browser.test_keyboard import focus_is_on
from browser.waiting import until
from harness import items

POST: Final = ("Post", "post_published")
REQUEST: Final = ("Request with a note", "connection_request")
WITH_NOTE: Final = {"note": True}
ESTIMATE: Final = re.compile(r"(Brand|Find|Engage|Build) [\d.]+ ?[\d.]+–[\d.]+")
TOTAL: Final = re.compile(r"\d+ ?\d+–\d+")
STREAK: Final = re.compile(r"(\d+) days in a row")
MISSED: Final = 6
"""How many working days with comments there were since the one without."""
TABLE: Final = "#funnel-table tbody td:nth-of-type(1)"


@dataclass
class Walk:
    """The person's two windows, and what they look at."""

    popup: Page
    page: Page
    agent: WatchedAgent

    async def go(self, path: str) -> None:
        """Turn the dashboard to one of its pages."""
        await self.page.goto(f"{self.agent.address}{path}")
        await self.page.shows("main h1")

    async def click(self, tile: str, kind: str, *chips: str) -> None:
        """Log this in the popup, by its tile or else by "Something else…", and press what says it more exactly."""
        before = await self.popup.evaluate("() => document.querySelector('#last li')?.dataset.id ?? ''")
        if any(label.startswith(tile) for label in await self.popup.texts("#tiles button")):
            await self.popup.click("#tiles button", tile)
        else:
            await self.popup.click("#else")
            await self.popup.click(f'#kinds [data-kind="{kind}"]')
        await self.popup.until("(before) => document.querySelector('#last li').dataset.id !== before", before)
        for chip in chips:
            # What the tile says already stays said.
            if not await self.popup.texts(f'#last .chip[data-value="{chip}"][aria-pressed="true"]'):
                await self.popup.click(f'#last .chip[data-value="{chip}"]')
                await self.popup.shows(f'#last .chip[data-value="{chip}"][aria-pressed="true"]')

    async def name(self, whom: str) -> None:
        """Say whom the newest was with."""
        await self.popup.click("#last .when-open", "With whom")
        await self.popup.fill("#last .whom input", whom)
        await self.popup.click("#last .whom button", "Set")
        await self.popup.shows("#last .when-open", f"With {whom}")

    async def holds(self, kind: str, **qualifiers: str | bool) -> None:
        """Wait until the log holds an activity of this kind that says at least this."""

        def there() -> bool:
            found = [one["qualifiers"] for one in self.agent.activities() if one["kind"] == kind]
            return any(one.items() >= qualifiers.items() for one in found)

        await until(there)


def four_weeks(agent: WatchedAgent) -> list[dict[str, Any]]:
    """A diligent person's log until yesterday: comments on all weekdays but one, requests with notes, two readings."""

    def at(days: int) -> dict[str, str]:
        moment = (agent.now() - timedelta(days=days)).isoformat()
        return {"at": moment, "made_at": moment}

    weekdays = [days for days in range(1, 29) if (agent.now() - timedelta(days=days)).weekday() < 5]
    missed = weekdays[MISSED]
    comments = [items.record(count=2, **at(days)) for days in weekdays if days != missed]
    viewed = items.record("profile_viewed", qualifiers={"via": "search"}, **at(missed))
    requests = [("connection_request", days, count) for days, count in ((20, 8), (5, 4))]
    asked = [items.record(kind, qualifiers=WITH_NOTE, count=count, **at(days)) for kind, days, count in requests]
    scores = {"brand": 12, "find": 6, "engage": 9.5, "build": 15, "industry_rank": 15, "network_rank": 20}
    return [*comments, viewed, *asked, *(items.reading(**scores, **at(days)) for days in (30, 24))]


async def the_four_pillars(walk: Walk) -> None:
    """Four pillars of 25, updated every 24 hours, a total of 100: each with its range, and one snapshot a night."""
    labels = await walk.page.texts("#pillars .labels li")
    assert len(labels) == 4
    assert all(ESTIMATE.fullmatch(label) for label in labels), labels
    assert TOTAL.fullmatch(await walk.page.text("#pillars .facts dd"))
    await until(lambda: walk.agent.rows("SELECT count(DISTINCT day) FROM snapshots")[0][0] > 20)


async def brand(walk: Walk) -> None:
    """A complete profile, publishing, engagement earned."""
    await walk.click(*POST, "teaches")
    await walk.holds("post_published", angle="teaches")
    await walk.click("Comment earned", "engagement_received", "comment", "outside", "substantive")
    await walk.holds("engagement_received", **{"what": "comment", "from": "outside"})
    await walk.go("/people")
    await walk.page.click('#checklist [data-section="headline"] button')
    await walk.page.shows('#checklist [data-section="headline"]', "improved ")
    await walk.holds("profile_improved", section="headline")


async def find(walk: Walk) -> None:
    """Intentional, search-driven, not scrolling: searches, how a profile was reached, Sales Navigator."""
    await walk.click("Search with filters", "people_search", "true")
    await walk.holds("people_search", filters=True)
    await walk.click("Profile via search", "profile_viewed")
    await walk.holds("profile_viewed", via="search")
    await walk.click("Profile via search", "profile_viewed", "suggestion")
    await walk.holds("profile_viewed", via="suggestion")
    await walk.click("Lead saved", "lead_saved", "sales_navigator")
    await walk.holds("lead_saved", tool="sales_navigator")


async def engage(walk: Walk) -> None:
    """Substantive comments or shallow ones, and third-party articles with a perspective."""
    await walk.click("Substantive comment", "comment_written")
    await walk.click("Substantive comment", "comment_written", "shallow")
    await walk.holds("comment_written", depth="shallow")
    await walk.click("Reshare with your view", "reshare", "true")
    await walk.holds("reshare", perspective=True)


async def build(walk: Walk) -> None:
    """Decision makers, personal notes, progress from request to conversation, prompt replies."""
    await walk.click(*REQUEST, "decision_maker")
    await walk.name("Ann")
    for tile, kind, *chips in (
        ("Connected", "connection_accepted", "decision_maker"),
        ("Follow-up message", "message_sent"),
        ("Message received", "message_received"),
        ("Conversation started", "conversation_started"),
    ):
        await walk.click(tile, kind, *chips)
        await walk.name("Ann")
    await walk.go("/")
    await walk.page.click('#owed button[aria-label="Answered: Ann"]')
    await walk.page.shows("#owed h2", "0 owed replies")
    await walk.go("/people")
    await walk.page.shows("#quality", "Answered within 24 hours: 1 of 1")
    assert await walk.page.texts(TABLE) == ["1"] * 4
    await walk.page.shows("#quality", "Requests with a note: 13 of 13")
    await walk.page.shows("#quality", "decision makers: 2 of 2")


async def a_note_for_a_request(walk: Walk) -> None:
    """Personal notes, from the next step on: Next leads to the note's templates when a request is next."""
    await walk.go("/")
    seen: list[str] = []
    while not await walk.page.texts("#next a"):
        seen.append(await walk.page.text("#next h3"))
        assert len(seen) < 9, seen
        await walk.page.click("#another")
        await walk.page.until(
            "(title) => ![title, undefined].includes(document.querySelector('#next h3')?.textContent)", seen[-1]
        )
    await walk.page.click("#next a", "Write the note")
    await focus_is_on(walk.page, "#request-note-title")


async def the_routine(walk: Walk) -> None:
    """The weekly routine, solo and expanded, editable, with streaks that forgive and days away."""
    await walk.go("/")
    streak = STREAK.search(await walk.page.text('#routine [data-habit="comments"] .streak'))
    assert streak is not None
    assert int(streak[1]) > MISSED
    await walk.go("/plan")
    await walk.page.click('[data-preset="dedicated"] button', "Use this")
    await walk.page.click('[data-preset="dedicated"] .confirm button', "Yes")
    await walk.popup.shows(COMMENT, "of 5 today")
    await walk.page.click('#habits [data-habit="comments"] button', "Change")
    await walk.page.fill("#habit-target", "3")
    await walk.page.click("#habit-dialog button.go")
    await walk.popup.shows(COMMENT, "of 3 today")
    await walk.page.click("#add-period")
    day = str((walk.agent.now() - timedelta(days=9)).date())
    for field in ("#period-start", "#period-end"):
        await walk.page.choose(field, day)
    await walk.page.click("#period-dialog button.go")
    await walk.page.shows("#periods li", "Away")


async def the_ranks(walk: Walk) -> None:
    """Ranks matter more than the raw score, watched for three weeks after a change, beside the group's average."""
    await walk.popup.press("r")
    for pillar, score in (("brand", "12,4"), ("find", "6,5"), ("engage", "10"), ("build", "16")):
        await walk.popup.fill(f"#reading-{pillar}", score)
    await walk.popup.click("summary")
    for field, number in (("industry_rank", "12"), ("network_rank", "18"), ("industry-find", "9")):
        await walk.popup.fill(f"#reading-{field}", number)
    await walk.popup.click("#reading .go")
    await walk.popup.shows("#said", "Reading, kept.")
    await walk.go("/")
    await walk.page.shows('#pillars [data-rank="Industry"]', "top 12 %")
    await walk.page.shows('#pillars [data-rank="Industry"]', "was 15 %")
    await walk.page.shows("#pillars .lagging", "below your industry's average")
    await walk.go("/pillars")
    await walk.page.click("#around-pick")
    await walk.page.choose("#around-day", str((walk.agent.now() - timedelta(days=14)).date()))
    await walk.page.shows("#around-rest", "Industry rank: top 15 % before, top 12 % since")


async def the_one_post(walk: Walk) -> None:
    """The one post that earns comments from outside touches all four pillars: shown as a thread."""
    await walk.go("/activity")
    await walk.page.shows('#threads li[data-touched="1"]')
    for step in ("comments", "replies", "profiles", "requests"):
        await walk.page.click(f'#threads [data-step="{step}"]')
        await walk.page.shows(f'#threads [data-step="{step}"][data-done="1"]')
    await walk.page.shows('#threads li[data-touched="4"]', "4 pillars of 4 touched")


async def a_diagnostic(walk: Walk) -> None:
    """A diagnostic, not a destination: the lagging pillar with the rule it follows from, Next, a monthly review."""
    await walk.go("/")
    await walk.page.shows("#pillars .lagging", "Lagging: Find. Find is ")
    await walk.page.shows("#next h3")
    await walk.go("/week?month=newest")
    await walk.page.shows('#month[aria-busy="false"] #review')
    await walk.page.fill("#review-0", "Find more people by search")
    await walk.page.choose("#review-focus", "find")
    await walk.page.click("#review button.go", "Keep the review")
    await walk.page.shows("#review", "Review kept.")


async def its_limits(walk: Walk) -> None:
    """It measures no revenue and can be gamed: outcomes in no estimate, a warning, and the third limit is said."""

    def total() -> Any:
        with walk.agent.machine() as machine:
            return machine.get("/api/v1/estimates")["total"]

    before = total()
    await walk.click("Meeting booked", "meeting_booked")
    await walk.holds("meeting_booked")
    assert total() == before
    await walk.go("/people")
    await walk.page.click("#outcomes .link", "Show as table")
    await walk.page.shows("#outcomes-table tbody tr:first-child td:nth-child(4)", "1")
    await walk.click(*REQUEST, "false")
    for _ in range(5):
        await walk.popup.click("#last .again")
    await walk.go("/")
    await walk.page.shows(
        '[data-guard="with_note"]', "More requests, fewer of them with a note: 12 in two weeks after 8"
    )
    await walk.go("/settings")
    await walk.page.shows("#limits", "It favours being active every day over posting thoughtfully")


STEPS: Final = (
    *(the_four_pillars, brand, find, engage, build, a_note_for_a_request, the_routine, the_ranks, the_one_post),
    *(a_diagnostic, its_limits),
)


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[WatchedAgent]:
    """An agent that was started anew over four weeks of a log, so that it has looked back at their nights."""
    with WatchedAgent(tmp_path / "data") as first:
        first.log(*four_weeks(first))
    with WatchedAgent(tmp_path / "data") as running:
        yield running
        assert running.faults.lines == []


@pytest.mark.parametrize("shared_browser", ["chromium"], indirect=True)
async def test_every_point_of_the_article_can_be_done(person: Person, agent: WatchedAgent, browser: Browser) -> None:
    """From the popup to the dashboard by its button, and then each step in turn; nothing complains."""
    popup = await person.popup()
    await popup.click("#dashboard")
    page = await browser.take_over(agent.address)
    await page.shows('#live[data-up="true"]')
    await page.shows("#pillars .labels li")
    walk = Walk(popup, page, agent)
    for step in STEPS:
        await step(walk)
    assert await browser.complaints() == []
