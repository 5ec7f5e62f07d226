"""Times and days as the protocol writes them, and in no other way.

Pydantic alone also takes "1768470127" for a time, and "2026-01-15T10:42Z". The schema's formats
`date-time` and `date` do not, so these validators hide nothing from it: they hold records to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _read(form: re.Pattern[str], read: Callable[[str], date], sort: str) -> Callable[[Any], Any]:
    def check(said: Any) -> Any:
        if not isinstance(said, str):
            return said
        try:
            if form.fullmatch(said):
                return read(said.upper())
        except ValueError:
            pass  # such as 30 February: the form is right and the day is not
        raise PydanticCustomError(sort, "not of the form")

    return check


Moment = Annotated[AwareDatetime, BeforeValidator(_read(_TIME, datetime.fromisoformat, "moment_form"))]
"""An RFC 3339 time with its offset."""
Day = Annotated[date, BeforeValidator(_read(_DAY, date.fromisoformat, "day_form"))]
"""A day, YYYY-MM-DD."""
