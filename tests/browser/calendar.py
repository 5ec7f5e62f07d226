"""A weekday on every day: daily habits ask nothing of a weekend, and most facts here are about them.

On a weekend, the agents under test and the browsers' pages live one or two days ahead, on Monday. In the
last hour of a day they live an hour ahead, so that no day turns while the tests run.
At any other time nothing is changed, and the extension is loaded as it is.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

SATURDAY: Final = 5
LAST_HOUR: Final = 23


def ahead_at(moment: datetime) -> timedelta:
    """How far ahead of this moment the tests live, for a person whose clock shows it."""
    ahead = timedelta(hours=1 if moment.hour == LAST_HOUR else 0)
    while (moment + ahead).weekday() >= SATURDAY:
        ahead += timedelta(days=1)
    return ahead


AHEAD: Final = ahead_at(datetime.now(UTC))

CLOCK: Final = f"""(() => {{
  const real = Date;
  const now = () => real.now() + {int(AHEAD.total_seconds() * 1000)};
  globalThis.Date = class extends real {{
    constructor(...given) {{ super(...(given.length > 0 ? given : [now()])); }}
    static now() {{ return now(); }}
  }};
}})();"""
"""Moves a page's clock."""


def copy_extension(source: Path, to: Path) -> None:
    """The extension as it is, or with its clock moved where that is needed."""
    shutil.copytree(source, to)
    if not AHEAD:
        return
    (to / "clock.js").write_text(CLOCK, encoding="utf-8")
    background = to / "background.js"
    background.write_text(f'import "./clock.js";\n{background.read_text(encoding="utf-8")}', encoding="utf-8")
    for page in to.glob("*.html"):
        html = page.read_text(encoding="utf-8").replace("<script ", '<script src="clock.js"></script><script ', 1)
        page.write_text(html, encoding="utf-8")
