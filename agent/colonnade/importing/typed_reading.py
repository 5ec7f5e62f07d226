"""What a person typed of a reading, as the fields of an entry; the door judges whether the numbers can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from colonnade.catalogue import PILLARS
from colonnade.errors import Invalid

FIELDS: Final = (*PILLARS, "total", "industry_rank", "network_rank")
GROUPS: Final = ("industry", "network")
_NUMBER: Final = re.compile(r"-?[0-9]{1,20}(?:[.,][0-9]{1,20})?")


def pairs_of(words: Sequence[str]) -> dict[str, str]:
    """Words such as "find=9,25" by their fields. Raises Invalid for a word without a value."""
    if any("=" not in word for word in words):
        raise Invalid("Give corrections as field=value, such as find=9.25.")
    return dict(word.partition("=")[::2] for word in words)


def fields_of(said: Mapping[str, str], moment_of: Callable[[str], str]) -> dict[str, Any]:
    """The fields, groups such as "industry.total" within their own; `moment_of` makes a time of what was typed as day.

    Raises Invalid for what is no field or no number.
    """
    fields: dict[str, Any] = {}
    for name, value in said.items():
        group, _, part = name.partition(".")
        if name == "date":
            fields["at"] = moment_of(value)
        elif name in FIELDS:
            fields[name] = _number(value)
        elif group in GROUPS and part in {"total", *PILLARS}:
            fields.setdefault(group, {})[part] = _number(value)
        else:
            known = ", ".join((*FIELDS, "date", *(f"{one}.total" for one in GROUPS), "industry.brand"))
            raise Invalid(f"A reading has no such field. The fields: {known} and so on.")
    return fields


def _number(said: str) -> float:
    if not _NUMBER.fullmatch(said):
        raise Invalid("Give scores as numbers, such as 12.5 or 12,5.")
    return float(said.replace(",", "."))
