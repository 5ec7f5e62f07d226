"""The routines to begin with, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from colonnade.catalogue import QualifierValue
from colonnade.habits.document import NEVER, SINCE, WEEKDAYS, Per, Preset, Routine, RoutineHabit

DAILY_SKIPS: Final = 2
WEEKLY_SKIPS: Final = 1
BUDGET: Final = 15


def _habit(
    id: str,
    name: str,
    target: int,
    per: Per,
    kind: str | None,
    *any_of: Mapping[str, QualifierValue],
    better: int | None = None,
) -> RoutineHabit:
    return RoutineHabit(
        id=id,
        name=name,
        of="reading" if kind is None else "activity",
        kind=kind,
        any_of=[dict(option) for option in any_of],
        per=per,
        target=target,
        better=better,
        time=None,
        weekdays=list(WEEKDAYS) if per == "day" else [],
        skips=DAILY_SKIPS if per == "day" else WEEKLY_SKIPS,
        start=SINCE,
        end=None,
    )


_SUBSTANTIVE: Final = {"depth": "substantive"}
_FOLLOW_UP: Final = {"purpose": "follow_up"}
_REPLIES: Final = RoutineHabit(
    id="prompt",
    name="Owed replies in time",
    of="replies",
    kind=None,
    any_of=[],
    per="week",
    target=90,
    better=None,
    weekdays=[],
    time=None,
    skips=WEEKLY_SKIPS,
    hours=24,
    start=SINCE,
    end=None,
)
_READING: Final = _habit("reading", "Reading of the official page", 1, "week", None)

PRESETS: Final[tuple[Preset, ...]] = (
    Preset(
        id="solo",
        name="Minimum viable (solo)",
        about="The least that keeps all four pillars moving, for who has other work to do.",
        habits=[
            _habit("comments", "Substantive comments", 2, "day", "comment_written", _SUBSTANTIVE, better=3),
            _habit(
                "profiles",
                "Profiles reviewed",
                3,
                "day",
                "profile_viewed",
                {"via": "search"},
                {"via": "suggestion"},
                better=5,
            ),
            _habit("posts", "Posts", 3, "week", "post_published", {}),
            _habit("requests", "Requests with a note", 3, "week", "connection_request", {"note": True}),
            _habit("follow_up", "Follow-up message", 1, "week", "message_sent", _FOLLOW_UP),
            _READING,
        ],
    ),
    Preset(
        id="dedicated",
        name="Dedicated seller",
        about="For who sells for a living and lives on the network an hour a day.",
        habits=[
            _habit("comments", "Substantive comments", 5, "day", "comment_written", _SUBSTANTIVE),
            _habit("profiles", "Profiles via search", 10, "day", "profile_viewed", {"via": "search"}),
            _habit("requests", "Requests with a note", 2, "day", "connection_request", {"note": True}),
            _habit("searches", "Searches with filters", 1, "day", "people_search", {"filters": True}),
            _habit("posts", "Posts", 3, "week", "post_published", {}),
            _habit("leads", "Leads saved", 3, "week", "lead_saved", {"tool": "sales_navigator"}),
            _habit("long_post", "Long post", 1, "week", "post_published", {"form": "long"}),
            _habit("follow_up", "Follow-up messages", 5, "week", "message_sent", _FOLLOW_UP),
            _REPLIES,
            _READING,
        ],
    ),
    Preset(
        id="one_post",
        name="One post that moves all four",
        about="One useful post a week, and then the talk it starts: read who answers, answer them, connect.",
        habits=[
            _habit(
                "useful_post",
                "A useful post",
                1,
                "week",
                "post_published",
                {"angle": "teaches"},
                {"angle": "challenges"},
                {"angle": "lesson"},
            ),
            _habit("profiles", "Profiles of who answered", 3, "week", "profile_viewed", {"via": "suggestion"}),
            _habit("replies", "Replies on your post", 3, "week", "reply_written", {"where": "own_post"}),
            _habit("requests", "Requests with a note", 1, "week", "connection_request", {"note": True}),
            _READING,
        ],
    ),
)

UNCHOSEN: Final = Routine(habits=PRESETS[0].habits, budget=BUDGET, changed_at=NEVER)
"""The routine of who has not chosen one."""
