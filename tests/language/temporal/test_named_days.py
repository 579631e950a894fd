"""Times that are named: weekdays, dates, feasts, today; seen from Wednesday, 15 May 2024."""

import pytest

from service.language.temporal.named_days import (
    day_number,
    is_year,
    read_day_part,
    read_day_word,
    read_feast,
    read_month,
    read_nth,
    read_numeric,
    read_weekday,
    read_yesterday,
)
from service.language.temporal.readings import Reader
from tests.language.temporal.lines import told

NAMED: list[tuple[Reader, str, tuple[str, str] | None]] = [
    (read_weekday, "on *Monday*", ("monday", "2024-05-20 2024-05-20")),
    (read_weekday, "*Monday* week", ("monday week", "2024-05-27 2024-05-27")),
    (read_weekday, "*Friday* after next", ("friday after next", "2024-05-31 2024-05-31")),
    (read_weekday, "the first *Tuesday* of June", ("the first tuesday", "2024-06-04 2024-06-04")),
    (read_weekday, "by *Mon*", ("mon", "2024-05-20 2024-05-20")),
    (read_weekday, "last *Monday*", ("last monday", "over")),
    (read_weekday, "every *Monday*", None),
    (read_weekday, "the *Sunday* Times", None),
    (read_month, "in *March*", ("march", "2025-03-01 2025-03-31")),
    (read_month, "3-5 *March* 2026", ("3 - 5 march 2026", "2026-03-03 2026-03-05")),
    (read_month, "the 3rd of *March*", ("the 3rd of march", "2025-03-03 2025-03-03")),
    (read_month, "late *March*", ("late march", "2025-03-21 2025-03-31")),
    (read_month, "last *June*", ("last june", "over")),
    (read_month, "it *may* rain", None),
    (read_month, "*May* said", None),
    (read_day_word, "the day after *tomorrow*", ("the day after tomorrow", "2024-05-17 2024-05-17")),
    (read_day_word, "a week *tomorrow*", ("a week tomorrow", "2024-05-23 2024-05-23")),
    (read_day_word, "earlier *today*", ("earlier today", "over")),
    (read_yesterday, "*yesterday*", ("yesterday", "over")),
    (read_day_part, "later this *afternoon*", ("later this afternoon", "2024-05-15 2024-05-15")),
    (read_day_part, "earlier this *evening*", ("earlier this evening", "over")),
    (read_day_part, "in the *morning*", None),
    (read_nth, "by the *3rd* of next month", ("the 3rd", "2024-06-03 2024-06-03")),
    (read_nth, "on the *3rd* of his visits", None),
    (read_numeric, "on *2026-02-11*", ("2026-02-11", "2026-02-11 2026-02-11")),
    (read_numeric, "on *11.02.2026*", ("11.02.2026", "2026-02-11 2026-02-11")),
    (read_numeric, "by *1.2*", None),
    (read_numeric, "on *21/3/2027*", ("21/3/2027", "2027-03-21 2027-03-21")),
    (read_numeric, "on *3/21/2027*", ("3/21/2027", "2027-03-21 2027-03-21")),
    (read_numeric, "on *5/5/2027*", ("5/5/2027", "2027-05-05 2027-05-05")),
    (read_numeric, "on *5/6/2027*", None),
    (read_feast, "next *Christmas*", ("next christmas", "2024-12-25 2024-12-25")),
    (read_feast, "by *Christmas*", ("christmas", "2024-12-25 2024-12-25")),
    (read_feast, "on *New* Year's Eve", ("new year 's eve", "2024-12-31 2024-12-31")),
    (read_feast, "a *Christmas* market", None),
]


@pytest.mark.parametrize(("reader", "marked", "found"), NAMED)
def test_a_named_day(reader: Reader, marked: str, found: tuple[str, str] | None) -> None:
    assert told(reader, marked) == found


@pytest.mark.parametrize(
    ("word", "number"), [("3", 3), ("03", 3), ("31st", 31), ("32", None), ("0", None), ("x", None)]
)
def test_the_day_that_a_figure_numbers(word: str, number: int | None) -> None:
    assert day_number(word) == number


@pytest.mark.parametrize(("word", "year"), [("2027", True), ("1899", False), ("27", False), ("20x7", False)])
def test_a_figure_that_may_be_a_year(word: str, year: bool) -> None:
    assert is_year(word) is year
