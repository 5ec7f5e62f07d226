"""A share of owed replies: tables of messages and answers, and the word of each week.

A word is a letter, the weeks in order: `M` met, `s` skipped, `a` away, `u` unlogged, `x` missed, `.` no word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.habits.days import WeekStart, week_of
from colonnade.habits.document import SINCE
from colonnade.habits.replies import Message
from colonnade.habits.routine import Goal, Run, ShareHabit, Timeline
from colonnade.habits.share_habit import InTime, replied, settled, share_asked, share_next, share_progress, waiting
from colonnade.habits.streaks import Frozen, Judged, chain_of, judged, record_of

MONDAY = date(2026, 11, 2)
"""Day 0 of every table."""
DAY = timedelta(days=1)
LETTERS = {"met": "M", "skipped": "s", "away": "a", "unlogged": "u", "missed": "x"}


def share(percent: int = 90, hours: int = 24, skips: int = 0) -> ShareHabit:
    return ShareHabit(id="prompt", name="Prompt", per="week", target=percent, hours=hours, skips=skips)


def at(day: int, clock: str, offset: str = "+01:00") -> datetime:
    return datetime.fromisoformat(f"{MONDAY + day * DAY}T{clock}{offset}")


def messages(text: str) -> list[Message]:
    """Of days, clocks, what it was, whose and how many: `0 09:00 came Ann, 1 08:30 answered Ann x2`."""
    found = []
    for part in text.split(", ") if text else []:
        words = part.split(" ")
        count = int(words.pop()[1:]) if words[-1].startswith("x") else 1
        name = words[3] if len(words) > 3 else ""
        found.append(Message(at(int(words[0]), words[1]), words[2] == "answered", name.casefold(), name, count))
    return found


def judge(
    said: str,
    goals: Sequence[tuple[ShareHabit, int]],
    asleep: str = "",
    today: int = 21,
    week_start: WeekStart = "monday",
    day_start: str = "00:00",
) -> list[Judged]:
    """The weeks of a share that became another on the days that are named with them, the first since ever."""
    starts = [SINCE, *(MONDAY + day * DAY for _, day in goals[1:])]
    runs = [
        Run(goal, start, None if number == len(goals) - 1 else starts[number + 1] - DAY)
        for number, ((goal, _), start) in enumerate(zip(goals, starts, strict=True))
    ]
    now = at(today, "12:00")
    kinds: dict[str, Frozen] = {"a": "away", "u": "unlogged"}
    letters = enumerate(asleep.replace(" ", ""))
    frozen = {MONDAY + DAY * day: kinds[letter] for day, letter in letters if letter in kinds}
    done = [replied(settled(messages(said), goal.hours, now), day_start, now) for goal, _ in goals]
    first = MONDAY - DAY if week_start == "sunday" else MONDAY
    return judged(list(zip(runs, done, strict=True)), frozen, first, MONDAY + today * DAY, week_start)


def weeks(words: Sequence[Judged], number: int = 3, week_start: WeekStart = "monday") -> str:
    """A letter for each of so many weeks from that of day 0 on."""
    found = {one.first: LETTERS[one.word] for one in words}
    first = week_of(MONDAY, week_start)[0]
    return "".join(found.get(first + 7 * n * DAY, ".") for n in range(number))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # Nothing came: nothing was asked.
        ("", "..."),
        ("0 09:00 came, 0 10:00 answered", "M.."),
        # A day to the minute is within a day.
        ("0 09:00 came, 1 09:00 answered", "M.."),
        ("0 09:00 came, 1 09:01 answered", "x.."),
        ("0 09:00 came", "x.."),
        # Nine of ten are 90 in a hundred, eight are not.
        ("0 09:00 came x10, 0 10:00 answered x9", "M.."),
        ("0 09:00 came x10, 0 10:00 answered x8", "x.."),
        ("0 09:00 came x10, 0 10:00 answered x8, 4 10:00 answered x2", "x.."),
        # Whose it is decides what an answer closes.
        ("0 09:00 came Ann, 0 09:00 came Bob, 0 10:00 answered Ann, 3 10:00 answered Bob", "x.."),
        # An answer to nothing is no reply that was due.
        ("0 10:00 answered x5", "..."),
        # Sunday evening's message: an answer at once counts at once, one on Monday then, and so does none.
        ("6 20:00 came, 6 21:00 answered", "M.."),
        ("6 20:00 came, 7 10:00 answered", ".M."),
        ("6 20:00 came, 9 10:00 answered", ".x."),
        ("6 20:00 came", ".x."),
        # What was answered too late, a month later or never, is a miss of the week its hours ran out in.
        ("0 09:00 came, 14 09:00 answered, 14 10:00 came, 14 11:00 answered", "x.M"),
    ],
)
def test_the_weeks_of_a_share(said: str, expected: str) -> None:
    """Each message counts once, where it was answered in time, or where its hours ran out."""
    assert weeks(judge(said, [(share(), 0)])) == expected


@pytest.mark.parametrize(
    ("hours", "percent", "said", "expected"),
    [
        (1, 100, "0 09:00 came, 0 10:00 answered", "M.."),
        (1, 100, "0 09:00 came, 0 10:01 answered", "x.."),
        # With a week's time the answer counts in the week it was written in, and the other message in the next.
        (168, 100, "0 09:00 came x2, 6 09:00 answered", "Mx."),
        (168, 100, "0 09:00 came x2, 7 09:00 answered x2", ".M."),
        (24, 1, "0 09:00 came x100, 0 10:00 answered", "M.."),
        (24, 1, "0 09:00 came x101, 0 10:00 answered", "x.."),
    ],
)
def test_hours_and_share_are_the_persons(hours: int, percent: int, said: str, expected: str) -> None:
    """An hour or a week, one of a hundred or all of them; whole numbers decide, and no fraction is lost."""
    assert weeks(judge(said, [(share(percent, hours), 0)])) == expected


@pytest.mark.parametrize(
    ("said", "asleep", "skips", "expected"),
    [
        # What ran out on an away day is held against nobody; the week rewards nothing either.
        ("0 09:00 came", ".a", 0, "a.."),
        ("0 09:00 came", ".u", 0, "u.."),
        ("0 09:00 came", "a.", 0, "x.."),
        ("0 09:00 came, 3 09:00 came", ".a", 0, "x.."),
        ("0 09:00 came, 3 09:00 came, 3 10:00 answered Bob, 3 10:00 answered", ".a", 0, "a.."),
        # Who reaches the share all the same is rewarded, but for a week that was away whole.
        ("0 09:00 came, 1 08:00 answered", ".a", 0, "M.."),
        ("0 09:00 came, 1 08:00 answered", "aaaaaaa", 0, "a.."),
        ("0 09:00 came, 1 08:00 answered", "uuuuuuu", 0, "M.."),
        # One miss a month is skipped, the next is not.
        ("0 09:00 came, 7 09:00 came", "", 1, "sx."),
    ],
)
def test_away_unlogged_and_skipped_weeks(said: str, asleep: str, skips: int, expected: str) -> None:
    """As of every habit that is judged by the week."""
    assert weeks(judge(said, [(share(skips=skips), 0)], asleep)) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # Sunday: the week runs, and even what is met may still be missed.
        (6, "..."),
        (7, "M.."),
    ],
)
def test_a_running_week_has_no_word_yet(today: int, expected: str) -> None:
    """Unlike a number of times, a share can be lost again."""
    assert weeks(judge("0 09:00 came, 0 10:00 answered", [(share(), 0)], today=today)) == expected


def test_sunday_weeks_and_monday_weeks_part_the_same_messages_elsewhere() -> None:
    """Saturday's message is answered, Sunday's runs out on Monday; the Sunday week before begins with day -1."""
    said = "5 09:00 came, 5 10:00 answered, 5 20:00 came"
    assert weeks(judge(said, [(share(), 0)])) == "x.."
    assert weeks(judge(said, [(share(), 0)], week_start="sunday"), week_start="sunday") == "Mx."


@pytest.mark.parametrize(("day_start", "expected"), [("00:00", ".M."), ("03:00", "M..")])
def test_a_day_that_begins_at_three_takes_the_night_with_it(day_start: str, expected: str) -> None:
    """Half past two on Monday night is still the week before."""
    said = "6 22:00 came, 7 02:30 answered"
    assert weeks(judge(said, [(share(), 0)], day_start=day_start)) == expected


@pytest.mark.parametrize(("day_start", "expected"), [("00:00", ".x."), ("03:00", "x..")])
def test_what_runs_out_at_night_runs_out_on_the_day_before(day_start: str, expected: str) -> None:
    """The same of hours that nobody used."""
    assert weeks(judge("6 02:30 came", [(share(), 0)], day_start=day_start)) == expected


def test_a_change_of_the_share_does_not_rewrite_what_was() -> None:
    """Half within two days sufficed in the first week; since the second Monday it is all within a day."""
    said = ", ".join(
        f"{day} 09:00 came {who} x2, {day + 1} 12:00 answered {who}" for day, who in ((0, "Ann"), (7, "Bob"))
    )
    before, after = share(50, 48), share(100, 24)
    assert weeks(judge(said, [(before, 0), (after, 7)])) == "Mx."
    assert weeks(judge(said, [(before, 0)])) == "MM."


def test_a_streak_counts_the_weeks_that_were_met_and_steps_over_the_others() -> None:
    """Met, nothing due, met: two weeks in a row. A strength grows by the weeks that asked for something."""
    said = "0 09:00 came, 0 10:00 answered, 14 09:00 came x10, 14 10:00 answered x9"
    words = judge(said, [(share(), 0)])
    assert weeks(words) == "M.M"
    run = Run(share(), SINCE, None)
    record = record_of(run, words, MONDAY + 21 * DAY)
    # Two weeks of what is asked for make half of it; nine of ten are all of a share of 90.
    assert (record.length, round(record.strength, 3)) == (2, 0.5)
    missed = record_of(run, judge("0 09:00 came x10, 0 10:00 answered x3", [(share(60), 0)]), MONDAY + 21 * DAY)
    # Three tenths of six tenths are half of it.
    assert (missed.length, round(missed.strength, 3)) == (0, round((1 - 2**-0.5) / 2, 3))


def test_a_count_that_becomes_a_share_goes_on_by_the_week() -> None:
    """Both are judged by the week, each of its weeks by what was asked then."""
    counted = Run(Goal(id="prompt", name="Answers", per="week", target=1), SINCE, MONDAY + 6 * DAY)
    later = Run(share(), MONDAY + 7 * DAY, None)
    timeline = Timeline((counted, later))
    assert chain_of(timeline, "prompt", MONDAY + 8 * DAY) == [0, 1]
    assert timeline.share_on(MONDAY) is None
    assert timeline.reading_on(MONDAY + 8 * DAY) is None
    found = replied(settled(messages("7 09:00 came, 7 10:00 answered"), 24, at(21, "12:00")), "00:00", at(21, "12:00"))
    words = judged([(counted, {MONDAY: 1}), (later, found)], {}, MONDAY, MONDAY + 21 * DAY, "monday")
    assert weeks(words) == "MM."


def row(said: str, day: int, clock: str = "12:00") -> tuple[int, int, int]:
    """In time, of how many, and how many can still be, at a moment of the first week."""
    now = at(day, clock)
    those = settled(messages(said), 24, now)
    week = replied(those, "00:00", now).over(MONDAY + n * DAY for n in range(7))
    open_ = waiting(those, now)
    told = share_progress(share(), week, None)
    return told.done, told.target, share_asked(share(), open_).open


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        ("", 3, (0, 0, 0)),
        ("0 09:00 came x10, 0 10:00 answered x9", 0, (9, 9, 1)),
        ("0 09:00 came x10, 0 10:00 answered x9", 1, (9, 10, 0)),
        # Late is late, whether or not it is answered.
        ("0 09:00 came, 1 10:00 came", 1, (0, 1, 1)),
        ("0 09:00 came, 1 10:00 came, 1 11:00 answered", 1, (0, 1, 1)),
        ("0 09:00 came, 1 10:00 came, 1 11:00 answered x2", 1, (1, 2, 0)),
    ],
)
def test_a_message_whose_hours_are_not_over_is_neither_in_time_nor_late(
    said: str, day: int, expected: tuple[int, int, int]
) -> None:
    """At noon of that day: it stands among those that can still be answered."""
    assert row(said, day) == expected


def test_the_row_says_what_is_asked() -> None:
    """It counts as due but while the person is away, and logs under the pillar of messages."""
    told = share_progress(share(75, 48), InTime(9, 10), None)
    assert (told.of, told.cadence, told.per, told.pillar, told.kind) == (
        "replies",
        "75 % within 48 h",
        "week",
        "build",
        None,
    )
    assert (told.due, share_progress(share(), InTime(0, 0), "away").due) == (True, False)


def test_answering_is_a_step_while_a_reply_is_in_time() -> None:
    """With the numbers it rests on and no promise of points; it leads to who waits, since only they can be answered."""
    now = at(1, "12:00")
    those = waiting(settled(messages("1 10:00 came, 1 11:00 came"), 24, now), now)
    asked = share_asked(share(), those)
    step = share_next(share_progress(share(), InTime(8, 9), None), asked, those[0].at)
    assert step is not None
    assert (step.title, step.reason) == (
        "Answer 2 messages",
        "8 of 9 answered within 24 h this week, 90 % asked: the first is in time until 10:00.",
    )
    assert (step.gain, step.clicks, step.opens, step.button, step.minutes) == (None, [], "owed", "See who waits", 6)
    calm = share_next(share_progress(share(), InTime(0, 0), None), asked, None)
    assert calm is not None
    assert calm.reason == "No message was due yet this week, 90 % asked: 2 are still in time."
    assert share_next(share_progress(share(), InTime(8, 9), "away"), asked, those[0].at) is None
    assert share_next(share_progress(share(), InTime(8, 9), None), share_asked(share(), []), None) is None


moments = st.integers(0, 14 * 24 * 60).map(lambda minutes: at(0, "00:00") + timedelta(minutes=minutes))
written = st.builds(
    Message,
    moments,
    st.booleans(),
    person=st.sampled_from(["", "ann", "bob"]),
    contact=st.just(""),
    count=st.integers(1, 3),
)


@given(said=st.lists(written, max_size=12), hours=st.integers(1, 168), start=st.sampled_from(["00:00", "03:00"]))
def test_every_message_is_settled_once_and_stays_so(said: list[Message], hours: int, start: str) -> None:
    """In time, late or open, together they are all that came; what a day settled no later message changes."""
    came = sum(one.count for one in said if not one.answer)
    days = [MONDAY + n * DAY for n in range(-1, 30)]
    before = InTime(0, 0)
    for day in range(0, 23, 2):
        now = at(day, "03:00")
        known = [one for one in said if one.at <= now]
        those = settled(known, hours, now)
        met, due = replied(those, start, now).over(days)
        open_ = sum(one.count for one in waiting(those, now))
        assert due + open_ == sum(one.count for one in known if not one.answer)
        assert 0 <= met <= due
        assert (met >= before.met, due >= before.due) == (True, True)
        whole = replied(settled(said, hours, now), start, now).over(days)
        assert whole == (met, due)
        before = InTime(met, due)
    assert before.due == came
