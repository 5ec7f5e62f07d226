"""The summary as Markdown: for a note, a chat, a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from colonnade.summary import words
from colonnade.summary.record import Summary, SummaryKind

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~=:&@/\"'$^])")


def markdown(summary: Summary) -> str:
    """The whole summary; the person's own words are escaped, so that none becomes a link, an image or a heading."""
    return "\n".join(_lines(summary)).rstrip("\n") + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    yield f"# {words.title(summary)}"
    yield ""
    if summary.demo:
        yield from (f"**{words.DEMO}**", "")
    days = words.span(summary.first, summary.last)
    yield f"{days}{'' if summary.whole else ', not over yet'}. {summary.left_out or ''}".rstrip()
    yield from _pillars(summary)
    yield from ("", "## What probably moved them", "")
    yield from (f"- {words.TITLES[moved.pillar]}: {moved.words}" for moved in summary.moved)
    yield from _habits(summary)
    yield from _table_of_kinds("Activity", summary, summary.kinds)
    yield from _quality(summary)
    yield from _next(summary)
    if summary.periods:
        yield from ("", "## Away or not logged", "")
        yield from (f"- {words.period(found)}" for found in summary.periods)
    if summary.outcomes:
        yield from _table_of_kinds("Outcomes, beside every score", summary, summary.outcomes)
    if summary.notes:
        yield from ("", "## Notes", "")
        yield from (
            f"- {words.weekday(note.day)} {words.short_day(note.day)}, {plain(note.text)}: {plain(note.note)}"
            for note in summary.notes
        )


def _pillars(summary: Summary) -> Iterator[str]:
    yield from ("", "## Pillars", "")
    known = summary.basis != "prior"
    rows = []
    for row in summary.pillars:
        now, before, change = words.moved(row) if known else ("not known yet", "", "")
        rows.append((words.TITLES[row.pillar], now, words.band(row.now), before, change))
    yield from table_of(("Pillar", "Now", "Range", "A week before", "Change"), rows)
    yield ""
    yield words.basis(summary)
    yield ""
    yield f"- Industry rank: {words.rank(summary.industry_rank)}"
    yield f"- Network rank: {words.rank(summary.network_rank)}"
    for reading in summary.readings:
        yield f"- Reading of {words.short_day(reading.day)}: {words.scores(reading)}"


def _habits(summary: Summary) -> Iterator[str]:
    yield from ("", "## Routine", "")
    rows = [(row.name, row.cadence, *words.results(row)) for row in summary.habits]
    yield from table_of(("Habit", "Target", "This week", "The week before"), rows)


def _table_of_kinds(heading: str, summary: Summary, kinds: Sequence[SummaryKind]) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    if not kinds:
        yield "Nothing in this week or the one before."
        return
    first = summary.first
    days = [words.weekday(first + timedelta(days=at)) for at in range(len(kinds[0].days))]
    rows = [
        (
            kind.name,
            *(str(number or "·") for number in kind.days),
            str(kind.value),
            str(kind.previous),
            words.difference(kind),
        )
        for kind in kinds
    ]
    yield from table_of(("Kind", *days, "Week", "Before", "Difference"), rows)


def _quality(summary: Summary) -> Iterator[str]:
    yield from ("", "## Quality", "")
    yield from table_of(
        ("Share", "This week", "The week before"), [(row.name, *words.shares(row)) for row in summary.shares]
    )


def _next(summary: Summary) -> Iterator[str]:
    yield from ("", "## What next", "")
    if summary.lagging is not None:
        yield f"- Lagging: {words.TITLES[summary.lagging.pillar]}. {summary.lagging.reason}"
    if summary.suggestion is None:
        yield "- Every target was reached. Carry on."
    else:
        found = summary.suggestion
        yield f"- {found.title}. {found.reason} About {found.minutes:.0f} minutes a week."


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, line by line; its cells must hold no markup."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def plain(text: str) -> str:
    """Words on one line that mean nothing to Markdown or HTML."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split())).replace("\\<", "&lt;").replace("\\&", "&amp;")
