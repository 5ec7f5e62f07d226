"""Writes the golden summaries anew: look at the difference before you commit it.

python tests/goldens/make.py
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "agent"), str(ROOT / "tests")]

from colonnade.services.summaries import document_of  # noqa: E402 - found by the path above
from harness.weeks import CASES, sight_of  # noqa: E402 - the same

FORMATS: Final = ("json", "md", "html", "csv")


async def goldens() -> dict[str, bytes]:
    """Every golden by its name: each case whole, and the normal one as a coach copy too."""
    found = {}
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            async with sight_of(case, Path(folder)) as sight:
                for form in ("mine", "coach") if name == "normal" else ("mine",):
                    for format in FORMATS:
                        document = await document_of(sight, case.week, form, format, case.at)  # type: ignore[arg-type]
                        found[f"{name}{'-coach' if form == 'coach' else ''}.{format}"] = document.body
    return found


if __name__ == "__main__":
    for name, body in asyncio.run(goldens()).items():
        Path(__file__).with_name(name).write_bytes(body)
