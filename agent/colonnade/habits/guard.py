"""The quality guard: says so where more is done and less of it is done well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Literal, cast

from colonnade.habits.quality import BY_SEARCH, SUBSTANTIVE, WITH_NOTE, Measure, share_of
from colonnade.model import DayCount, QualityFall

FORTNIGHT: Final = timedelta(days=14)
LEAST: Final = 5
"""Of fewer a share says nothing."""
RISE: Final = 1.25
FALL: Final = 0.15

_GUARDED: Final[tuple[tuple[Measure, str, str, str], ...]] = (
    (WITH_NOTE, "requests", "with a note", "A request with a note is the one that is answered."),
    (SUBSTANTIVE, "comments", "substantive", "Short praise says little to whoever reads it."),
    (BY_SEARCH, "profiles viewed", "reached by search", "Looking for the right people beats passing by them."),
)


def guard(now: Sequence[DayCount], before: Sequence[DayCount]) -> list[QualityFall]:
    """Where volume rose by a quarter and quality fell by 15 points, from one fortnight to the next.

    Volume counts every activity of the kind, quality only those that say one way or the other, at
    least five in each fortnight.
    """
    return [fall for row in _GUARDED if (fall := _fall(*row, now, before)) is not None]


def _fall(
    measure: Measure, noun: str, good: str, why: str, now: Sequence[DayCount], before: Sequence[DayCount]
) -> QualityFall | None:
    volume, was = (sum(count.count for count in span if count.kind in measure.kinds) for span in (now, before))
    (well, n), (well_before, n_before) = share_of(measure, now), share_of(measure, before)
    if min(n, n_before) < LEAST or volume < RISE * was:
        return None
    share, share_before = well / n, well_before / n_before
    # Rounded, since .8 - .65 is a little less than .15 as floats go.
    if round(share_before - share, 9) < FALL:
        return None
    return QualityFall(
        measure=cast("Literal['with_note', 'substantive', 'by_search']", measure.id),
        words=f"More {noun}, fewer of them {good}: {volume} in two weeks after {was}, "
        f"{100 * share:.0f} % {good} after {100 * share_before:.0f} %. {why}",
    )
