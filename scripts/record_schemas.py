"""JSON Schemas of the records, with the catalogue woven in."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, Literal, cast

from colonnade import model
from colonnade.catalogue import KINDS, Kind
from colonnade.habits import document, written
from colonnade.habits import record as habits_record
from colonnade.importing import archive
from colonnade.summary import month_record
from colonnade.summary import record as summary_record

Schema = dict[str, Any]

COMES_IN = (
    model.Entries,
    model.EntriesEnvelope,
    model.Preferences,
    model.HandshakeOpening,
    model.UnderstoodText,
    model.Plan,
    document.Routine,
    document.Answers,
    document.Reviews,
    written.Audience,
    written.Templates,
)
"""What clients send. Everything else goes out, where a field with a default is always there."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def records() -> Iterator[type[model.Frozen]]:
    """Every public record of the model, then those that stand beside what makes them, in the order of the text."""
    for module in (model, habits_record, document, written, summary_record, month_record, archive):
        for name, value in vars(module).items():
            own = inspect.isclass(value) and value.__module__ == module.__name__ and name[0] != "_"
            if own and issubclass(value, model.Frozen) and value is not model.Frozen:
                yield value


def schemas() -> dict[str, Schema]:
    """A self-contained schema for each record, by the record's name."""
    incoming = {name for record in COMES_IN for name in _schema(record, "validation").get("$defs", {})}
    incoming |= {record.__name__ for record in COMES_IN}
    return {
        record.__name__: {"$schema": DIALECT}
        | _schema(record, "validation" if record.__name__ in incoming else "serialization")
        for record in records()
    }


def _schema(record: type[model.Frozen], mode: Literal["validation", "serialization"]) -> Schema:
    schema = tidied(record.model_json_schema(mode=mode))
    schema["title"] = record.__name__
    _weave_all({record.__name__: schema} | schema.get("$defs", {}))
    return schema


def woven(openapi: Schema) -> Schema:
    """The OpenAPI document with its records as they stand in their own schemas."""
    definitions = {name: tidied(schema) for name, schema in openapi["components"]["schemas"].items()}
    _weave_all(definitions)
    return openapi | {"components": openapi["components"] | {"schemas": definitions}}


def tidied(schema: Schema) -> Schema:
    """The schema without what only repeats it: titles made of field names, and nested discriminators."""
    return cast("Schema", _tidied(schema, names=False))


def _tidied(part: Any, *, names: bool) -> Any:
    # Below `properties` and `$defs` a key is a name, and a field may well be called "title".
    if isinstance(part, list):
        return [_tidied(one, names=False) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value if key in {"default", "const", "enum"} else _tidied(value, names=key in {"properties", "$defs"})
        for key, value in part.items()
        if names or key not in {"title", "discriminator"}
    }


def _weave_all(definitions: dict[str, Schema]) -> None:
    """Lays the catalogue into the records that bring activities or plans in: their kinds, and what each kind takes."""
    for name in ("RecordActivity", "AmendActivity", "Planned"):
        if name in definitions:
            _weave(definitions[name])


def _weave(schema: Schema) -> None:
    kind = schema["properties"]["kind"]
    branch = next((one for one in kind.get("anyOf", ()) if one["type"] == "string"), kind)
    branch["enum"] = list(KINDS)
    schema["allOf"] = [_rule(kind) for kind in KINDS.values()]


def _rule(kind: Kind) -> Schema:
    values = {qualifier.name: {"enum": [known.value for known in qualifier.values]} for qualifier in kind.qualifiers}
    return {
        "if": {"properties": {"kind": {"const": kind.id}}, "required": ["kind"]},
        "then": {"properties": {"qualifiers": {"properties": values, "additionalProperties": False}}},
    }
