"""The profile checklist: each section with a piece of advice, and when it was improved last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from colonnade.catalogue import KINDS
from colonnade.habits.record import Checklist, ChecklistSection

KIND: Final = "profile_improved"
UNSAID: Final = "any"
ADVICE: Final[Mapping[str, str]] = {
    "headline": "Say whom you help and with what, not only what your job is called.",
    "about": "Open with the reader's problem; tell how you work on it, and close with how to reach you.",
    "photo": "A recent face, well lit, looking at the reader; at the size of a thumb it is still you.",
    "banner": "Use the space for one line or picture of what you stand for; the default says nothing.",
    "experience": "For each position a result with a number or a name in it, rather than a list of duties.",
    "skills": "Put the three you want to be found for on top, and drop those you have outgrown.",
    "featured": "Pin two or three pieces a stranger should see first: a talk, a case, your best post.",
    "education": "Keep it complete, courses and certificates of the last years included.",
    "recommendations": "Ask two people who saw the work to describe one thing you did for them.",
    "address": "Choose a short address of your own for the profile, and put it in your mail's signature.",
}
"""Our own words, for every section of the catalogue."""


def checklist(improved: Mapping[str, date]) -> Checklist:
    """Every section in the catalogue's order; `improved` holds the last day by section, where there is one."""
    qualifier = KINDS[KIND].qualifier("section")
    values = [] if qualifier is None else [value for value in qualifier.values if value.value != UNSAID]
    return Checklist(
        sections=[
            ChecklistSection(
                section=str(value.value),
                name=value.words.capitalize(),
                advice=ADVICE[str(value.value)],
                improved=improved.get(str(value.value)),
            )
            for value in values
        ]
    )
