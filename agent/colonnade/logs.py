"""Logging: to standard error, without a word of what the person logged."""

from __future__ import annotations

import logging


def set_up(level: str) -> None:
    """Send log lines of this level and above to standard error."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    # A refused connection is the guard's business and no news.
    logging.getLogger("aiohttp").setLevel(logging.ERROR)
