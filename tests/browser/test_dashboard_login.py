"""Opening the dashboard: by a link that works once, and by nothing else."""

from __future__ import annotations

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import Person

HISTORY = "() => [location.hash, location.href, history.length]"
KEPT = """async () => {
  const names = (await indexedDB.databases()).map((one) => one.name);
  const opened = await Promise.all(names.map((name) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  })));
  const found = [];
  for (const database of opened) {
    for (const store of database.objectStoreNames) {
      const values = await new Promise((resolve) => {
        database.transaction(store).objectStore(store).getAll().onsuccess = (done) => resolve(done.target.result);
      });
      found.push(...values.flatMap((value) => Object.values(value)).filter((value) => value instanceof CryptoKey));
    }
  }
  return found.map((key) => [key.extractable, key.algorithm.name]);
}"""

DELETE = """async () => {
  for (const { name } of await indexedDB.databases()) await new Promise((done, failed) => {
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: failed });
  });
}"""


async def test_a_link_opens_the_dashboard_once_and_leaves_no_trace_in_the_address(
    browser: Browser, agent: WatchedAgent
) -> None:
    """The one-time word is gone from the address and the history at once, and no request carried it."""
    link = agent.login_link()
    word = link.partition("#t=")[2]
    page = await Person(browser, agent.address).dashboard(link)
    fragment, address, entries = await page.evaluate(HISTORY)
    assert (fragment, address) == ("", f"{agent.address}/")
    assert entries <= 2, "the word stands in an entry of the history"
    assert not [seen for seen in agent.seen if word in seen.target]
    assert agent.rows("SELECT count(*) FROM clients WHERE role = 'dashboard'") == [(1,)]


async def test_a_link_used_twice_is_refused_in_a_sentence(browser: Browser, agent: WatchedAgent) -> None:
    """A link that somebody used already opens nothing in a browser that has no key."""
    link = agent.login_link()
    await (await Person(browser, agent.address).dashboard(link)).close()
    # On a file that runs nothing: a page that holds the key would keep it from being deleted as long as it is open.
    file = await browser.open(f"{agent.address}/app/style.css")
    await file.evaluate(DELETE)
    again = await browser.open(link)
    await again.shows('#closed[data-reason="spent"]', "This link was used already")
    assert agent.rows("SELECT count(*) FROM clients WHERE role = 'dashboard'") == [(1,)]


async def test_a_new_tab_and_a_reload_need_no_link(browser: Browser, agent: WatchedAgent) -> None:
    """The key stays in the browser, as one that no script can read out, so that a bookmark works from then on."""
    first = await Person(browser, agent.address).dashboard(agent.login_link())
    ((extractable, algorithm),) = await first.evaluate(KEPT)
    assert (extractable, algorithm) == (False, "HMAC")
    second = await browser.open(f"{agent.address}/activity")
    await second.shows('#live[data-up="true"]')
    await second.shows("#activity")
    await first.reload()
    await first.shows('#live[data-up="true"]')


async def test_without_a_key_the_page_says_how_to_open_it_and_shows_nothing(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """An address typed by hand, without a login before it, is one sentence and nothing of the person's own."""
    await person.click_and_close()
    page = await browser.open(f"{agent.address}/")
    await page.shows('#closed[data-reason="absent"]', "Open the dashboard from the extension's popup")
    assert await page.texts("#log, #routine, #activity") == []


async def test_the_popup_opens_the_dashboard(person: Person, agent: WatchedAgent, browser: Browser) -> None:
    """The popup's button opens the dashboard in a tab of its own, logged in."""
    popup = await person.popup()
    await popup.click("#dashboard")
    page = await browser.take_over(agent.address)
    await page.shows('#live[data-up="true"]')
    await page.shows("#routine")


async def test_localhost_leads_to_the_one_address(browser: Browser, agent: WatchedAgent) -> None:
    """Somebody who types localhost arrives at 127.0.0.1, since keys are bound to that address."""
    page = await browser.open(f"http://localhost:{agent.port}/")
    await page.until("(address) => location.href === address", f"{agent.address}/")


async def test_a_revoked_page_closes_and_a_revoked_browser_asks_to_be_paired(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """Removing clients on Settings: their sockets close at once, and each says in a sentence what to do."""
    other = await person.dashboard(agent.login_link())
    popup = await person.popup()
    page = await browser.open(f"{agent.address}/settings")
    await page.click('#clients [data-role="browser"] button', "Remove")
    await page.click('#clients [data-role="browser"] button', "Yes")
    await page.lacks('#clients [data-role="browser"]')
    await popup.shows("#status", "The agent no longer knows this browser. Pair it again.")
    await popup.shows("#remedy", "Pair again")

    await page.click('#clients [data-role="dashboard"] button', "Remove")
    await page.click('#clients [data-role="dashboard"] button', "Yes")
    for closed in (page, other):
        await closed.shows('#closed[data-reason="revoked"]', "This page was removed")


async def test_re_pairing_keeps_what_waits(person: Person, agent: WatchedAgent, browser: Browser) -> None:
    """Clicks that waited while the browser was not known arrive after it was paired anew, each once."""
    with agent.machine() as machine:
        for client in machine.get("/api/v1/clients")["items"]:
            if client["role"] == "browser":
                machine.send("DELETE", f"/api/v1/clients/{client['id']}")
    for _ in range(2):
        await person.click_and_close()
    options = await browser.extension_page("options.html")
    await options.shows("#waiting", "2 clicks waiting")
    await person.pair(agent.pairing_code())
    await person.all_sent(options)
    assert len(agent.activities()) == 2
