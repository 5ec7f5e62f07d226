"""A post, what followed from it, and which pillars that touched: tables of literal values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from colonnade.catalogue import KINDS, QualifierValue
from colonnade.errors import Invalid
from colonnade.habits.record import PostThread
from colonnade.habits.threads import Followed, Post, best_of, threads_of
from colonnade.services import picture
from colonnade.services.looking_back import threads_between
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, amend, record, retract, uid

OUTSIDE: dict[str, QualifierValue] = {"what": "comment", "from": "outside"}
Said = tuple[str, Mapping[str, QualifierValue], int]


def thread_of(*said: Said, number: int = 1) -> PostThread:
    """The thread of a post and what followed from it."""
    post = Post(uid(number), NOW - timedelta(days=number), date(2026, 11, 20), {"form": "short"}, "")
    (thread,) = threads_of([post], [Followed(post.id, *one) for one in said])
    return thread


@pytest.mark.parametrize(
    ("said", "pillars", "done"),
    [
        ([], ["brand"], (0, 0, 0, 0)),
        ([("engagement_received", OUTSIDE, 2)], ["brand"], (2, 0, 0, 0)),
        # From a connection it is none from outside; where nothing was said, it is none either.
        ([("engagement_received", {"what": "comment", "from": "connection"}, 1)], ["brand"], (0, 0, 0, 0)),
        ([("engagement_received", {}, 1)], ["brand"], (0, 0, 0, 0)),
        ([("reply_written", {}, 3)], ["brand", "engage"], (0, 3, 0, 0)),
        ([("profile_viewed", {"via": "feed"}, 4)], ["brand", "find"], (0, 0, 4, 0)),
        ([("connection_request", {"note": True}, 1)], ["brand", "build"], (0, 0, 0, 1)),
        ([("connection_request", {"note": False}, 1), ("connection_request", {}, 1)], ["brand", "build"], (0, 0, 0, 2)),
        # What is no step touches its pillar too, and an outcome none.
        ([("message_sent", {}, 1), ("meeting_booked", {}, 1)], ["brand", "build"], (0, 0, 0, 0)),
        (
            [
                ("connection_request", {"note": True}, 1),
                ("profile_viewed", {}, 2),
                ("reply_written", {"where": "own_post"}, 1),
                ("engagement_received", OUTSIDE, 1),
            ],
            ["brand", "find", "engage", "build"],
            (1, 1, 2, 1),
        ),
    ],
)
def test_a_thread_shows_the_pillars_it_touched_and_what_is_open(
    said: list[Said], pillars: list[str], done: tuple[int, ...]
) -> None:
    """Of comments from outside, replies, profiles and requests, in this order."""
    thread = thread_of(*said)
    assert thread.pillars == pillars
    assert tuple(step.done for step in thread.steps) == done
    assert thread.followed == sum(count for _, _, count in said)


def test_a_click_on_a_step_is_one_the_step_counts() -> None:
    """And its pillar is that of its kind, so that no click is for nothing."""
    for at, step in enumerate(thread_of().steps):
        after = thread_of((step.kind, step.qualifiers, 1))
        assert [one.done for one in after.steps] == [int(one == at) for one in range(4)]
        assert step.pillar == KINDS[step.kind].pillar
        assert step.pillar in after.pillars
        assert KINDS[step.kind].from_post


def test_the_best_touched_most_pillars_then_earned_most_from_outside() -> None:
    """Then more that followed, then the newer; one from which nothing followed is never among them."""
    wide = thread_of(("profile_viewed", {}, 1), ("reply_written", {}, 1), number=5)
    earned = thread_of(("engagement_received", OUTSIDE, 1), ("reply_written", {}, 1), number=4)
    busy = thread_of(("reply_written", {}, 9), number=3)
    newer, older = (thread_of(("reply_written", {}, 1), number=number) for number in (1, 2))
    assert best_of([older, newer, wide, busy, earned]) == [wide.id, earned.id, busy.id]
    assert best_of([older, newer, thread_of(number=7)]) == [newer.id, older.id]


async def test_a_thread_is_tied_and_untied_by_entries(db: Database) -> None:
    """In the span of the post, whenever what followed was done; what is taken back is gone from it."""
    said = [
        record(1, "post_published", at=ago(days=10), note="A useful one"),
        record(2, "post_published", at=ago(days=100)),
        record(3, "reply_written", thread=uid(1), count=2, at=ago(days=9)),
        record(4, "profile_viewed", at=ago(days=1)),
        amend(5, 4, thread=uid(1)),
        record(6, "connection_request", thread=uid(1)),
        retract(7, 6),
        record(8, "message_sent", thread=uid(1)),
        amend(9, 8, thread=""),
        record(10, "reply_written", thread=uid(2)),
    ]
    await log.append(db, said, CLIENT, NOW)
    found = await threads_between(Sight(db), None, None, NOW)
    assert (found.first, found.last) == (date(2026, 8, 23), date(2026, 11, 20))
    (thread,) = found.items
    assert (thread.id, thread.note, thread.pillars, thread.followed) == (
        uid(1), "A useful one", ["brand", "find", "engage"], 3,
    )  # fmt: skip
    assert found.best == [uid(1)]
    older = await threads_between(Sight(db), date(2026, 7, 1), date(2026, 8, 22), NOW)
    assert [(one.id, one.followed) for one in older.items] == [(uid(2), 1)]
    with pytest.raises(Invalid):
        await threads_between(Sight(db), date(2025, 1, 1), date(2026, 11, 20), NOW)


async def test_today_knows_the_newest_post_of_a_fortnight(db: Database) -> None:
    """And no older one, nor one that was taken back."""
    await log.append(db, [record(1, "post_published", at=ago(days=14, minutes=1))], CLIENT, NOW)
    assert (await picture.today_of(Sight(db), NOW)).post is None
    await log.append(db, [record(n, "post_published", at=ago(days=5 - n)) for n in (2, 3)], CLIENT, NOW)
    assert await newest(db) == uid(3)
    await log.append(db, [retract(4, 3)], CLIENT, NOW)
    assert await newest(db) == uid(2)


async def newest(db: Database) -> str:
    """The id of the newest post."""
    post = (await picture.today_of(Sight(db), NOW)).post
    assert post is not None
    return post.id
