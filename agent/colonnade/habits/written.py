"""What the person writes down for themselves: whom they want to reach, and templates of notes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import Field

from colonnade.model import Frozen
from colonnade.moments import Moment

AUDIENCE_LIMIT: Final = 400
TEMPLATE_LIMIT: Final = 600
TEMPLATES_AT_MOST: Final = 30
NEVER: Final = datetime(2003, 1, 1, tzinfo=UTC)
"""`changed_at` of what nobody has written."""


class Audience(Frozen):
    """Whom the person wants to reach, replaced whole; the later `changed_at` wins."""

    text: Annotated[
        str,
        Field(max_length=AUDIENCE_LIMIT, description='The person\'s own words; kept on this machine, "" for none'),
    ]
    changed_at: Moment


class Template(Frozen):
    """A note to be filled in; what stands in square brackets is a blank of that name."""

    name: str = Field(min_length=1, max_length=40)
    text: str = Field(min_length=1, max_length=TEMPLATE_LIMIT)


class Templates(Frozen):
    """The person's own templates, replaced whole; the later `changed_at` wins."""

    items: Annotated[list[Template], Field(max_length=TEMPLATES_AT_MOST)]
    changed_at: Moment


NOBODY: Final = Audience(text="", changed_at=NEVER)
NO_TEMPLATES: Final = Templates(items=[], changed_at=NEVER)
