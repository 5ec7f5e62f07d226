"""What the pages about posts and people show."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from colonnade.catalogue import Pillar
from colonnade.habits.quality import MeasureId
from colonnade.model import Believed, Frozen, Id, KindId, Qualifiers, ReplyFigures
from colonnade.moments import Day, Moment

Stage = Literal["requested", "accepted", "messaged", "conversation"]


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


class FunnelStage(Frozen):
    """A stage of the way from a request to a conversation, of the people who were named.

    `reached` of `of` people of the stage before came to this one, half of them within `lag_days`.
    """

    stage: Stage
    name: str
    people: int
    reached: int = Field(description="0 at the first stage, which has none before it; so has `of`")
    of: int
    lag_days: float | None = Field(description="Null where it is not known of anybody")
    logged: int = Field(description="Activities of the last year, whether or not they name somebody")


class Share(Frozen):
    """A quality measure: `number` of `n`, where it was said one way or the other."""

    id: MeasureId
    name: str
    number: int
    n: int


class Contact(Frozen):
    """Somebody the log names, as they were spelled last."""

    contact: str
    stage: Stage | None = Field(description="The furthest they came to")
    touches: int = Field(description="Activities that name them")
    last_at: Moment
    last_text: str = Field(description='What was last: "Message"')


class People(Frozen):
    """What the log says of relationships: the last year, quality of the last 90 days, and the people it names."""

    funnel: list[FunnelStage]
    replies: ReplyFigures
    shares: list[Share]
    contacts: list[Contact] = Field(description="The last touch longest ago first; who was only looked up comes last")
    named: int = Field(description="How many people the log names, of whom `contacts` may be some")


class ChecklistSection(Frozen):
    """A section of the profile, what to do about it, and when that was done last."""

    section: str = Field(description="As `profile_improved` takes it")
    name: str
    advice: str
    improved: Day | None


class Checklist(Frozen):
    """Every section of the profile."""

    sections: list[ChecklistSection]


class OutcomeWeek(Frozen):
    """What a week brought, and what was believed of the total at its end; of the running week, of today."""

    week: str
    first: Day
    last: Day
    total: Believed
    meetings: int
    opportunities: int
    deals: int


class Outcomes(Frozen):
    """Weeks, oldest first, the running one last."""

    basis: Literal["prior", "reading", "ledger"]
    weeks: list[OutcomeWeek]
