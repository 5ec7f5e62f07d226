"""Streaks that forgive: tables of what was done, and the word of each day or week.

A line has a letter or a digit for each day. Done: the number. Words: `M` met, `s` skipped, `a` away,
`u` unlogged, `x` missed, `.` no word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from colonnade.habits.days import WeekStart, day_of
from colonnade.habits.document import EVERY_DAY, WEEKDAYS, Per
from colonnade.habits.routine import Goal, Run, Timeline
from colonnade.habits.streaks import Frozen, Word, chain_of, frozen_days, judged, record_of, streak_of, unanswered
from colonnade.scoring import PeriodSpan

MONDAY = date(2026, 11, 2)
"""The first day of every line, where nothing else is said."""
EVER = date(2003, 1, 1)
DAY = timedelta(days=1)
LETTERS = {"met": "M", "skipped": "s", "away": "a", "unlogged": "u", "missed": "x"}


def goal(per: Per = "day", target: int = 1, skips: int = 0, weekdays: Sequence[str] = WEEKDAYS) -> Goal:
    days = tuple(weekdays) if per == "day" else ()
    return Goal(id="it", name="It", per=per, target=target, skips=skips, weekdays=days)  # type: ignore[arg-type]


def counts(line: str, first: date = MONDAY) -> dict[date, int]:
    """What a line of digits says was done."""
    return {first + DAY * place: int(digit) for place, digit in enumerate(line.replace(" ", "")) if digit != "."}


def frozen(line: str) -> dict[date, Frozen]:
    """What a line of `a` and `u` says was away and unlogged."""
    kinds: dict[str, Frozen] = {"a": "away", "u": "unlogged"}
    return {MONDAY + DAY * n: kinds[letter] for n, letter in enumerate(line.replace(" ", "")) if letter in kinds}


def _letter(word: Word | None) -> str:
    return "." if word is None else LETTERS[word]


def words(
    it: Goal, done: str, asleep: str = "", week_start: WeekStart = "monday", start: date = EVER, days: int = 0
) -> str:
    """The word of each day, today being the last of `done`, or so many days later; a week's stands at its last day."""
    said = counts(done)
    today = max(said) + DAY * days
    run = Run(it, start, None)
    found = {one.last: one.word for one in judged([(run, said)], frozen(asleep), MONDAY, today, week_start)}
    line = "".join(_letter(found.get(MONDAY + DAY * number)) for number in range((today - MONDAY).days + 1))
    return line if it.per == "week" else " ".join(line[n : n + 7] for n in range(0, len(line), 7))


@pytest.mark.parametrize(
    ("skips", "done", "asleep", "expected"),
    [
        # Weekends are asked nothing; what is done there rewards nothing.
        (0, "1111100 11111", "", "MMMMM.. MMMMM"),
        (0, "1111111 11111", "", "MMMMM.. MMMMM"),
        # Today is still running: it has a word once it is met.
        (0, "1111100 11110", "", "MMMMM.. MMMM."),
        # Misses up to the budget of the month are skipped, in order.
        (0, "1011100 11111", "", "MxMMM.. MMMMM"),
        (1, "1010100 11111", "", "MsMxM.. MMMMM"),
        (2, "1010100 01111", "", "MsMsM.. xMMMM"),
        # The budget is a month's: 30 November and 1 December are the fifth Monday and Tuesday.
        (1, "0111100 1111100 1111100 1111100 0011100 1", "", "sMMMM.. MMMMM.. MMMMM.. MMMMM.. xsMMM.. M"),
        # Away over a week end: Friday to Monday.
        (0, "1111000 01111", "....aaa a", "MMMMa.. aMMMM"),
        # Away rewards nothing, even where something was logged.
        (0, "1111100 91111", "....aaa a", "MMMMa.. aMMMM"),
        # Unlogged freezes; what was logged all the same counts.
        (0, "1110100 11111", "...uu", "MMMuM.. MMMMM"),
    ],
)
def test_the_days_of_a_daily_habit(skips: int, done: str, asleep: str, expected: str) -> None:
    """Met, skipped, away, unlogged, missed."""
    assert words(goal(skips=skips), done, asleep) == expected


@pytest.mark.parametrize(
    ("target", "weekdays", "done", "expected"),
    [
        (2, WEEKDAYS, "2121100 3", "MxMxx.. M"),
        (1, EVERY_DAY, "1111101 1", "MMMMMxM M"),
        (1, ("mon", "wed"), "1000100 1010", "M.x.... M.M."),
    ],
)
def test_a_daily_habit_has_a_target_and_weekdays(
    target: int, weekdays: Sequence[str], done: str, expected: str
) -> None:
    """What falls short is a miss, and other weekdays have no word."""
    assert words(goal(target=target, weekdays=weekdays), done) == expected


@pytest.mark.parametrize(
    ("done", "asleep", "skips", "expected"),
    [
        # The word stands at the week's last day.
        ("1010010 0100001 0000000 0", "", 0, "......M......x......x."),
        ("1010010 0100001 0000000 0", "", 1, "......M......s......x."),
        # The running week has a word once it is met.
        ("0000003 030", "", 0, "......M..."),
        # Away over a week end into Monday: five sevenths of three is two.
        ("0101000 0111000 0", ".....aa a", 0, "......a......M."),
        ("0100000 0111000 0", ".....aa a", 0, "......x......M."),
        # A whole week away rewards nothing.
        ("1110000 1110000 0", "aaaaaaa", 0, "......a......M."),
        ("1000000 1110000 0", "uuuu", 0, "......u......M."),
    ],
)
def test_the_weeks_of_a_habit_of_three_a_week(done: str, asleep: str, skips: int, expected: str) -> None:
    """Judged by the week, never by the day."""
    assert words(goal("week", 3, skips), done, asleep) == expected


def test_a_sunday_week_and_a_monday_week_of_the_same_days() -> None:
    """Two posts on Saturday and one on Sunday are one Monday week, and no Sunday week."""
    done = "0000021 0000000 0000000 0"
    assert words(goal("week", 3), done) == "......M......x......x."
    # Sunday weeks end on Saturdays; the first began before the log and is not held against it.
    assert words(goal("week", 3), done, week_start="sunday") == "............x......x.."
    assert words(goal("week", 2), done, week_start="sunday") == ".....M......x......x.."


@pytest.mark.parametrize(
    ("done", "asleep", "expected"),
    [
        # Three in any seven days. The first six days have no word but met: the window was not there yet.
        ("1010100 0000000 0", "", "....MMM xxxxxxx ."),
        ("1010100 0010101 01", "", "....MMM xxxxxxM MM"),
        ("0010000 0010000 0", "", "......x xxxxxxx ."),
        # Away on four of the seven days asks for a share of three sevenths of three, which is one.
        ("1010100 1000000 0", "....... aaaa", "....MMM aaaaaaa ."),
    ],
)
def test_the_days_of_a_habit_of_three_in_any_seven_days(done: str, asleep: str, expected: str) -> None:
    """Each day looks back on seven, itself included."""
    assert words(goal("seven_days", 3), done, asleep) == expected


@pytest.mark.parametrize(
    ("per", "done", "expected"),
    [
        ("day", "1111100", "..MMM.."),
        ("week", "1100000 1110000 0", ".............M."),
        ("week", "1110000 1110000 0", "......M......M."),
        ("week", "0011100 1110000 0", "......M......M."),
    ],
)
def test_what_was_not_asked_for_from_the_start_is_no_miss(per: Per, done: str, expected: str) -> None:
    """The habit begins on Wednesday: its first week, taken whole, counts where met, and is not held against it."""
    it = goal(per, 3 if per == "week" else 1)
    assert words(it, done, start=MONDAY + 2 * DAY).replace(" ", "") == expected


DAILY = Timeline((Run(goal(), EVER, None), Run(Goal(id="w", name="W", per="week", target=1), EVER, None)))


@pytest.mark.parametrize(
    ("logged", "idle", "expected"),
    [
        ("1111100 11", "", ""),
        # An empty Wednesday is unlogged until the person says that nothing was done; an empty week end is just that.
        ("1101100 11", "", "2"),
        ("1101100 11", "2", ""),
        # Today may still be logged.
        ("1111100 10", "", ""),
        ("0000000 00", "", "0 1 2 3 4 7"),
    ],
)
def test_an_empty_day_on_which_a_daily_habit_was_due_is_unlogged(logged: str, idle: str, expected: str) -> None:
    """For streaks only, and until it is answered."""
    days = {day for day, number in counts(logged).items() if number}
    answered = {MONDAY + DAY * int(n) for n in idle.split()}
    found = frozen_days(DAILY, [], days, answered, MONDAY, MONDAY + 8 * DAY)
    assert found == {MONDAY + DAY * int(n): "unlogged" for n in expected.split()}


@pytest.mark.parametrize(
    ("logged", "away", "idle", "expected"),
    [
        # Today is the second Tuesday. Yesterday holds something: there is nothing to ask.
        ("1111100 10", "", "", None),
        ("1111100 00", "", "", (7, 7)),
        # A week end asks nothing of itself and parts no days.
        ("1110000 00", "", "", (3, 7)),
        ("1111000 10", "", "", None),
        # What was said, or logged on a week end, ends the row.
        ("1110000 00", "4", "", (7, 7)),
        ("1110000 00", "", "4", (7, 7)),
        ("1110010 00", "", "", (7, 7)),
        # Before the log began there is nothing to ask about.
        ("0000100 00", "", "", (7, 7)),
    ],
)
def test_what_is_asked_about_is_the_newest_row_of_empty_working_days(
    logged: str, away: str, idle: str, expected: tuple[int, int] | None
) -> None:
    """Until the person says what they were, or logs something."""
    days = {day for day, number in counts(logged).items() if number}
    said = {MONDAY + DAY * int(number) for number in idle.split()}
    periods = [PeriodSpan("away", MONDAY + DAY * int(n), MONDAY + DAY * int(n)) for n in away.split()]
    found = unanswered(DAILY, periods, days, said, min(days), MONDAY + 8 * DAY)
    assert (found and ((found.first - MONDAY).days, (found.last - MONDAY).days)) == expected


def test_what_the_person_said_of_a_day_stands_before_what_is_guessed() -> None:
    """And of two periods that overlap away counts."""
    periods = [PeriodSpan("away", MONDAY, MONDAY + DAY), PeriodSpan("unlogged", MONDAY + DAY, MONDAY + 2 * DAY)]
    found = frozen_days(DAILY, periods, set(), set(), MONDAY, MONDAY + 3 * DAY)
    assert found == {MONDAY: "away", MONDAY + DAY: "away", MONDAY + 2 * DAY: "unlogged"}


def streaks(it: Goal, moments: Sequence[str], today: date, day_start: str = "00:00") -> tuple[str, int]:
    """The words of activities done at these times, and the streak."""
    done = Counter(day_of(datetime.fromisoformat(at), day_start) for at in moments)
    run = Run(it, EVER, None)
    found = judged([(run, done)], {}, MONDAY, today, "monday")
    return "".join(LETTERS[one.word] for one in found), record_of(run, found, today).length


@pytest.mark.parametrize(("day_start", "expected"), [("00:00", ("MxMM", 2)), ("03:00", ("MMMx", 0))])
def test_a_day_that_begins_at_three_takes_the_night_with_it(day_start: str, expected: tuple[str, int]) -> None:
    """Half past two on Wednesday is Tuesday's, and half past two on Thursday Wednesday's."""
    nights = [
        "2026-11-02T22:00:00+01:00",
        "2026-11-04T02:30:00+01:00",
        "2026-11-05T02:30:00+01:00",
    ]
    assert streaks(goal(), nights, date(2026, 11, 6), day_start) == expected


def test_a_change_of_time_zone_breaks_no_streak() -> None:
    """Each activity counts in the day it was where it was done: Berlin, then Tokyo, then Los Angeles.

    Tuesday's in Tokyo is still Monday in Berlin, and Wednesday's in Los Angeles is Thursday there.
    """
    trip = [
        "2026-11-02T10:00:00+01:00",
        "2026-11-03T07:30:00+09:00",
        "2026-11-04T17:00:00-08:00",
        "2026-11-05T23:30:00-08:00",
    ]
    assert streaks(goal(), trip, date(2026, 11, 5)) == ("MMMM", 4)


def test_a_change_of_the_target_does_not_rewrite_what_was() -> None:
    """Two a day sufficed until Wednesday; from Thursday on it is three. The streak goes on over the change."""
    before = Run(goal(target=2), EVER, MONDAY + 2 * DAY)
    after = Run(goal(target=3), MONDAY + 3 * DAY, None)
    timeline = Timeline((after, before))
    done = counts("2223200 3")
    today = MONDAY + 7 * DAY
    chain = [(timeline.runs[place], done) for place in chain_of(timeline, "it", today)]
    assert [run for run, _ in chain] == [before, after]
    assert "".join(LETTERS[one.word] for one in judged(chain, {}, MONDAY, today, "monday")) == "MMMMxM"


def test_a_week_in_which_the_target_changed_is_judged_by_what_was_asked_last() -> None:
    """On its last day; the weeks before by what was asked then."""
    before = Run(goal("week", 1), EVER, MONDAY + 9 * DAY)
    after = Run(goal("week", 2), MONDAY + 10 * DAY, None)
    done = counts("1000000 1000000 0000002 0")
    found = judged([(before, done), (after, done)], {}, MONDAY, MONDAY + 21 * DAY, "monday")
    assert "".join(LETTERS[one.word] for one in found) == "MxM"


def test_another_cadence_and_a_gap_begin_anew() -> None:
    """Days and weeks in a row cannot be added, and what was given up for a while starts again."""
    weekly = Run(goal("week", 3), EVER, MONDAY - DAY)
    daily = Run(goal(), MONDAY, MONDAY + 3 * DAY)
    again = Run(goal(), MONDAY + 7 * DAY, None)
    timeline = Timeline((weekly, daily, again))
    assert chain_of(timeline, "it", MONDAY - DAY) == [0]
    assert chain_of(timeline, "it", MONDAY) == [1]
    assert chain_of(timeline, "it", MONDAY + 5 * DAY) == []
    assert chain_of(timeline, "it", MONDAY + 7 * DAY) == [2]


@pytest.mark.parametrize(
    ("done", "asleep", "skips", "length", "left"),
    [
        ("1111100 11111", "", 0, 10, 0),
        ("1111100 11110", "", 0, 9, 0),
        ("1011100 11111", "", 0, 8, 0),
        # Skipped, away and unlogged days are stepped over and not counted.
        ("1011100 11111", "", 2, 9, 1),
        ("1110000 11111", "...au", 2, 8, 2),
        ("0000000 00000", "", 2, 0, 0),
    ],
)
def test_the_length_of_a_streak_and_the_skips_left(done: str, asleep: str, skips: int, length: int, left: int) -> None:
    """A streak counts what was met; a skip freezes, it does not reward."""
    run, said = Run(goal(skips=skips), EVER, None), counts(done)
    today = max(said)
    found = streak_of(run, record_of(run, judged([(run, said)], frozen(asleep), MONDAY, today, "monday"), today))
    assert (found.unit, found.length, found.skips, found.skips_left) == ("days", length, skips, left)


def strengths(per: Per, done: str, asleep: str = "", skips: int = 0) -> float:
    run, said = Run(goal(per, skips=skips), EVER, None), counts(done)
    today = max(said) + DAY
    return round(record_of(run, judged([(run, said)], frozen(asleep), MONDAY, today, "monday"), today).strength, 3)


WEEK, GONE = "1111100 ", "0000000 "


@pytest.mark.parametrize(
    ("per", "done", "asleep", "skips", "expected"),
    [
        # Two weeks of what is asked for make half of it, four three quarters, eight 94 per cent.
        ("day", WEEK * 2, "", 0, 0.5),
        ("day", WEEK * 4, "", 0, 0.75),
        ("day", WEEK * 8, "", 0, 0.938),
        ("week", WEEK * 2, "", 0, 0.5),
        # A miss is no cliff: a day takes seven hundredths of it, two weeks half.
        ("day", WEEK * 3 + "1111000", "", 0, 0.683),
        ("day", WEEK * 4 + GONE * 2, "", 0, 0.375),
        # Away and skipped days change nothing.
        ("day", WEEK * 4 + GONE, "." * 28 + "aaaaaaa", 0, 0.75),
        ("day", WEEK * 3 + "1111000", "", 1, 0.732),
        # The fifteenth day is met already, by the six before it.
        ("seven_days", "1111111 1111111", "", 0, 0.524),
    ],
)
def test_strength_has_a_half_life_of_two_weeks(per: Per, done: str, asleep: str, skips: int, expected: float) -> None:
    """Of what the habit asks for: ten weekdays, two weeks, fourteen days."""
    assert strengths(per, done, asleep, skips) == expected


def test_half_of_a_target_is_worth_half() -> None:
    """Strength counts the share that was done; the streak does not."""
    run, said = Run(goal(target=2), EVER, None), counts("1111100 1111100")
    found = judged([(run, said)], {}, MONDAY, MONDAY + 14 * DAY, "monday")
    record = record_of(run, found, MONDAY + 14 * DAY)
    assert (round(record.strength, 3), record.length) == (0.25, 0)


def test_a_record_goes_on_where_it_was_left() -> None:
    """What the days before come to can be kept, and today be added to it."""
    run, said = Run(goal(skips=1), EVER, None), counts("1110100 0111001 0110")
    today = max(said)
    found = judged([(run, said)], frozen("...a"), MONDAY, today, "monday")
    for number in range(len(found) + 1):
        before = record_of(run, found[:number], today)
        assert record_of(run, found[number:], today, before) == record_of(run, found, today)
