"""The generated schemas say of kinds and qualifiers what the catalogue says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from colonnade.catalogue import KINDS, Kind, faults_of
from record_schemas import records, schemas, tidied
from typedefs import declarations

SCHEMAS = schemas()
IDS = {
    "entry": "0192f3a0-0000-7000-8000-000000000001",
    "subject": "0192f3a0-0000-7000-8000-000000000001",
    "made_at": "2026-11-20T09:00:00+01:00",
    "of": "activity",
}
RECORD = IDS | {"type": "record", "at": "2026-11-20T09:00:00+01:00"}
AMEND = IDS | {"type": "amend"}
QUALIFIERS = [qualifier for kind in KINDS.values() for qualifier in kind.qualifiers]
NAMES = [*sorted({qualifier.name for qualifier in QUALIFIERS}), "mood"]
WORDS = sorted({str(known.value) for qualifier in QUALIFIERS for known in qualifier.values})
VALUES = [True, False, "true", "1", *WORDS]


def _takes(record: str, content: dict[str, Any]) -> bool:
    return Draft202012Validator(SCHEMAS[record]).is_valid(content)


def test_every_schema_is_a_schema() -> None:
    """A typo in a keyword would make a schema that allows everything."""
    assert SCHEMAS
    for name, schema in SCHEMAS.items():
        Draft202012Validator.check_schema(schema)
        assert schema["title"] == name


def test_every_record_has_its_schema_and_its_type() -> None:
    """No record crosses a boundary undescribed."""
    names = [record.__name__ for record in records()]
    assert list(SCHEMAS) == names
    for name in names:
        assert f"export type {name} = {{" in declarations(SCHEMAS)


@given(
    kind=st.sampled_from([*KINDS, "coffee_drunk"]),
    qualifiers=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3),
)
def test_schema_and_catalogue_agree_on_any_kind_with_any_qualifiers(
    kind: str, qualifiers: dict[str, bool | str]
) -> None:
    """Who checks against the schema alone is refused by no door for a kind or a qualifier."""
    fine = not list(faults_of(kind, qualifiers))
    content = {"kind": kind, "qualifiers": qualifiers}
    assert _takes("RecordActivity", RECORD | content) is fine
    assert _takes("AmendActivity", AMEND | content) is fine
    assert _takes("Entries", {"items": [RECORD | content]}) is fine


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.qualifiers], ids=lambda kind: kind.id)
def test_every_value_of_every_qualifier_is_taken(kind: Kind) -> None:
    """Each chip of the popup makes an entry that the schema takes."""
    for qualifier in kind.qualifiers:
        for known in qualifier.values:
            assert _takes("RecordActivity", RECORD | {"kind": kind.id, "qualifiers": {qualifier.name: known.value}})


def test_one_is_not_true() -> None:
    """JSON knows the difference, and Python's == does not."""
    assert _takes("RecordActivity", RECORD | {"kind": "people_search", "qualifiers": {"filters": True}})
    assert not _takes("RecordActivity", RECORD | {"kind": "people_search", "qualifiers": {"filters": 1}})


def test_an_amend_that_leaves_the_kind_alone_names_none() -> None:
    """Null leaves a field as it was."""
    assert _takes("AmendActivity", AMEND | {"count": 2})
    assert _takes("AmendActivity", AMEND | {"kind": None, "qualifiers": None, "count": 2})
    assert not _takes("AmendActivity", AMEND | {"kind": "reaction_given"})


def test_what_goes_out_always_has_its_defaults() -> None:
    """A reader of an answer need not know what a missing field would have meant."""
    assert "errors" in SCHEMAS["Outcome"]["required"]
    assert "count" not in SCHEMAS["RecordActivity"]["required"]


def test_a_field_called_title_survives_the_tidying() -> None:
    """Only the titles that repeat a field's name go."""
    assert tidied({"properties": {"title": {"title": "Title", "type": "string"}}, "title": "X"}) == {
        "properties": {"title": {"type": "string"}}
    }
    assert "title" in SCHEMAS["Next"]["properties"]


def test_a_declaration_says_what_its_schema_says() -> None:
    """Optional, null, lists, pairs and words, each by its own sign."""
    fields = {
        "name": {"type": "string", "description": "Its name"},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "bands": {
            "type": "object",
            "propertyNames": {"enum": ["50", "80"]},
            "additionalProperties": {"type": "array", "prefixItems": [{"type": "number"}, {"type": "number"}]},
        },
        "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
        "per": {"enum": ["day", "week"], "type": "string"},
        "any": {},
    }
    one = {"properties": fields, "required": ["name", "rows"], "description": "A thing."}
    entries = {"properties": {"items": {"type": "array", "items": {"oneOf": [{"$ref": "#/$defs/Row"}]}}}}
    text = declarations({"Thing": one, "Entries": entries})
    assert text.index("/** A thing. */\nexport type Thing = {") >= 0
    for line in (
        "  /** Its name */\n  name: string;",
        "  note?: string | null;",
        '  bands?: Record<"50" | "80", [number, number]>;',
        "  rows: Row[];",
        '  per?: "day" | "week";',
        "  any?: unknown;",
    ):
        assert line in text
    assert text.endswith("export type Entry = Row;\n")
