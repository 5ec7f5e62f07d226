"""What is wrong with a field, in our words and never in theirs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from colonnade.faults import MOST, faults_in
from colonnade.model import Entries, HandshakeOpening, Preferences

SECRET = "Zebra quartz 7391"  # noqa: S105 - words that must not come back


def faults(form: Any, said: Any) -> list[tuple[str, str, str]]:
    """Everything wrong with what was said."""
    with pytest.raises(ValidationError) as refused:
        form.model_validate_json(json.dumps(said))
    return [(fault.pointer, fault.code, fault.message) for fault in faults_in(refused.value)]


def test_every_field_at_fault_is_named_once() -> None:
    """With what to do about it."""
    said = {"zone": "Europe/Berlin; DROP", "day_start": "12:00", "week_start": "friday", "so": 1}
    assert faults(Preferences, said) == [
        ("/zone", "format", "This does not have the form it must have; the schema describes it."),
        ("/day_start", "format", "This does not have the form it must have; the schema describes it."),
        ("/week_start", "one_of", "Give one of: 'monday' or 'sunday'."),
        ("/sales_navigator", "missing", "This field is needed."),
        ("/changed_at", "missing", "This field is needed."),
        ("/so", "unknown_field", "This field is not known here; leave it out."),
    ]


def test_a_limit_is_told_with_its_number() -> None:
    """Nobody has to guess how long is too long."""
    said = {"nonce": "x" * 22, "proof": "0" * 64, "label": "x" * 61}
    assert faults(HandshakeOpening, said) == [("/label", "too_long", "Give at most 60 characters.")]
    assert faults(HandshakeOpening, said | {"label": ""}) == [("/label", "too_short", "Give at least 1 characters.")]
    assert faults(Entries, {"items": []}) == [("/items", "too_short", "Give at least 1 of them.")]


def test_an_answer_is_not_many_times_as_long_as_what_was_sent() -> None:
    """A thousand unknown fields are told as the first few."""
    assert len(faults(Preferences, {f"f{number}": 1 for number in range(1000)})) == MOST


def test_what_cannot_be_read_at_all_is_one_fault_of_the_whole() -> None:
    """The pointer of the whole is the empty text."""
    with pytest.raises(ValidationError) as refused:
        Preferences.model_validate_json(b'{"zone": "' + SECRET.encode())
    assert [(fault.pointer, fault.code) for fault in faults_in(refused.value)] == [("", "json")]
    assert faults(Preferences, [1]) == [("", "type", "Give an object here.")]


@settings(deadline=None)
@given(
    field=st.sampled_from(["entry", "subject", "type", "of", "made_at", "at", "kind", "qualifiers", "count", "note"]),
    wrap=st.sampled_from([lambda it: it, lambda it: [it], lambda it: {"depth": [it]}, lambda it: it * 30]),
)
def test_no_message_repeats_what_was_typed(field: str, wrap: Any) -> None:
    """Whatever the field and however it is wrong; names of unknown fields stand in pointers alone."""
    said = {"type": "record", "of": "activity", field: wrap(SECRET)}
    try:
        Entries.model_validate_json(json.dumps({"items": [said]}))
    except ValidationError as error:
        for fault in faults_in(error, tags=(("record",), ("activity",))):
            assert SECRET not in fault.message + fault.pointer
    else:
        pytest.fail("an item without its fields was taken")
