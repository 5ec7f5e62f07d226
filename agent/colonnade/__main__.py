"""The command `colonnade`. `serve` is parsed here, before typer and rich are imported: start-up is measured."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from colonnade.web.context import Agent


def main() -> None:
    """Run the command the person gave."""
    words = sys.argv[1:]
    if words[:1] == ["serve"]:
        sys.exit(serve(words[1:]))
    from colonnade.cli import app
    from colonnade.settings import called_as

    app(prog_name=called_as())


def serve(words: Sequence[str]) -> int:
    """Run the agent in the foreground until Ctrl-C; the exit code."""
    from colonnade import logs
    from colonnade.errors import Unavailable
    from colonnade.exits import exit_of
    from colonnade.settings import read_settings
    from colonnade.web import app

    given = _parser().parse_args(words)
    try:
        settings = read_settings({name: value for name, value in vars(given).items() if value is not None})
    except Unavailable as error:
        print(f"Colonnade cannot start. {error.detail}", file=sys.stderr)
        return exit_of(error.code)
    logs.set_up(settings.log_level)
    try:
        asyncio.run(app.serve(settings.data_dir, settings.port, _greet))
    except Unavailable as error:
        print(_refusal(error.code, error.detail, settings.data_dir), file=sys.stderr)
        return exit_of(error.code)
    except KeyboardInterrupt:
        pass  # Windows: Ctrl-C; everything was closed on the way here
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("colonnade serve", description="Run the agent in the foreground; Ctrl-C ends it.")
    parser.add_argument("--port", type=_port, help="port on 127.0.0.1 (default 8425, or COLONNADE_PORT)")
    parser.add_argument("--data-dir", type=Path, help="data folder (default the user's own, or COLONNADE_DATA_DIR)")
    parser.add_argument("--log-level", choices=["debug", "info", "warning", "error"], help="default warning")
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:  # noqa: PLR2004 - the range of TCP ports
        return int(text)
    raise argparse.ArgumentTypeError("give a port from 1 to 65535")


def _greet(agent: Agent) -> None:
    from colonnade.settings import called_as

    if agent.news is not None:
        print(agent.news, file=sys.stderr)
    print(f"Colonnade answers on http://127.0.0.1:{agent.port}. Ctrl-C ends it.")
    if not agent.clients.is_paired():
        print(f"No browser is paired yet. In another terminal: {called_as()} pair")
        print(f"To have it started at every login: {called_as()} service install")
    print(f"The dashboard: {called_as()} open", flush=True)


def _refusal(code: str, detail: str, folder: Path) -> str:
    if code != "locked":
        return f"Colonnade cannot start. {detail}"
    from colonnade.client import read_agent_file

    running = read_agent_file(folder)
    where = "" if running is None else f", answering on http://127.0.0.1:{running.port}"
    return f"Colonnade runs already on this data folder{where}. Nothing was started."


if __name__ == "__main__":
    main()
