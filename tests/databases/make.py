"""Makes `schema-N.db`, the frozen database of this schema, once: a database of a released schema never changes.

    python tests/databases/make.py

Everything in it is invented, and the same in every run: activities with amends and retracts, an
amend without its record, readings, periods, preferences, a routine, an audience, a template, clients with
keys nobody uses, and a checkpoint that no version of the estimator has written.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "agent"), str(ROOT / "tests")]

from colonnade.habits.presets import UNCHOSEN  # noqa: E402 - the same
from colonnade.habits.written import Audience, Template, Templates  # noqa: E402 - the same
from colonnade.model import Entry, Preferences  # noqa: E402 - found by the path above
from colonnade.store import clients, documents, log, preferences  # noqa: E402 - the same
from colonnade.store.checkpoint import Kept, keep_checkpoint  # noqa: E402 - the same
from colonnade.store.clients import Credential  # noqa: E402 - the same
from colonnade.store.database import Database  # noqa: E402 - the same
from colonnade.store.files import create_private  # noqa: E402 - the same
from colonnade.store.migrate import newest  # noqa: E402 - the same
from harness.entries import amend, period, reading, record, retract, uid  # noqa: E402 - the same

KEPT: Final = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SAID: Final[list[Entry]] = [
    record(1, at="2026-11-02T09:15:00.000001+01:00", qualifiers={"depth": "substantive"}, note="an invented note ☕"),
    record(
        2, "connection_request", at="2026-11-03T02:30:00+01:00", qualifiers={"note": True}, count=3, contact="Ann Onym"
    ),
    record(3, "post_published", at="2026-11-04T20:00:00-08:00", qualifiers={"form": "long"}),
    record(4, "profile_viewed", at="2026-11-05T10:00:00+01:00", note="taken back, so nobody reads this"),
    record(5, "deal_won", at="2026-11-06T10:00:00+01:00", thread=uid(3)),
    amend(11, 1, made_at="2026-11-02T09:16:00+01:00", qualifiers={"depth": "shallow"}, kind="comment_written"),
    amend(12, 2, made_at="2026-11-03T02:31:00+01:00", count=4, note="amended", contact="An Onym"),
    amend(13, 99, made_at="2026-11-03T02:31:00+01:00", count=7),
    retract(14, 4, made_at="2026-11-05T10:01:00+01:00"),
    reading(21, at="2026-11-08T18:00:00+01:00", total=48.75, industry={"total": 30.5, "brand": 8}, industry_rank=12),
    amend(22, 21, "reading", made_at="2026-11-08T18:05:00+01:00", brand=13.5),
    period(31, "2026-11-09", "2026-11-12"),
    amend(32, 31, "period", made_at="2026-11-09T08:00:00+01:00", period="unlogged"),
    period(33, "2026-12-24", "2026-12-31"),
]
AUDIENCE: Final = Audience(text="People who run plants by night", changed_at=KEPT)
TEMPLATES: Final = Templates(items=[Template(name="Short", text="[first name], shall we meet?")], changed_at=KEPT)
CLIENTS: Final = [
    Credential("1" * 32, "machine", "This machine", "http://127.0.0.1:8425", b"\x01" * 32, KEPT, KEPT, None),
    Credential(
        "2" * 32, "browser", "An invented browser", "chrome-extension://" + "a" * 32, b"\x02" * 32, KEPT, KEPT, None
    ),
    Credential("3" * 32, "dashboard", "An old page", "http://127.0.0.1:8425", b"\x03" * 32, KEPT, KEPT, None),
]


async def make(path: Path) -> None:
    """Write the log and everything beside it."""
    create_private(path)
    db = await Database.open(path)
    for client in CLIENTS:
        await clients.keep(db, client)
    await clients.revoke(db, "3" * 32, KEPT + timedelta(days=1))
    await preferences.prefer(
        db,
        Preferences(
            zone="Europe/Berlin", day_start="04:00", week_start="sunday", sales_navigator=True, changed_at=KEPT
        ),
        KEPT,
    )
    await documents.replace(db, "audience", AUDIENCE.model_dump_json(), KEPT, KEPT)
    await documents.replace(db, "templates", TEMPLATES.model_dump_json(), KEPT, KEPT)
    routine = UNCHOSEN.model_copy(update={"budget": 20, "changed_at": KEPT})
    await documents.replace(db, "routine", routine.model_dump_json(), KEPT, KEPT)
    await log.append(db, SAID, "2" * 32, KEPT + timedelta(hours=1))
    await db.write(lambda connection: keep_checkpoint(connection, Kept(1, "of nobody", b"invented")))
    await db.close()


if __name__ == "__main__":
    target = Path(__file__).with_name(f"schema-{newest()}.db")
    if target.exists():
        sys.exit(f"{target.name} is frozen.")
    asyncio.run(make(target))
