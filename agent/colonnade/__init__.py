"""Colonnade: which social-selling habits move the four pillars, one click at a time."""

from typing import Final

__version__: Final = "0.1.0"
