"""The summary as one HTML file that needs nothing else, on screen and on at most two sheets of paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from colonnade.catalogue import PILLAR_LIMIT
from colonnade.summary import month_formats, words
from colonnade.summary.month_record import Month
from colonnade.summary.record import Summary, SummaryNote, SummaryPillar

NOTES: Final = 3600
"""So many characters of notes find room on the second sheet."""
_AROUND: Final = 60
"""What a note takes besides its own words."""
_WIDTH: Final = 180


def page(summary: Summary) -> str:
    """The whole file. The same record gives the same bytes."""
    notes = _with_room(summary.notes)
    return _ENVIRONMENT.get_template("week.html").render(
        it=summary,
        words=words,
        bar=bar,
        known=summary.basis != "prior",
        days=[summary.first + timedelta(days=at) for at in range((summary.last - summary.first).days + 1)],
        notes=notes,
        more=len(summary.notes) - len(notes),
    )


def bar(row: SummaryPillar, known: bool) -> Markup:  # noqa: FBT001 - as a template calls it
    """A pillar drawn: filled with its own pattern to the mean, the bracket its 80 % band."""
    low, high = (edge * _WIDTH / PILLAR_LIMIT for edge in row.now.bands["80"])
    filled = row.now.mean * _WIDTH / PILLAR_LIMIT if known else 0.0
    bracket = f"M{low:.1f} 3V13M{high:.1f} 3V13M{low:.1f} 8H{high:.1f}"
    return Markup(
        '<svg width="{width}" height="16" viewBox="0 0 {width} 16" aria-hidden="true">'
        '<rect x=".5" y="1.5" width="{inner}" height="13" fill="none" stroke="#8f877a"/>'
        '<rect x="0" y="2" width="{filled}" height="12" fill="url(#{pillar})"/>'
        '<path d="{bracket}" fill="none" stroke="#fff" stroke-width="4"/>'
        '<path d="{bracket}" fill="none" stroke="#1d1b17" stroke-width="1.6"/></svg>'
    ).format(width=_WIDTH, inner=_WIDTH - 1, filled=f"{filled:.1f}", pillar=row.pillar, bracket=bracket)


def _with_room(notes: Sequence[SummaryNote]) -> list[SummaryNote]:
    shown: list[SummaryNote] = []
    room = NOTES
    for note in notes:
        room -= len(note.note) + _AROUND
        if room < 0:
            break
        shown.append(note)
    return shown


def month_page(month: Month) -> str:
    """The same of a month, on one sheet."""
    return _ENVIRONMENT.get_template("month.html").render(
        it=month, words=words, said=month_formats, bar=bar, known=month.basis != "prior"
    )


# Every value is escaped; only what `bar` draws of numbers is taken as it is.
_ENVIRONMENT: Final = Environment(
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    loader=PackageLoader("colonnade.summary"),
)
