"""What is wrong with a field, in our words: pydantic's findings without what was typed.

Pydantic's own messages can repeat the input; ours never do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from colonnade.errors import Fault

MOST: Final = 20
"""More faults than a person mends at once."""

_TYPES: Final[Mapping[str, str]] = {
    "string_type": "Give a text here.",
    "int_type": "Give a whole number here.",
    "int_from_float": "Give a whole number here.",
    "float_type": "Give a number here.",
    "bool_type": "Give true or false here.",
    "list_type": "Give a list here.",
    "dict_type": "Give an object here.",
    "model_type": "Give an object here.",
    "model_attributes_type": "Give an object here.",
    "datetime_type": "Give a time as text here.",
    "date_type": "Give a day as text here.",
    "finite_number": "Give an ordinary number here.",
}
_CODES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("missing", "This field is needed."),
    "extra_forbidden": ("unknown_field", "This field is not known here; leave it out."),
    "string_too_short": ("too_short", "Give at least {min_length} characters."),
    "string_too_long": ("too_long", "Give at most {max_length} characters."),
    "too_short": ("too_short", "Give at least {min_length} of them."),
    "too_long": ("too_long", "Give at most {max_length} of them."),
    "greater_than_equal": ("too_small", "Give {ge} or more."),
    "less_than_equal": ("too_large", "Give {le} or less."),
    "int_parsing_size": ("too_large", "This number is too large."),
    "literal_error": ("one_of", "Give one of: {expected}."),
    "union_tag_invalid": ("one_of", "Give one of: {expected_tags}."),
    "union_tag_not_found": ("missing", "This field is needed."),
    "json_invalid": ("json", "This is not JSON that can be read."),
}
_FORMAT: Final = ("format", "This does not have the form it must have; the schema describes it.")
_SPECIAL: Final[Mapping[str, str]] = {
    "moment_form": "Give a time with its offset, as in 2026-11-20T10:42:00+01:00.",
    "day_form": "Give a day as YYYY-MM-DD.",
}


def faults_in(error: ValidationError, tags: Sequence[Collection[str]] = ()) -> list[Fault]:
    """Every finding as a fault. `tags` are the discriminator values, outermost first, to leave out of pointers.

    A value that fits no member of a union of plain types is one fault, not one for each member. At most
    MOST are told, the first ones, so that no answer is many times as long as what was sent.
    """
    faults: dict[str, Fault] = {}
    for found in error.errors(include_url=False, include_input=False):
        fault = _fault(found["type"], list(found["loc"]), found.get("ctx", {}), tags)
        faults.setdefault(fault.pointer, fault)
        if len(faults) == MOST:
            break
    return list(faults.values())


def _fault(sort: str, place: list[int | str], context: Mapping[str, Any], tags: Sequence[Collection[str]]) -> Fault:
    # The tags of a discriminated union stand first in the place, at most two of them, and are no fields.
    while place and tags and place[0] in tags[0]:
        place.pop(0)
        tags = tags[1:]
    if place and place[-1] in {"bool", "str"}:
        place.pop()
    if sort.startswith("union_tag"):
        place.append(str(context["discriminator"]).strip("'"))
    pointer = "".join(f"/{escaped(str(step))}" for step in place)
    if sort in _TYPES:
        return Fault(pointer, "type", _TYPES[sort])
    if sort in _SPECIAL:
        return Fault(pointer, "format", _SPECIAL[sort])
    code, message = _CODES.get(sort, _FORMAT)
    return Fault(pointer, code, message.format(**context))


def escaped(step: str) -> str:
    """A name as one step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1")
