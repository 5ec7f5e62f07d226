"""The catalogue as an ES module: the extension has no agent to ask when the agent is down."""

from __future__ import annotations

import json
from typing import Any

from colonnade.catalogue import as_data


def module(header: str) -> str:
    """The text of catalogue.js: the pillars, and every kind in the order it is shown."""
    content = as_data()
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
