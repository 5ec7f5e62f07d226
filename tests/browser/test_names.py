"""What a screen reader says: everything that can be pressed, chosen or typed into has a name, and the right one.

The names are those of Chromium's accessibility tree, which is what it tells assistive technology.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from browser.agents import WatchedAgent
from browser.chromium_page import ChromiumPage
from browser.driver import Page
from browser.person import COMMENT, Person
from browser.test_pictures import four_weeks, pages_of

Named = tuple[str, str]
"""A role and a name."""

ROLES: Final = frozenset(
    {"button", "checkbox", "combobox", "Date", "DateTime", "DisclosureTriangle", "InputTime", "link", "radio"}
    | {"searchbox", "slider", "spinbutton", "switch", "textbox"}
)
"""What Chromium calls the things a person acts on."""
EVERYWHERE: Final[frozenset[Named]] = frozenset(
    {("link", "Skip to the page"), ("button", "Log")}
    | {("link", title) for title in ("Today", "Pillars", "Activity", "Week", "Plan", "People", "Settings")}
)
BOX: Final = "the box of “Log”"
KEY: Final[Mapping[str, frozenset[Named]]] = {
    "popup": frozenset(
        {
            ("button", "Substantive comment 2 of 2 today , Engage with insights"),
            ("button", "Undo: Message received · Ann of the grid study"),
            *(("button", name) for name in ("substantive", "short praise", "One more", "With whom", "Another time")),
            *(("button", name) for name in ("Something else…", "Catch up", "Dashboard")),
        }
    ),
    "options": frozenset({("textbox", "Code"), ("checkbox", "Remind me"), ("button", "Pair again")}),
    "today": frozenset(
        ("button", name) for name in ("Another one", "Undo: Comment · substantive", "Edit: Message received")
    )
    | {("button", "Answered: Ann of the grid study")},
    "pillars": frozenset({("button", "Enter a reading"), ("slider", "Total over time"), ("combobox", "Show")}),
    "activity": frozenset({("button", "Add an activity"), ("combobox", "Kind"), ("Date", "From")}),
    "week": frozenset({("button", "← Week before"), ("Date", "Week of this day"), ("radio", "All of it, for me")}),
    "month": frozenset({("textbox", "What got in the way?"), ("combobox", "Focus of the next month")}),
    "plan": frozenset(
        {("button", "Change: Posts"), ("button", "End: Posts"), ("button", "Use this: Dedicated seller")}
    ),
    "how": frozenset({("button", "Show the points assumed")}),
    "people": frozenset({("combobox", "Template"), ("button", "Rename: Bob"), ("button", "Improved today: Headline")}),
    "settings": frozenset({("combobox", "Time zone"), ("button", "Remove: Chromium on Linux, browser")}),
    BOX: frozenset(("button", name) for name in ("Substantive comment 2 of 2", "Undo: Comment · substantive", "Close")),
}
"""What has to be there, by page: what a weekday's numbers are on each weekday, since weeks begin with none."""


async def named(page: Page) -> list[Named]:
    """Role and name of everything one acts on, in the tree's order."""
    assert isinstance(page, ChromiumPage)
    nodes = (await page.send("Accessibility.getFullAXTree"))["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in ROLES
    ]


async def says(page: Page, name: str, wanted: frozenset[Named]) -> None:
    """Fail where something has no name, or one of these is not there."""
    found = await named(page)
    assert [role for role, words in found if not words] == [], name
    assert wanted <= {*found}, (name, wanted - {*found})


@pytest.mark.parametrize("shared_browser", ["chromium"], indirect=True)
async def test_everything_one_acts_on_has_a_name_and_what_matters_most_the_right_one(
    person: Person, agent: WatchedAgent
) -> None:
    """Popup, options, each page and the box of "Log", with four weeks in the log; a missing name is seen."""
    four_weeks(agent)
    popup = await person.popup()
    await popup.click(COMMENT)
    await person.all_sent(popup)
    await popup.shows("#last li:nth-child(3)")
    await says(popup, "popup", KEY["popup"])
    options = await person.browser.extension_page("options.html")
    await options.shows("#shortcut", "opens the popup")
    await says(options, "options", KEY["options"])
    with agent.machine() as machine:
        next_button: Named = ("button", machine.get("/api/v1/today")["next"]["button"])
    for name, page in (await pages_of(person, agent)).items():
        await says(page, name, EVERYWHERE | KEY[name] | ({next_button} if name == "today" else frozenset()))
    await page.click("#log-now")
    await page.shows("#log-dialog [data-pillar]")
    await says(page, BOX, KEY[BOX] | {next_button})
    await page.evaluate("() => { document.querySelector('#log-dialog [data-key]').textContent = ''; }")
    assert ("button", "") in await named(page)
