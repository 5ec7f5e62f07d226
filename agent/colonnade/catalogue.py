"""The activity kinds: one table.

Schemas, popup, dashboard, documents and estimator all read `KINDS`. A row of a
kind is a *channel*: the qualifiers that make it, the effort it takes, and a prior
belief about what it does to the four pillars. The numbers are a reading of
publicly known advice, which gives no weights: assumptions, never LinkedIn's own.

A kind is retired, never deleted: old entries must still count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from colonnade.errors import Fault

Pillar = Literal["brand", "find", "engage", "build"]
QualifierValue = bool | str
Tool = Literal["sales_navigator"]
Group = Literal["pillar", "no_prior", "outcome"]

PILLARS: Final[tuple[Pillar, ...]] = ("brand", "find", "engage", "build")
PILLAR_TITLES: Final[Mapping[Pillar, str]] = MappingProxyType(
    {
        "brand": "Establish your professional brand",
        "find": "Find the right people",
        "engage": "Engage with insights",
        "build": "Build relationships",
    }
)
PILLAR_LIMIT: Final = 25.0
"""Points a pillar can reach; the total of four reaches 100."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a qualifier and the words a chip and a list show for it."""

    value: QualifierValue
    words: str


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A word that refines a kind; `remembered` ones stay set in the popup for 90 minutes."""

    name: str
    values: tuple[Value, ...]
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One row of the estimator.

    `minutes` is the effort assumed of one activity; `half_rate` the number a week that
    earns half the points (None for a stock, which counts once and stays); `points` the
    prior points at saturation for brand, find, engage, build (for a stock, of one item).
    """

    id: str
    label: str
    qualifiers: Mapping[str, QualifierValue]
    minutes: float
    half_rate: float | None
    points: tuple[float, float, float, float]
    why: str

    @property
    def points_per_half_rate(self) -> float:
        """Prior points over all pillars for each unit of `half_rate`: how strong one click is."""
        return sum(self.points) / (self.half_rate or 1.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of activity it was.

    `label` stands on a button, `done` in a list, `pillar` gives hue and heat-map row
    (None for outcomes, which belong to no pillar ever). `with_somebody`: it is done with, or comes
    from, a person who may be named; `from_post`: it may have followed from one's own post.
    """

    id: str
    label: str
    done: str
    pillar: Pillar | None
    group: Group = "pillar"
    qualifiers: tuple[Qualifier, ...] = ()
    channels: tuple[Channel, ...] = ()
    minutes: float = 0.0
    tool: Tool | None = None
    retired: bool = False
    with_somebody: bool = False
    from_post: bool = False

    def qualifier(self, name: str) -> Qualifier | None:
        """The qualifier of that name, or None."""
        return next((q for q in self.qualifiers if q.name == name), None)


def _values(*pairs: tuple[QualifierValue, str]) -> tuple[Value, ...]:
    return tuple(Value(value, words) for value, words in pairs)


def _channel(
    id: str,
    label: str,
    qualifiers: dict[str, QualifierValue],
    minutes: float,
    half_rate: float | None,
    points: tuple[float, float, float, float],
    why: str,
) -> Channel:
    return Channel(id, label, MappingProxyType(qualifiers), minutes, half_rate, points, why)


_ROLE = Qualifier("role", _values(("peer", "peer"), ("decision_maker", "decision maker")), remembered=True)
_FIT = Qualifier("fit", _values(("target", "target audience"), ("other", "other audience")), remembered=True)
_AUDIENCE = Qualifier("audience", _values(("target", "target audience"), ("other", "other audience")), remembered=True)
_TIMING = Qualifier("timing", _values(("active", "while it was active"), ("late", "after it settled")), remembered=True)
_SALES_NAVIGATOR = Qualifier(
    "tool",
    _values(
        ("sales_navigator", "in Sales Navigator"),
    ),
)
_SECTIONS = _values(
    ("headline", "headline"),
    ("about", "about"),
    ("photo", "photo"),
    ("banner", "banner"),
    ("experience", "experience"),
    ("skills", "skills"),
    ("featured", "featured"),
    ("education", "education"),
    ("recommendations", "recommendations"),
    ("address", "address"),
    ("any", "section not said"),
)

_TABLE: Final[tuple[Kind, ...]] = (
    Kind(
        "post_published",
        "Post",
        "Post",
        "brand",
        qualifiers=(
            Qualifier("form", _values(("short", "short"), ("long", "long form"))),
            Qualifier(
                "angle",
                _values(
                    ("teaches", "teaches"), ("challenges", "challenges an assumption"), ("lesson", "shares a lesson")
                ),
            ),
        ),
        channels=(
            _channel(
                "post_short", "Post", {"form": "short"}, 25, 1.5, (5, 0, 1, 0), "two or three posts a week move brand"
            ),
            _channel(
                "post_long",
                "Article or newsletter",
                {"form": "long"},
                60,
                0.6,
                (4, 0, 1, 0),
                "long form that earns comments moves it more",
            ),
        ),
    ),
    Kind(
        "engagement_received",
        "Engagement earned",
        "Earned",
        "brand",
        qualifiers=(
            Qualifier("what", _values(("comment", "comment"), ("reaction", "reaction"))),
            Qualifier("from", _values(("connection", "from a connection"), ("outside", "from outside"))),
            Qualifier("depth", _values(("substantive", "substantive"), ("shallow", "short praise"))),
        ),
        channels=(
            _channel(
                "comment_received_connection",
                "Comment earned",
                {"what": "comment", "from": "connection"},
                0,
                5,
                (3, 0, 0.5, 0),
                "earned engagement counts",
            ),
            _channel(
                "comment_received_outside",
                "Comment earned from outside",
                {"what": "comment", "from": "outside"},
                0,
                2,
                (3, 1, 0.5, 1),
                "comments from outside touch all four",
            ),
            _channel(
                "reaction_received", "Reaction earned", {"what": "reaction"}, 0, 25, (1.5, 0, 0, 0), "a few likes, less"
            ),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "profile_improved",
        "Profile section improved",
        "Profile",
        "brand",
        qualifiers=(Qualifier("section", _SECTIONS),),
        channels=(
            _channel(
                "profile_section",
                "Profile section improved",
                {},
                20,
                None,
                (0.8, 0, 0, 0),
                "every section, with specifics",
            ),
        ),
    ),
    Kind(
        "people_search",
        "People search",
        "Search",
        "find",
        qualifiers=(Qualifier("filters", _values((True, "with filters"), (False, "without filters"))),),
        channels=(
            _channel(
                "search_filtered",
                "Search with filters",
                {"filters": True},
                3,
                5,
                (0, 6, 0, 0),
                "search by industry, company or title",
            ),
            _channel(
                "search_plain",
                "Search without filters",
                {"filters": False},
                2,
                10,
                (0, 1.5, 0, 0),
                "search, less intentional",
            ),
        ),
    ),
    Kind(
        "profile_viewed",
        "Profile viewed",
        "Profile viewed",
        "find",
        qualifiers=(
            Qualifier(
                "via", _values(("search", "via search"), ("suggestion", "via a suggestion"), ("feed", "via the feed"))
            ),
            _FIT,
        ),
        channels=(
            _channel(
                "view_search",
                "Profile via search",
                {"via": "search"},
                1,
                15,
                (0, 8, 0, 0),
                "search-driven views weigh differently",
            ),
            _channel(
                "view_suggestion",
                "Profile via suggestion",
                {"via": "suggestion"},
                1,
                20,
                (0, 3, 0, 0),
                "suggestions used on purpose",
            ),
            _channel("view_feed", "Profile via feed", {"via": "feed"}, 1, 20, (0, 1.5, 0, 0), "passive"),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "lead_saved",
        "Lead saved",
        "Lead saved",
        "find",
        qualifiers=(_SALES_NAVIGATOR,),
        channels=(
            _channel("lead_saved", "Lead saved", {"tool": "sales_navigator"}, 1, 4, (0, 3, 0, 0), "saved leads"),
        ),
        tool="sales_navigator",
        with_somebody=True,
    ),
    Kind(
        "search_alert_set",
        "Search alert set",
        "Search alert",
        "find",
        qualifiers=(_SALES_NAVIGATOR,),
        channels=(
            _channel(
                "search_alert", "Search alert set", {"tool": "sales_navigator"}, 2, 1, (0, 2, 0, 0), "search alerts"
            ),
        ),
        tool="sales_navigator",
    ),
    Kind(
        "comment_written",
        "Comment",
        "Comment",
        "engage",
        qualifiers=(
            Qualifier("depth", _values(("substantive", "substantive"), ("shallow", "short praise"))),
            _AUDIENCE,
            _TIMING,
        ),
        channels=(
            _channel(
                "comment_substantive",
                "Substantive comment",
                {"depth": "substantive"},
                4,
                7,
                (0, 0, 8, 0),
                "at least two substantive comments a day",
            ),
            _channel(
                "comment_shallow",
                "Short praise",
                {"depth": "shallow"},
                1,
                10,
                (0, 0, 1.5, 0),
                "praise alone says little",
            ),
        ),
        with_somebody=True,
    ),
    Kind(
        "reaction_given",
        "Reaction",
        "Reaction",
        "engage",
        channels=(_channel("reaction_given", "Reaction", {}, 0, 20, (0, 0, 1.5, 0), "a thumbs-up"),),
    ),
    Kind(
        "reshare",
        "Reshare",
        "Reshare",
        "engage",
        qualifiers=(Qualifier("perspective", _values((True, "with your view"), (False, "without your view"))),),
        channels=(
            _channel(
                "reshare_perspective",
                "Reshare with your view",
                {"perspective": True},
                8,
                1.5,
                (0.5, 0, 3.5, 0),
                "a third party's article with a view added",
            ),
            _channel(
                "reshare_plain",
                "Reshare without your view",
                {"perspective": False},
                1,
                5,
                (0, 0, 0.7, 0),
                "without a view",
            ),
        ),
    ),
    Kind(
        "reply_written",
        "Reply on your post",
        "Reply",
        "engage",
        qualifiers=(
            Qualifier(
                "where",
                _values(
                    ("own_post", "on your own post"),
                ),
            ),
        ),
        channels=(
            _channel(
                "reply_own_post",
                "Reply on your post",
                {"where": "own_post"},
                3,
                4,
                (0.5, 0, 3, 0.5),
                "answering comments on your own post",
            ),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "connection_request",
        "Connection request",
        "Request",
        "build",
        qualifiers=(
            Qualifier("note", _values((True, "with a note"), (False, "without a note"))),
            _ROLE,
            _FIT,
        ),
        channels=(
            _channel(
                "request_note",
                "Request with a note",
                {"note": True},
                2,
                3,
                (0, 0.5, 0, 4),
                "personalised requests have the highest leverage",
            ),
            _channel(
                "request_blank",
                "Request without a note",
                {"note": False},
                1,
                8,
                (0, 0, 0, 1),
                "indiscriminate requests tick it up a little",
            ),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "connection_accepted",
        "Connection accepted",
        "Connected",
        "build",
        qualifiers=(
            _ROLE,
            Qualifier("direction", _values(("theirs", "they accepted"), ("mine", "you accepted"))),
        ),
        channels=(
            _channel("accepted_peer", "Connected with a peer", {"role": "peer"}, 0, 3, (0, 0, 0, 2.5), "progress"),
            _channel(
                "accepted_decision_maker",
                "Connected with a decision maker",
                {"role": "decision_maker"},
                0,
                1.2,
                (0, 0.5, 0, 3.5),
                "not just peers",
            ),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "message_sent",
        "Follow-up message",
        "Message",
        "build",
        qualifiers=(
            Qualifier(
                "purpose",
                _values(
                    ("follow_up", "follow-up"),
                ),
            ),
        ),
        channels=(
            _channel(
                "message_follow_up",
                "Follow-up message",
                {"purpose": "follow_up"},
                3,
                2.5,
                (0, 0, 0.5, 2.5),
                "one follow-up a week",
            ),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "message_replied",
        "Message answered",
        "Answered",
        "build",
        qualifiers=(Qualifier("within_24h", _values((True, "within 24 hours"), (False, "later than 24 hours"))),),
        channels=(
            _channel(
                "reply_prompt",
                "Answered within 24 hours",
                {"within_24h": True},
                3,
                4,
                (0, 0, 0.5, 2.5),
                "prompt replies count",
            ),
            _channel("reply_late", "Answered late", {"within_24h": False}, 3, 5, (0, 0, 0, 0.7), "late ones less"),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "conversation_started",
        "Conversation started",
        "Conversation",
        "build",
        channels=(
            _channel(
                "conversation_started",
                "Conversation started",
                {},
                5,
                2,
                (0, 0, 0, 1.5),
                "from connection to conversation",
            ),
        ),
        with_somebody=True,
        from_post=True,
    ),
    Kind(
        "message_received",
        "Message received",
        "Message received",
        "build",
        group="no_prior",
        with_somebody=True,
        from_post=True,
    ),
    Kind("endorsement_received", "Endorsement received", "Endorsed", "brand", group="no_prior", with_somebody=True),
    Kind(
        "recommendation_received",
        "Recommendation received",
        "Recommended",
        "brand",
        group="no_prior",
        with_somebody=True,
    ),
    Kind(
        "endorsement_given",
        "Endorsement given",
        "Endorsement given",
        "build",
        group="no_prior",
        minutes=1,
        with_somebody=True,
    ),
    Kind(
        "recommendation_given",
        "Recommendation given",
        "Recommendation given",
        "build",
        group="no_prior",
        minutes=10,
        with_somebody=True,
    ),
    Kind("company_followed", "Company followed", "Company followed", "find", group="no_prior", minutes=1),
    Kind("event_attended", "Event attended", "Event attended", "build", group="no_prior", minutes=30),
    Kind("feed_scrolled", "Feed scrolled", "Feed scrolled", "engage", group="no_prior", minutes=5),
    Kind(
        "meeting_booked", "Meeting booked", "Meeting booked", None, group="outcome", with_somebody=True, from_post=True
    ),
    Kind(
        "opportunity_created",
        "Opportunity created",
        "Opportunity",
        None,
        group="outcome",
        with_somebody=True,
        from_post=True,
    ),
    Kind("deal_won", "Deal won", "Deal won", None, group="outcome", with_somebody=True),
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.id: kind for kind in _TABLE})
"""Every kind by its id, in the order it is shown."""

CHANNELS: Final[tuple[Channel, ...]] = tuple(channel for kind in _TABLE for channel in kind.channels)
"""Every channel, in the order of the estimator's columns."""

STOCK_LIMIT: Final = 5
"""Profile improvements beyond this many add nothing to the prior."""


def faults_of(kind_id: str, qualifiers: Mapping[str, QualifierValue]) -> Iterator[Fault]:
    """What is wrong with a kind and its qualifiers, as faults with pointers; nothing when all is well.

    No qualifier is ever required: "Something else…" records without any and chips add them.
    """
    kind = KINDS.get(kind_id)
    if kind is None:
        yield Fault(
            "/kind", "unknown_kind", "This kind is not in the catalogue; GET /api/v1/catalogue lists the kinds."
        )
        return
    for name, value in qualifiers.items():
        qualifier = kind.qualifier(name)
        if qualifier is None:
            known = ", ".join(q.name for q in kind.qualifiers) or "none"
            yield Fault("/qualifiers", "unknown_qualifier", f"{kind_id} takes these qualifiers: {known}.")
        elif not any(_same(value, known.value) for known in qualifier.values):
            allowed = ", ".join(_json_word(v.value) for v in qualifier.values)
            yield Fault(f"/qualifiers/{name}", "unknown_value", f"{name} is one of: {allowed}.")


def channel_of(kind_id: str, qualifiers: Mapping[str, QualifierValue]) -> Channel | None:
    """The channel an activity counts in, or None for a kind without prior effect.

    The row whose qualifiers all match; otherwise, among the rows that contradict nothing
    given, the one with the fewest points per unit of half rate: what was not said is
    believed to be the least.
    """
    rows = KINDS[kind_id].channels
    for row in rows:
        if all(name in qualifiers and _same(qualifiers[name], value) for name, value in row.qualifiers.items()):
            return row
    possible = [row for row in rows if all(_same(qualifiers.get(n, v), v) for n, v in row.qualifiers.items())]
    return min(possible, key=lambda row: row.points_per_half_rate, default=None)


def minutes_of(kind_id: str, qualifiers: Mapping[str, QualifierValue]) -> float:
    """Effort assumed for one activity, in minutes."""
    channel = channel_of(kind_id, qualifiers)
    return KINDS[kind_id].minutes if channel is None else channel.minutes


def words_of(kind_id: str, qualifiers: Mapping[str, QualifierValue]) -> str:
    """How a list names an activity: "Comment · substantive"."""
    kind = KINDS[kind_id]
    words = [
        known.words
        for qualifier in kind.qualifiers
        if qualifier.name in qualifiers
        for known in qualifier.values
        if _same(known.value, qualifiers[qualifier.name])
    ]
    return " · ".join([kind.done, *words])


def score_words(said: Mapping[str, Any]) -> str:
    """How a list names what was read: "12.5, 9, –, 20"; "total 37.5" where no pillar was."""
    scores = [said.get(pillar) for pillar in PILLARS]
    if all(score is None for score in scores):
        return f"total {said['total']:g}"
    return ", ".join("–" if score is None else f"{score:g}" for score in scores)


def _same(one: QualifierValue, other: QualifierValue) -> bool:
    # True == 1 in Python, and JSON knows the difference.
    return type(one) is type(other) and one == other


def _json_word(value: QualifierValue) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def as_data() -> dict[str, Any]:
    """The whole table as JSON data: what `GET /api/v1/catalogue` answers and `schemas/catalogue.json` holds."""
    return {
        "pillars": [{"id": pillar, "title": title} for pillar, title in PILLAR_TITLES.items()],
        "kinds": [_kind_data(kind) for kind in KINDS.values()],
    }


def _kind_data(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.id,
        "label": kind.label,
        "done": kind.done,
        "pillar": kind.pillar,
        "group": kind.group,
        "tool": kind.tool,
        "minutes": kind.minutes,
        "retired": kind.retired,
        "with_somebody": kind.with_somebody,
        "from_post": kind.from_post,
        "qualifiers": [
            {
                "name": qualifier.name,
                "remembered": qualifier.remembered,
                "values": [{"value": known.value, "words": known.words} for known in qualifier.values],
            }
            for qualifier in kind.qualifiers
        ],
        "channels": [
            {
                "id": channel.id,
                "label": channel.label,
                "qualifiers": dict(channel.qualifiers),
                "minutes": channel.minutes,
                "half_rate": channel.half_rate,
                "points": list(channel.points),
                "why": channel.why,
            }
            for channel in kind.channels
        ],
    }
