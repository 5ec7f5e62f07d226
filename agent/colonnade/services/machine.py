"""The built-in client "this machine": how the commands of the person's own terminal speak to a running agent."""

from __future__ import annotations

import json
import os
import secrets
from datetime import datetime
from pathlib import Path

from colonnade.services.clients import Clients
from colonnade.store.clients import Credential
from colonnade.store.database import Database
from colonnade.store.files import AGENT_FILE, write_private


async def admit_this_machine(db: Database, clients: Clients, folder: Path, port: int, boot: str, now: datetime) -> None:
    """Give this machine a new key for this start of the agent, and leave it where only the person can read it."""
    before = clients.of_machine()
    id = secrets.token_hex(16) if before is None else before.id
    created = now if before is None else before.created_at
    key = secrets.token_bytes(32)
    origin = f"http://127.0.0.1:{port}"
    await clients.add(db, Credential(id, "machine", "This machine", origin, key, created, now, None))
    said = {"port": port, "boot": boot, "client": id, "key": key.hex(), "process": os.getpid()}
    write_private(folder / AGENT_FILE, json.dumps(said))
