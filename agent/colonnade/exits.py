"""What the exit code of a command says; the README has the same table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FAILED: Final = 1
"""It could not be done, or what was looked at is not in order; a sentence says why."""
WRONG_WORDS: Final = 2
EXITS: Final[Mapping[str, int]] = {
    "invalid": WRONG_WORDS,
    "locked": 3,
    "port_taken": 4,
    "data_folder": 5,
    "newer_database": 6,
    "no_agent": 7,
    "not_found": 8,
}
"""The exit code of each error that has one of its own; any other is `FAILED`."""


def exit_of(code: str) -> int:
    """The exit code of an error."""
    return EXITS.get(code, FAILED)
