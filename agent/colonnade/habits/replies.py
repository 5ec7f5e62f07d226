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
class Answered:
    """When a message came, and when it was answered."""

    came: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Replies:
    """What follows from a log's messages.

    `owed` are those not answered yet, the oldest first; `answered` the others, each by itself, in the order of
    the answers; `gone` those that waited so long that they are not asked for any more.
    """

    owed: list[Message]
    answered: list[Answered]
    gone: list[Message]

    @property
    def waits(self) -> list[timedelta]:
        """How long each answered message waited."""
        return [one.at - one.came for one in self.answered]

    @property
    def let_go(self) -> int:
        """How many messages are not asked for any more."""
        return sum(one.count for one in self.gone)


def replies_of(messages: Iterable[Message], now: datetime) -> Replies:
    """What is owed at that moment, and what was answered before.

    An answer closes the oldest open message of the same person. Where that person has none, it closes
    the oldest open one, unless both are named and so are not the same person. An answer to nothing
    open closes nothing.
    """
    open_: list[Message] = []
    answered: list[Answered] = []
    gone: list[Message] = []
    for message in sorted(messages, key=lambda one: (one.at, one.answer)):
        _let_go(open_, message.at, gone)
        if not message.answer:
            open_.append(message)
            continue
        for _ in range(message.count):
            closed = _closed_by(message, open_)
            if closed is None:
                break
            answered.append(Answered(closed.at, message.at))
            at = open_.index(closed)
            open_[at : at + 1] = [replace(closed, count=closed.count - 1)] if closed.count > 1 else []
    _let_go(open_, now, gone)
    return Replies(open_, answered, gone)


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


def _let_go(open_: list[Message], now: datetime, gone: list[Message]) -> None:
    # They stand in the order in which they came.
    while open_ and now - open_[0].at > LET_GO:
        gone.append(open_.pop(0))
