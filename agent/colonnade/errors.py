"""Every way Colonnade says no, as one tree with stable codes.

An error carries what a person can act on and nothing they typed: the text of a
note or a name never travels in an error.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field.

    `pointer` is an RFC 6901 JSON Pointer into what was sent ("" is the whole),
    `code` is stable and for programs, `message` says what to do about it.
    """

    pointer: str
    code: str
    message: str


class ColonnadeError(Exception):
    """The root: something a person or a program asked for cannot be done."""

    code = "internal"

    def __init__(self, detail: str, *, code: str | None = None, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = faults
        if code is not None:
            self.code = code


class Invalid(ColonnadeError):
    """What was sent does not have the form it must have; `faults` name the fields."""

    code = "invalid"


class Missing(ColonnadeError):
    """There is no such thing here."""

    code = "not_found"


class Conflict(ColonnadeError):
    """It contradicts what is already kept."""

    code = "conflict"


class Refused(ColonnadeError):
    """Known and understood, and still not allowed."""

    code = "refused"


class Unavailable(ColonnadeError):
    """It cannot be done now: the data folder is taken, the disk is full, the agent is down."""

    code = "unavailable"
