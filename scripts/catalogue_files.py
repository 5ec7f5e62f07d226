"""The catalogue as data: for other programs, and for the extension, which has no agent to ask when it is down."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from colonnade.catalogue import KINDS, PILLAR_TITLES, PILLARS, Channel, Kind


def document() -> dict[str, Any]:
    """The pillars with their titles, and every kind in the order it is shown."""
    return {
        "pillars": [{"id": pillar, "title": PILLAR_TITLES[pillar]} for pillar in PILLARS],
        "kinds": [_kind(kind) for kind in KINDS.values()],
    }


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.id,
        "label": kind.label,
        "done": kind.done,
        "pillar": kind.pillar,
        "group": kind.group,
        "tool": kind.tool,
        "minutes": kind.minutes,
        "retired": kind.retired,
        "qualifiers": [
            {"name": one.name, "remembered": one.remembered, "values": [asdict(value) for value in one.values]}
            for one in kind.qualifiers
        ],
        "channels": [_channel(channel) for channel in kind.channels],
    }


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id,
        "label": channel.label,
        "qualifiers": dict(channel.qualifiers),
        "minutes": channel.minutes,
        "half_rate": channel.half_rate,
        "points": list(channel.points),
        "why": channel.why,
    }


def module(header: str) -> str:
    """The same as an ES module."""
    content = document()
    return "\n".join(
        [
            "// @ts-check",
            header,
            *_export("PILLARS", '{id: import("./types.js").Pillar, title: string}[]', content["pillars"]),
            *_export("KINDS", 'import("./types.js").Kind[]', content["kinds"]),
        ]
    )


def _export(name: str, type_: str, rows: list[dict[str, Any]]) -> list[str]:
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return [f"/** @type {{readonly {type_}}} */", f"export const {name} = [\n{lines},\n];", ""]
