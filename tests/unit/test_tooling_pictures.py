"""The README's pictures: small, and each of them shown."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from pictures import ALL_OF_THEM, COLOURS, PICTURES, PLACES, keep
from setup_machine import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = set(re.findall(r'(?:src|srcset)="\.github/pictures/([^"]+)"', README))
KEPT = sorted(path.name for path in PICTURES.iterdir())


def test_the_readme_shows_every_picture_in_light_and_in_dark() -> None:
    """Of each page that `scripts/screenshots` knows, and of the popup; each with words for those who cannot see it."""
    wanted = {f"{name}-{scheme}.png" for name in (*PLACES, "popup") for scheme in ("light", "dark")}
    assert set(KEPT) == wanted == SHOWN
    assert len(re.findall(r'<img alt="[^"]{40,}"', README)) == len(wanted) // 2


@pytest.mark.parametrize("name", KEPT)
def test_a_picture_has_a_palette(name: str) -> None:
    """A fifth of the size, and the eye sees no difference."""
    with Image.open(PICTURES / name) as picture:
        assert picture.mode == "P"
        assert picture.width <= 1200


def test_all_pictures_together_are_small() -> None:
    """They are loaded by everybody who looks at the project."""
    assert sum((PICTURES / name).stat().st_size for name in KEPT) <= ALL_OF_THEM


def test_a_picture_is_kept_small(tmp_path: Path) -> None:
    """Whatever the browser made of it."""
    drawn = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(drawn, "PNG")
    size = keep(drawn.getvalue(), tmp_path / "one" / "picture.png")
    with Image.open(tmp_path / "one" / "picture.png") as picture:
        assert (picture.size, len(picture.getcolors() or ())) == ((256, 256), COLOURS)
    assert size == (tmp_path / "one" / "picture.png").stat().st_size
