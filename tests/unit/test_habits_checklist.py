"""The profile checklist: every section once, with its advice and its day."""

from __future__ import annotations

from datetime import date

from colonnade.catalogue import KINDS
from colonnade.habits.checklist import ADVICE, UNSAID, checklist
from colonnade.services.looking_back import checklist_now
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, record, retract


def test_every_section_of_the_catalogue_has_its_own_advice() -> None:
    """In the catalogue's order; what says no section is none."""
    qualifier = KINDS["profile_improved"].qualifier("section")
    assert qualifier is not None
    assert [*ADVICE, UNSAID] == [value.value for value in qualifier.values]
    assert len(set(ADVICE.values())) == len(ADVICE)
    found = checklist({"photo": date(2026, 11, 1), "any": date(2026, 11, 2)}).sections
    assert [one.section for one in found] == list(ADVICE)
    assert [(one.name, str(one.improved)) for one in found if one.improved] == [("Photo", "2026-11-01")]


async def test_a_section_bears_the_last_day_it_was_improved(db: Database) -> None:
    """Whatever was taken back does not count."""
    said = [
        record(1, "profile_improved", qualifiers={"section": "about"}, at=ago(days=90)),
        record(2, "profile_improved", qualifiers={"section": "about"}, at=ago(days=3)),
        record(3, "profile_improved", qualifiers={"section": "photo"}),
        record(4, "profile_improved"),
        retract(5, 3),
    ]
    await log.append(db, said, CLIENT, NOW)
    found = (await checklist_now(Sight(db), NOW)).sections
    assert {one.section: str(one.improved) for one in found if one.improved} == {"about": "2026-11-17"}
