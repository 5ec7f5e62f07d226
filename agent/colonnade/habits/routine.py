"""Habits, and the one routine there is so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from colonnade.catalogue import KINDS, PILLARS, Channel, Pillar, QualifierValue, channel_of, minutes_of
from colonnade.scoring import Rates, gain_per_minute

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Words:
    """How "Next" speaks of a habit: what to do for one and for several, what one click logs, what is missing."""

    one: str
    many: str
    noun: str
    nouns: str
    missing: str

    def to_do(self, number: int) -> str:
        """What to do, as an imperative: "Write 2 substantive comments"."""
        return self.one if number == 1 else self.many.format(n=number)

    def counted(self, number: int) -> str:
        """A number of clicks: "2 comments"."""
        return f"{number} {self.noun if number == 1 else self.nouns}"


@dataclass(frozen=True, slots=True)
class Habit:
    """A kind of activity and how many of it a day or a week are wanted.

    An activity counts when it has all qualifiers of one entry of `any_of`; a button for the
    habit logs the first. A daily habit asks nothing of a weekend. `better` is a target for a
    good day, None where there is no such thing.
    """

    id: str
    name: str
    pillar: Pillar
    kind: str
    any_of: tuple[Mapping[str, QualifierValue], ...]
    per: Literal["day", "week"]
    target: int
    words: Words
    better: int | None = None

    @property
    def click(self) -> Mapping[str, QualifierValue]:
        """The qualifiers one click on the habit's button logs."""
        return self.any_of[0]

    @property
    def channel(self) -> Channel | None:
        """The channel such a click counts in, or None for a kind without prior effect."""
        return channel_of(self.kind, self.click)

    @property
    def minutes(self) -> float:
        """Effort assumed for one click."""
        return minutes_of(self.kind, self.click)

    @property
    def cadence(self) -> str:
        """What a target reads like: "2 on weekdays", "3 a week"."""
        return f"{self.target} on weekdays" if self.per == "day" else f"{self.target} a week"

    def counts(self, kind: str, qualifiers: Mapping[str, QualifierValue]) -> bool:
        """Whether an activity of that kind with those qualifiers moves this habit."""
        return kind == self.kind and any(
            all(qualifiers.get(name) == value for name, value in option.items()) for option in self.any_of
        )

    def expected_on(self, day: date) -> bool:
        """Whether the habit asks anything of that day of the week."""
        return self.per == "week" or day.weekday() < _SATURDAY

    def gain(self, rates: Rates) -> float:
        """Prior points of the habit's own pillar to gain for each minute at the present weekly rates."""
        channel = self.channel
        return gain_per_minute(rates, channel)[PILLARS.index(self.pillar)] if channel else 0.0

    def last_day(self, last_days: Mapping[str, date]) -> date | None:
        """The last day a channel of the habit was logged, from the last day of every channel."""
        channels = (channel for channel in KINDS[self.kind].channels if self.counts(self.kind, channel.qualifiers))
        return max((last_days[channel.id] for channel in channels if channel.id in last_days), default=None)


def _qualified(**qualifiers: QualifierValue) -> Mapping[str, QualifierValue]:
    return MappingProxyType(qualifiers)


SOLO: Final[tuple[Habit, ...]] = (
    Habit(
        id="comments",
        name="Substantive comments",
        pillar="engage",
        kind="comment_written",
        any_of=(_qualified(depth="substantive"),),
        per="day",
        target=2,
        better=3,
        words=Words(
            one="Write a substantive comment",
            many="Write {n} substantive comments",
            noun="comment",
            nouns="comments",
            missing="substantive comment",
        ),
    ),
    Habit(
        id="profiles",
        name="Profiles reviewed",
        pillar="find",
        kind="profile_viewed",
        any_of=(_qualified(via="search"), _qualified(via="suggestion")),
        per="day",
        target=3,
        better=5,
        words=Words(
            one="Review a profile you searched for",
            many="Review {n} profiles you searched for",
            noun="profile",
            nouns="profiles",
            missing="profile reviewed",
        ),
    ),
    Habit(
        id="posts",
        name="Posts",
        pillar="brand",
        kind="post_published",
        any_of=(_qualified(),),
        per="week",
        target=3,
        words=Words(one="Publish a post", many="Publish {n} posts", noun="post", nouns="posts", missing="post"),
    ),
    Habit(
        id="requests",
        name="Requests with a note",
        pillar="build",
        kind="connection_request",
        any_of=(_qualified(note=True),),
        per="week",
        target=3,
        words=Words(
            one="Send a connection request with a note",
            many="Send {n} connection requests with a note",
            noun="request",
            nouns="requests",
            missing="request with a note",
        ),
    ),
    Habit(
        id="follow_up",
        name="Follow-up message",
        pillar="build",
        kind="message_sent",
        any_of=(_qualified(purpose="follow_up"),),
        per="week",
        target=1,
        words=Words(
            one="Send a follow-up message",
            many="Send {n} follow-up messages",
            noun="message",
            nouns="messages",
            missing="follow-up message",
        ),
    ),
)
"""The preset "Minimum viable (solo)": about 14 minutes a weekday, and 75 minutes of posting a week."""
