"""Where the README's pictures lie, what they show, and how they are made small."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import ViewportSize

from colonnade.web.shell import SHELL_PATHS
from setup_machine import ROOT

PICTURES: Final = ROOT / ".github" / "pictures"
PLACES: Final = {
    name: path for name, path in {"today": "/", "pillars": "/pillars", "week": "/week"}.items() if path in SHELL_PATHS
}
PARTS: Final = {"pillars": "#history"}
"""What is shown of a page that is longer than a picture should be."""
WINDOW: Final[ViewportSize] = {"width": 1180, "height": 800}
ALL_OF_THEM: Final = 600_000
"""Bytes that all pictures may take together."""
COLOURS: Final = 64


def keep(picture: bytes, path: Path) -> int:
    """Write it as a PNG with a palette; its size in bytes."""
    with Image.open(io.BytesIO(picture)) as opened:
        small = opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    small.save(path, optimize=True)
    return path.stat().st_size
