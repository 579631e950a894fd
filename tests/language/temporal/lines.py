"""Lines of tests, seen from Wednesday, 15 May 2024: a word between asterisks is the one that a time is built around."""

from datetime import date

from service.language.temporal.readers import line_of
from service.language.temporal.readings import Line, Reader, Reading
from service.language.tokens import tokenize
from tests.language.marked import marked_tokens

WEDNESDAY = date(2024, 5, 15)


def line(text: str) -> Line:
    """The text as one line."""
    tokens = tokenize(text)
    return line_of(tokens, 0, len(tokens), WEDNESDAY)


def marked_line(marked: str) -> tuple[Line, int]:
    """The text as one line, and the word that is marked."""
    tokens, index = marked_tokens(marked)
    found = line_of(tokens, 0, len(tokens), WEDNESDAY)
    return found, found.places.index(index)


def days(reading: Reading | None) -> str | None:
    """The first and the last day of a reading; "over" where it is; None where there is none."""
    if reading is None:
        return None
    period = reading.find(WEDNESDAY) if reading.find else None
    return f"{period.start} {period.end}" if period else "over"


def told(reader: Reader, marked: str, anchor: date | None = None) -> tuple[str, str] | None:
    """The words that a reader reads around the marked one, and their days; None where it reads no time."""
    found, index = marked_line(marked)
    reading, last = reader(found, index, anchor), len(found.lows)
    if reading is None:
        return None
    assert 0 <= reading.first < reading.last <= last
    return " ".join(found.lows[reading.first : reading.last]), days(reading) or ""
