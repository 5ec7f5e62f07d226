"""Chance that is the same every time: each draw depends on what it is for, and on no draw before it."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chance:
    """Everything that could have come otherwise, decided by a seed."""

    seed: str

    def share(self, *what: object) -> float:
        """A number from 0 to 1, 1 excluded."""
        return int.from_bytes(self._bytes(*what)[:8], "big") / 2**64

    def number(self, least: int, most: int, *what: object) -> int:
        """A whole number, both ends included."""
        return least + int(self.share(*what) * (most - least + 1))

    def id(self, *what: object) -> str:
        """An RFC 9562 UUID."""
        return str(uuid.UUID(bytes=self._bytes(*what)[:16], version=4))

    def _bytes(self, *what: object) -> bytes:
        return hashlib.sha256("\0".join([self.seed, *map(str, what)]).encode()).digest()
