"""What the entries of one subject say together, whatever order they came in."""

from __future__ import annotations

from itertools import permutations

import pytest

from colonnade.merging import blanked, content_of, retracts, standing_of, with_words_left
from colonnade.model import Entry, RecordActivity, RecordPeriod, RecordReading
from harness.entries import ago, amend, entry, period, reading, record, retract, uid


def standing_activity(*entries: Entry) -> RecordActivity:
    """The activity these entries make, the same in every order."""
    found = [standing_of(order) for order in permutations(entries)]
    assert all(one == found[0] for one in found)
    assert found[0] is not None
    assert isinstance(found[0].record, RecordActivity)
    return found[0].record


def test_a_record_alone_stands_as_it_was_said() -> None:
    """And is not called amended."""
    one = record(1, note="so")
    standing = standing_of([one])
    assert standing is not None
    assert (standing.record, standing.amended) == (one, False)


def test_amends_apply_field_by_field_and_the_later_one_wins() -> None:
    """The later amend says nothing of the count, so the earlier one's count stays."""
    activity = standing_activity(
        record(1, count=1, note="first"),
        amend(2, 1, made_at=ago(minutes=30), count=2, note="second"),
        amend(3, 1, made_at=ago(minutes=20), note="third"),
    )
    assert (activity.count, activity.note) == (2, "third")


def test_amends_of_one_moment_apply_in_the_order_of_their_ids() -> None:
    """Two devices can make an amend at the same microsecond, and must agree."""
    one, other = amend(2, 1, count=20), amend(3, 1, count=30)
    assert one.made_at == other.made_at
    assert standing_activity(record(1), one, other).count == 30


def test_the_time_decides_between_amends_and_not_the_way_it_is_written() -> None:
    """13:00 in Berlin lies before 12:30 in London, though its text is the greater."""
    berlin = amend(2, 1, made_at="2026-11-20T13:00:00+01:00", count=20)
    london = amend(3, 1, made_at="2026-11-20T12:30:00+00:00", count=30)
    assert standing_activity(record(1), berlin, london).count == 30


def test_an_amend_made_before_its_record_counts_all_the_same() -> None:
    """The clock of another device may be behind."""
    assert standing_activity(record(1, made_at=ago(hours=1)), amend(2, 1, made_at=ago(days=3), count=4)).count == 4


def test_a_kind_and_its_qualifiers_change_together() -> None:
    """Nothing of the old qualifiers is left beside a new kind."""
    activity = standing_activity(
        record(1, qualifiers={"depth": "substantive"}), amend(2, 1, kind="reaction_given", qualifiers={})
    )
    assert (activity.kind, activity.qualifiers) == ("reaction_given", {})


def test_a_note_can_be_taken_away() -> None:
    """An empty text is a value; null and absent are none."""
    assert standing_activity(record(1, note="so"), amend(2, 1, note="")).note == ""
    assert standing_activity(record(1, note="so"), amend(2, 1, note=None, count=2)).note == "so"


def test_a_name_and_a_thread_are_changed_and_taken_away_each_by_itself() -> None:
    """An empty text is a value for these two as well."""
    one = record(1, contact="Ann", thread=uid(9))
    assert standing_activity(one, amend(2, 1, contact="Ann B.")) == record(1, contact="Ann B.", thread=uid(9))
    assert standing_activity(one, amend(2, 1, contact=""), amend(3, 1, count=2)) == record(1, thread=uid(9), count=2)
    assert standing_activity(one, amend(2, 1, thread="")) == record(1, contact="Ann")


def test_an_amend_without_any_value_amends_nothing() -> None:
    """It is kept, and no list calls the activity amended."""
    standing = standing_of([record(1), amend(2, 1)])
    assert standing is not None
    assert not standing.amended


@pytest.mark.parametrize("made_at", [ago(days=900), ago(hours=1), ago(minutes=1)])
def test_a_retract_is_final_whatever_its_time(made_at: str) -> None:
    """Before the record, at the same moment or after every amend."""
    entries = [record(1), amend(2, 1, made_at=ago(minutes=5), count=2), retract(3, 1, made_at=made_at)]
    assert all(standing_of(order) is None for order in permutations(entries))


def test_what_was_never_recorded_does_not_stand() -> None:
    """Amends that came first wait for their record."""
    assert standing_of([]) is None
    assert standing_of([amend(2, 1, count=2)]) is None


@pytest.mark.parametrize("of", ["reading", "period"])
def test_entries_of_another_sort_change_nothing(of: str) -> None:
    """A retract of a period cannot take back an activity that bears the same id."""
    values = {"brand": 3} if of == "reading" else {"period": "away"}
    one = record(1, note="so")
    assert standing_activity(one, amend(2, 1, of, **values), retract(3, 1, of)) == one


def test_readings_and_periods_are_amended_alike() -> None:
    """Every field that is said replaces the one before."""
    read = standing_of([reading(1, total=48, industry={"total": 30, "brand": 4}), amend(2, 1, "reading", build=21)])
    assert read is not None
    assert isinstance(read.record, RecordReading)
    assert (read.record.build, read.record.brand, read.record.total) == (21, 12.5, 48)
    off = standing_of(
        [period(1, "2026-11-02", "2026-11-03"), amend(2, 1, "period", start="2026-11-01", end="2026-11-04")]
    )
    assert off is not None
    assert isinstance(off.record, RecordPeriod)
    assert (str(off.record.start), str(off.record.end), off.record.period) == ("2026-11-01", "2026-11-04", "away")


def test_a_group_average_is_one_value() -> None:
    """The old page's numbers never stand beside the new page's."""
    read = standing_of([reading(1, industry={"total": 30, "brand": 4}), amend(2, 1, "reading", industry={"total": 31})])
    assert read is not None
    assert isinstance(read.record, RecordReading)
    assert read.record.industry is not None
    assert (read.record.industry.total, read.record.industry.brand) == (31, None)


def test_only_words_are_blanked() -> None:
    """Ids, kinds and times stay; an amend that said nothing of the note still says nothing of it."""
    assert blanked(record(1, note="so", count=3)) == record(1, count=3)
    assert blanked(amend(2, 1, note="so", count=3)) == amend(2, 1, note="", count=3)
    for without in (amend(2, 1, count=3), reading(3), period(4, "2026-11-01", "2026-11-02"), retract(5, 1)):
        assert blanked(without) == without


def test_a_name_is_blanked_like_a_note() -> None:
    """The thread is an id, and ids stay."""
    assert blanked(record(1, contact="Ann", thread=uid(9))) == record(1, thread=uid(9))
    assert blanked(amend(2, 1, contact="Ann", count=3)) == amend(2, 1, contact="", count=3)


def test_only_the_newest_name_of_an_activity_is_left() -> None:
    """Who renames or forgets somebody leaves no older name behind, whatever order the entries came in."""
    entries = [
        record(1, note="so", contact="Ann", made_at=ago(minutes=1)),
        amend(2, 1, contact="Anna", made_at=ago(hours=2)),
        amend(3, 1, contact="Anne", made_at=ago(hours=1)),
        amend(4, 1, count=2),
        period(1, "2026-11-01", "2026-11-02"),
    ]
    for order in permutations(entries):
        left = with_words_left(order)
        assert [getattr(one, "contact", None) for one in sorted(left, key=lambda one: (one.of, one.entry))] == [
            "", "", "Anne", None, None,
        ]  # fmt: skip
        assert standing_of(left) == standing_of(order)
        assert with_words_left(left) == left
    assert with_words_left(entries[:1]) == entries[:1]


def test_a_record_without_a_name_has_the_content_it_had_before_there_were_names() -> None:
    """So that a click kept by an older version is known when it comes again."""
    assert "contact" not in content_of(record(1))
    assert "thread" not in content_of(record(1, contact="", thread=""))
    assert content_of(record(1, contact="Ann")) != content_of(record(1))
    assert content_of(amend(2, 1, contact="")) != content_of(amend(2, 1))


def test_a_retract_speaks_of_one_sort() -> None:
    """Notes of an activity are not blanked by the retract of a period."""
    entries = [record(1), retract(2, 1, "period")]
    assert retracts(entries, "period")
    assert not retracts(entries, "activity")


def test_equal_content_has_equal_text_however_it_was_sent() -> None:
    """Field order, a null and a default that was left out make no other content; anything else does."""
    sent = {"entry": uid(1), "subject": uid(1), "type": "record", "of": "activity"}
    done = {"at": ago(hours=1), "kind": "comment_written"}
    assert content_of(entry(**sent, **done)) == content_of(
        entry(count=1, note="", qualifiers={}, **done | {"of": "activity"}, **{k: sent[k] for k in sent if k != "of"})
    )
    assert content_of(amend(2, 1, count=None)) == content_of(amend(2, 1))
    assert content_of(reading(3, brand=12)) == content_of(reading(3, brand=12.0))
    assert content_of(record(1, count=1)) != content_of(record(1, count=2))


def test_the_offset_is_part_of_the_content() -> None:
    """The day an activity counts in follows from it, so the same instant elsewhere is something else."""
    berlin, london = "2026-11-20T01:00:00+01:00", "2026-11-20T00:00:00+00:00"
    assert content_of(record(1, at=berlin)) != content_of(record(1, at=london))
