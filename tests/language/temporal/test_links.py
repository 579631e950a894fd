"""The preposition before a time, and the hours around it."""

import pytest

from service.language.temporal.links import after_clock, before_clock, link_before
from service.language.temporal.timewords import Link
from tests.language.temporal.lines import marked_line

LINKS = [
    ("by *Monday*", Link.AT, "by"),
    ("no later than *July* 9", Link.AT, "no later than"),
    ("before *June* 1", Link.BEFORE, "before"),
    ("ahead of *June* 1", Link.BEFORE, "ahead of"),
    ("not before *Tuesday*", Link.AT, "before"),
    ("before 9 a.m. on *Monday*", Link.AT, "before 9 a.m. on"),
    ("the night of *May* 20", Link.AT, "the night of"),
    ("from *July* 1", Link.FROM, "from"),
    ("through *Friday*", Link.TO, "through"),
    ("since *Monday*", Link.AFTER, "since"),
    ("it opens *Monday*", Link.AT, ""),
]


@pytest.mark.parametrize(("marked", "link", "words"), LINKS)
def test_the_preposition_before_a_time(marked: str, link: Link, words: str) -> None:
    line, index = marked_line(marked)

    found, start = link_before(line, index)

    assert (found, " ".join(line.lows[start:index])) == (link, words)


@pytest.mark.parametrize(
    ("marked", "hours"),
    [
        ("on Monday *at* 9:45 a.m. in Bonn", "at 9:45 a.m."),
        ("Friday *at* noon ,", "at noon"),
        ("Thursday *night* in Bonn", "night"),
        ("Friday *in* Bonn", ""),
        ("Monday *at* 7 votes", ""),
    ],
)
def test_the_hours_after_a_date(marked: str, hours: str) -> None:
    line, index = marked_line(marked)

    assert " ".join(line.lows[index : after_clock(line, index)]) == hours


@pytest.mark.parametrize(
    ("marked", "hours"),
    [
        ("at 9:45 *a.m.*", "9:45 a.m."),
        ("at 7 pm Eastern *time*", "7 pm eastern time"),
        ("by *noon*", "noon"),
        ("at *7*", ""),
        ("in *Bonn*", ""),
    ],
)
def test_the_clock_time_that_ends_at_a_word(marked: str, hours: str) -> None:
    line, index = marked_line(marked)

    assert " ".join(line.lows[before_clock(line, index) + 1 : index + 1]) == hours
