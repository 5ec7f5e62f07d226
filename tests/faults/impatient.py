"""`colonnade` that waits for nothing: it looks after its database at once, and takes every log for a large one.

`python impatient.py WORDS...`: the words are colonnade's.
"""

from __future__ import annotations

from colonnade.__main__ import main
from colonnade.services import backing_up, recovering, telling
from colonnade.store import damage, database

backing_up.SETTLE = 0.3  # type: ignore[misc]
backing_up.CHECK = telling.DAY_CHECK = 0.1  # type: ignore[misc]
database.BUSY = damage.BUSY = 0.3  # type: ignore[misc]
recovering.SMALL = 0  # type: ignore[misc]
main()
