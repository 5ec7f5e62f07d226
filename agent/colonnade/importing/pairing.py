"""Which number stands with which title: on its line, after it or before it, the same way over the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from colonnade.importing.page_words import Token

_NEAR: Final = 1
"""Lines between a title and its number at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A title and its number; `several` where other numbers that would do stand beside it."""

    label: Token
    number: Token
    several: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs in order, and whether they could be made in another way just as well."""

    pairs: list[Pair]
    otherwise: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the pairs are for: the labels in their official order, the most a number can be, and the sum if known."""

    order: Sequence[str]
    most: float
    total: float | None = None


_Worth = tuple[int, bool, bool]
"""How many labels have a number that fits, whether in the official order, and whether the numbers add up."""


def paired(labels: Sequence[Token], numbers: Sequence[Token], bounds: Sequence[Token], wanted: Wanted) -> Pairs:
    """The way that gives the most labels a number; then the one in the official order; then the one that adds up."""
    ways = [
        _on_line(labels, numbers, wanted.most),
        _beside(labels, numbers, bounds, wanted.most, forwards=True),
        _beside(labels, numbers, bounds, wanted.most, forwards=False),
    ]
    worth = [_worth(pairs, wanted) for pairs in ways]
    best = worth.index(max(worth))
    # On one line is the plainest way there is: no other makes it doubtful.
    return Pairs(ways[best], otherwise=best > 0 and _otherwise([_first(pairs) for pairs in ways], worth, best, wanted))


def _otherwise(found: Sequence[dict[str, float]], worth: Sequence[_Worth], best: int, wanted: Wanted) -> bool:
    """Whether another way says otherwise and is as likely: as good, or one label behind where some are left over."""
    count = worth[best][0]
    left_over = count < len(wanted.order)
    likely = [one == worth[best] or (left_over and one[0] >= max(1, count - 1)) for one in worth]
    return any(fit and numbers != found[best] for fit, numbers in zip(likely, found, strict=True))


def _worth(pairs: Sequence[Pair], wanted: Wanted) -> _Worth:
    fit = [pair for pair in pairs if 0 <= pair.number.value <= wanted.most]
    first = _first(fit)
    places = [wanted.order.index(kind) for kind in first]
    adds_up = wanted.total is not None and abs(sum(first.values()) - wanted.total) < 1
    return len(first), places == sorted(places), adds_up


def _first(pairs: Sequence[Pair]) -> dict[str, float]:
    """The first number of each label, in the order of the text."""
    found: dict[str, float] = {}
    for pair in pairs:
        found.setdefault(pair.label.kind, pair.number.value)
    return found


def _on_line(labels: Sequence[Token], numbers: Sequence[Token], most: float) -> list[Pair]:
    """Lines that hold one label, and a number."""
    labels_on: dict[int, list[Token]] = {}
    numbers_on: dict[int, list[Token]] = {}
    for places, tokens in ((labels_on, labels), (numbers_on, numbers)):
        for token in tokens:
            places.setdefault(token.line, []).append(token)
    pairs = []
    for line, (label, *more) in labels_on.items():
        if not more and line in numbers_on:
            after = [token for token in numbers_on[line] if token.at > label.at]
            before = [token for token in numbers_on[line] if token.at < label.at]
            pairs.append(_pair(label, [*after, *reversed(before)], most))
    return pairs


def _beside(
    labels: Sequence[Token], numbers: Sequence[Token], bounds: Sequence[Token], most: float, *, forwards: bool
) -> list[Pair]:
    """The nearest number after each label, or before it, that lies on this side of whatever else has a name."""
    counted = {token.at for token in numbers}
    named = {token.at for token in labels}
    stream = {token.at: token for token in (*labels, *numbers, *bounds)}
    pairs: list[Pair] = []
    label: Token | None = None
    near: list[Token] = []
    for at in [*sorted(stream, reverse=not forwards), None]:
        if at is not None and at in counted:
            near.append(stream[at])
            continue
        if label is not None and near and abs(near[0].line - label.line) <= _NEAR:
            pairs.append(_pair(label, near, most))
        near = []
        label = stream[at] if at is not None and at in named else None
    return pairs if forwards else pairs[::-1]


def _pair(label: Token, near: Sequence[Token], most: float) -> Pair:
    """The label with the nearest of these; one that says what it is out of goes before the others of its line."""
    same = [token for token in near if token.line == near[0].line]
    chosen = next((token for token in same if token.of), same[0])
    return Pair(label, chosen, any(token.value != chosen.value and 0 <= token.value <= most for token in same))
