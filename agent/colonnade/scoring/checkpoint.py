"""What is known of a log, written down as it is, so that whoever starts anew need not work it out again.

Every number comes back to the last bit: from here on the estimates are those of a rebuild.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS
from colonnade.scoring.belief import Belief
from colonnade.scoring.history import History, PeriodSpan
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.members import MEMBERS, PARTS, Array
from colonnade.scoring.point import Repeats
from colonnade.scoring.readings import ReadingPoint
from colonnade.scoring.trust import Trust

_LENGTH: Final = struct.Struct("<Q")
_NUMBERS: Final = np.dtype("<f8")
_QUICK: Final = 1
_EACH: Final = (len(PILLARS),)
_SHAPES: Final = (
    *((MEMBERS, len(PILLARS), PARTS), (MEMBERS, len(PILLARS), PARTS, PARTS)),
    *((MEMBERS, len(PILLARS)), _EACH, _EACH),
    *[_EACH] * 4,
    *((len(CHANNELS),), _EACH, _EACH),
)
"""Of what was learnt: belief, trust, repeats, the rates before the log, what was doubted and asked."""


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """The log as the estimator sees it, and what all of its readings teach; None where there is none."""

    history: History
    periods: Sequence[PeriodSpan]
    points: Sequence[ReadingPoint]
    learnt: Learnt | None


def written(one: Checkpoint) -> bytes:
    """The checkpoint in bytes that `read` takes."""
    head = {
        "first_day": one.history.first_day.isoformat(),
        "days": len(one.history.counts),
        "periods": [(span.kind, span.start.isoformat(), span.end.isoformat()) for span in one.periods],
        "points": [asdict(point) | {"day": point.day.isoformat()} for point in one.points],
        "learnt": one.learnt is not None,
    }
    said = json.dumps(head, separators=(",", ":")).encode()
    tables = [one.history.counts, *([] if one.learnt is None else _tables(one.learnt))]
    numbers = b"".join(np.asarray(table, dtype=_NUMBERS).tobytes() for table in tables)
    return zlib.compress(_LENGTH.pack(len(said)) + said + numbers, _QUICK)


def read(body: bytes) -> Checkpoint:
    """The checkpoint that was written. Raises ValueError for what is none, or one of other members."""
    try:
        plain = zlib.decompress(body)
        (length,) = _LENGTH.unpack_from(plain)
        begin = _LENGTH.size + length
        head = json.loads(plain[_LENGTH.size : begin])
        shapes = [(head["days"], len(CHANNELS)), *(_SHAPES if head["learnt"] else ())]
        counts, *tables = _split(plain[begin:], shapes)
        points = [ReadingPoint(**one | {"day": date.fromisoformat(one["day"])}) for one in head["points"]]
        return Checkpoint(
            History(date.fromisoformat(head["first_day"]), counts),
            [
                PeriodSpan(kind, date.fromisoformat(start), date.fromisoformat(end))
                for kind, start, end in head["periods"]
            ],
            points,
            _learnt(tables, points) if tables else None,
        )
    except (ValueError, zlib.error, struct.error, KeyError, TypeError, IndexError) as error:
        raise ValueError("This is no checkpoint.") from error


def _tables(one: Learnt) -> list[Array]:
    belief, trust, repeats = one.belief, one.trust, one.repeats
    return [
        *(belief.mean, belief.covariance),
        *(trust.evidence, trust.surprise, trust.heard),
        *(repeats.last, repeats.day, repeats.same, repeats.pairs),
        *(one.before, one.doubted.astype(np.float64), one.asked.astype(np.float64)),
    ]


def _learnt(tables: Sequence[Array], points: Sequence[ReadingPoint]) -> Learnt:
    mean, covariance, evidence, surprise, heard, last, day, same, pairs, before, doubted, asked = tables
    return Learnt(
        Belief(mean, covariance),
        Trust(evidence, surprise, heard),
        Repeats(last, day, same, pairs),
        points[0],
        points[-1],
        len(points),
        before,
        doubted.astype(np.bool_),
        asked.astype(np.bool_),
    )


def _split(numbers: bytes, shapes: Sequence[tuple[int, ...]]) -> list[Array]:
    """Tables of these shapes; ValueError where they are not just as long."""
    flat = np.frombuffer(numbers, dtype=_NUMBERS)
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    if ends[-1] != len(flat):
        raise ValueError("This is no checkpoint.")
    return [
        part.reshape(shape).astype(np.float64) for part, shape in zip(np.split(flat, ends[:-1]), shapes, strict=True)
    ]
