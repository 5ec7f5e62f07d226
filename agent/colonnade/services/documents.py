"""Replacing a document of the person's, and what may not stand in any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from colonnade.errors import Fault
from colonnade.services.bounds import AHEAD


def time_faults(changed_at: datetime, now: datetime) -> Iterator[Fault]:
    """What is wrong with the time of a change."""
    if changed_at > now + AHEAD:
        # A time far ahead would win over every later choice.
        yield Fault("/changed_at", "too_late", "This lies more than a day ahead; correct the clock.")
