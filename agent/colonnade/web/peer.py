"""Who is at the other end of a local connection, where the system tells it."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Final

_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ESTABLISHED: Final = "01"
_LISTEN: Final = "0A"
LOOPBACK: Final = "127.0.0.1"


def is_ours(peer_port: int, port: int) -> bool:
    """Whether the connection from `peer_port` to our `port` belongs to this user or to root.

    Linux only; elsewhere True, since the system does not tell. A connection its owner has
    already closed counts as root's in the kernel's table, so only an established one is believed.
    """
    if not sys.platform.startswith("linux"):
        return True
    local, remote = _address(peer_port), _address(port)
    for row in _rows():
        if row[1].endswith(local) and row[2].endswith(remote):
            return row[3] == _ESTABLISHED and int(row[7]) in {0, os.getuid()}
    return False


def holder_of(port: int) -> str | None:
    """The program that listens on a port, as "name (process 123)", where this user may see it."""
    if not sys.platform.startswith("linux"):
        return None
    inodes = {row[9] for row in _rows() if row[3] == _LISTEN and int(row[1].rpartition(":")[2], 16) == port}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            links = [str(file.readlink()) for file in (process / "fd").iterdir()]
            if any(link == f"socket:[{inode}]" for link in links for inode in inodes):
                return f"{_name_of(process)} (process {process.name})"
        except OSError:
            continue  # another user's process, or one that has just ended
    return None


def _name_of(process: Path) -> str:
    words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    if "serve" in words and any("colonnade" in word for word in words[: words.index("serve")]):
        return "another Colonnade with another data folder"
    return (process / "comm").read_text(encoding="utf-8").strip()


def _address(port: int) -> str:
    # The kernel writes IPv4 in host byte order; the end of a mapped IPv6 address reads the same.
    packed = int.from_bytes(socket.inet_aton(LOOPBACK), sys.byteorder)
    return f"{packed:08X}:{port:04X}"


def _rows() -> list[list[str]]:
    rows = []
    for table in _TABLES:
        try:
            text = table.read_text(encoding="ascii")
        except OSError:
            continue
        rows += [line.split() for line in text.splitlines()[1:]]
    return rows
