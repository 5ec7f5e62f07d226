"""Everything by keyboard: nothing on the dashboard or in the popup needs a mouse."""

from __future__ import annotations

from browser.agents import WatchedAgent
from browser.driver import Page
from browser.person import COMMENT, Person
from browser.waiting import until

MOST_STEPS = 60
FOCUSED = """(selector, text) => {
  const found = document.activeElement;
  const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(found);
  const seen = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  // Inside such a field the browser marks its own little button, which no script can ask.
  const picker = /^(date|time|datetime-local)$/.test(found.type) && !found.matches(":focus-visible");
  return {
    there: found.matches(selector) && (found.textContent + (found.ariaLabel ?? "")).includes(text),
    name: `${found.tagName} ${found.id} ${found.ariaLabel ?? found.textContent.slice(0, 30)}`,
    seen: seen || picker || found === document.body,
  };
}"""


async def tab_to(page: Page, selector: str, text: str = "", key: str = "Tab") -> None:
    """Press Tab until such an element has the focus; every stop on the way must show that it has it."""
    passed: list[str] = []
    for _ in range(MOST_STEPS):
        await page.press(key)
        focused = await page.evaluate(FOCUSED, selector, text)
        assert focused["seen"], f"the focus cannot be seen on {focused['name']}"
        if focused["there"]:
            return
        passed.append(focused["name"])
    raise AssertionError(f"Tab never came to {selector} {text}; it came to {passed}")


async def focus_is_on(page: Page, selector: str, text: str = "") -> None:
    """Wait until such an element has the focus."""
    try:
        await page.until(f"(...given) => ({FOCUSED})(...given).there", selector, text)
    except AssertionError:
        focused = await page.evaluate(FOCUSED, selector, text)
        raise AssertionError(f"the focus is not on {selector} {text}, but on {focused['name']}") from None


async def today_by_keyboard(page: Page) -> None:
    """Log what Next offers, and set the newest activity right."""
    await tab_to(page, "#next button.go")
    await page.press("Enter")
    await page.shows("#next .fate", "Kept.")
    await tab_to(page, "#log button", "Edit")
    await page.press("Enter")
    await page.shows("#activity-dialog")
    await tab_to(page, "#edit-count")
    await page.press("Control+a")
    await page.type("7")
    await page.press("Enter")
    await page.lacks("#activity-dialog")
    await page.shows("#log li", "×7")
    await focus_is_on(page, "#log button", "Edit")


async def activity_by_keyboard(page: Page) -> None:
    """Add an activity with a note, find it by its note, take it back."""
    await tab_to(page, "nav a", "Activity", "Shift+Tab")
    await page.press("Enter")
    await page.shows("#activity tr[data-id]")
    await focus_is_on(page, "main")
    await tab_to(page, "#add")
    await page.press("Enter")
    await page.shows("#activity-dialog")
    await tab_to(page, "#edit-note")
    await page.type("by keyboard")
    await tab_to(page, "#activity-dialog button.go")
    await page.press("Enter")
    await page.lacks("#activity-dialog")
    await page.shows(".note-text", "by keyboard")
    await tab_to(page, "#year [data-day]")
    await page.press("ArrowLeft", "ArrowDown", "Enter")
    await page.shows("#activity", "Nothing in the log is like this.")
    await page.press("ArrowUp", "ArrowRight", "Enter")
    await page.shows(".note-text", "by keyboard")
    await page.press("Enter")
    await page.until("() => document.querySelector('#filter-from').value === ''")
    await tab_to(page, "#filter-text")
    await page.type("keyboard")
    await page.until("() => document.querySelectorAll('#activity tr[data-id]').length === 1")
    await several_by_keyboard(page)
    await tab_to(page, "#activity tr button", "Take back", "Shift+Tab")
    await page.press("Enter")
    await focus_is_on(page, ".confirm button", "No")
    await tab_to(page, ".confirm button", "Yes", "Shift+Tab")
    await page.press("Enter")
    await page.shows("#activity", "Nothing in the log is like this.")


async def several_by_keyboard(page: Page) -> None:
    """Choose all shown, take them back at once, and undo it."""
    await tab_to(page, "#choose-all")
    await page.press(" ")
    await page.shows("#several", "1 activity chosen")
    await tab_to(page, "#several button", "Change")
    await page.press("Enter")
    await page.shows("#several-dialog")
    await page.press("Escape")
    await focus_is_on(page, "#several button", "Change")
    await tab_to(page, "#several button", "Take back")
    await page.press("Enter")
    await focus_is_on(page, "#several .confirm button", "No")
    await tab_to(page, "#several .confirm button", "Yes", "Shift+Tab")
    await page.press("Enter")
    await focus_is_on(page, "#several button", "Undo")
    # Only then is the row that comes back a new one: the keys go on into it.
    await page.shows("#activity", "Nothing in the log is like this.")
    await page.press("Enter")
    await page.shows("#several", "all is as it was")
    await page.shows(".note-text", "by keyboard")


async def week_by_keyboard(page: Page) -> None:
    """Go a week back and forth, choose the coach copy, and export it."""
    await tab_to(page, "nav a", "Week", "Shift+Tab")
    await page.press("Enter")
    await page.shows("#week table")
    await tab_to(page, "#week-before")
    week = await page.text("#week h1")
    await page.press("Enter")
    await page.until("(was) => document.querySelector('#week h1').textContent !== was", week)
    await page.press("ArrowRight")
    await page.shows("#week h1", week)
    await focus_is_on(page, "#week-before")
    await tab_to(page, "#export [value=mine]")
    await page.press("ArrowDown")
    await page.until("() => document.querySelector('#export [value=coach]').checked")
    await tab_to(page, '[data-format="csv"]')
    await page.press("Enter")
    await page.shows("#export-said", "coach.csv")


async def settings_by_keyboard(page: Page) -> None:
    """Open a pairing code, remove a browser."""
    await tab_to(page, "nav a", "Settings", "Shift+Tab")
    await page.press("Enter")
    await page.shows("#clients li")
    await tab_to(page, "#clients #pair")
    await page.press("Enter")
    await focus_is_on(page, "#pair-code")
    await tab_to(page, '#clients [data-role="browser"] button', "Remove", "Shift+Tab")
    await page.press("Enter")
    await focus_is_on(page, '#clients [data-role="browser"] button', "No")
    await tab_to(page, '#clients [data-role="browser"] button', "Yes", "Shift+Tab")
    await page.press("Enter")
    await page.lacks('#clients [data-role="browser"]')


async def plan_by_keyboard(page: Page) -> None:
    """Add a habit, end it, leave a dialog, say that one is away."""
    await tab_to(page, "nav a", "Plan", "Shift+Tab")
    await page.press("Enter")
    await page.shows('#habits [data-habit="comments"]')
    await tab_to(page, "#add-habit")
    await page.press("Enter")
    await focus_is_on(page, "#habit-name")
    await page.type("Short walks")
    await tab_to(page, "#habit-target")
    await page.press("Enter")
    await page.lacks("#habit-dialog")
    await page.shows("#habits li", "Short walks")
    await focus_is_on(page, "#add-habit")
    await tab_to(page, "#habits li:last-child button", "End", "Shift+Tab")
    await page.press("Enter")
    await tab_to(page, "#habits .confirm button", "Yes", "Shift+Tab")
    await page.press("Enter")
    await page.lacks("#habits li", "Short walks")
    await tab_to(page, "#add-period")
    await page.press("Enter")
    await page.shows("#period-dialog")
    await page.press("Escape")
    await page.lacks("#period-dialog")
    await focus_is_on(page, "#add-period")
    await page.press("Enter")
    await page.shows("#period-dialog")
    await tab_to(page, "#period-dialog button.go")
    await page.press("Enter")
    await page.shows("#periods li")


async def test_the_dashboard_is_used_with_the_keyboard_alone(person: Person, agent: WatchedAgent) -> None:
    """Next, edit, filter, several, the year, a week, days away, pairing, removing: by Tab, Enter, arrows and typing."""
    await person.click_and_close()
    await until(lambda: len(agent.activities()) == 1)
    page = await person.dashboard(agent.login_link())
    await page.shows("#log li")
    await today_by_keyboard(page)
    logged = agent.activities()
    assert len(logged) > 1
    assert max(one["count"] for one in logged) == 7
    await activity_by_keyboard(page)
    assert agent.activities() == logged
    await week_by_keyboard(page)
    await plan_by_keyboard(page)
    await settings_by_keyboard(page)
    assert len(agent.rows("SELECT 1 FROM periods")) == 1
    assert agent.rows("SELECT revoked_at IS NOT NULL FROM clients WHERE role = 'browser'") == [(1,)]


async def test_the_popup_is_used_with_the_keyboard_alone(person: Person, agent: WatchedAgent) -> None:
    """A tile by its digit, a chip, one more and undo by Tab and Enter; the focus stays where it was."""
    popup = await person.popup()
    await popup.press("1")
    await popup.shows("#last li")
    await tab_to(popup, '.chip[data-value="shallow"]')
    await popup.press("Enter")
    await popup.shows(COMMENT, "0 of 2 today")
    await focus_is_on(popup, '.chip[data-value="shallow"]')
    await tab_to(popup, ".again")
    await popup.press("Enter")
    await until(
        lambda: [(one["qualifiers"], one["count"]) for one in agent.activities()] == [({"depth": "shallow"}, 2)]
    )
    await focus_is_on(popup, ".again")
    await tab_to(popup, "#else", "", "Shift+Tab")
    await popup.press("Enter")
    await tab_to(popup, '#kinds [data-kind="reaction_given"]')
    await popup.press("Enter")
    await popup.shows("#last li", "Reaction")
    await focus_is_on(popup, "#else")
    await tab_to(popup, ".undo")
    await popup.press("Enter")
    await until(lambda: len(agent.activities()) <= 1)
    await tab_to(popup, "#dashboard")
