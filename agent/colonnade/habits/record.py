"""What the pages about posts and people show."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from colonnade.catalogue import Pillar
from colonnade.model import Frozen, Id, KindId, Qualifiers
from colonnade.moments import Day, Moment


class ThreadStep(Frozen):
    """One thing that may follow from a post, the click that logs it, and how often it did follow."""

    id: Literal["comments", "replies", "profiles", "requests"]
    name: str
    pillar: Pillar
    kind: KindId
    qualifiers: Qualifiers
    done: int


class PostThread(Frozen):
    """A post and what followed from it."""

    id: Id
    at: Moment
    day: Day
    text: str = Field(description='How a list names the post: "Post · long form"')
    note: str
    pillars: list[Pillar] = Field(description="Those it touched, in their order; its own, brand, always")
    steps: list[ThreadStep] = Field(description="One with nothing done is still open")
    followed: int = Field(description="How many activities followed, the steps included")


class ThreadPage(Frozen):
    """The posts of a span of days, newest first."""

    first: Day
    last: Day
    items: list[PostThread]
    best: list[Id] = Field(
        description="Those that touched most, best first; at most three, none where nothing followed"
    )
