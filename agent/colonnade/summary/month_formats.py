"""A month as Markdown and as CSV; `page` makes HTML of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from colonnade.summary import words
from colonnade.summary.markdown import plain, table_of
from colonnade.summary.month_record import Month, MonthHabit, MonthKind
from colonnade.summary.table import harmless

HEADS: Final = ("month", "kind", "name", "pillar", "count", "month_before", "difference", "demo")


def met(row: MonthHabit) -> tuple[str, str]:
    """This month and the one before: "14 of 20 days"."""
    return f"{row.met} of {row.asked} {row.unit}", f"{row.previous_met} of {row.previous_asked} {row.unit}"


def difference(row: MonthKind) -> str:
    """To the month before, in whole activities."""
    return words.change(row.difference, 0)


def month_markdown(month: Month) -> str:
    """The whole review; the person's own words are escaped, so that none becomes a link, an image or a heading."""
    return "\n".join(_lines(month)).rstrip("\n") + "\n"


def _lines(month: Month) -> Iterator[str]:
    yield from (f"# {words.month(month.first)}", "")
    if month.demo:
        yield from (f"**{words.DEMO}**", "")
    days = words.span(month.first, month.last)
    yield f"{days}{'' if month.whole else ', not over yet'}. {month.left_out or ''}".rstrip()
    yield from _pillars(month)
    yield from ("", "## What probably moved them in the last 28 days", "")
    yield from (f"- {words.TITLES[moved.pillar]}: {moved.words}" for moved in month.moved)
    yield from ("", "## Routine", "")
    rows = [(row.name, row.cadence, *met(row)) for row in month.habits]
    yield from table_of(("Habit", "Target", "This month", "The month before"), rows)
    yield from _kinds("What changed", month.kinds)
    if month.outcomes:
        yield from _kinds("Outcomes, beside every score", month.outcomes)
    if month.periods:
        yield from ("", "## Away or not logged", "")
        yield from (f"- {words.period(found)}" for found in month.periods)
    for said in month.answers:
        yield from ("", f"## {said.question}", "", plain(said.answer) or "Not answered.")
    yield from ("", "## The next month", "")
    if month.lagging is not None:
        yield f"- Lagging: {words.TITLES[month.lagging.pillar]}. {month.lagging.reason}"
    yield f"- Focus: {'not chosen' if month.focus is None else words.TITLES[month.focus]}"


def _pillars(month: Month) -> Iterator[str]:
    yield from ("", "## Pillars", "")
    known = month.basis != "prior"
    rows = []
    for row in month.pillars:
        now, before, change = words.moved(row) if known else ("not known yet", "", "")
        rows.append((words.TITLES[row.pillar], now, words.band(row.now), before, change))
    yield from table_of(("Pillar", "Now", "Range", "A month before", "Change"), rows)
    yield from ("", words.basis(month), "")
    yield f"- Industry rank: {words.rank(month.industry_rank)}"
    yield f"- Network rank: {words.rank(month.network_rank)}"
    yield from (f"- Reading of {words.short_day(one.day)}: {words.scores(one)}" for one in month.readings)


def _kinds(heading: str, kinds: list[MonthKind]) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    if not kinds:
        yield "Nothing in this month or the one before."
        return
    rows = [(kind.name, str(kind.value), str(kind.previous), difference(kind)) for kind in kinds]
    yield from table_of(("Kind", "This month", "The month before", "Difference"), rows)


def month_table(month: Month) -> str:
    """RFC 4180 with a header, a row for each kind; outcomes come last, and none in a coach copy."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(HEADS)
    demo = "demo" if month.demo else ""
    for kind in [*month.kinds, *month.outcomes]:
        numbers = (str(number) for number in (kind.value, kind.previous, kind.difference))
        cells = (month.month, kind.kind, kind.name, kind.pillar or "", *numbers, demo)
        # A difference is a number of our own, and its sign no formula.
        writer.writerow([cell if at == len(cells) - 2 else harmless(cell) for at, cell in enumerate(cells)])
    return sheet.getvalue()
