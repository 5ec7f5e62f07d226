"""Whom an activity was with and which post it followed from: said in the popup, seen and changed on the dashboard."""

from __future__ import annotations

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import Person
from browser.waiting import until

REQUEST = '#tiles button[data-key="4"]'
"""The fourth tile is the fourth habit of the routine: requests with a note."""
SAID = "SELECT kind, contact, thread FROM activities ORDER BY seq"


async def test_a_click_in_the_popup_is_tied_to_the_newest_post_and_names_somebody(
    person: Person, agent: WatchedAgent
) -> None:
    """Two chips after the click; both can be taken away again, and what is shown follows."""
    popup = await person.popup()
    await popup.click(REQUEST)
    await popup.shows("#last .undo")
    await popup.lacks("#last [data-thread]:not([hidden])")
    post = agent.record("post_published", qualifiers={"form": "short"})
    agent.log(post)
    await popup.click("#last [data-thread]:not([hidden])", "from your post of today")
    await popup.shows('#last [data-thread][aria-pressed="true"]')
    await popup.click("#last .when-open", "With whom")
    await popup.fill("#last .whom input", "  Ann of the grid study ")
    await popup.click("#last .whom button", "Set")
    await popup.shows("#last .when-open", "With Ann of the grid study")
    await person.all_sent(popup)
    assert ("connection_request", "Ann of the grid study", post["subject"]) in agent.rows(SAID)
    await popup.click('#last [data-thread][aria-pressed="true"]')
    await popup.shows('#last [data-thread][aria-pressed="false"]')
    await until(lambda: ("connection_request", "Ann of the grid study", "") in agent.rows(SAID))


async def test_what_followed_a_post_is_one_click_and_undone_by_another(browser: Browser, agent: WatchedAgent) -> None:
    """The thread shows which pillars it touched, and the step that was open is not any more."""
    post = agent.record("post_published", qualifiers={"form": "short"}, note="An invented post")
    agent.log(post)
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/activity")
    await page.shows('#threads li[data-touched="1"]', "An invented post")
    await page.click('#threads [data-step="profiles"]')
    await page.shows('#threads li[data-touched="2"]', "Engage open")
    assert agent.rows(SAID)[1] == ("profile_viewed", "", post["subject"])
    await page.click("#threads .fate button", "Undo")
    await page.shows('#threads li[data-touched="1"]')


async def test_a_person_is_owed_a_reply_answered_renamed_and_forgotten(browser: Browser, agent: WatchedAgent) -> None:
    """One click answers; a new name reaches every activity, and a forgotten one is nowhere in the log."""
    agent.log(
        agent.record("connection_request", qualifiers={"note": True}, contact="Planted"),
        agent.record("message_received", qualifiers={}, contact="planted"),
    )
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.shows("#owed h2", "1 owed reply")
    await page.click("#owed li button", "Answered")
    await page.shows("#owed h2", "0 owed replies")
    assert agent.rows(SAID)[2] == ("message_replied", "planted", "")
    await page.goto(f"{agent.address}/people")
    await page.shows("#contacts tbody th", "planted")
    await page.click("#contacts .actions button", "Rename")
    await page.fill("#rename-name", "Zephyr")
    await page.click("#rename-dialog button.go")
    await page.shows("#contacts tbody th", "Zephyr")
    await until(lambda: {contact for _, contact, _ in agent.rows(SAID)} == {"Zephyr"})
    assert agent.rows("SELECT count(*) FROM entries WHERE lower(content) LIKE '%planted%'") == [(0,)]
    await page.click("#contacts .actions button", "Forget")
    await page.click("#contacts .confirm button", "Yes")
    await page.shows("#contacts", "Nobody is named yet.")
    assert agent.rows("SELECT count(*) FROM entries WHERE content LIKE '%Zephyr%'") == [(0,)]
    assert len(agent.activities()) == 3


async def test_a_note_is_filled_by_typing_and_copied_and_stands_for_whom_it_is_meant(
    person: Person, agent: WatchedAgent
) -> None:
    """The audience stands beside the note, the routine and the popup's tiles; what was typed is kept nowhere."""
    page = await person.dashboard(agent.login_link())
    await page.goto(f"{agent.address}/people")
    await page.fill("#audience-text", "Heads of plants that run by night")
    await page.click("#audience button", "Save")
    await page.shows("#request-note .for-whom", "Heads of plants that run by night")
    await page.click("#request-note button", "Make it your own")
    await page.fill("#template-name", "Night shifts")
    await page.fill("#template-text", "Hello [first name], who watches [what] at night?")
    await page.click("#template-dialog button.go")
    await page.until("() => document.querySelector('#note-template').value === 'own Night shifts'")
    await page.shows("#note-length", "2 blanks open.")
    await page.fill("#blank-0", "Planted")
    await page.fill("#blank-1", "the ovens")
    await page.shows("#note-length", "46 characters: fits a note of 200.")
    await page.click("#note-copy")
    await page.shows("#note-length", "Copied.")
    await page.click("#audience-text")
    await page.press("Control+a", "Control+v")
    assert await page.evaluate("() => document.querySelector('#audience-text').value") == (
        "Hello Planted, who watches the ovens at night?"
    )
    await page.goto(agent.address)
    await page.shows("#routine .for-whom", "Heads of plants that run by night")
    popup = await person.popup()
    await popup.shows("#audience", "Heads of plants that run by night")
    assert [row for row in agent.rows("SELECT content FROM documents") if "Planted" in row[0]] == []


async def test_what_others_see_and_what_came_of_it_is_a_click_each(browser: Browser, agent: WatchedAgent) -> None:
    """A section is improved today, a meeting stands beside the score, and the index is said to measure no revenue."""
    agent.log(agent.record("meeting_booked", qualifiers={}))
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/people")
    await page.shows("#outcomes", "The index does not measure revenue.")
    await page.click("#outcomes .link", "Show as table")
    await page.shows("#outcomes-table tbody tr:first-child td:nth-child(4)", "1")
    await page.click('#checklist [data-section="headline"] button')
    await page.shows('#checklist [data-section="headline"]', "improved ")
    assert agent.rows("SELECT kind, qualifiers FROM activities ORDER BY seq DESC LIMIT 1") == [
        ("profile_improved", '{"section":"headline"}')
    ]
