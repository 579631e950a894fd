"""Times that are named and longer than a month; seen from Wednesday, 15 May 2024."""

import pytest

from service.language.temporal.named_periods import read_code, read_season, read_year, read_year_end
from service.language.temporal.readings import Reader
from tests.language.temporal.lines import told

NAMED: list[tuple[Reader, str, tuple[str, str] | None]] = [
    (read_season, "this *summer*", ("this summer", "2024-06-01 2024-08-31")),
    (read_season, "next *spring*", ("next spring", "2025-03-01 2025-05-31")),
    (read_season, "*winter* 2026", ("winter 2026", "2026-12-01 2027-02-28")),
    (read_season, "last *summer*", ("last summer", "over")),
    (read_season, "a *fall* of prices", None),
    (read_season, "the *fall* in prices", None),
    (read_year, "in *2027*", ("2027", "2027-01-01 2027-12-31")),
    (read_year, "by fiscal *2027*", ("fiscal 2027", "2027-01-01 2027-12-31")),
    (read_year, "in *2026* - 27", ("2026 - 27", "2026-01-01 2027-12-31")),
    (read_year, "to *2000* homes", None),
    (read_code, "in *Q4*", ("q4", "2024-10-01 2024-12-31")),
    (read_code, "by *H2*", ("h2", "2024-07-01 2024-12-31")),
    (read_code, "the *Q4* result", None),
    (read_year_end, "before the *year-end*", ("before the year-end", "2024-01-01 2024-12-31")),
    (read_year_end, "*year-end* 2026", ("year-end 2026", "2026-01-01 2026-12-31")),
    (read_year_end, "at *month-end*", ("month-end", "2024-05-01 2024-05-31")),
]


@pytest.mark.parametrize(("reader", "marked", "found"), NAMED)
def test_a_named_period(reader: Reader, marked: str, found: tuple[str, str] | None) -> None:
    assert told(reader, marked) == found
