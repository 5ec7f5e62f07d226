"""From request to conversation, and who is being lost touch with: tables of literal values."""

from __future__ import annotations

from datetime import date, timedelta

from colonnade.habits.quality import BY_SEARCH, DECISION_MAKERS, TARGET_AUDIENCE, WITH_NOTE, share_of
from colonnade.habits.relationships import Touch, funnel, people_of, worth_a_look
from colonnade.model import DayCount
from colonnade.services.people import people_now
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from colonnade.store.times import micros
from harness.entries import CLIENT, NOW, ago, amend, record, retract

SHORT = {
    "asked": "connection_request", "met": "connection_accepted", "wrote": "message_sent",
    "answered": "message_replied", "spoke": "conversation_started", "looked": "profile_viewed", "won": "deal_won",
}  # fmt: skip


def touches(text: str) -> list[Touch]:
    """Of who, what and days ago: `Ann asked 10, Ann met 8`; `Ann wrote 7-3` were two, the last three days ago."""
    found = []
    for part in text.split(", "):
        person, what, days = part.split(" ")
        first, _, last = days.partition("-")
        begun, ended = (micros(NOW - timedelta(days=float(one))) for one in (first, last or first))
        found.append((person, SHORT[what], begun, ended, 2 if last else 1))
    return found


def stages(text: str, days: float = 365) -> list[tuple[int, int, int, float | None]]:
    """People, reached, of and lag of each stage."""
    found = funnel(people_of(touches(text)), micros(NOW - timedelta(days=days)), {})
    return [(one.people, one.reached, one.of, one.lag_days) for one in found]


def test_each_stage_is_compared_with_the_one_before() -> None:
    """With the people known in that one; the lag is that of half of them."""
    ann = "Ann asked 20, Ann met 18, Ann wrote 17, Ann spoke 12"
    others = "Bob asked 20, Bob met 16, Bob answered 10, Cy asked 9, Di asked 8, Di met 2"
    assert stages(f"{ann}, {others}") == [(4, 0, 0, None), (3, 3, 4, 4), (2, 2, 3, 3.5), (1, 1, 2, 5)]


def test_a_step_that_was_not_logged_hides_no_later_one() -> None:
    """Who was met without being asked counts as met, and in no rate of the asked."""
    assert stages("Ann met 10, Ann wrote 9, Bob asked 9, Bob spoke 3") == [
        (1, 0, 0, None),
        (1, 0, 1, None),
        (1, 1, 1, 1),
        (1, 0, 1, None),
    ]


def test_stages_the_other_way_round_have_no_lag() -> None:
    """Two people who wrote before they connected reached the stage all the same."""
    assert stages("Ann met 5, Ann wrote 9")[2] == (1, 1, 1, None)


def test_who_began_longer_ago_is_in_no_stage() -> None:
    """Else old people would be in the later stages alone."""
    assert stages("Ann asked 400, Ann met 10, Bob asked 20")[:2] == [(1, 0, 0, None), (0, 0, 1, None)]


def test_the_longest_ago_comes_first_and_any_touch_begins_anew() -> None:
    """Who was only asked or looked up was never in touch, and comes last."""
    people = people_of(
        touches(
            "Ann met 90, Bob met 200, Bob wrote 100-3, Cy met 40, Di asked 300, Ed looked 500, Fay looked 9, Fay won 9"
        )
    )
    assert [one.person for one in people] == ["Ann", "Cy", "Fay", "Bob", "Ed", "Di"]
    assert [(one.stage, one.last_kind) for one in people] == [
        ("accepted", "connection_accepted"),
        ("accepted", "connection_accepted"),
        (None, "deal_won"),
        ("messaged", "message_sent"),
        (None, "profile_viewed"),
        ("requested", "connection_request"),
    ]


def test_a_look_is_worth_who_is_shown_and_who_is_in_the_funnel() -> None:
    """The first two of the order that people are shown in, and one whose way began since day 5."""
    glances = [
        ("Ann", 9, True, None),
        ("Bob", 3, True, 1),
        ("Cy", 1, False, 1),
        ("Di", 8, True, 4),
        ("Ed", 9, False, 5),
    ]
    assert worth_a_look(glances, 5, 2) == ["Bob", "Di", "Ed"]


def test_a_share_counts_what_was_said_one_way_or_the_other() -> None:
    """What was not said is in neither number."""
    day = date(2026, 11, 20)
    counts = [
        DayCount(day=day, kind="connection_request", qualifiers={"note": True, "role": "peer"}, count=3),
        DayCount(day=day, kind="connection_request", qualifiers={"note": False}, count=2),
        DayCount(day=day, kind="connection_request", qualifiers={"fit": "other"}, count=5),
        DayCount(day=day, kind="connection_accepted", qualifiers={"role": "decision_maker"}, count=1),
        DayCount(day=day, kind="profile_viewed", qualifiers={"via": "search", "fit": "target"}, count=4),
        DayCount(day=day, kind="profile_viewed", qualifiers={"via": "feed"}, count=6),
    ]
    assert [share_of(one, counts) for one in (WITH_NOTE, DECISION_MAKERS, TARGET_AUDIENCE, BY_SEARCH)] == [
        (3, 5),
        (1, 4),
        (4, 9),
        (4, 10),
    ]


async def test_people_follow_from_the_names_in_the_log(db: Database) -> None:
    """Spelled as they were last; who is renamed to somebody is that person, and who is forgotten is nobody."""
    said = [
        record(1, "connection_request", contact="ann", qualifiers={"note": True}, at=ago(days=9)),
        record(2, "connection_accepted", contact="Ann ", at=ago(days=7)),
        record(3, "message_sent", contact="Anne", at=ago(days=6)),
        record(4, "message_received", contact="Bob", at=ago(days=2)),
        record(5, "message_replied", contact="Bob", at=ago(days=2, hours=-3)),
        record(6, "message_sent", contact="Cy", at=ago(days=5)),
        record(7, "connection_request", qualifiers={"note": False}, at=ago(days=3)),
        record(8, "connection_request", contact="Di"),
        retract(9, 8),
    ]
    await log.append(db, said, CLIENT, NOW)
    found = await people_now(Sight(db), 2, NOW)
    assert [(one.contact, one.stage, one.touches, one.last_text) for one in found.contacts] == [
        ("Ann ", "accepted", 2, "Connected"),
        ("Anne", "messaged", 1, "Message"),
    ]
    assert found.named == 4
    assert (found.replies.n, found.replies.median_hours) == (1, 3)
    assert [(one.number, one.n) for one in found.shares] == [(1, 2), (0, 0)]
    assert [(one.logged, one.people) for one in found.funnel] == [(2, 1), (1, 1), (3, 3), (0, 0)]
    await log.append(db, [amend(10, 3, contact="ann"), amend(11, 6, contact="")], CLIENT, NOW)
    found = await people_now(Sight(db), 50, NOW)
    assert [(one.contact, one.touches) for one in found.contacts] == [("ann", 3), ("Bob", 2)]
    assert [(one.reached, one.of, one.lag_days) for one in found.funnel[1:3]] == [(1, 1, 2), (1, 1, 1)]
