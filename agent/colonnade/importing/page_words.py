"""The words and numbers of a copied official page, in the order they stand there.

English and Brazilian titles are the page's own; those of the other languages are likely wordings,
which is why the numbers have the last say in `official_page`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from colonnade.catalogue import PILLARS

# A verb's ending, and what stands before its noun: bounded, so that no text makes the search slow.
_TAIL: Final = r"[a-z]{0,12}"
_GAP: Final = r"[^\n\t|0-9]{0,40}?"
_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "brand": (
            r"(?:establish|create|build|develop)(?: your| a)?(?: professional| personal)? brand",
            r"(?:professionelle|personliche|berufliche|eigene|ihre) marke(?: aufbauen| etablieren| schaffen)?",
            r"marke aufbauen",
            r"marque (?:professionnelle|personnelle)",
            r"marca (?:profesional|profissional|personal|pessoal)",
            r"(?:brand|marchio|immagine) (?:professionale|personale)",
            r"(?:professionele|professioneel|persoonlijke|persoonlijk) merk(?: opbouwen| vestigen)?",
        ),
        "find": (
            r"find the right people",
            r"(?:richtigen?|passenden?) (?:personen|leute|kontakte|ansprechpartner|mitglieder)(?: finden)?",
            r"(?:bonnes personnes|bons (?:contacts|interlocuteurs))",
            r"personas (?:adecuadas|indicadas|correctas)",
            r"pessoas (?:certas|adequadas)",
            r"persone giuste",
            r"juiste (?:personen|mensen)(?: vinden)?",
        ),
        "engage": (
            r"engage with insights?",
            r"(?:durch|mit|uber) (?:einblicken?|insights|inhalten?|erkenntnissen?)(?: [a-z]{2,20}){0,2}",
            rf"(?:echange|intera|susciter|engage|implique){_TAIL}{_GAP}(?:informations?|insights?|contenus?)",
            rf"(?:interact|particip|involucr|interesa){_TAIL}{_GAP}(?:informacion|insights?|contenidos?)",
            rf"(?:interag|envolv|engaj){_TAIL}{_GAP}(?:insights?|informac(?:ao|oes)|conteudos?)",
            rf"(?:coinvolg|interag|partecip){_TAIL}{_GAP}(?:informazioni|insights?|contenuti|approfondimenti)",
            rf"(?:betrokken|betrek|deel|interactie|reageer|gebruik){_TAIL}{_GAP}(?:inzichten|insights?)",
        ),
        "build": (
            r"build (?:strong |lasting |better )?relationships?",
            r"beziehungen (?:aufbauen|pflegen|knupfen|starken)",
            rf"(?:etabli|construi|cree|developpe|noue|bati){_TAIL} (?:des |de |vos )?(?:solides )?relations",
            rf"(?:establec|cre|constru|desarroll|forj|cultiv){_TAIL} (?:tus |sus )?relaciones",
            rf"(?:cri|constru|desenvolv|estabelec){_TAIL} (?:seus )?(?:relacionamentos|relacoes)",
            rf"(?:crea|costrui|sviluppa|instaura){_TAIL} (?:delle |nuove |le tue )?relazioni",
            r"relaties (?:opbouwen|aangaan|leggen|onderhouden)|bouw (?:aan )?relaties",
        ),
        "industry": (r"(?:industry|industries|branchen?|secteur|sector|setor|settore|industria|bedrijfstak)",),
        "network": (r"(?:networks?|netzwerks?|netwerk|reseau|(?:su|tu|la|de) red|rede|rete)",),
        "rank": (
            r"(?:rank(?:ing|ed)?s?|rang|platzierung|position|classement|clasificacion|classificacao|classifica|posizione)",
            r"(?:rangschikking|positie|posicion|posicao)",
        ),
        "top": (
            r"(?:top|obersten?|besten?|bovenste|beste|premiers?|meilleurs?|primeros?|primeiros?|mejores|melhores)",
            r"(?:superior(?:es)?|primi|migliori)",
        ),
        "average": (
            r"(?:averages?|durchschnitt[a-z]{0,8}|moyenn?e?|promedio|gemiddelde?)",
            r"(?:ssi medi[oa]|medi[oa] (?:de|di|del|ssi))",
        ),
        "index": (r"(?:social selling index|ssi)",),
        "total": (r"(?:total|gesamt[a-z]{0,10}|totale|totaal|overall)",),
    }
)
_NUMBER: Final = (
    r"(?P<number>(?:(?<![\w])[-\u2212])?[0-9]+(?:[.,][0-9]+)*)"
    r"(?:(?P<percent> ?%)|\s{0,3}(?:/|out of|of|von|sur|de|di|su|van(?: de)?|uit|op|auf)\s{0,3}"
    r"(?P<most>25|100)(?![.,]?[0-9]))?"
)
_DATE: Final = r"(?P<date>(?<![0-9.,])(?:[0-9]{1,4}([-/.])[0-9]{1,2}\2[0-9]{2,4}|[0-9]{1,2}:[0-9]{2})(?![0-9]))"


def _apart(kind: str) -> str:
    """A pattern for the words of a kind; short ones stand apart from other letters, titles may be stuck to them."""
    words = "|".join(_WORDS[kind])
    return f"(?:{words})" if kind in PILLARS else rf"(?<![^\W0-9_])(?:{words})(?![^\W0-9_])"


_TOKEN: Final = re.compile("|".join([_DATE, *(f"(?P<{kind}>{_apart(kind)})" for kind in _WORDS), _NUMBER]))
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)\b")
_DECIMALS: Final = re.compile(r"[0-9]{1,3}[.,][0-9]")
_NEW_LINE: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK: Final = re.compile(r"[^\S\n\t]+")
TITLES: Final[frozenset[str]] = frozenset(PILLARS)
GROUPS: Final = frozenset({"industry", "network"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word the page uses, or a number with what it is out of: "percent", "25", "100" or nothing known."""

    at: int
    kind: str
    line: int
    column: int
    said: str
    value: float = 0.0
    of: str = ""


def lines_of(text: str) -> list[str]:
    """The lines that hold anything, without accents, invisible characters and case; blanks of all sorts are one."""
    plain = "".join(
        " " if unicodedata.category(char) == "Zs" else char
        for char in unicodedata.normalize("NFD", _NEW_LINE.sub("\n", text)).casefold().replace("\uff05", "%")
        if unicodedata.category(char) not in {"Mn", "Cf"}
    )
    return [line for line in _BLANK.sub(" ", plain).split("\n") if any(char.isalnum() for char in line)]


def tokens_of(lines: list[str]) -> list[Token]:
    """What is known of these lines, in order."""
    text = "\n".join(lines)
    starts = [0]
    for each in lines:
        starts.append(starts[-1] + len(each) + 1)
    found: list[Token] = []
    line = 0
    for kind, match in _matches(text):
        while match.start() >= starts[line + 1]:
            line += 1
        column = text.count("\t", starts[line], match.start()) + text.count("|", starts[line], match.start())
        if kind != "number":
            found.append(Token(len(found), kind, line, column, match[0]))
        elif (value := number(match["number"])) is not None:
            of = "percent" if match["percent"] else match["most"] or ""
            found.append(Token(len(found), kind, line, column, match["number"], value, of))
    return found


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every word and number; a figure inside a word ("H2", "4th") is none.

    One that is stuck to a title is, and so is one with decimals behind a word: copying can lose what parts them.
    """
    end = 0
    for match in _TOKEN.finditer(text):
        kind, start = str(match.lastgroup), match.start()
        kind = "number" if match["number"] else kind
        if kind == "date":
            continue
        before = text[start - 1] if 0 < start != end else " "
        inside = before in "_.," or before.isdigit() or (before.isalpha() and not _DECIMALS.search(match[0]))
        if kind != "number" or not (inside or _ORDINAL.match(text, match.end("number"))):
            yield kind, match
            end = match.end()


def number(said: str) -> float | None:
    """What a number says: a single point or comma goes before the decimals, several of one sort part thousands.

    None for what only looks like one, such as a version or a day.
    """
    sign, digits = (-1, said[1:]) if said[0] in "-\u2212" else (1, said)
    whole, mark, decimals = digits.rpartition(max(".", ",", key=digits.rfind))
    if not mark:
        return sign * float(decimals)
    parts = re.split("[.,]", whole)
    if mark in whole:
        whole, decimals, parts = digits, "", re.split("[.,]", digits)
        if len({*digits} & {".", ","}) > 1:
            return None
    if any(len(part) != 3 for part in parts[1:]):  # noqa: PLR2004 - thousands
        return None
    return sign * float("".join(parts) + (f".{decimals}" if decimals else ""))
