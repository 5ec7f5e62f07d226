"""Which messages wait for an answer, and how soon the others were answered: tables of literal values."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from colonnade.habits.replies import LET_GO, Message, Replies, figures, owed_by_person, replies_of
from harness.entries import NOW

BEGIN = NOW - timedelta(days=10)


def at(hours: float) -> datetime:
    """So many hours after the begin."""
    return BEGIN + timedelta(hours=hours)


def messages(text: str) -> list[Message]:
    """Of hours, what it was, whose and how many: `0 came Ann, 5 answered Ann x2`."""
    found = []
    for part in text.split(", ") if text else []:
        words = part.split(" ")
        count = int(words.pop()[1:]) if words[-1].startswith("x") else 1
        name = words[2] if len(words) > 2 else ""
        found.append(Message(at(float(words[0])), words[1] == "answered", name.casefold(), name, count))
    return found


def told(replies: Replies) -> tuple[list[tuple[float, str, int]], list[float], int]:
    """What is owed, as hours, name and number; the waits in hours; how many were let go."""
    owed = [((one.at - BEGIN) / timedelta(hours=1), one.contact, one.count) for one in replies.owed]
    return owed, [wait / timedelta(hours=1) for wait in replies.waits], replies.let_go


@pytest.mark.parametrize(
    ("said", "owed", "waits"),
    [
        ("", [], []),
        ("0 came", [(0, "", 1)], []),
        ("0 came, 5 answered", [], [5]),
        ("0 came, 0 answered", [], [0]),
        ("5 answered", [], []),
        ("5 answered, 6 came", [(6, "", 1)], []),
        # The same person first, whoever waits longer; capitals make nobody else.
        ("0 came Ann, 1 came Bob, 2 answered Bob", [(0, "Ann", 1)], [1]),
        ("0 came Ann, 1 came ANN, 2 answered ann", [(1, "ANN", 1)], [2]),
        # Nobody named: who was not named either, and then the oldest.
        ("0 came Ann, 1 came, 2 answered", [(0, "Ann", 1)], [1]),
        ("0 came Ann, 1 came Bob, 2 answered", [(1, "Bob", 1)], [2]),
        # Somebody named, who has none: one that names nobody, and never another's.
        ("0 came Ann, 1 came, 2 answered Bob", [(0, "Ann", 1)], [1]),
        ("0 came Ann, 2 answered Bob", [(0, "Ann", 1)], []),
        # Several at once.
        ("0 came x3, 2 answered x2", [(0, "", 1)], [2, 2]),
        ("0 came, 1 came, 2 answered x5", [], [2, 1]),
        ("0 came Ann x2, 1 came, 4 answered Ann x3", [], [4, 4, 3]),
    ],
)
def test_an_answer_closes_the_oldest_message_it_can_be_meant_for(
    said: str, owed: list[tuple[float, str, int]], waits: list[float]
) -> None:
    """Whatever order the log tells them in."""
    assert told(replies_of(messages(said), NOW)) == (owed, waits, 0)
    assert told(replies_of(reversed(messages(said)), NOW)) == (owed, waits, 0)


def test_what_waited_for_a_month_is_let_go() -> None:
    """It is asked for until then, no later answer closes it, and it counts as unanswered."""
    said = messages("0 came Ann x2, 1 came Bob")
    day = BEGIN + LET_GO
    assert told(replies_of(said, day)) == ([(0, "Ann", 2), (1, "Bob", 1)], [], 0)
    assert told(replies_of(said, day + timedelta(minutes=1))) == ([(1, "Bob", 1)], [], 2)
    late = Message(day + timedelta(minutes=1), answer=True, person="ann", contact="Ann", count=1)
    assert told(replies_of([*said, late], day + timedelta(days=1))) == ([], [], 3)


def test_messages_are_gathered_for_each_person_who_waits_longest_first() -> None:
    """In the newest spelling of the name; those that name nobody are one group."""
    owed = replies_of(messages("0 came ann, 1 came, 2 came Bob x2, 3 came Ann, 4 came"), NOW).owed
    assert [(one.contact, one.number, one.at) for one in owed_by_person(owed)] == [
        ("Ann", 2, at(0)),
        ("", 2, at(1)),
        ("Bob", 2, at(2)),
    ]


def test_figures_are_of_answered_messages_alone() -> None:
    """A day to the second is within a day; what still waits is in no number."""
    found = figures(
        replies_of(messages("0 came, 24 answered, 30 came, 54.5 answered, 60 came, 62 answered, 70 came"), NOW)
    )
    assert (found.n, found.within_24h, found.median_hours, found.let_go) == (3, 2, 24, 0)
    assert figures(replies_of([], NOW)).median_hours is None
