"""The command `reading`: enter, paste, list, correct and remove what the official page said."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Final
from urllib.parse import quote

import typer
from rich.table import Column

from colonnade.catalogue import PILLAR_TITLES, PILLARS, score_words
from colonnade.client import MachineClient
from colonnade.errors import Invalid, Missing
from colonnade.importing.official_page import understand
from colonnade.importing.typed_reading import FIELDS, GROUPS, fields_of, pairs_of
from colonnade.model import PAGE_LIMIT, GroupAverage, Reading, ReadingPage, Understood
from colonnade.services.local import readings_here
from colonnade.terminal import asked, either, kept, now, tell_json, tell_table, told_errors

PASTE_LIMIT: Final = 20_000
NOT_READ: Final = "-"
NAMES: Final[Mapping[str, str]] = {
    **{pillar: PILLAR_TITLES[pillar] for pillar in PILLARS},
    "total": "Total",
    "industry_rank": "Industry rank, top %",
    "network_rank": "Network rank, top %",
    "industry": "Industry average",
    "network": "Network average",
}

Words = Annotated[
    list[str] | None,
    typer.Argument(help="BRAND FIND ENGAGE BUILD, - for what was not read; with --correct: field=value, as find=9,25."),
]
DateOf = Annotated[str | None, typer.Option("--date", help="The day it was read, YYYY-MM-DD; today if not given.")]
TotalOf = Annotated[str | None, typer.Option("--total", help="The total, 0 to 100.")]
IndustryRank = Annotated[str | None, typer.Option(help="Your rank in your industry: top x %.")]
NetworkRank = Annotated[str | None, typer.Option(help="Your rank in your network: top x %.")]
IndustryAverage = Annotated[str | None, typer.Option(help="The average total of your industry.")]
NetworkAverage = Annotated[str | None, typer.Option(help="The average total of your network.")]
Paste = Annotated[bool, typer.Option("--paste", help="Understand text copied from the page, from standard input.")]
Yes = Annotated[bool, typer.Option("--yes", help="With --paste: keep it without asking.")]
List = Annotated[bool, typer.Option("--list", help="List every reading, newest first.")]
AsJson = Annotated[bool, typer.Option("--json", help="With --list: as JSON.")]
Correct = Annotated[str | None, typer.Option("--correct", metavar="ID", help="Correct fields of this reading.")]
Remove = Annotated[str | None, typer.Option("--remove", metavar="ID", help="Remove this reading.")]


def reading(
    words: Words = None,
    date: DateOf = None,
    total: TotalOf = None,
    industry_rank: IndustryRank = None,
    network_rank: NetworkRank = None,
    industry_average: IndustryAverage = None,
    network_average: NetworkAverage = None,
    paste: Paste = False,
    yes: Yes = False,
    list: List = False,
    json: AsJson = False,
    correct: Correct = None,
    remove: Remove = None,
) -> None:
    """Keep what the official page says.

    The four pillars, or those that were read, and where you like total, ranks and averages; or the total
    alone. Numbers may have a comma or a point. With --correct, averages are fields such as industry.total.
    """
    given = {
        "date": date,
        "total": total,
        "industry_rank": industry_rank,
        "network_rank": network_rank,
        "industry.total": industry_average,
        "network.total": network_average,
    }
    said = {name: value for name, value in given.items() if value is not None}
    with told_errors():
        _one_thing(words or [], said, paste=paste, yes=yes, list=list, json=json, correct=correct, remove=remove)
        if list:
            _list(as_json=json)
        elif remove is not None:
            _remove(remove)
        elif correct is not None:
            _correct(correct, said | pairs_of(words or []))
        elif paste:
            _paste(said, yes=yes)
        else:
            _enter(words or [], said)


def _one_thing(words: list[str], said: Mapping[str, str], **modes: Any) -> None:
    """Raise Invalid where the words ask for more than one thing, or for half of one."""
    chosen = [name for name in ("paste", "list", "correct", "remove") if modes[name] not in {None, False}]
    if len(chosen) > 1:
        raise Invalid(f"Give one of these, not several: {', '.join(f'--{name}' for name in chosen)}.")
    mode = chosen[0] if chosen else ""
    if (mode in {"list", "remove"} and (words or said)) or (mode == "paste" and words):
        raise Invalid(f"Give no scores with --{mode}.")
    if modes["yes"] and mode != "paste":
        raise Invalid("Give --yes with --paste.")
    if modes["json"] and mode != "list":
        raise Invalid("Give --json with --list.")


def _enter(words: list[str], said: Mapping[str, str]) -> None:
    if len(words) != len(PILLARS) and (words or "total" not in said):
        raise Invalid(
            "Give four numbers: BRAND FIND ENGAGE BUILD, in the order of the page, - for what it does not show;"
            " or --total alone."
        )
    # Without words there is nothing to pair, and the total is all that was read.
    scores: dict[str, str] = {pillar: word for pillar, word in zip(PILLARS, words, strict=False) if word != NOT_READ}
    _keep(fields_of({**scores, **said}, _moment))


def _paste(said: Mapping[str, str], *, yes: bool) -> None:
    if sys.stdin.isatty():
        typer.echo("Paste the page's text, then end with Ctrl-D (on Windows Ctrl-Z and Enter).")
    # In UTF-8 a character has at most four bytes: one too many shows that there is more than may be.
    text = sys.stdin.buffer.read(4 * PASTE_LIMIT + 1).decode(errors="replace")
    if len(text) > PASTE_LIMIT:
        raise Invalid(f"This text is too long; copy the page alone, at most {PASTE_LIMIT} characters.")
    heard = understand(text)
    fields = fields_of(said, _moment)
    _show(heard)
    if heard.missing:
        _tell_missing(heard)
    if not yes and not asked("Keep it as a reading? [y/N] ", "keep it"):
        typer.echo("Nothing is kept.")
        raise typer.Exit(1)
    own = heard.model_dump(exclude_none=True, exclude={"missing", "doubts"})
    for group in GROUPS:
        if group in own and group in fields:
            fields[group] = own[group] | fields[group]
    _keep(own | fields)


def _tell_missing(heard: Understood) -> None:
    """Say what was not found. Raises Invalid where nothing was, for then there is no reading."""
    if len(heard.missing) == len(PILLARS) and heard.total is None:
        raise Invalid("No pillar was found and no total. Nothing is kept; give the numbers by hand.")
    names = ", ".join(PILLAR_TITLES[pillar] for pillar in heard.missing)
    typer.echo(f"Not found: {names}. Kept as it is, the reading goes without.")


def _show(heard: Understood) -> None:
    rows: list[tuple[str, ...]] = []
    for name in FIELDS:
        value = getattr(heard, name)
        rows.append((NAMES[name], "not found" if value is None else f"{value:g}"))
    for group in GROUPS:
        average: GroupAverage | None = getattr(heard, group)
        for name in ("total", *PILLARS):
            value = None if average is None else getattr(average, name)
            if value is not None:
                rows.append((f"{NAMES[group]}: {NAMES[name]}", f"{value:g}"))
    tell_table(("Understood", Column("Value", justify="right")), rows)
    for doubt in heard.doubts:
        typer.echo(f"In doubt: {doubt}")


def _list(*, as_json: bool) -> None:
    readings = _readings()
    if as_json:
        tell_json([one.model_dump(mode="json") for one in readings])
        return
    if not readings:
        typer.echo("No reading is kept yet.")
        return
    # The id is what `--correct` and `--remove` take: it is never cut short.
    numbers = [Column(name, justify="right") for name in ("Brand", "Find", "Engage", "Build", "Total", "Ranks")]
    rows: list[tuple[str, ...]] = []
    for one in readings:
        ranks = "/".join("-" if rank is None else f"{rank:g}" for rank in (one.industry_rank, one.network_rank))
        total = "-" if one.total is None else f"{one.total:g}"
        scores = [NOT_READ if (score := getattr(one, pillar)) is None else f"{score:g}" for pillar in PILLARS]
        rows.append((one.day.isoformat(), *scores, total, "-" if ranks == "-/-" else ranks, one.id))
    tell_table(("Day", *numbers, Column("Id", no_wrap=True)), rows)


def _correct(id: str, words: Mapping[str, str]) -> None:
    standing = _known(id)
    fields = fields_of(words, _moment)
    if not fields:
        raise Invalid("Give what is to be corrected as field=value, such as find=9.25.")
    for group in GROUPS:
        # A group is one field of the log: what is not corrected of it stays.
        average: GroupAverage | None = getattr(standing, group)
        if group in fields and average is not None:
            fields[group] = average.model_dump() | fields[group]
    kept(_item(id, "amend") | fields)
    typer.echo(f"Reading of {fields.get('at', standing.day.isoformat())[:10]}, corrected.")


def _remove(id: str) -> None:
    standing = _known(id)
    kept(_item(id, "retract"))
    typer.echo(f"Reading of {standing.day}, removed.")


def _keep(fields: dict[str, Any]) -> None:
    id, moment = str(uuid.uuid4()), now().isoformat()
    item = {**_item(id, "record"), "entry": id, "at": moment, "made_at": moment, **fields}
    kept(item)
    typer.echo(f"Reading of {item['at'][:10]}, kept: {score_words(fields)}.")


def _item(subject: str, type: str) -> dict[str, Any]:
    made_at = now().isoformat()
    return {"entry": str(uuid.uuid4()), "subject": subject, "type": type, "of": "reading", "made_at": made_at}


def _readings() -> list[Reading]:
    """Every reading, newest first."""
    return either(_readings_of, readings_here)


def _readings_of(agent: MachineClient) -> list[Reading]:
    found: list[Reading] = []
    cursor = ""
    while True:
        page = ReadingPage.model_validate_json(agent.file(f"/api/v1/readings?limit={PAGE_LIMIT}{cursor}"))
        found += page.items
        if page.next is None:
            return found
        cursor = f"&cursor={quote(page.next, safe='')}"


def _known(id: str) -> Reading:
    """The reading of that id. Raises Missing: an entry about one that is not there would wait for ever."""
    found = next((one for one in _readings() if one.id == id), None)
    if found is None:
        raise Missing("There is no reading of this id; `reading --list` shows them.")
    return found


def _moment(said: str) -> str:
    """Noon of that day, which is in the person's day of that date whenever it begins; for today the time now."""
    moment = now()
    try:
        day = date.fromisoformat(said)
        noon = datetime.combine(day, time(12)).astimezone()
    except (ValueError, OverflowError) as error:
        raise Invalid("Give the day as YYYY-MM-DD.") from error
    return (moment if day == moment.date() else noon).isoformat()
