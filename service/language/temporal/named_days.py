"""Times that are named: weekdays, dates, months, seasons, years, feasts, today and tomorrow."""

import re
from datetime import date

from service.language.temporal.conventions import (
    Finder,
    Period,
    Unit,
    after_days,
    containing,
    first_date,
    first_day_number,
    first_from_easter,
    first_month,
    first_weekday,
    following,
    month_of,
    nth_weekday,
    one_day,
)
from service.language.temporal.readings import Line, Reading, bygone, fixed, narrowed
from service.language.temporal.timewords import FIRST_YEAR, LAST_YEAR, lexis

LONGEST_MONTH = 31
WEEK = 7  # days
_DAY_NUMBER = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
_NTH = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTHS = 12
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def is_year(word: str) -> bool:
    """Whether a figure may be a year of the present age."""
    return len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR


def day_number(word: str) -> int | None:
    """The day of the month that "3", "03" or "3rd" stands for."""
    match = _DAY_NUMBER.fullmatch(word)
    number = int(match[1]) if match else 0
    return number if 1 <= number <= LONGEST_MONTH else None


def modified(line: Line, at: int, last: int, find: Finder, of_next: Finder) -> Reading | None:
    """A named time with "next", "this", "last" before it; `of_next` finds what "next" makes of it."""
    before, words = line.low(at - 1), lexis()
    if before in words.recurrent:
        return None
    if before in words.bygone:
        return bygone(at - 1, last)
    if before in words.next:
        return Reading(at - 1, last, of_next)
    if before in words.coming or before in words.onward:
        first = at - 1 - (line.low(at - 2) in words.this or line.low(at - 2) in words.the)
        return Reading(first, last, find) if line.low(first) not in words.bygone else bygone(first, last)
    return Reading(at, last, find)


def read_weekday(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """Monday, next Monday, Monday week. Not Good Friday, the Sunday Times or every Monday."""
    word, last, words = line.low(at), at + 1, lexis()
    if word in words.short_weekdays:
        if not _is_short_weekday(line, at):
            return None
        last += line.low(last) == "."
    if line.low(at - 1) in words.named_days or (line.low(at + 1) in words.papers and line.words[at + 1][0].isupper()):
        return None
    weekday = words.weekdays.get(word) or words.short_weekdays[word]
    ordinal = words.ordinals.get(line.low(at - 1))
    if ordinal is not None and line.low(at - 2) in words.the and line.low(last) in words.place_of_weekday:
        return Reading(at - 2, last, nth_weekday(weekday, ordinal))
    find = first_weekday(weekday)
    if skipped := line.phrase_at(last, words.after_next):
        later = find(following(line.today, Unit.WEEK).start).start
        return Reading(at, last + skipped, fixed(one_day(after_days(later, WEEK))))
    if put_off := _put_off(line, last):
        later = after_days(find(line.today).start, put_off)
        return Reading(at, last + 1, fixed(one_day(later)))
    return modified(line, at, last, find, lambda day: find(max(day, following(line.today, Unit.WEEK).start)))


def _put_off(line: Line, at: int) -> int:
    """By how many days "week" or "fortnight" at `at` puts off the day before it: "Friday *week*"; 0 for none."""
    words = lexis()
    if line.low(at) not in words.week or line.low(at + 1) in words.possessive:
        return 0
    return WEEK * words.multiples.get(line.low(at), 1)


def _is_short_weekday(line: Line, at: int) -> bool:
    behind, words = at + 1, lexis()
    while line.low(behind) in {".", ","} and behind < at + 3:
        behind += 1
    return line.words[at][0].isupper() and (
        line.low(at - 1) in words.short_day_links
        or line.low(behind) in words.months
        or (day_number(line.low(behind)) is not None and line.low(behind + 1) in words.months)
    )


def read_month(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """March, March 3, 3-5 March, the 3rd of March 2026, late March, next March."""
    month = lexis().months[line.low(at)]
    days, first, last = _days_of_month(line, at)
    if line.words[at].islower() and line.low(at) in lexis().namesakes:
        return None
    if not days and not _is_month(line, at):
        return None
    year, last = year_behind(line, last)
    if days:
        return Reading(first, last, _date_finder(month, days[0], days[-1], year))
    if year is not None:
        return narrowed(line, Reading(at, last, fixed(month_of(year, month))))
    next_year = containing(line.today, Unit.YEAR).end
    find = first_month(month)
    reading = modified(line, at, last, find, lambda _day: find(after_days(next_year, 1)))
    return narrowed(line, reading) if reading else None


def _is_month(line: Line, at: int) -> bool:
    """Whether a month's name that may be another word, or somebody's name, stands where a month can."""
    words, before, behind = lexis(), line.low(at - 1), line.low(at + 1)
    if line.low(at) not in words.namesakes:
        return True
    if behind in words.possessive and before not in words.possessive_month_links:
        return False
    licensed = before in words.prepositions or before in words.parts or before in words.coming or before in words.bygone
    return (
        licensed
        or before in words.month_links
        or before in words.dashes
        or is_year(line.low(at + 1 + (behind in words.year_links)))
        or (before in words.conjunctions and (line.low(at - 2) in words.months or behind in words.both))
    )


def _days_of_month(line: Line, at: int) -> tuple[list[int], int, int]:
    """The first and last day beside a month, and the words [first, last) they take up with it."""
    right = _days_behind(line, at + 1)
    if right:
        return right[0], at, right[1]
    end, words = at - 1, lexis()
    if line.low(end) in words.of:
        end -= 1
    number = _day_before(line, end)
    if number is None:
        return [], at, at + 1
    first = end
    numbers = [number]
    if line.low(end - 1) in words.day_joints and _day_before(line, end - 2):
        numbers.insert(0, _day_before(line, end - 2) or 0)
        first = end - 2
    first -= line.low(first - 1) in words.the
    return numbers, first, at + 1


def _day_before(line: Line, at: int) -> int | None:
    word, words = line.low(at), lexis()
    if word in words.ordinals and line.low(at + 1) in words.of:
        return max(words.ordinals[word], 0) or None
    return None if line.low(at - 1) in {"$", "£", "€"} else day_number(word)


def _days_behind(line: Line, at: int) -> tuple[list[int], int] | None:
    words = lexis()
    at += line.low(at) in words.the
    number = day_number(line.low(at))
    if number is None or line.low(at - 2) in words.inside or line.low(at + 1) in {"%", ":"}:
        return None
    joined = line.low(at + 1)
    until = day_number(line.low(at + 2)) if joined in words.following_day_joints else None
    if until is None or line.low(at + 3) in words.months or (joined not in words.dashes and counts(line, at + 2)):
        return [number], at + 1
    return [number, until], at + 3


def counts(line: Line, at: int) -> bool:
    """Whether the figure at `at` counts the things named after it."""
    behind = line.low(at + 1)
    return behind[:1].isalpha() and behind not in lexis().function_words


def year_behind(line: Line, at: int) -> tuple[int | None, int]:
    """The year at `at`, after a comma or "of", and the word after it; None and `at` where there is none."""
    index = at + (line.low(at) in lexis().year_links)
    if is_year(line.low(index)) and not (index == at + 1 and line.low(at) == "," and counts(line, index)):
        return int(line.low(index)), index + 1
    return None, at


def _date_finder(month: int, first: int, last: int, year: int | None) -> Finder:
    if year is not None:
        return fixed(Period(date(year, month, first), date(year, month, last), Unit.DAY))

    def find(day: date) -> Period:
        end = first_date(month, last)(day).end
        start = end.replace(day=first) if first <= last else end
        return Period(start, end, Unit.DAY)

    return find


def read_day_word(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """Today, later today, tomorrow, the day after tomorrow, overnight; earlier today is over."""
    words = lexis()
    count, first = words.day_words[line.low(at)], at
    if put_off := line.phrase_before(at, words.days_later):
        first, count = at - len(put_off), count + words.days_later[put_off]
        first -= line.low(first - 1) in words.the
    if line.low(at - 1) in words.today_over and count == 0:
        return bygone(at - 1, at + 1)
    first -= line.low(first - 1) in words.day_moments
    weeks = _put_off(line, at + 1)
    return Reading(first, at + 1 + (weeks > 0), fixed(one_day(after_days(line.today, count + weeks))))


def read_yesterday(_line: Line, at: int, _anchor: date | None) -> Reading:
    """Yesterday is over."""
    return bygone(at, at + 1)


def read_day_part(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """This morning, this evening, later this afternoon."""
    words = lexis()
    if line.low(at - 1) not in words.this_part:
        return None
    if line.low(at - 2) in words.earlier:
        return bygone(at - 2, at + 1)
    first = at - 1 - (line.low(at - 2) in words.day_moments)
    return Reading(first, at + 1, fixed(one_day(line.today)))


def read_nth(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """On the 20th, by the 3rd of next month. Not the 20th floor."""
    match, words = _NTH.fullmatch(line.low(at)), lexis()
    if match is None or line.low(at - 1) not in words.the or line.low(at - 2) not in words.prepositions:
        return None
    behind = line.low(at + 1)
    if counts(line, at) or (behind in words.of and line.low(at + 2) not in words.known_nths):
        return None
    return Reading(at - 1, at + 1, first_day_number(int(match[1])))


def read_numeric(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """2026-02-11, 11.02.2026 and 21/2/2026, which can be read in one way only: not 11/2/2026."""
    word = line.low(at)
    if match := _ISO.fullmatch(word):
        year, month, day = map(int, match.groups())
    elif match := _DOTTED.fullmatch(word):
        day, month, year = map(int, match.groups())
    elif match := _SLASHED.fullmatch(word):
        first, second, year = map(int, match.groups())
        day, month = (first, second) if first > second else (second, first)
        if month != day <= _MONTHS:
            return None
    else:
        return None
    return Reading(at, at + 1, fixed(one_day(date(year, month, day))))


def read_feast(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """By Christmas, on New Year's Eve and the like. Not the season, nor what is named after it."""
    words = lexis()
    for length in (4, 3, 2, 1):
        name = " ".join(line.lows[at : at + length]).replace(" 's", "'s")
        known = name in words.feasts or name in words.moveable_feasts
        if known and line.low(at + length - 1):
            first = at - (line.low(at - 1) in words.the)
            if line.low(first - 1) in words.coming:
                return Reading(first - 1, at + length, _feast_finder(name))
            if counts(line, at + length - 1) or line.low(first - 1) not in words.feast_links:
                return None
            return Reading(first, at + length, _feast_finder(name))
    return None


def _feast_finder(name: str) -> Finder:
    words = lexis()
    if name in words.moveable_feasts:
        return first_from_easter(words.moveable_feasts[name])
    month, day = divmod(words.feasts[name], 100)
    return first_date(month, day)
