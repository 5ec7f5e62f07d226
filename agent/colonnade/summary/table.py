"""The summary as CSV: a row for each kind and day, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Final

from colonnade.summary.record import Summary

HEADS: Final = ("week", "day", "kind", "name", "pillar", "count", "same_day_before", "demo")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def table(summary: Summary) -> str:
    """RFC 4180 with a header; outcomes come last, and none in a coach copy."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(HEADS)
    demo = "demo" if summary.demo else ""
    for kind in [*summary.kinds, *summary.outcomes]:
        for at, (count, before) in enumerate(zip(kind.days, kind.before, strict=True)):
            day = (summary.first + timedelta(days=at)).isoformat()
            cells = (summary.week, day, kind.kind, kind.name, kind.pillar or "", str(count), str(before), demo)
            writer.writerow([harmless(cell) for cell in cells])
    return sheet.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
