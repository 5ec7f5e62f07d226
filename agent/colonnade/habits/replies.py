"""Which messages wait for an answer, and how quickly the others got one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from colonnade.model import Owed, ReplyFigures

LET_GO: Final = timedelta(days=30)
"""A message that nobody answered for so long is not asked for any more: it counts as unanswered."""
PROMPT: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Message:
    """Messages that came from somebody, or answers to them; `person` is "" for nobody named."""

    at: datetime
    answer: bool
    person: str
    contact: str
    count: int


@dataclass(frozen=True, slots=True)
class Replies:
    """What follows from a log's messages.

    `owed` are those not answered yet, the oldest first; `waits` how long each answered one waited, in
    the order of the answers; `let_go` how many waited so long that they are not asked for any more.
    """

    owed: list[Message]
    waits: list[timedelta]
    let_go: int


def replies_of(messages: Iterable[Message], now: datetime) -> Replies:
    """What is owed at that moment, and what was answered before.

    An answer closes the oldest open message of the same person. Where that person has none, it closes
    the oldest open one, unless both are named and so are not the same person. An answer to nothing
    open closes nothing.
    """
    open_: list[Message] = []
    waits: list[timedelta] = []
    let_go = 0
    for message in sorted(messages, key=lambda one: (one.at, one.answer)):
        open_, gone = _without_old(open_, message.at)
        let_go += gone
        if not message.answer:
            open_.append(message)
            continue
        for _ in range(message.count):
            closed = _closed_by(message, open_)
            if closed is None:
                break
            waits.append(message.at - closed.at)
            at = open_.index(closed)
            open_[at : at + 1] = [replace(closed, count=closed.count - 1)] if closed.count > 1 else []
    open_, gone = _without_old(open_, now)
    return Replies(open_, waits, let_go + gone)


def owed_by_person(owed: Iterable[Message]) -> list[Owed]:
    """Messages not answered yet, gathered for each person, who waits longest first."""
    people: dict[str, list[Message]] = {}
    for message in owed:
        people.setdefault(message.person, []).append(message)
    return [
        Owed(contact=theirs[-1].contact, number=sum(one.count for one in theirs), at=theirs[0].at)
        for theirs in people.values()
    ]


def figures(replies: Replies) -> ReplyFigures:
    """How many were answered, how soon; of nothing answered there is no median."""
    hours = [wait / timedelta(hours=1) for wait in replies.waits]
    return ReplyFigures(
        n=len(hours),
        within_24h=sum(wait <= PROMPT for wait in replies.waits),
        median_hours=round(median(hours), 2) if hours else None,
        let_go=replies.let_go,
    )


def _closed_by(answer: Message, open_: list[Message]) -> Message | None:
    theirs = next((one for one in open_ if one.person == answer.person), None)
    maybe = (one for one in open_ if not (one.person and answer.person))
    return theirs or next(maybe, None)


def _without_old(open_: list[Message], now: datetime) -> tuple[list[Message], int]:
    left = [one for one in open_ if now - one.at <= LET_GO]
    return left, sum(one.count for one in open_) - sum(one.count for one in left)
