"""Which days a statement leaves open, said on Wednesday, 15 May 2024."""

from datetime import date

import pytest

from service.language.temporal.windows import When, read_when, time_words
from service.language.words import Words
from tests.language.marked import marked_tokens

WEDNESDAY = date(2024, 5, 15)

# (sentence, the last day that detection gives it, the days that it leaves open, parts of a day)
WINDOWS = [
    ("The yard will *close* on Monday", "2024-05-20", "2024-05-20 2024-05-20", ()),
    ("The yard will *close* tonight", "2024-05-15", "2024-05-15 2024-05-15", ()),
    ("The yard will *close* next week", "2024-05-26", "2024-05-20 2024-05-26", ()),
    ("The yard will *close* in the fourth quarter", "2024-12-31", "2024-10-01 2024-12-31", ()),
    ("The yard will *close* by the end of the month", "2024-05-31", "2024-05-15 2024-05-31", ()),
    ("The yard will *close* within three weeks", "2024-06-05", "2024-05-15 2024-06-05", ()),
    ("On Monday the yard will *close* at 9:30", "2024-05-20", "2024-05-20 2024-05-20", ("9:30",)),
    ("In June the yard will *close* on Monday", "2024-06-24", "2024-06-24 2024-06-24", ()),
    ("The yard will *close*", None, "2024-05-15 None", ()),
]


@pytest.mark.parametrize(("marked", "due", "days", "hours"), WINDOWS)
def test_the_days_that_are_on_time(marked: str, due: str | None, days: str, hours: tuple[str, ...]) -> None:
    tokens, token = marked_tokens(marked)
    words = Words(tokens)

    found = read_when(
        words.words, words.range(token, token + 1).start, WEDNESDAY, date.fromisoformat(due) if due else None
    )

    assert (f"{found.start} {found.due}", found.hours) == (days, hours)
    assert found.days == ((found.due - found.start).days + 1 if found.due else 0)
    assert When.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("by the end of the week", {"end": None, "week": "WEEK"}),
        ("on 3 March 2025", {"3": None, "march": "DAY", "2025": "YEAR"}),
        ("at 9:30", {"9:30": "HOUR"}),
        ("fall by a quarter of a point", {}),
        ("they may march", {}),
    ],
)
def test_the_words_that_tell_time(text: str, told: dict[str, str | None]) -> None:
    words = Words(marked_tokens(f"*{text.split()[0]}*{text[len(text.split()[0]) :]}")[0]).words

    assert {words[at].low: unit.name if unit is not None else None for at, unit in time_words(words).items()} == told
