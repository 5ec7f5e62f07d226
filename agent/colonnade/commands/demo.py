"""`colonnade demo`: invented data to look at, in a folder of its own."""

from __future__ import annotations

import asyncio
import os
import threading
import webbrowser
from contextlib import suppress
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from zoneinfo import ZoneInfo

import typer

from colonnade import logs
from colonnade.services.demonstrating import make_demo, refuse_own_log
from colonnade.services.preferring import is_zone
from colonnade.settings import called_as
from colonnade.store.files import data_lock, prepare_folder
from colonnade.terminal import now, settings_now, told_errors

if TYPE_CHECKING:
    from colonnade.web.context import Agent

PORT: Final = 8426
"""Not the usual one: the agent of one's own log can go on answering there."""
_ZONE_LINK: Final = Path("/etc/localtime")
_ZONES: Final = "zoneinfo/"


def demo(
    *,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Run an agent on it until Ctrl-C.")] = True,
    data_dir: Annotated[Path | None, typer.Option(help="The folder; beside your own data if not given.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = PORT,
) -> None:
    """Show twelve weeks of invented data; never touches your own log."""
    with told_errors():
        settings = settings_now()
        folder = data_dir or settings.data_dir.with_name(f"{settings.data_dir.name}-demo")
        refuse_own_log(folder)
        prepare_folder(folder)
        with data_lock(folder):
            zone, name = _zone()
            asyncio.run(make_demo(folder, now(), zone, name))
        typer.echo(f"Twelve invented weeks are in {folder}. Your own log was not touched.")
        if not serve:
            typer.echo(f"See them: {called_as()} serve --port {port} --data-dir '{folder}'")
            return
        logs.set_up(settings.log_level)
        _serve(folder, port)


def _serve(folder: Path, port: int) -> None:
    # Only here: no other command pays for the libraries of the doors.
    from colonnade.web import app  # noqa: PLC0415

    def ready(agent: Agent) -> None:
        typer.echo(f"It answers on {agent.origin}. Ctrl-C ends it.")
        # A browser on the terminal does not come back before it is closed.
        threading.Thread(target=_show, args=(agent.login_link().url,), daemon=True).start()

    # Windows: Ctrl-C arrives as an exception; everything was closed on the way here.
    with suppress(KeyboardInterrupt):
        asyncio.run(app.serve(folder, port, ready))


def _show(url: str) -> None:
    if not webbrowser.open(url):
        typer.echo(f"Open this address within a minute; it is good once:\n\n    {url}\n")


def _zone() -> tuple[tzinfo, str | None]:
    """This machine's zone and its IANA name; without a name where the system does not tell it."""
    target = os.path.realpath(_ZONE_LINK)
    name = os.environ.get("TZ") or target.partition(_ZONES)[2]
    if name and is_zone(name):
        return ZoneInfo(name), name
    return now().tzinfo or UTC, None
