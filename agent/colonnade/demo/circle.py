"""Whom the invented person gets to know, and how far that goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

NAMES: Final = (
    "Mira, heat pumps",
    "Tomas from the trade fair",
    "Plant lead in Hall 4",
    "Jun, grid study",
    "Adaeze",
    "Henrik, two sites",
    "The planner with the night shifts",
    "Lucia",
    "Oskar, pilots",
    "Noor, energy audits",
    "Pavel",
    "Ines, cold storage",
    "Sami from the panel",
    "Ruth",
    "Bao, ovens",
    "Greta, shift plans",
    "Dario",
    "Yara, grid operators",
    "Emil, foundry",
    "Kirsi",
    "Leon, district heating",
    "Amara",
    "Viktor, retrofits",
    "Hana, load curves",
    "Jonas",
    "Farah, dairies",
    "Piet from the webinar",
    "Solveig",
    "Mateo, compressors",
    "Zofia, audits",
)
"""Invented, as somebody would note them for themselves; once round, the first is asked again."""


@dataclass(slots=True)
class Circle:
    """Who has come to each stage, the longest ago first; the first one moves on."""

    asked: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    talking: list[str] = field(default_factory=list)
    wrote: str = ""
    turn: int = 0

    def with_whom(self, kind: str) -> str:
        """Whom an activity of this kind is with, the next one of it; "" for nobody in particular."""
        steps: Mapping[str, Callable[[], str]] = {
            "connection_request": self._ask,
            "connection_accepted": partial(_move, self.asked, self.connected),
            "message_sent": partial(_move, self.connected, self.written),
            "conversation_started": partial(_move, self.written, self.talking),
            "message_received": self._hear,
            "message_replied": lambda: self.wrote,
            "meeting_booked": self._met,
            "opportunity_created": self._met,
        }
        return steps[kind]() if kind in steps else ""

    def _ask(self) -> str:
        name = NAMES[self.turn % len(NAMES)]
        self.turn += 1
        self.asked.append(name)
        return name

    def _hear(self) -> str:
        known = self.talking or self.written or self.connected
        self.wrote = known[self.turn % len(known)] if known else ""
        return self.wrote

    def _met(self) -> str:
        return self.talking[-1] if self.talking else ""


def _move(here: list[str], there: list[str]) -> str:
    if not here:
        return ""
    name = here.pop(0)
    there.append(name)
    return name
