"""What probably moved each pillar, in words that say no more than is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from colonnade.catalogue import KINDS, PILLARS
from colonnade.model import Mover, PillarMoved, WhatMoved
from colonnade.scoring.contributions import Contributions
from colonnade.scoring.effects import Effect

TELLING: Final = 3
"""From so many readings on anything can be told: two make one change."""
SEEN: Final = 0.05
"""Points that show; what is less is shown as nothing."""
MOSTLY: Final = 0.5
"""The first is told alone when it holds this share of the whole."""
NO_MATTER: Final = 0.5
"""Where it is believed this far that the log moves nothing, that is said first."""
WORTH_SAYING: Final = 0.1
COMPARED: Final = 7
"""From so many days of a log on there is something to compare with."""
MANY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "post_short": "posts",
        "post_long": "articles and newsletters",
        "comment_received_connection": "comments from connections on your posts",
        "comment_received_outside": "comments from others on your posts",
        "reaction_received": "reactions to your posts",
        "profile_section": "improvements of your profile",
        "search_filtered": "searches with filters",
        "search_plain": "searches without filters",
        "view_search": "profiles found by searching",
        "view_suggestion": "profiles that were suggested",
        "view_feed": "profiles from the feed",
        "lead_saved": "saved leads",
        "search_alert": "search alerts",
        "comment_substantive": "substantive comments",
        "comment_shallow": "short praise",
        "reaction_given": "reactions",
        "reshare_perspective": "reshares with your view",
        "reshare_plain": "reshares without your view",
        "reply_own_post": "replies on your posts",
        "request_note": "requests with a note",
        "request_blank": "requests without a note",
        "accepted_peer": "connections with peers",
        "accepted_decision_maker": "connections with decision makers",
        "message_follow_up": "follow-up messages",
        "reply_prompt": "answers within 24 hours",
        "reply_late": "late answers",
        "conversation_started": "conversations you started",
    }
)
"""What a sentence calls many activities of a channel."""
_KIND: Final = {channel.id: kind.id for kind in KINDS.values() for channel in kind.channels}


def what_moved(found: Contributions, readings: int) -> WhatMoved:
    """The contributions of a window, the most first in each pillar; so many readings were known on its last day."""
    pillars = []
    for pillar in PILLARS:
        movers = [
            Mover(
                channel=one.channel,
                kind=_KIND[one.channel],
                name=MANY[one.channel],
                mean=one.mean,
                low=one.low,
                high=one.high,
            )
            for one in found.items
            if one.pillar == pillar
        ]
        words = moved_words(movers, found.chance[pillar], readings, found.window)
        pillars.append(PillarMoved(pillar=pillar, words=words, chance=found.chance[pillar], items=movers))
    return WhatMoved(day=found.day, window=found.window, readings=readings, pillars=pillars)


def moved_words(movers: Sequence[Mover], chance: float, readings: int, window: int) -> str:
    """A sentence or two about a pillar: who moved it, how far, and how far that is doubted."""
    if not movers:
        return f"Nothing that may move it was logged in these {window} days."
    if readings < TELLING:
        return _not_yet(readings)
    first = movers[0]
    if first.mean < SEEN:
        return "Hardly anything done in that time shows in it."
    if chance >= NO_MATTER:
        much = f"{100 * chance:.0f} %"
        return f"More likely nothing of the log than something ({much}); if something, {range_words(first)}."
    return f"{_likely(movers)}.{_doubt(chance)}"


def owed_words(owed: Effect, chance: float, readings: int, days: int) -> str:
    """A sentence or two about what a pillar owes to a change of habits, of which so many days before are known."""
    if days < COMPARED:
        return "Not known: too little was logged before that day to compare with."
    if readings < TELLING:
        return _not_yet(readings)
    if max(abs(owed.low), abs(owed.high)) < SEEN:
        return "Nothing of it is owed to what you did otherwise."
    points = f"{_signed(owed.mean)} ({_signed(owed.low)} to {_signed(owed.high)})"
    if chance >= NO_MATTER:
        return f"More likely nothing of it is owed to what you did ({100 * chance:.0f} %) than something: {points}."
    sure = owed.low >= SEEN or owed.high <= -SEEN
    return f"{'Probably' if sure else 'Perhaps'} {points} of it.{_doubt(chance)}"


def _not_yet(readings: int) -> str:
    missing = TELLING - readings
    number = ("one", "two", "three")[missing - 1]
    more = "" if readings == 0 else " more"
    return f"Not known yet: {number}{more} reading{'s' if missing > 1 else ''} will tell."


def _doubt(chance: float) -> str:
    return "" if chance < WORTH_SAYING else f" That could also be chance: {100 * chance:.0f} % of the belief."


def _signed(points: float) -> str:
    """As "+0.6", "0.0", "−0.2"."""
    if abs(points) < SEEN:
        return "0.0"
    return f"{'+' if points > 0 else '−'}{abs(points):.1f}"


def _likely(movers: Sequence[Mover]) -> str:
    first = movers[0]
    if first.low < SEEN:
        return f"Perhaps from {range_words(first)}"
    if len(movers) == 1 or first.mean > MOSTLY * sum(one.mean for one in movers):
        return f"Probably mostly from {range_words(first)}"
    return f"Probably from {range_words(first)} and {range_words(movers[1])}"


def range_words(one: Mover) -> str:
    """As "substantive comments (+0.8, 0.2 to 1.5)"."""
    return f"{one.name} (+{one.mean:.1f}, {one.low:.1f} to {one.high:.1f})"
