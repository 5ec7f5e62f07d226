"""What a person copies from the official page is understood, and never guessed at silently."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.importing.official_page import understand

SCORES = {"brand": 20.998, "find": 6.4, "engage": 10.25, "build": 15.0}
RANKS = {"industry_rank": 9.0, "network_rank": 11.0}
GROUPS = {"industry": {"total": 34.0}, "network": {"total": 36.0}}
WHOLE = """Social Selling Dashboard
Nina Example
Brand manager with 10 years

Your Social Selling Index
Top
9%
Industry SSI rank
Top
11%
Network SSI rank
Current Social Selling Index
Your Social Selling Index (SSI) measures how effective you are at establishing your professional brand, \
finding the right people, engaging with insights, and building relationships. It is updated daily.
53
out of 100
Four components of your score
20.998 | Establish your professional brand
6.4 | Find the right people
10.25 | Engage with insights
15 | Build relationships
People in your industry
Sales professionals in the Software industry have an average SSI of 34.
34
out of 100
You rank in the top 9%
Up 1% since last week
People in your network
People in your network have an average SSI of 36.
36
out of 100
You rank in the top 11%
No change since last week
"""
TABLE = """\tYou\tYour industry\tYour network
Total\t53\t34\t36
Rank\t\tTop 9%\tTop 11%
Establish your professional brand\t20.998\t11.75\t13.5
Find the right people\t6.4\t5.5\t4.25
Engage with insights\t10.25\t2\t2.5
Build relationships\t15\t14.75\t15.75
"""
GERMAN = """53 von 100
Professionelle Marke aufbauen: 20,998 / 25
Gezielt die richtigen Personen finden: 6,4 / 25
Durch Einblicke Interesse wecken: 10,25 / 25
Beziehungen aufbauen: 15 / 25
Personen in Ihrer Branche haben einen durchschnittlichen SSI von 34
Personen in Ihrem Netzwerk haben einen durchschnittlichen SSI von 36
"""
BRAZILIAN = """Classificação SSI do setor
Primeiros 9%
Classificação SSI da rede
Primeiros 11%
53 de 100
Estabelecer sua marca profissional
20,998
Localizar as pessoas certas
6,4
Interagir oferecendo insights
10,25
Criar relacionamentos
15
Pessoas no seu setor têm um SSI médio de 34
Pessoas na sua rede têm um SSI médio de 36
"""
FRENCH = """Top 9\u202f%
Classement SSI du secteur
Top 11\u202f%
Classement SSI du réseau
53 sur 100
20,998 | Construire votre marque professionnelle
6,4 | Trouver les bonnes personnes
10,25 | Échanger des informations
15 | Établir des relations
"""
SPANISH = """53 de 100
20,998 Establecer tu marca profesional
6,4 Encontrar a las personas adecuadas
10,25 Interactuar ofreciendo información
15 Crear relaciones
"""
ITALIAN = """Crea il tuo brand professionale 20,998
Trova le persone giuste 6,4
Interagisci con gli approfondimenti 10,25
Costruisci relazioni 15
"""
DUTCH = """20,998 Uw professionele merk opbouwen
6,4 De juiste mensen vinden
10,25 Betrokkenheid tonen met inzichten
15 Relaties opbouwen
"""
PLAIN = WHOLE[WHOLE.index("53\n") : WHOLE.index("People in")]


def found(text: str) -> dict[str, Any]:
    """What was found, without what was not."""
    return understand(text).model_dump(exclude_none=True)


def no_doubt(**fields: Any) -> dict[str, Any]:
    return SCORES | fields | {"missing": [], "doubts": []}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (WHOLE, no_doubt(total=53, **RANKS, **GROUPS)),
        (PLAIN, no_doubt(total=53)),
        (PLAIN.replace(".", ","), no_doubt(total=53)),
        (" ".join(WHOLE.split()), no_doubt(total=53, **RANKS, **GROUPS)),
        (" ".join(PLAIN.replace("|", "").split()), no_doubt(total=53)),
        (PLAIN.replace(" | ", "\n|\n"), no_doubt(total=53)),
        (PLAIN.replace(" | ", "\t"), no_doubt(total=53)),
        (PLAIN.replace(" | ", " / 25 | "), no_doubt(total=53)),
        (PLAIN.replace(" | ", ""), no_doubt(total=53)),
        (PLAIN.replace(" ", "\u00a0").replace("0", "\u200b0\ufeff"), no_doubt(total=53)),
        (PLAIN.replace("\n", "\r\n").upper(), no_doubt(total=53)),
        (GERMAN, no_doubt(total=53, **GROUPS)),
        (BRAZILIAN, no_doubt(total=53, **RANKS, **GROUPS)),
        (FRENCH, no_doubt(total=53, **RANKS)),
        (SPANISH, no_doubt(total=53)),
        (ITALIAN, no_doubt()),
        (DUTCH, no_doubt()),
        (ITALIAN + "SSI: 53", no_doubt(total=53)),
    ],
    ids=[
        *("whole", "without ranks", "comma", "one line", "one line without bars", "bars on lines of their own"),
        *("tabs", "of 25", "stuck together", "invisible characters", "capitals", "German", "Portuguese"),
        *("French", "Spanish", "Italian", "Dutch", "total by its word"),
    ],
)
def test_a_copied_page_is_understood(text: str, wanted: dict[str, Any]) -> None:
    """Whatever way its numbers stand beside its titles."""
    assert found(text) == wanted


def test_a_table_gives_the_averages_of_both_groups() -> None:
    """Its head says whose the columns are."""
    assert found(TABLE) == no_doubt(
        total=53,
        **RANKS,
        industry={"total": 34.0, "brand": 11.75, "find": 5.5, "engage": 2.0, "build": 14.75},
        network={"total": 36.0, "brand": 13.5, "find": 4.25, "engage": 2.5, "build": 15.75},
    )


def test_titles_below_a_group_are_that_groups() -> None:
    """The page's drill-down repeats the four titles."""
    below = "\nPeople in your network\n" + PLAIN[PLAIN.index("20.998") :].replace("6.4", "5.5")
    said = understand(PLAIN + below)
    assert (said.find, said.doubts) == (6.4, [])
    assert said.network is not None
    assert (said.network.find, said.network.brand) == (5.5, 20.998)


def test_a_sum_that_is_not_the_total_is_doubted() -> None:
    """One of them was read or copied wrongly; a rounded total is no doubt."""
    assert found(PLAIN.replace("53", "73"))["doubts"] == ["The four pillars add up to 52.648, but the total says 73."]


@pytest.mark.parametrize("said", ["25.001", "31,5", "1.234,5", "-3", "9" * 400])
def test_a_number_out_of_range_is_not_taken(said: str) -> None:
    """The pillar is missing, and the doubt says why."""
    heard = understand(PLAIN.replace("10.25", said))
    assert (heard.engage, heard.missing) == (None, ["engage"])
    assert len(heard.doubts) == 1
    assert heard.doubts[0].startswith('"Engage with insights" would be ')
    assert heard.doubts[0].endswith("; it was not taken, for it is 0 to 25.")


def test_a_total_and_a_rank_out_of_range_are_not_taken() -> None:
    """The pillars stand without them."""
    heard = found(WHOLE.replace("53\n", "153\n").replace("9%", "109%"))
    assert not {"total", "industry_rank"} & set(heard)
    assert {key: heard[key] for key in SCORES} == SCORES
    assert len(heard["doubts"]) == 2


def test_four_numbers_without_titles_are_taken_in_order_with_a_doubt() -> None:
    """With the total that they add up to."""
    heard = found("53\n20.998\n6.4\n10.25\n15")
    assert heard == SCORES | {
        "total": 53,
        "missing": [],
        "doubts": ["Not every title was recognised: the four numbers were taken in the page's order."],
    }


@pytest.mark.parametrize(
    "text", ["20.998\n6.4\n10.25", "20.998\n6.4\n10.25\n15\n3", "73 out of 100\n20\n6\n10\n15", "Hi"]
)
def test_other_numbers_without_titles_are_not_taken(text: str) -> None:
    """Three, five, or four that do not add up to the total could be anything."""
    assert understand(text).missing == ["brand", "find", "engage", "build"]


def test_what_can_be_paired_in_two_ways_is_doubted() -> None:
    """A number before the first title and one behind the last: either way fits."""
    heard = understand(
        "4 Establish your professional brand 8 Find the right people 9 Engage with insights 10 Build relationships 5"
    )
    assert heard.doubts == ["Which number belongs to which pillar can be read in two ways; compare with the page."]


def test_several_numbers_beside_a_title_are_doubted() -> None:
    """The nearest is taken, and named."""
    heard = understand(PLAIN.replace("6.4 | Find the right people", "Find the right people 6.4 7.5"))
    assert heard.find == 6.4
    assert heard.doubts == ['Several numbers stand beside "Find the right people"; 6.4 was taken.']


def test_a_title_that_stands_twice_with_different_numbers_is_doubted() -> None:
    """As when two copies were pasted together."""
    heard = understand(PLAIN + PLAIN.replace("6.4", "7.5"))
    assert heard.find == 6.4
    assert heard.doubts == ['"Find the right people" stands there twice with different numbers; 6.4 was taken.']


def test_days_versions_and_places_are_no_scores() -> None:
    """Numbers of other things around the page."""
    text = f"Updated 23.11.2026 at 10:42, v1.2.3, 2nd connection, H2\n{PLAIN}2026-11-23\n"
    assert found(text) == no_doubt(total=53)


WORDS = [
    *WHOLE.split(),
    *GERMAN.split(),
    *TABLE.split("\t"),
    "\n",
    "\t",
    "|",
    "%",
    "/ 25",
    "1.234,5",
    "\u200b",
    "-1",
    "9" * 30,
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=2000), st.lists(st.sampled_from(WORDS), max_size=300).map(" ".join)))
def test_any_text_is_understood_without_an_error(text: str) -> None:
    """The four pillars are there or missing, each within its range, and a doubt is a sentence."""
    heard = understand(text)
    assert heard.missing == [pillar for pillar in SCORES if getattr(heard, pillar) is None]
    assert all(doubt[0] in '"TYSNW' and doubt.endswith(".") for doubt in heard.doubts)


@pytest.mark.parametrize(
    "part",
    [
        *("a", "1", "1,", "1\t", "9 of ", "interag", "interag ", "durch insights ", "-", "\ufdfa", "x1\n", "1-1-"),
        *("find the right people 9 ", "industry ssi rank top 9% ", "industry network ", "\ud800"),
        "\tindustry\tnetwork\ntotal\t1\t2\n",
    ],
)
def test_no_text_takes_long(part: str) -> None:
    """Twenty thousand characters made to be slow take less than a second of work, and make few doubts."""
    text = (part * 20_000)[:20_000]
    begun = time.process_time()
    heard = understand(text)
    assert time.process_time() - begun < 1
    assert len(heard.doubts) < 20
