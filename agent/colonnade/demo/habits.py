"""What the invented person does: the habits of a week, how well each week went, and what happened once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from colonnade.catalogue import QualifierValue

Qualifiers = Mapping[str, QualifierValue]
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WEEKDAYS: Final = (MON, TUE, WED, THU, FRI)


@dataclass(frozen=True, slots=True)
class Custom:
    """Something done at about that time of some days of the week.

    `often` says how surely in a week of level 1, `least` and `most` how many at once; `after` names
    what must have been done the same day, and `until` the last of the weeks ago that still knew it.
    """

    clock: time
    days: tuple[int, ...]
    kind: str
    qualifiers: Qualifiers = field(default_factory=dict)
    often: float = 1.0
    least: int = 1
    most: int = 1
    after: str | None = None
    until: int = 0


CUSTOMS: Final = (
    Custom(time(8, 31), WEEKDAYS, "people_search", {"filters": True}, often=0.55),
    Custom(time(8, 40), WEEKDAYS, "profile_viewed", {"via": "search", "fit": "target"}, often=1.1, least=2, most=4),
    Custom(time(8, 52), (TUE, THU), "profile_viewed", {"via": "suggestion", "fit": "other"}, often=0.5, most=2),
    Custom(
        time(9, 6),
        WEEKDAYS,
        "comment_written",
        {"depth": "substantive", "audience": "target", "timing": "active"},
        often=1.1,
    ),
    Custom(
        time(9, 24),
        (MON, WED),
        "connection_request",
        {"note": True, "role": "decision_maker", "fit": "target"},
        often=0.85,
    ),
    Custom(time(9, 33), (THU,), "connection_request", {"note": True, "role": "peer", "fit": "target"}, most=2),
    Custom(time(10, 35), (TUE,), "post_published", {"form": "short", "angle": "teaches"}, often=1.2),
    Custom(time(10, 48), (THU,), "post_published", {"form": "short", "angle": "lesson"}, often=0.9),
    Custom(
        time(11, 4), (WED, FRI), "connection_accepted", {"role": "decision_maker", "direction": "theirs"}, often=0.7
    ),
    Custom(time(11, 12), (FRI,), "message_sent", {"purpose": "follow_up"}, often=1.1),
    Custom(time(12, 37), WEEKDAYS, "comment_written", {"depth": "substantive", "audience": "target"}, often=0.95),
    Custom(time(12, 45), (MON, WED, FRI), "comment_written", {"depth": "shallow"}, often=1.6, until=8),
    Custom(time(12, 50), WEEKDAYS, "reaction_given", often=0.7, least=2, most=6),
    Custom(time(13, 30), (TUE, THU), "message_received", often=0.5),
    Custom(time(13, 51), (TUE, THU), "message_replied", {"within_24h": True}, often=1.2, after="message_received"),
    Custom(time(14, 5), (FRI,), "post_published", {"form": "long", "angle": "challenges"}, often=0.4),
    Custom(
        time(15, 12),
        WEEKDAYS,
        "engagement_received",
        {"what": "comment", "from": "outside", "depth": "substantive"},
        often=0.9,
        most=2,
        after="post_published",
    ),
    Custom(
        time(15, 20),
        WEEKDAYS,
        "engagement_received",
        {"what": "reaction", "from": "connection"},
        often=1.4,
        least=4,
        most=14,
        after="post_published",
    ),
    Custom(
        time(15, 41), WEEKDAYS, "reply_written", {"where": "own_post"}, often=1.1, most=2, after="engagement_received"
    ),
    Custom(time(16, 10), (TUE,), "connection_request", {"note": False, "role": "peer"}, often=1.4, until=8),
    Custom(time(16, 28), (FRI,), "conversation_started", often=0.5, after="message_sent"),
    Custom(time(16, 44), (WED,), "reshare", {"perspective": True}, often=0.55),
    Custom(time(19, 25), (SAT,), "reaction_given", often=0.5, most=4),
)
"""By the time of day."""

ONCE: Final[Mapping[tuple[int, int], tuple[str, Qualifiers, time]]] = {
    (11, TUE): ("profile_improved", {"section": "headline"}, time(17, 5)),
    (10, TUE): ("profile_improved", {"section": "about"}, time(17, 20)),
    (9, THU): ("profile_improved", {"section": "featured"}, time(17, 40)),
    (5, THU): ("event_attended", {}, time(18, 30)),
    (3, THU): ("meeting_booked", {}, time(14, 20)),
    (1, WED): ("meeting_booked", {}, time(15, 55)),
    (1, FRI): ("opportunity_created", {}, time(16, 50)),
}
"""What happened once, by the week so many weeks ago and its day."""

LEVELS: Final = (0.95, 0.95, 1.0, 0.9, 0.85, 0.6, 0.8, 0.8, 0.7, 0.6, 0.5, 0.4, 0.35)
"""How well each week went, this one first."""

AWAY_WEEK: Final = 6
AWAY_FROM: Final = TUE
"""Away from Tuesday to Sunday of that week; Monday was still worked."""

NOTES: Final[Mapping[str, tuple[str, ...]]] = {
    "comment_written": (
        "on the grid study: asked where its numbers come from",
        "disagreed, with a number of my own",
        "told what our second pilot taught us",
    ),
    "connection_request": ("we both wrote about heat pumps", "met at the trade fair", "asked about their pilot"),
    "post_published": ("why pilots stall", "three questions before a pilot", "what a failed offer taught me"),
    "message_sent": ("sent the study they asked for", "asked how their pilot went"),
    "meeting_booked": ("after the post about pilots",),
    "opportunity_created": ("a pilot for two sites",),
}
"""Invented notes; they name nobody."""
NOTED: Final = 0.25
"""How many of these activities bear a note; what happened once always does."""
