"""Frozen records: what crosses a boundary.

Constraints stand only as `Field`, `Literal`, `Moment` and `Day`, because a custom
validator is invisible in the generated schema. What depends on the clock or on the
catalogue is checked by `services.recording`, and by the schema through the catalogue.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from colonnade.catalogue import PILLARS, Pillar, QualifierValue
from colonnade.moments import Day, Moment

PROTOCOL: Final = 1
"""Version of the protocol this agent speaks."""
LEAST_PROTOCOL: Final = 1
"""Oldest protocol version of a client that the agent accepts."""
ITEMS_LIMIT: Final = 200
BODY_LIMIT: Final = 512 * 1024
PAGE_LIMIT: Final = 500
PART_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of one part of an archive."""
STATE_LIMIT: Final = 16 * 1024
LABEL_LIMIT: Final = 60

UUID_PATTERN: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
DAY_START_PATTERN: Final = r"^(0[0-9]|1[01]):[0-5][0-9]$"

Id = Annotated[str, Field(pattern=UUID_PATTERN, description="RFC 9562 UUID of any version, lower case")]
ClientId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Note = Annotated[str, Field(max_length=280, description="The person's own words; kept on this machine")]
Contact = Annotated[
    str, Field(max_length=60, description='Whom it was with: a short name, the person\'s own word; "" for nobody named')
]
Thread = Annotated[
    str,
    Field(
        pattern=f"^$|{UUID_PATTERN}",
        description='The post it followed from: the id of its activity, another than this one; "" for none',
    ),
]
Count = Annotated[int, Field(ge=1, le=1000)]
KindId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$", description="A kind of the catalogue")]
Qualifiers = Annotated[dict[str, QualifierValue], Field(max_length=8)]
Score = Annotated[float, Field(ge=0, le=25, allow_inf_nan=False, description="Official points of one pillar")]
Total = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
TopPercent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False, description='Rank as "top x %"')]
PeriodKind = Literal["away", "unlogged"]
EntryType = Literal["record", "amend", "retract"]
Subject = Literal["activity", "reading", "period"]


def person_named(contact: str) -> str:
    """The form that all spellings of one name share; "" for no name."""
    return " ".join(contact.split()).casefold()


class Frozen(BaseModel):
    """A record that cannot be changed, knows its fields and takes no others."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        populate_by_name=True,
        json_schema_serialization_defaults_required=True,
    )


# --- the write door -----------------------------------------------------------------------


class GroupAverage(Frozen):
    """What the official page shows as the mean of a group."""

    total: Total | None = None
    brand: Score | None = None
    find: Score | None = None
    engage: Score | None = None
    build: Score | None = None


class _Entry(Frozen):
    entry: Id
    subject: Id
    made_at: Moment = Field(description="When the entry was made, by the client that made it")


def _together(**types: str) -> dict[str, JsonValue]:
    """Schema words for fields that are given all or none, where null is the same as absent."""
    none: JsonValue = {"properties": {name: {"type": "null"} for name in types}}
    all_given: JsonValue = {
        "required": list(types),
        "properties": {name: {"type": type} for name, type in types.items()},
    }
    return {"anyOf": [none, all_given]}


def _one_of(*names: str) -> dict[str, JsonValue]:
    """Schema words for fields of which one number at least is given."""
    return {"anyOf": [{"required": [name], "properties": {name: {"type": "number"}}} for name in names]}


class RecordActivity(_Entry):
    """An activity, said to have been done. `entry` equals `subject`."""

    type: Literal["record"]
    of: Literal["activity"]
    at: Moment = Field(description="When it was done, with the offset of that place and day")
    kind: KindId
    qualifiers: Qualifiers = Field(default_factory=dict)
    count: Count = 1
    note: Note = ""
    contact: Contact = ""
    thread: Thread = ""


class AmendActivity(_Entry):
    """New values for some fields of an activity; null or absent leaves a field as it was.

    `kind` and `qualifiers` are one field: who changes one gives both.
    """

    model_config = ConfigDict(
        json_schema_extra=_together(kind="string", qualifiers="object"),
    )

    type: Literal["amend"]
    of: Literal["activity"]
    at: Moment | None = None
    kind: KindId | None = None
    qualifiers: Qualifiers | None = None
    count: Count | None = None
    note: Note | None = None
    contact: Contact | None = None
    thread: Thread | None = None


class RecordReading(_Entry):
    """What the official page said, as the person read it: a pillar at least, or the total. `entry` equals `subject`."""

    model_config = ConfigDict(
        json_schema_extra=_one_of(*PILLARS, "total"),
    )

    type: Literal["record"]
    of: Literal["reading"]
    at: Moment
    brand: Score | None = None
    find: Score | None = None
    engage: Score | None = None
    build: Score | None = None
    total: Total | None = None
    industry_rank: TopPercent | None = None
    network_rank: TopPercent | None = None
    industry: GroupAverage | None = None
    network: GroupAverage | None = None
    confirmed: bool | None = Field(default=None, description="Whether the person stands by it, however odd it looks")


class AmendReading(_Entry):
    """New values for some fields of a reading; null or absent leaves a field as it was."""

    type: Literal["amend"]
    of: Literal["reading"]
    at: Moment | None = None
    brand: Score | None = None
    find: Score | None = None
    engage: Score | None = None
    build: Score | None = None
    total: Total | None = None
    industry_rank: TopPercent | None = None
    network_rank: TopPercent | None = None
    industry: GroupAverage | None = None
    network: GroupAverage | None = None
    confirmed: bool | None = Field(default=None, description="Whether the person stands by it, however odd it looks")


class RecordPeriod(_Entry):
    """Days on which nothing was done (`away`) or nothing was logged (`unlogged`), both ends included."""

    type: Literal["record"]
    of: Literal["period"]
    period: PeriodKind
    start: Day
    end: Day


class AmendPeriod(_Entry):
    """New values for a period. `start` and `end` are one field: who changes one gives both."""

    model_config = ConfigDict(
        json_schema_extra=_together(start="string", end="string"),
    )

    type: Literal["amend"]
    of: Literal["period"]
    period: PeriodKind | None = None
    start: Day | None = None
    end: Day | None = None


class Retract(_Entry):
    """The subject was not so. Final, whatever its time; blanks the notes and names of its subject."""

    type: Literal["retract"]
    of: Subject


RecordItem = Annotated[RecordActivity | RecordReading | RecordPeriod, Field(discriminator="of")]
AmendItem = Annotated[AmendActivity | AmendReading | AmendPeriod, Field(discriminator="of")]
Item = Annotated[RecordItem | AmendItem | Retract, Field(discriminator="type")]
Entry = RecordActivity | RecordReading | RecordPeriod | AmendActivity | AmendReading | AmendPeriod | Retract


class Entries(Frozen):
    """1 to 200 items for the log. Each is judged alone; a bad one never blocks the others."""

    items: list[Item] = Field(min_length=1, max_length=ITEMS_LIMIT)


class EntriesEnvelope(Frozen):
    """The same, before any item has been looked at."""

    items: list[Any] = Field(min_length=1, max_length=ITEMS_LIMIT)


class FieldFault(Frozen):
    """One thing wrong with one field; `pointer` is an RFC 6901 pointer, `code` is stable."""

    pointer: str
    code: str
    message: str


class Outcome(Frozen):
    """What became of one item. `entry` is null where the item had no readable id."""

    entry: str | None
    outcome: Literal["recorded", "duplicate", "rejected"]
    errors: list[FieldFault] = Field(default_factory=list)


# --- what is read -------------------------------------------------------------------------


class Activity(Frozen):
    """The current state of an activity. `day` is the person's day it counts in."""

    id: Id
    at: Moment
    day: Day
    kind: KindId
    qualifiers: Qualifiers
    count: Count
    note: str
    contact: str = Field(description='Whom it was with, in the person\'s own words; "" for nobody named')
    thread: str = Field(description='The post it followed from; "" for none')
    text: str = Field(description='How a list names it: "Comment · substantive"')
    channel: str | None = Field(description="The estimator's channel it counts in, if any")
    client: str = Field(description="Id of the client that kept it")
    amended: bool


class Period(Frozen):
    """The current state of a period; both ends included."""

    id: Id
    period: PeriodKind
    start: Day
    end: Day


class Reading(Frozen):
    """The current state of a reading. `day` is the person's day it was read on; null is what was not read."""

    id: Id
    at: Moment
    day: Day
    brand: Score | None = None
    find: Score | None = None
    engage: Score | None = None
    build: Score | None = None
    total: Total | None = None
    industry_rank: TopPercent | None = None
    network_rank: TopPercent | None = None
    industry: GroupAverage | None = None
    network: GroupAverage | None = None
    confirmed: bool = Field(default=False, description="Whether the person stands by it, however odd it looks")


class UnderstoodText(Frozen):
    """Text that the person copied from the official page, to be understood and not kept."""

    text: str = Field(min_length=1, max_length=20_000)


class Understood(Frozen):
    """What such a text says; null is what was not found. The person looks it over before it becomes a reading."""

    brand: Score | None
    find: Score | None
    engage: Score | None
    build: Score | None
    total: Total | None
    industry_rank: TopPercent | None
    network_rank: TopPercent | None
    industry: GroupAverage | None
    network: GroupAverage | None
    missing: list[Pillar] = Field(description="The pillars that were not found, in their order")
    doubts: list[str] = Field(description="What could be meant otherwise, a sentence each")


class Kept(Frozen):
    """An activity or a reading by the order in which it was kept, as a list of things to take back names it."""

    id: Id
    of: Literal["activity", "reading"]
    at: Moment
    kept_at: Moment
    text: str = Field(description='"Comment · substantive", "Reading: 12.5, 9, 7.25, 19"')


class KeptList(Frozen):
    """What was kept last and still stands, newest first."""

    items: list[Kept]


class ActivityPage(Frozen):
    """A page of activities, newest first; `next` is the cursor of the following page, or null."""

    items: list[Activity]
    next: str | None


class ReadingPage(Frozen):
    """A page of readings, newest first; `next` is the cursor of the following page, or null."""

    items: list[Reading]
    next: str | None


class PeriodPage(Frozen):
    """A page of periods, newest first; `next` is the cursor of the following page, or null."""

    items: list[Period]
    next: str | None


class DayCount(Frozen):
    """How many activities of one kind and one set of qualifiers a day holds."""

    day: Day
    kind: KindId
    qualifiers: Qualifiers
    count: int


class Preferences(Frozen):
    """What the person prefers, replaced whole; the later `changed_at` wins."""

    zone: str = Field(pattern=r"^[A-Za-z0-9_+\-/]{1,64}$", description="IANA time zone")
    day_start: str = Field(pattern=DAY_START_PATTERN, description="HH:MM before noon: when a day begins")
    week_start: Literal["monday", "sunday"]
    sales_navigator: bool = Field(description="False: offer nothing that needs Sales Navigator")
    changed_at: Moment


Bands = Annotated[
    dict[Literal["50", "80", "95"], tuple[float, float]],
    Field(description="Range within which the value lies with 50, 80 or 95 % belief"),
]


class Believed(Frozen):
    """A value with its ranges, in points."""

    mean: float
    bands: Bands


class Pillars(Frozen):
    """One estimate for each pillar, 0 to 25 points."""

    brand: Believed
    find: Believed
    engage: Believed
    build: Believed


class Estimate(Frozen):
    """What is believed of one day. `basis` says what it rests on besides the log."""

    day: Day
    basis: Literal["prior", "reading", "ledger"]
    pillars: Pillars
    total: Believed


class PillarSeries(Frozen):
    """The estimate of one value over days: means and 80 % bands in points, an element for each day."""

    mean: list[float]
    low: list[float]
    high: list[float]


class Snapshots(Frozen):
    """What was believed at the end of each of these days; `replayed` where the night was missed and filled later."""

    days: list[Day]
    replayed: list[bool]
    brand: list[float]
    find: list[float]
    engage: list[float]
    build: list[float]


class PillarHistory(Frozen):
    """The pillars from `first` to `last`: estimates of `days` (long spans are thinned evenly), snapshots, readings."""

    first: Day
    last: Day
    days: list[Day]
    brand: PillarSeries
    find: PillarSeries
    engage: PillarSeries
    build: PillarSeries
    total: PillarSeries
    snapshots: Snapshots
    readings: list[Reading]


class Mover(Frozen):
    """Points of a pillar owed to what was done, 80 % belief between `low` and `high`."""

    channel: str = Field(description="A kind with the qualifiers that make it another row of the catalogue")
    kind: KindId
    name: str = Field(description='What a sentence calls it: "substantive comments"')
    mean: float
    low: float
    high: float


class ChangeOwed(Frozen):
    """Points that are owed to what was done, 80 % belief between `low` and `high`."""

    mean: float
    low: float
    high: float


class DoneAround(Frozen):
    """How often a week something was done in the three weeks before a day, and since."""

    channel: str
    kind: KindId
    name: str = Field(description='What a sentence calls it: "substantive comments"')
    before: float
    after: float


class ReadAround(Frozen):
    """What was read last from `first` to `last`: ranks, null where none was; and how many readings there are."""

    first: Day
    last: Day
    readings: int
    industry_rank: TopPercent | None
    network_rank: TopPercent | None


class PillarAround(Frozen):
    """A pillar around a day: its estimates, and of the change since what is owed to what was done otherwise.

    `chance` is the share of belief that the log moves nothing.
    """

    pillar: Pillar
    believed: PillarSeries
    change: float = Field(description="From the end of the day before to the last of the days")
    owed: ChangeOwed
    chance: float = Field(ge=0, le=1)
    words: str = Field(description="All of it in a sentence or two, with no more than is known")


class BeforeAfter(Frozen):
    """The three weeks before a day and from it on; `days` are those whose ends the estimates are of.

    What is owed is what would be missing had the days since gone as the weeks before; of the total it is `owed`.
    """

    day: Day
    days: list[Day]
    before: ReadAround
    after: ReadAround
    done: list[DoneAround] = Field(description="What changed most first; nothing that was done in neither")
    pillars: list[PillarAround]
    owed: ChangeOwed


class PillarMoved(Frozen):
    """What probably moved a pillar, the most first, and `chance`: the share of belief that the log moves nothing."""

    pillar: Pillar
    words: str = Field(description="All of it in a sentence or two, with no more than is known")
    chance: float = Field(ge=0, le=1)
    items: list[Mover]


class WhatMoved(Frozen):
    """What the activity of the `window` days up to `day` contributes to each pillar; `readings` were known then."""

    day: Day
    window: int
    readings: int
    pillars: list[PillarMoved]


class Tried(Frozen):
    """What was believed of a pillar the day before a reading, with its 80 % band; what was read then and before."""

    day: Day
    believed: float
    low: float
    high: float
    read: Score
    before: Score


class Track(Frozen):
    """How estimates did: how many of the numbers lay in the 80 % band, and mean errors in points, 0 of none.

    `last_error` is that of saying the last reading again.
    """

    words: str
    numbers: int
    hits: int
    error: float
    last_error: float


class PillarTrack(Frozen):
    """How the estimates of a pillar did at each reading, oldest first."""

    pillar: Pillar
    track: Track
    items: list[Tried]


class TrackRecord(Frozen):
    """How the estimates did at the latest readings, at most 52, over all pillars and each."""

    readings: int
    track: Track
    pillars: list[PillarTrack]


class Planned(Frozen):
    """How often a week something is to be done."""

    kind: KindId
    qualifiers: Qualifiers = Field(default_factory=dict)
    count: float = Field(ge=0, le=1000, allow_inf_nan=False, description="Times a week")


class Plan(Frozen):
    """What is to be done a week, for so many weeks; what it does not name goes on as in the last four weeks."""

    weeks: int = Field(default=4, ge=1, le=12)
    items: list[Planned] = Field(default_factory=list, max_length=60)


class PlanEffect(Frozen):
    """Points by which the plan differs from carrying on, 80 % belief between `low` and `high`."""

    mean: float
    low: float
    high: float


class PlanEffects(Frozen):
    """The effect of a plan on each pillar and on the total."""

    brand: PlanEffect
    find: PlanEffect
    engage: PlanEffect
    build: PlanEffect
    total: PlanEffect


class WeekForecast(Frozen):
    """What is believed of the last day of a week ahead, with the plan and without."""

    day: Day
    planned: Estimate
    usual: Estimate
    effects: PlanEffects


class UsualWeek(Frozen):
    """How often a week a row of the catalogue was done in the last four weeks."""

    channel: str
    kind: KindId
    qualifiers: Qualifiers
    name: str = Field(description='What a sentence calls it: "substantive comments"')
    minutes: float = Field(description="Effort assumed for one")
    count: float


class Forecast(Frozen):
    """The weeks ahead from `day`, when so many readings were known, and the week the plan is compared with."""

    day: Day
    readings: int
    usual: list[UsualWeek]
    weeks: list[WeekForecast]


class Unanswered(Frozen):
    """Working days in a row without any entry, of which the person has not said what they were."""

    first: Day
    last: Day


class HabitStreak(Frozen):
    """How a habit went: days or weeks in a row that met it, followed a year back, and a strength without a cliff."""

    unit: Literal["days", "weeks"]
    length: int = Field(description="Met without a miss between; skipped, away and unlogged ones do not count")
    strength: float = Field(description="0 to 1; two weeks of what is asked for make half of it")
    skips: int = Field(description="So many misses a month break no streak")
    skips_left: int = Field(description="Of this month")


class HabitProgress(Frozen):
    """A habit and how far it is: `done` of `target` clicks (or readings) today, this week, or in seven days.

    Of replies, `done` were in time of `target` whose answer came in time or whose hours ran out this week.
    """

    id: str
    name: str
    cadence: str = Field(description='"2 on weekdays", "3 a week"')
    of: Literal["activity", "reading", "replies"] = "activity"
    pillar: Pillar | None = Field(description="Null for a reading, which moves none")
    kind: KindId | None = Field(description="Null for a reading, and for replies")
    any_of: list[Qualifiers] = Field(description="An activity of the kind counts when it has all of one of these")
    per: Literal["day", "week", "seven_days"]
    weekdays: str = Field(description='Of a daily habit those it is for, 1 for Monday: "12345"')
    due: bool = Field(description="Whether anything is expected of it today")
    target: int
    better: int | None = Field(description="A target for a good day")
    done: int
    days: list[int] = Field(description="Of one for any seven days: what each of the last seven held, today last")
    minutes: float = Field(description="Effort assumed for one click")
    streak: HabitStreak | None = Field(default=None, description="Null where it was not asked for")


class Tile(Frozen):
    """One button of the popup. `fixed` names the qualifiers a click may not leave open."""

    label: str
    kind: KindId
    qualifiers: Qualifiers
    fixed: list[str]
    pillar: Pillar
    habit: str | None
    last_day: Day | None = Field(description="When it was last done; null for never")


class Left(Frozen):
    """Clicks missing to the targets of today's daily habits, and their minutes."""

    clicks: int
    minutes: float


class Click(Frozen):
    """An activity a button offers to log."""

    kind: KindId
    qualifiers: Qualifiers
    count: Count


class Gain(Frozen):
    """Points of the total that a habit is worth, kept up for three weeks; 80 % belief between `low` and `high`."""

    mean: float
    low: float
    high: float


class Next(Frozen):
    """The one habit that helps most now, and why."""

    habit: str
    pillar: Pillar | None
    title: str
    reason: str
    gain: Gain | None = Field(default=None, description="Null where the estimator knows of none")
    minutes: float
    button: str
    clicks: list[Click]
    opens: Literal["reading", "owed"] | None = Field(
        default=None, description="What the button leads to instead of logging: the form for a reading, or who waits"
    )


class NextStep(Frozen):
    """What to do next, when these kinds were declined; null where nothing else is missing."""

    next: Next | None


class DayDots(Frozen):
    """One day of the heat map: how many activities for each pillar, and the period it lies in."""

    day: Day
    brand: int
    find: int
    engage: int
    build: int
    period: PeriodKind | None


class DayPage(Frozen):
    """Days in order, each with its activities by pillar."""

    items: list[DayDots]


class NewestReading(Frozen):
    """The last reading, as it stands; null is what was not read."""

    id: Id
    day: Day
    brand: Score | None
    find: Score | None
    engage: Score | None
    build: Score | None
    total: Total | None


class Rank(Frozen):
    """The newest rank that is known, and the one known before it."""

    value: TopPercent
    day: Day
    before: TopPercent | None
    before_day: Day | None


class Below(Frozen):
    """A pillar that stands below the newest average of a group, by so many points."""

    pillar: Pillar
    group: Literal["industry", "network"]
    by: float


class Lagging(Frozen):
    """The pillar that holds the total back, and the rule that found it."""

    pillar: Pillar
    rule: Literal["below_average", "most_to_gain"]
    reason: str


class Standing(Frozen):
    """What readings say besides the pillars: the last one, ranks, averages, what lies below them."""

    reading: NewestReading | None
    industry_rank: Rank | None
    network_rank: Rank | None
    industry: GroupAverage | None = Field(description="The newest averages of the industry that were read")
    network: GroupAverage | None = Field(description="The newest averages of the network that were read")
    below: list[Below] = Field(description="Furthest below first; against the industry where it is known")


class ReplyShare(Frozen):
    """What the habit of replies asks for, and how many of those that are owed can still be in time."""

    percent: int = Field(description="So many of a hundred are to be answered in time, by the week")
    hours: int = Field(description="Within so many hours of the message")
    open: int = Field(description="Owed replies whose hours are not over: neither in time nor late yet")


class Owed(Frozen):
    """Messages of one person that are not answered yet; those that name nobody are gathered under ""."""

    contact: Contact
    number: int
    at: Moment = Field(description="When the oldest of them came")


class ReplyFigures(Frozen):
    """How messages were answered: of `n` answered ones `within_24h` so soon, half of them within `median_hours`."""

    n: int
    within_24h: int
    median_hours: float | None = Field(description="Null where nothing was answered")
    let_go: int = Field(description="Not answered within 30 days, and not asked for any more")


class QualityFall(Frozen):
    """More was done in two weeks than in the two before, and less of it done well."""

    measure: Literal["with_note", "substantive", "by_search"]
    words: str


class NewestPost(Frozen):
    """The last post of the last fourteen days: what is done now may well follow from it."""

    id: Id
    at: Moment
    day: Day


class Today(Standing):
    """Everything the popup and the Today page show besides the estimate."""

    day: Day
    week: str = Field(description='ISO week, "2026-W47"')
    period: PeriodKind | None
    left: Left
    habits: list[HabitProgress]
    tiles: list[Tile]
    next: Next | None
    owed: list[Owed] = Field(description="Whose messages wait for an answer, the longest wait first; at most five")
    owed_replies: int = Field(description="How many messages wait for an answer")
    share: ReplyShare | None = Field(description="Null where no habit asks for a share of replies")
    post: NewestPost | None = Field(description="The newest of the last fourteen days")
    audience: str = Field(description='Whom the person wants to reach, in their own words; "" where they have not said')
    last: list[Activity] = Field(description="The three newest by the time they were kept")
    days: list[DayDots] = Field(description="Four whole weeks, oldest first, this week last")
    lagging: Lagging | None
    guard: list[QualityFall] = Field(description="Where volume rises and quality falls")
    ready: str | None = Field(description='The week that ended last, if it holds anything: "Week 47 is ready"')
    unanswered: Unanswered | None = Field(description="What to ask about; null where nothing is, or is not to be asked")
    empty: bool = Field(description="Whether the log holds no activity at all")
    confirmed_at: Moment | None = Field(description="When the newest entry was kept")
    demo: bool = Field(description="Whether everything in the log is invented")


class HabitCount(Frozen):
    """The two numbers of a habit that a click changes."""

    id: str
    done: int
    target: int


class TodayCounts(Frozen):
    """Today's counts, small enough for every answer; a share of replies, which no click moves alone, is not in it."""

    day: Day
    left: Left
    habits: list[HabitCount]


class Answer(Frozen):
    """The answer of the write door: one outcome an item in order, the log's sequence, today's counts."""

    outcomes: list[Outcome]
    seq: int
    today: TodayCounts


class OddScore(Frozen):
    """A pillar of a reading that lies far from everything expected; `before` is what was read of it before."""

    pillar: Pillar
    read: Score
    before: Score


class Doubt(Frozen):
    """The last reading, where it looks like a slip: to be confirmed or corrected, by an amend."""

    reading: Reading
    scores: list[OddScore]
    words: str = Field(description='"Brand 21? The last was 12.1."')


class State(Frozen):
    """The newest whole state, as told to every open dashboard and popup."""

    type: Literal["state"] = "state"
    seq: int
    boot: str
    today: Today
    estimate: Estimate
    doubt: Doubt | None


# --- moving house -------------------------------------------------------------------------


class ImportOpened(Frozen):
    """An import that waits for the parts of an archive."""

    id: ClientId


class ImportReached(Frozen):
    """How many parts of an archive have come."""

    parts: int


class Taken(Frozen):
    """How many lines of one sort were new here, and how many were here already or gave way to what is here."""

    added: int
    there: int


class RefusedLine(Frozen):
    """A line of an archive that was not taken, counted from 1, and why."""

    line: int
    errors: list[FieldFault]


class Imported(Frozen):
    """What became of an archive: of each sort of line, and the first 100 lines that were refused."""

    entries: Taken
    snapshots: Taken
    preferences: Taken
    documents: Taken = Field(description="The routine, the audience, the templates, and the answers")
    refused: int
    lines: list[RefusedLine]


class Backup(Frozen):
    """A copy of the database in the folder `backups` of the data folder."""

    name: str
    sort: Literal["nightly", "manual", "before-restore", "before-schema"]
    made_at: Moment
    size: int = Field(description="Bytes")


class BackupList(Frozen):
    """The backups, newest first."""

    items: list[Backup]


# --- clients and trust --------------------------------------------------------------------

Role = Literal["browser", "program", "dashboard", "machine"]
Hex64 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Nonce = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$", description="16 random bytes, base64url without padding")]
Label = Annotated[str, Field(min_length=1, max_length=LABEL_LIMIT)]


class Notice(Frozen):
    """One sentence that the person has to be told once, such as that a damaged database was put together again."""

    at: Moment
    text: str


class Hello(Frozen):
    """Who answers: protocol versions, the agent's start id and its clock."""

    protocol: int
    least: int
    version: str
    boot: str
    seq: int
    time: Moment
    demo: bool = Field(description="Whether everything in the log is invented")
    notice: Notice | None = Field(description="To be shown to the person once, for two weeks")


class Client(Frozen):
    """A paired browser, program or dashboard session; its key is never shown."""

    id: ClientId
    role: Role
    label: str
    origin: str
    created_at: Moment
    seen_at: Moment
    revoked_at: Moment | None
    you: bool = Field(description="Whether this is the client that asks")


class ClientList(Frozen):
    """Every client, newest first."""

    items: list[Client]


class PairingCode(Frozen):
    """A one-time code to paste into the extension."""

    code: str
    port: int
    expires_at: Moment


class LoginLink(Frozen):
    """A one-time link that opens the dashboard."""

    url: str
    expires_at: Moment


class HandshakeOpening(Frozen):
    """The first half of a handshake: the one who knows the word proves it."""

    nonce: Nonce
    proof: Hex64
    label: Label
    zone: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_+\-/]{1,64}$")


class HandshakeAnswer(Frozen):
    """The second half: the agent proves that it knows the word too, and names the client."""

    client: ClientId
    nonce: Nonce
    proof: Hex64


class Finding(Frozen):
    """One thing that was looked at: in order, worth knowing, or wrong; `todo` is what to do about it."""

    of: Literal["agent", "port", "folder", "database", "schema", "clock", "client", "version", "backups", "disk"]
    state: Literal["good", "note", "wrong"]
    text: str
    todo: str | None = None


class Diagnosis(Frozen):
    """Everything that was looked at, in the order in which it is worth mending."""

    items: list[Finding]


class Problem(Frozen):
    """RFC 9457 problem details, with a stable `code` and the fields at fault."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldFault] = Field(default_factory=list)
