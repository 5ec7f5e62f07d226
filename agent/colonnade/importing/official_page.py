"""What a person copied from LinkedIn's page of the Social Selling Index, understood as far as its words and numbers go.

Nothing is guessed silently: whatever could be meant otherwise is taken with a doubt, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from colonnade.catalogue import PILLAR_LIMIT, PILLARS
from colonnade.importing.page_words import GROUPS, TITLES, Token, lines_of, tokens_of
from colonnade.importing.pairing import Wanted, paired
from colonnade.importing.taking import TOTAL_LIMIT, Taking
from colonnade.model import Understood

_ROUNDING: Final = 1.0
"""The page shows the total as a whole number and the pillars with decimals."""


def understand(text: str) -> Understood:
    """The scores, total, ranks and averages in the text, which pillars are missing, and what is doubtful.

    Takes any text and raises nothing; what is not found is None.
    """
    tokens = tokens_of(lines_of(text))
    taking = Taking()
    _take_table(tokens, taking)
    _take_totals(tokens, taking)
    _take_ranks(tokens, taking)
    _take_pillars(tokens, taking)
    _take_four_in_order(tokens, taking)
    _take_bare_total(tokens, taking)
    _compare(taking)
    return taking.understood()


def _take_table(tokens: Sequence[Token], taking: Taking) -> None:
    """Rows of a table whose head names the groups of its columns."""
    columns: dict[int, str] = {}
    for line in _by_line(tokens):
        labels = [token for token in line if token.kind != "number"]
        numbers = [token for token in line if token.kind == "number"]
        groups = {token.column: token.kind for token in labels if token.kind in GROUPS}
        if not numbers:
            columns = groups if len(groups) == len(GROUPS) and max(groups) > 0 else columns
            continue
        what = next((token.kind for token in labels if token.kind in {*TITLES, "total", "index", "rank"}), None)
        if not columns or what is None or len({token.column for token in numbers}) != len(numbers):
            continue
        if any(token.column in columns for token in numbers) or what == "rank":
            for token in numbers:
                who = columns.get(token.column, "own")
                taking.take(who, "total" if what == "index" else what, token)


def _take_totals(tokens: Sequence[Token], taking: Taking) -> None:
    """Averages behind their word, and what is "out of 100": first the person's own, then those of the groups."""
    group: str = "own"
    average, first = False, taking.value("own", "total") is None
    for at, token in enumerate(tokens):
        if token.kind in GROUPS and not _is_rank_label(tokens, at):
            group = token.kind
        elif token.kind == "average":
            average = True
            if group == "own" or tokens[at - 1].line != token.line:
                group = _group_behind(tokens, at) or group
        elif token.kind == "number" and not taking.taken(token) and token.of != "percent":
            if average and group != "own":
                taking.take(group, "total", token)
            elif token.of == "100":
                taking.take("own" if first else group, "total", token)
                first = False
            average = False


def _group_behind(tokens: Sequence[Token], at: int) -> str | None:
    """The group that stands behind an average on its line: "average SSI of 34 in your industry"."""
    line = tokens[at].line
    if any(token.kind in GROUPS for token in tokens[max(0, at - 4) : at] if token.line == line):
        return None
    return next((token.kind for token in tokens[at : at + 4] if token.line == line and token.kind in GROUPS), None)


def _take_ranks(tokens: Sequence[Token], taking: Taking) -> None:
    """The top percentages beside "Industry SSI rank"; then those below "People in your industry"."""
    ranks = [token for at, token in enumerate(tokens) if _is_rank(tokens, at) and not taking.taken(token)]
    labels = [token for at, token in enumerate(tokens) if token.kind in GROUPS and _is_rank_label(tokens, at)]
    bounds = [*labels, *(token for token in tokens if token.kind in TITLES or token.of == "100")]
    found = paired(labels, ranks, bounds, Wanted(sorted(GROUPS), TOTAL_LIMIT))
    for pair in found.pairs:
        if taking.value(pair.label.kind, "rank") is None:
            taking.take(pair.label.kind, "rank", pair.number)
    if found.otherwise:
        taking.doubt("ranks", "Which rank is the industry's and which the network's can be read in two ways.")
    group, named, ranked = "own", {token.at for token in labels}, {token.at for token in ranks}
    for token in tokens:
        group = token.kind if token.kind in GROUPS and token.at not in named else group
        if token.at in ranked and not taking.taken(token) and group != "own":
            taking.take(group, "rank", token)


def _is_rank(tokens: Sequence[Token], at: int) -> bool:
    """Whether a percentage follows the word "top", or has it close behind; others are changes since last week."""
    token = tokens[at]
    if token.kind != "number" or token.of != "percent":
        return False
    around = [*tokens[max(0, at - 1) : at], *(one for one in tokens[at + 1 : at + 2] if one.line == token.line)]
    return any(one.kind == "top" and abs(one.line - token.line) <= 1 for one in around)


def _is_rank_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a group's word is part of "Industry SSI rank": with no number in between."""
    near: set[str] = set()
    for side in (tokens[max(0, at - 3) : at][::-1], tokens[at + 1 : at + 4]):
        for token in side:
            if token.line != tokens[at].line or token.kind == "number" or token.kind in GROUPS:
                break
            near.add(token.kind)
    return "rank" in near


def _take_pillars(tokens: Sequence[Token], taking: Taking) -> None:
    """Numbers beside titles. The first run of titles is the person's own; each later one is of the group above it."""
    numbers = [t for t in tokens if t.kind == "number" and t.of in {"", "25"} and not taking.taken(t)]
    titles = [token for token in tokens if token.kind in TITLES]
    bounds = [token for token in tokens if token.kind in TITLES | GROUPS | {"average", "top", "total"}]
    found = paired(titles, numbers, bounds, Wanted(PILLARS, PILLAR_LIMIT, taking.value("own", "total")))
    who, run, last = "own", set[str](), -1
    for pair in found.pairs:
        title, place = pair.label, PILLARS.index(pair.label.kind)
        if any(place <= PILLARS.index(one) for one in run):
            above = _group_in(tokens[last + 1 : title.at])
            who, run = (who, run) if above is None else (above, set())
        run.add(title.kind)
        last = title.at
        if taking.take(who, title.kind, pair.number) and pair.several:
            taking.beside(who, title.kind, pair.number)
    if found.otherwise:
        taking.doubt("pillars", "Which number belongs to which pillar can be read in two ways; compare with the page.")


def _group_in(tokens: Sequence[Token]) -> str | None:
    return next((token.kind for token in reversed(tokens) if token.kind in GROUPS), None)


def _take_four_in_order(tokens: Sequence[Token], taking: Taking) -> None:
    """Without all four titles: exactly four numbers that can be pillars are those, in the page's order, in doubt."""
    if not taking.missing():
        return
    plain = [token for token in tokens if token.kind == "number" and token.of in {"", "25"}]
    for four in (plain, [token for token in plain if token.of == "25"]):
        fit = [token for token in four if 0 <= token.value <= PILLAR_LIMIT]
        total = taking.value("own", "total")
        adds_up = total is None or abs(sum(token.value for token in fit) - total) < _ROUNDING
        if len(fit) == len(PILLARS) and adds_up and _agrees(fit, taking):
            for pillar, token in zip(PILLARS, fit, strict=True):
                if taking.value("own", pillar) is None:
                    taking.take("own", pillar, token)
            taking.doubt("order", "Not every title was recognised: the four numbers were taken in the page's order.")
            return


def _agrees(four: Sequence[Token], taking: Taking) -> bool:
    """Whether what was understood by its title is what its place in the order says."""
    known = [(taking.value("own", pillar), token.value) for pillar, token in zip(PILLARS, four, strict=True)]
    return all(value is None or value == there for value, there in known)


def _take_bare_total(tokens: Sequence[Token], taking: Taking) -> None:
    """A total that does not say what it is out of: behind its word, or the one number that the pillars add up to."""
    if taking.value("own", "total") is not None:
        return
    for label, token in pairwise(tokens):
        near = label.kind in {"index", "total"} and token.line - label.line <= 1
        if near and token.kind == "number" and token.of == "" and not taking.taken(token):
            taking.take("own", "total", token)
            return
    if not taking.missing():
        free = [t for t in tokens if t.kind == "number" and t.of == "" and not taking.taken(t)]
        sums = [t for t in free if t.value > PILLAR_LIMIT and abs(t.value - taking.sum()) < _ROUNDING]
        if len({token.value for token in sums}) == 1:
            taking.take("own", "total", sums[0])


def _compare(taking: Taking) -> None:
    total = taking.value("own", "total")
    if total is not None and not taking.missing() and abs(taking.sum() - total) >= _ROUNDING:
        taking.doubt("sum", f"The four pillars add up to {taking.sum():g}, but the total says {total:g}.")


def _by_line(tokens: Sequence[Token]) -> list[list[Token]]:
    lines: dict[int, list[Token]] = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token)
    return list(lines.values())
