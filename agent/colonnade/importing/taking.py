"""What was taken from a copied page so far, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from colonnade.catalogue import PILLAR_LIMIT, PILLAR_TITLES, PILLARS, Pillar
from colonnade.importing.page_words import Token
from colonnade.model import GroupAverage, Understood

TOTAL_LIMIT: Final = 100.0
_OWNERS: Final[Mapping[str, str]] = MappingProxyType(
    {"own": "your", "industry": "the industry's", "network": "the network's"}
)


def limit_of(what: str) -> float:
    """The most a pillar, a total or a rank can be."""
    return PILLAR_LIMIT if what in PILLARS else TOTAL_LIMIT


class Taking:
    """Values by whose they are ("own", "industry", "network") and what: a pillar, "total" or "rank".

    What was taken first stays; every number is taken at most once.
    """

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], float] = {}
        self._taken: set[int] = set()
        # By what they are about: a text of thousands of titles makes one doubt for each thing, not thousands.
        self._doubts: dict[str, str] = {}

    def take(self, who: str, what: str, token: Token) -> bool:
        """Take a number, unless it is out of range or another one was taken; whether it is what stands there now."""
        self._taken.add(token.at)
        if not 0 <= token.value <= limit_of(what):
            most = f"{limit_of(what):g}"
            shown = token.said if len(token.said) <= len("-123.456") else "a long number"
            self.doubt(
                f"{who} {what} range", f"{_name(who, what)} would be {shown}; it was not taken, for it is 0 to {most}."
            )
            return False
        there = self._values.setdefault((who, what), token.value)
        if there != token.value:
            self.doubt(
                f"{who} {what} twice",
                f"{_name(who, what)} stands there twice with different numbers; {there:g} was taken.",
            )
        return there == token.value

    def taken(self, token: Token) -> bool:
        """Whether the number was looked at and put somewhere."""
        return token.at in self._taken

    def value(self, who: str, what: str) -> float | None:
        """What was taken, or None."""
        return self._values.get((who, what))

    def doubt(self, about: str, sentence: str) -> None:
        """Say what could be otherwise, once for each thing it is about."""
        self._doubts.setdefault(about, sentence)

    def beside(self, who: str, what: str, token: Token) -> None:
        """Doubt a number that was not the only one beside its title."""
        self.doubt(
            f"{who} {what} beside",
            f"Several numbers stand beside {_name(who, what, inside=True)}; {token.said} was taken.",
        )

    def missing(self) -> list[Pillar]:
        """The person's own pillars that were not found."""
        return [pillar for pillar in PILLARS if ("own", pillar) not in self._values]

    def sum(self) -> float:
        """The person's own pillars together, without those that are missing."""
        return round(sum(self._values.get(("own", pillar), 0.0) for pillar in PILLARS), 3)

    def understood(self) -> Understood:
        """All of it, as a record."""
        own = {what: self.value("own", what) for what in (*PILLARS, "total")}
        return Understood(
            **own,
            industry_rank=self.value("industry", "rank"),
            network_rank=self.value("network", "rank"),
            industry=self._group("industry"),
            network=self._group("network"),
            missing=self.missing(),
            doubts=list(self._doubts.values()),
        )

    def _group(self, who: str) -> GroupAverage | None:
        found = {what: self.value(who, what) for what in (*PILLARS, "total")}
        return GroupAverage(**found) if any(value is not None for value in found.values()) else None


def _name(who: str, what: str, *, inside: bool = False) -> str:
    """What a doubt calls it, at its beginning or inside of a sentence."""
    title = next((f'"{PILLAR_TITLES[pillar]}"' for pillar in PILLARS if pillar == what), f"{what}")
    if who == "own" and what in PILLARS:
        return title
    words = f"{_OWNERS[who]} {title}"
    return words if inside else words[0].upper() + words[1:]
