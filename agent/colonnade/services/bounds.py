"""The bounds of times: what lies beyond them is a wrong clock or a slip of the finger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

EARLIEST: Final = datetime(2003, 1, 1, tzinfo=UTC)
AHEAD: Final = timedelta(days=1)
PERIOD_AHEAD: Final = timedelta(days=2 * 365)
PERIOD_LENGTH: Final = timedelta(days=3 * 365)
