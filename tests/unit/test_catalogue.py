"""The activity kinds, as they were decided: the numbers are assumptions, and none changes by accident."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from colonnade.catalogue import (
    CHANNELS,
    KINDS,
    PILLARS,
    Qualifier,
    QualifierValue,
    as_data,
    channel_of,
    faults_of,
    minutes_of,
    words_of,
)

Row = tuple[str, dict[str, QualifierValue], float, float | None, tuple[float, float, float, float]]
TABLE: list[Row] = [
    ("post_published", {"form": "short"}, 25, 1.5, (5, 0, 1, 0)),
    ("post_published", {"form": "long"}, 60, 0.6, (4, 0, 1, 0)),
    ("engagement_received", {"what": "comment", "from": "connection"}, 0, 5, (3, 0, 0.5, 0)),
    ("engagement_received", {"what": "comment", "from": "outside"}, 0, 2, (3, 1, 0.5, 1)),
    ("engagement_received", {"what": "reaction"}, 0, 25, (1.5, 0, 0, 0)),
    ("profile_improved", {}, 20, None, (0.8, 0, 0, 0)),
    ("people_search", {"filters": True}, 3, 5, (0, 6, 0, 0)),
    ("people_search", {"filters": False}, 2, 10, (0, 1.5, 0, 0)),
    ("profile_viewed", {"via": "search"}, 1, 15, (0, 8, 0, 0)),
    ("profile_viewed", {"via": "suggestion"}, 1, 20, (0, 3, 0, 0)),
    ("profile_viewed", {"via": "feed"}, 1, 20, (0, 1.5, 0, 0)),
    ("lead_saved", {"tool": "sales_navigator"}, 1, 4, (0, 3, 0, 0)),
    ("search_alert_set", {"tool": "sales_navigator"}, 2, 1, (0, 2, 0, 0)),
    ("comment_written", {"depth": "substantive"}, 4, 7, (0, 0, 8, 0)),
    ("comment_written", {"depth": "shallow"}, 1, 10, (0, 0, 1.5, 0)),
    ("reaction_given", {}, 0, 20, (0, 0, 1.5, 0)),
    ("reshare", {"perspective": True}, 8, 1.5, (0.5, 0, 3.5, 0)),
    ("reshare", {"perspective": False}, 1, 5, (0, 0, 0.7, 0)),
    ("reply_written", {"where": "own_post"}, 3, 4, (0.5, 0, 3, 0.5)),
    ("connection_request", {"note": True}, 2, 3, (0, 0.5, 0, 4)),
    ("connection_request", {"note": False}, 1, 8, (0, 0, 0, 1)),
    ("connection_accepted", {"role": "peer"}, 0, 3, (0, 0, 0, 2.5)),
    ("connection_accepted", {"role": "decision_maker"}, 0, 1.2, (0, 0.5, 0, 3.5)),
    ("message_sent", {"purpose": "follow_up"}, 3, 2.5, (0, 0, 0.5, 2.5)),
    ("message_replied", {"within_24h": True}, 3, 4, (0, 0, 0.5, 2.5)),
    ("message_replied", {"within_24h": False}, 3, 5, (0, 0, 0, 0.7)),
    ("conversation_started", {}, 5, 2, (0, 0, 0, 1.5)),
]
"""Kind, qualifiers of the row, minutes, the weekly rate that earns half, points for brand, find, engage, build."""

QUALIFIERS: dict[str, dict[str, set[QualifierValue]]] = {
    "post_published": {"form": {"short", "long"}, "angle": {"teaches", "challenges", "lesson"}},
    "engagement_received": {
        "what": {"comment", "reaction"},
        "from": {"connection", "outside"},
        "depth": {"substantive", "shallow"},
    },
    "profile_improved": {
        "section": {
            *("headline", "about", "photo", "banner", "experience", "skills", "featured", "education"),
            *("recommendations", "address", "any"),
        }
    },
    "people_search": {"filters": {True, False}},
    "profile_viewed": {"via": {"search", "suggestion", "feed"}, "fit": {"target", "other"}},
    "lead_saved": {"tool": {"sales_navigator"}},
    "search_alert_set": {"tool": {"sales_navigator"}},
    "comment_written": {
        "depth": {"substantive", "shallow"},
        "audience": {"target", "other"},
        "timing": {"active", "late"},
    },
    "reshare": {"perspective": {True, False}},
    "reply_written": {"where": {"own_post"}},
    "connection_request": {"note": {True, False}, "role": {"peer", "decision_maker"}, "fit": {"target", "other"}},
    "connection_accepted": {"role": {"peer", "decision_maker"}, "direction": {"theirs", "mine"}},
    "message_sent": {"purpose": {"follow_up"}},
    "message_replied": {"within_24h": {True, False}},
}
NO_PRIOR = {
    *("message_received", "endorsement_received", "recommendation_received", "endorsement_given"),
    *("recommendation_given", "company_followed", "event_attended", "feed_scrolled"),
}
OUTCOMES = {"meeting_booked", "opportunity_created", "deal_won"}


def test_every_row_is_as_it_was_decided() -> None:
    """Qualifiers, minutes, half rate and points, in the order of the estimator's columns."""
    rows = [
        (kind.id, dict(row.qualifiers), row.minutes, row.half_rate, row.points)
        for kind in KINDS.values()
        for row in kind.channels
    ]
    assert rows == TABLE
    assert [channel.points for channel in CHANNELS] == [row[4] for row in TABLE]


def test_every_kind_is_as_it_was_decided() -> None:
    """Its qualifiers with their values; which have no prior effect, and which are outcomes without a pillar."""
    found = {k.id: {q.name: {v.value for v in q.values} for q in k.qualifiers} for k in KINDS.values() if k.qualifiers}
    assert found == QUALIFIERS
    groups = {group: {k.id for k in KINDS.values() if k.group == group} for group in ("no_prior", "outcome", "pillar")}
    assert groups == {"no_prior": NO_PRIOR, "outcome": OUTCOMES, "pillar": {row[0] for row in TABLE}}
    assert {kind.id for kind in KINDS.values() if kind.pillar is None} == OUTCOMES
    assert {kind.id for kind in KINDS.values() if kind.tool} == {"lead_saved", "search_alert_set"}


def test_no_two_rows_of_a_kind_claim_the_same_activity() -> None:
    """Otherwise their order would decide what counts."""
    for kind in KINDS.values():
        for one, other in combinations(kind.channels, 2):
            shared = one.qualifiers.keys() & other.qualifiers.keys()
            assert any(one.qualifiers[name] != other.qualifiers[name] for name in shared), kind.id


def test_ids_and_words_are_told_apart() -> None:
    """No two kinds or rows share an id, and no two values of a qualifier the words on a chip."""
    assert len({channel.id for channel in CHANNELS}) == len(CHANNELS)
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)
    for kind in KINDS.values():
        for qualifier in kind.qualifiers:
            assert len({value.words for value in qualifier.values}) == len(qualifier.values)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_can_be_said_of_a_kind_has_a_channel_or_none(kind: str) -> None:
    """Any choice of qualifiers counts in a row it does not contradict; kinds without prior count nowhere."""
    named = KINDS[kind].qualifiers
    for values in product(*([None, *(v.value for v in q.values)] for q in named)):
        said = {q.name: value for q, value in zip(named, values, strict=True) if value is not None}
        assert list(faults_of(kind, said)) == []
        channel = channel_of(kind, said)
        assert (channel is None) is (not KINDS[kind].channels)
        if channel is not None:
            assert channel in KINDS[kind].channels
            assert all(said.get(name, value) == value for name, value in channel.qualifiers.items())
        assert words_of(kind, said).startswith(KINDS[kind].done)
        assert words_of(kind, said).count(" · ") == len(said)


@pytest.mark.parametrize(
    ("kind", "said", "channel"),
    [
        ("comment_written", {}, "comment_shallow"),
        ("post_published", {"angle": "lesson"}, "post_short"),
        ("engagement_received", {}, "reaction_received"),
        ("engagement_received", {"what": "comment"}, "comment_received_connection"),
        ("engagement_received", {"from": "outside"}, "reaction_received"),
        ("profile_viewed", {"fit": "target"}, "view_feed"),
        ("connection_request", {}, "request_blank"),
        ("connection_accepted", {"direction": "mine"}, "accepted_peer"),
        ("message_replied", {}, "reply_late"),
        ("lead_saved", {}, "lead_saved"),
    ],
)
def test_what_was_not_said_is_believed_to_be_the_least(
    kind: str, said: dict[str, QualifierValue], channel: str
) -> None:
    """Among the rows that contradict nothing, the one with the fewest points for each click."""
    found = channel_of(kind, said)
    assert found is not None
    assert found.id == channel


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [
        ("no_such_kind", {}, [("/kind", "unknown_kind")]),
        ("reaction_given", {"depth": "shallow"}, [("/qualifiers", "unknown_qualifier")]),
        ("comment_written", {"depth": "deep", "timing": "active"}, [("/qualifiers/depth", "unknown_value")]),
        ("reshare", {"perspective": "true"}, [("/qualifiers/perspective", "unknown_value")]),
        ("comment_written", {"depth": True}, [("/qualifiers/depth", "unknown_value")]),
        ("reshare", {"perspective": 1}, [("/qualifiers/perspective", "unknown_value")]),
    ],
)
def test_what_the_catalogue_does_not_know_is_named(
    kind: str, said: dict[str, QualifierValue], expected: list[tuple[str, str]]
) -> None:
    """With the values there are; neither the word true nor the number 1 is the value true."""
    assert [(fault.pointer, fault.code) for fault in faults_of(kind, said)] == expected


def test_a_message_lists_what_can_be_said() -> None:
    """As it stands in JSON."""
    (fault,) = faults_of("reshare", {"perspective": "no"})
    assert fault.message == "perspective is one of: true, false."
    (fault,) = faults_of("reaction_given", {"x": "y"})
    assert fault.message == "reaction_given takes these qualifiers: none."


def test_minutes_are_those_of_the_channel_or_of_the_kind() -> None:
    """A kind without prior still takes its time."""
    assert minutes_of("comment_written", {"depth": "substantive"}) == 4
    assert minutes_of("event_attended", {}) == 30
    assert minutes_of("deal_won", {}) == 0


def test_what_is_remembered_in_the_popup_are_the_persons_own_measures() -> None:
    """Never a qualifier that decides the channel of a comment or a post."""

    def remembered(qualifier: Qualifier) -> bool:
        return qualifier.remembered

    assert {q.name for kind in KINDS.values() for q in filter(remembered, kind.qualifiers)} == {
        *("role", "fit", "audience", "timing"),
    }


def test_as_data_it_holds_every_kind_and_row() -> None:
    """What a client in another language reads is the same table."""
    data = as_data()
    assert [pillar["id"] for pillar in data["pillars"]] == list(PILLARS)
    rows = [
        (kind["id"], row["qualifiers"], row["minutes"], row["half_rate"], tuple(row["points"]))
        for kind in data["kinds"]
        for row in kind["channels"]
    ]
    assert rows == TABLE
    assert [kind["id"] for kind in data["kinds"]] == list(KINDS)
