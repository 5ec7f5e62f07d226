"""Post threads: a post, what followed from it, and which of the four pillars that touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from colonnade.catalogue import KINDS, PILLARS, Pillar, QualifierValue, words_of
from colonnade.habits.record import PostThread, ThreadStep

POST: Final = "post_published"
BEST: Final = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A post that was published, as the log has it."""

    id: str
    at: datetime
    day: date
    qualifiers: Mapping[str, QualifierValue]
    note: str


@dataclass(frozen=True, slots=True)
class Followed:
    """So many activities of a kind that followed from a post."""

    thread: str
    kind: str
    qualifiers: Mapping[str, QualifierValue]
    count: int


@dataclass(frozen=True, slots=True)
class _Step:
    id: Literal["comments", "replies", "profiles", "requests"]
    name: str
    pillar: Pillar
    kind: str
    click: Mapping[str, QualifierValue]
    """What its button logs."""
    counts: Mapping[str, QualifierValue]
    """What an activity of the kind has to have, to count."""


_STEPS: Final = (
    _Step(
        "comments",
        "Comment from outside",
        "brand",
        "engagement_received",
        {"what": "comment", "from": "outside"},
        {"what": "comment", "from": "outside"},
    ),
    _Step("replies", "Reply written", "engage", "reply_written", {"where": "own_post"}, {}),
    # How the profile was reached is left open: of the ways the catalogue knows, none is this one.
    _Step("profiles", "Commenter's profile viewed", "find", "profile_viewed", {}, {}),
    _Step("requests", "Request to a commenter, with a note", "build", "connection_request", {"note": True}, {}),
)


def threads_of(posts: Sequence[Post], followed: Iterable[Followed]) -> list[PostThread]:
    """Each post with what followed from it, in the order of the posts.

    A pillar is touched by any activity whose kind belongs to it; the post itself touches brand.
    """
    by_post: dict[str, list[Followed]] = {post.id: [] for post in posts}
    for one in followed:
        if one.thread in by_post:
            by_post[one.thread].append(one)
    return [_thread(post, by_post[post.id]) for post in posts]


def best_of(threads: Iterable[PostThread]) -> list[str]:
    """The posts that touched most pillars; of equals the one with more comments from outside, then with more at all."""
    ranked = sorted(
        (thread for thread in threads if thread.followed > 0),
        key=lambda thread: (len(thread.pillars), thread.steps[0].done, thread.followed, thread.at),
        reverse=True,
    )
    return [thread.id for thread in ranked[:BEST]]


def _thread(post: Post, followed: Sequence[Followed]) -> PostThread:
    touched = {KINDS[POST].pillar} | {KINDS[one.kind].pillar for one in followed}
    return PostThread(
        id=post.id,
        at=post.at,
        day=post.day,
        text=words_of(POST, post.qualifiers),
        note=post.note,
        pillars=[pillar for pillar in PILLARS if pillar in touched],
        steps=[
            ThreadStep(
                id=step.id,
                name=step.name,
                pillar=step.pillar,
                kind=step.kind,
                qualifiers=dict(step.click),
                done=sum(one.count for one in followed if _is(step, one)),
            )
            for step in _STEPS
        ],
        followed=sum(one.count for one in followed),
    )


def _is(step: _Step, one: Followed) -> bool:
    return one.kind == step.kind and all(one.qualifiers.get(name) == value for name, value in step.counts.items())
