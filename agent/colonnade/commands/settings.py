"""`colonnade settings`: what the person prefers, and where this machine's own settings come from."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps
from typing import Annotated, Any, Final

import typer
from pydantic import ValidationError

from colonnade.commands.options import AsJson
from colonnade.errors import Invalid
from colonnade.faults import faults_in
from colonnade.model import Preferences
from colonnade.services.local import prefer_here, preferences_here
from colonnade.settings import Settings, sources
from colonnade.store.preferences import NEVER
from colonnade.terminal import check_text, either, now, settings_now, tell_json, tell_table, told_errors

NAMES: Final = tuple(name for name in Preferences.model_fields if name != "changed_at")
_TRUTH: Final = {"yes": True, "true": True, "no": False, "false": False}


def _names(begun: str) -> list[str]:
    return [f"{name}=" for name in NAMES if name.startswith(begun)]


Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME=VALUE]...", help="What you prefer, such as day_start=04:00.", autocompletion=_names),
]


def settings(words: Words = None, json: AsJson = False) -> None:
    """Show or change what you prefer.

    What is shown says also where port, data folder and log level come from; those stand in variables or a file.
    """
    with told_errors():
        check_text(*(words or []))
        machine, preferred = settings_now(), _preferred(words or [])
    if json:
        own = {name: {"value": _plain(machine, name), "from": origin} for name, origin in sources().items()}
        tell_json({"preferences": preferred.model_dump(mode="json"), "machine": own})
        return
    chosen = "your choice" if preferred.changed_at > NEVER else "not chosen yet"
    rows = [(name, _told(getattr(preferred, name)), chosen) for name in NAMES]
    rows += [(name, str(_plain(machine, name)), origin) for name, origin in sources().items()]
    tell_table(("Setting", "Value", "From"), rows)


def _told(value: str | bool) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


def _plain(machine: Settings, name: str) -> Any:
    return machine.model_dump(mode="json")[name]


def _preferred(words: Sequence[str]) -> Preferences:
    kept = either(lambda agent: Preferences.model_validate_json(agent.file("/api/v1/preferences")), preferences_here)
    if not words:
        return kept
    wanted = _changed(kept, words)
    return either(
        lambda agent: Preferences.model_validate_json(
            dumps(agent.put("/api/v1/preferences", wanted.model_dump(mode="json")))
        ),
        lambda folder: prefer_here(folder, wanted, now()),
    )


def _changed(kept: Preferences, words: Sequence[str]) -> Preferences:
    """The preferences with these changes. Raises Invalid, naming what is wrong."""
    said: dict[str, Any] = kept.model_dump(mode="json") | {"changed_at": now().isoformat()}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or name not in NAMES:
            raise Invalid(f"Give name=value; the names: {', '.join(NAMES)}. Others stand in the settings file.")
        said[name] = _TRUTH.get(value.lower(), value) if isinstance(said[name], bool) else value
    try:
        return Preferences.model_validate_json(dumps(said))
    except ValidationError as error:
        raise Invalid("This cannot be kept.", faults=tuple(faults_in(error))) from error
