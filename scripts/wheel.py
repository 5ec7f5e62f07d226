"""The wheel: the package as pipx and uv install it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import setup_machine

EPOCH: Final = "315532800"
"""The time that every file in it bears, in Unix seconds: the oldest a zip can hold."""


def build(python: Path, folder: Path, root: Path = setup_machine.ROOT) -> Path:
    """The wheel of the checkout at `root`, in `folder`; `python` is of an environment that has the build backend."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    with tempfile.TemporaryDirectory() as made:
        setup_machine.run(python, "-m", "hatchling", "build", "--target", "wheel", "--directory", made, within=root)
        (wheel,) = Path(made).glob("*.whl")
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(wheel, folder / wheel.name))
