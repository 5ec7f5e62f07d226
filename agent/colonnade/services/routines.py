"""The person's routine: read and replaced whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache

from colonnade import catalogue
from colonnade.catalogue import KINDS
from colonnade.errors import Fault, Invalid
from colonnade.habits.document import AT_ONCE, MOST_QUALIFIERS, MOST_TIMES, Routine, RoutineHabit
from colonnade.habits.presets import UNCHOSEN
from colonnade.habits.routine import Timeline, timeline_of
from colonnade.services.bounds import EARLIEST, PERIOD_AHEAD
from colonnade.services.documents import time_faults
from colonnade.store import documents
from colonnade.store.database import Connection, Database


async def routine_of(db: Database) -> Routine:
    """The routine kept, or the one of who has not chosen."""
    return await db.read(routine_in)


def routine_in(connection: Connection) -> Routine:
    """The same, inside a read that is under way."""
    content = documents.content_in(connection, "routine")
    return UNCHOSEN if content is None else Routine.model_validate_json(content)


def timeline_in(connection: Connection) -> Timeline:
    """The same as the habits see it: one and the same object as long as the routine stands."""
    return _timeline(documents.content_in(connection, "routine"))


async def put_routine(db: Database, wanted: Routine, now: datetime) -> Routine:
    """Keep a routine whole.

    Raises Invalid with a fault for each field that cannot stand, Conflict `superseded` when a later one is kept.
    """
    faults = tuple(faults_of(wanted, now))
    if faults:
        raise Invalid("This routine cannot be kept.", faults=faults)
    await documents.replace(db, "routine", wanted.model_dump_json(), wanted.changed_at, now)
    return wanted


def faults_of(wanted: Routine, now: datetime) -> Iterator[Fault]:
    """What is wrong with a routine of the right form."""
    yield from time_faults(wanted.changed_at, now)
    yield from _faults(wanted.habits, now)


@lru_cache(maxsize=4)
def _timeline(content: str | None) -> Timeline:
    # A routine changes a few times a year and is asked for with every click.
    return timeline_of(UNCHOSEN if content is None else Routine.model_validate_json(content))


def _faults(habits: Sequence[RoutineHabit], now: datetime) -> Iterator[Fault]:
    latest = (now + PERIOD_AHEAD).date()
    for place, habit in enumerate(habits):
        own = _share_faults(habit) if habit.of == "replies" else (*_target_faults(habit), *_what_faults(habit))
        for fault in (*own, *_day_faults(habit, latest)):
            yield Fault(f"/habits/{place}{fault.pointer}", fault.code, fault.message)
    yield from _together_faults(habits)


def _share_faults(habit: RoutineHabit) -> Iterator[Fault]:
    if habit.hours is None:
        yield Fault("/hours", "missing", "Give the hours within which a message is to be answered.")
    if habit.kind is not None or habit.any_of:
        yield Fault("/kind", "together", "Replies have no kind and no qualifiers; leave them out.")
    if habit.per != "week":
        yield Fault("/per", "one_of", "A share of replies is judged by the week.")
    if habit.better is not None:
        yield Fault("/better", "together", "A share has no better target; leave it out.")
    if habit.weekdays:
        yield Fault("/weekdays", "together", "Weekdays are for daily habits; leave them out.")


def _target_faults(habit: RoutineHabit) -> Iterator[Fault]:
    if habit.target > MOST_TIMES:
        yield Fault("/target", "too_large", f"Give {MOST_TIMES} or less.")
    if habit.hours is not None:
        yield Fault("/hours", "together", "Hours are for a share of replies; leave them out.")
    if habit.better is not None and habit.better <= habit.target:
        yield Fault("/better", "order", "A better target is larger than the target; leave it out otherwise.")
    if habit.per == "day" and not habit.weekdays:
        yield Fault("/weekdays", "too_short", "Give the weekdays a daily habit is for.")
    if habit.per != "day" and habit.weekdays:
        yield Fault("/weekdays", "together", "Weekdays are for daily habits; leave them out.")
    if len(set(habit.weekdays)) < len(habit.weekdays):
        yield Fault("/weekdays", "conflict", "Give each weekday once.")


def _what_faults(habit: RoutineHabit) -> Iterator[Fault]:
    if habit.of == "reading":
        if habit.kind is not None or habit.any_of:
            yield Fault("/kind", "together", "A reading has no kind and no qualifiers; leave them out.")
        if habit.per != "week":
            yield Fault("/per", "one_of", "A reading is asked for by the week.")
        return
    if habit.kind is None:
        yield Fault("/kind", "missing", "Give the kind of activity.")
        return
    if not habit.any_of:
        yield Fault("/any_of", "too_short", "Give at least one set of qualifiers; an empty one means any.")
    if sum(len(option) for option in habit.any_of) > MOST_QUALIFIERS:
        yield Fault("/any_of", "too_long", f"Give at most {MOST_QUALIFIERS} qualifiers in all.")
    if habit.kind in KINDS and KINDS[habit.kind].pillar is None:
        yield Fault("/kind", "unknown_kind", "An outcome is no habit: it cannot be done at will.")
    for place, option in enumerate(habit.any_of):
        for fault in catalogue.faults_of(habit.kind, option):
            under = fault.pointer.removeprefix("/qualifiers")
            yield fault if fault.pointer == "/kind" else Fault(f"/any_of/{place}{under}", fault.code, fault.message)


def _day_faults(habit: RoutineHabit, latest: date) -> Iterator[Fault]:
    if habit.start < EARLIEST.date():
        yield Fault("/start", "too_early", "Nothing is kept from before 2003-01-01; correct the date.")
    if habit.end is not None and habit.end < habit.start:
        yield Fault("/end", "order", "The last day lies before the first; swap them.")
    for name, day in (("start", habit.start), ("end", habit.end)):
        if day is not None and day > latest:
            yield Fault(f"/{name}", "too_late", "This lies more than two years ahead; correct the date.")


def _together_faults(habits: Sequence[RoutineHabit]) -> Iterator[Fault]:
    """What each habit may be alone and not beside the others."""
    for place, habit in enumerate(habits):
        # Most is asked at once on the first day of one of them.
        running = [other for other in habits if other is not habit and _runs(other, habit.start)]
        if any(other.id == habit.id for other in running):
            yield Fault(f"/habits/{place}/start", "conflict", "This habit runs already then; end that first.")
        elif habit.of != "activity" and any(other.of == habit.of for other in running):
            what = "a reading" if habit.of == "reading" else "a share of replies"
            yield Fault(f"/habits/{place}/of", "conflict", f"One habit at a time can be {what}.")
        if habit.of != "reading" and sum(other.of != "reading" for other in running) >= AT_ONCE:
            yield Fault(f"/habits/{place}/start", "too_long", f"At most {AT_ONCE} of them can run on one day; end one.")


def _runs(habit: RoutineHabit, day: date) -> bool:
    return habit.start <= day and (habit.end is None or day <= habit.end)
