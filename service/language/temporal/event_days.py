"""On which days a result happened, by the words of its sentence and the day of publication."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from service.language.semantics.small import small
from service.language.temporal.conventions import Season, Unit
from service.language.temporal.timewords import lexis
from service.language.words import Word

Days = tuple[date, date]

_CENTURIES = ("19", "20", "21")  # as years begin

_ORDINAL = "stndrh"  # the letters of "1st", "2nd", "3rd" and "4th" behind the figure


_LENGTHS = {Unit.HOUR: 0, Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365, Unit.DECADE: 3650}  # in days
_QUARTER = 92  # days at most from the first to the last of a quarter


@cache
def time_lows() -> frozenset[str]:
    """The names of weekdays and months, in lower case."""
    words = lexis()
    return frozenset((*words.weekdays, *words.short_weekdays, *words.months))


@cache
def _weekdays() -> Mapping[str, int]:
    return {**lexis().weekdays, **lexis().short_weekdays}


@cache
def _counts() -> Mapping[str, int]:
    return {**lexis().numbers, **lexis().loose_numbers}


def days_of(tokens: Sequence[Word], first: int, last: int, head: int, published: date) -> Days | None:
    """The days that the words of [first, last) tell, those nearest to the head; None where they tell none."""
    found: list[tuple[int, Days]] = []
    if not date.min.year < published.year < date.max.year:
        return None  # the years beside it are no dates
    for word_index in range(first, last):
        days = (
            _days_at(tokens[first:last], word_index - first, published) if _may_tell(tokens[word_index].low) else None
        )
        if days is not None and not (
            _is_bound(tokens, word_index, first) or _is_ahead(tokens, word_index, first, head)
        ):
            found.append((abs(word_index - head), days))
    return min(found)[1] if found else None


def _may_tell(low: str) -> bool:
    return low in _tellers() or low[:1].isdigit()


@cache
def _tellers() -> frozenset[str]:
    words = lexis()
    return time_lows().union(words.bygone_days, words.periods, words.seasons, words.ago)


def _is_bound(tokens: Sequence[Word], word_index: int, first: int) -> bool:
    """Whether the date is that of something else: "since Monday", "after Friday's vote"."""
    before, words = [token.low for token in tokens[max(first, word_index - 2) : word_index]], lexis()
    if not before:
        return False
    if tokens[word_index].possessive and words.own_day_links.isdisjoint(before):
        return True  # "called off Saturday's match"
    reach = tokens[word_index].possessive or before[-1] in words.reaching
    return before[-1] in small("bounds") or (reach and before[0] in small("bounds"))


def _is_ahead(tokens: Sequence[Word], word_index: int, first: int, head: int) -> bool:
    """Whether the date is that of a plan beside the head: "shelved the stoppage that was due to begin on Friday"."""
    opening = head + 1 if word_index > head else first
    return any(token.low in small("future") for token in tokens[opening:word_index])


def _days_at(tokens: Sequence[Word], word_index: int, published: date) -> Days | None:
    low, before, words = tokens[word_index].low, tokens[word_index - 1].low if word_index else "", lexis()
    if low in time_lows():
        return _named_day(tokens, word_index, before, published)
    if low in words.bygone_days:
        since = published - timedelta(days=words.bygone_days[low])
        return since, published if low in words.through_today else since
    if low in words.ago:
        return _ago(tokens, word_index, published)
    if low in words.periods or low in words.seasons:
        after = tokens[word_index + 1].low if word_index + 1 < len(tokens) else ""
        return _period(low, before, after, published)
    if low[-2:] in words.nth_endings:
        return _in_month_before(low, [token.low for token in tokens[max(0, word_index - 2) : word_index]], published)
    dated = is_year(low) and before in small("year_ties") and int(low) <= published.year
    return _year(int(low)) if dated else None


def is_year(low: str) -> bool:
    """Whether a word is a year as news writes them, in four figures."""
    return len(low) == 4 and low.isdecimal() and low[:2] in _CENTURIES


def _in_month_before(low: str, before: list[str], published: date) -> Days | None:
    """ "on the 8th": the last such day."""
    figures = low[:-2]
    if tuple(before) not in lexis().nth_links or not _is_day(figures):
        return None
    day = _on(published.year, published.month, int(figures))
    if day > published:
        last = date(published.year, published.month, 1) - timedelta(days=1)
        day = _on(last.year, last.month, int(figures))
    return day, day


def _named_day(tokens: Sequence[Word], word_index: int, before: str, published: date) -> Days | None:
    if not tokens[word_index].capital or before in lexis().next:
        return None
    low = tokens[word_index].low
    if low in lexis().months:
        return _in_month(tokens, word_index, before, published)
    day = published - timedelta(days=(published.isoweekday() - _weekdays()[low]) % 7)
    return day, day


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _in_month(tokens: Sequence[Word], word_index: int, before: str, published: date) -> Days | None:
    """ "Aug. 12", "12 August 2018", "in March this year", "last June" """
    month, (day, behind) = lexis().months[tokens[word_index].low], _day_beside(tokens, word_index)
    if tokens[word_index].low in lexis().named_verbs and day is None and before not in small("spring_ties"):
        return None
    year = _year_behind(tokens, behind, published)
    first = _on(year or published.year, month, day or 1)
    if year is None and first > published:
        first = _on(published.year - 1, month, day or 1)
    if day is not None:
        return first, first
    end = _month(first.year, month)[1]
    return first, min(end, published) if first <= published else end


def _on(year: int, month: int, day: int) -> date:
    start, end = _month(year, month)
    return min(start + timedelta(days=day - 1), end)


def _day_beside(tokens: Sequence[Word], word_index: int) -> tuple[int | None, int]:
    """The day of the month beside a month at `word_index`, and the place behind both."""
    for near in (word_index + 1, word_index - 1):
        if 0 <= near < len(tokens):
            figures = tokens[near].low.rstrip(_ORDINAL)
            if _is_day(figures):
                return int(figures), max(near, word_index) + 1
    return None, word_index + 1


def _is_day(figures: str) -> bool:
    return figures.isdecimal() and len(figures) <= 2 and 1 <= int(figures) <= 31


def _year_behind(tokens: Sequence[Word], word_index: int, published: date) -> int | None:
    words = lexis()
    lows = [token.low for token in tokens[word_index : word_index + 3] if token.low not in words.year_links]
    if lows and lows[0].isdecimal() and len(lows[0]) == 4 and lows[0] > "1000":
        return int(lows[0])
    if tuple(lows[:2]) in words.this_year:
        return published.year
    return published.year - 1 if tuple(lows[:2]) in words.last_year else None


def _ago(tokens: Sequence[Word], word_index: int, published: date) -> Days | None:
    if word_index < 2:
        return None
    word, low, words = tokens[word_index - 1].low, tokens[word_index - 2].low, lexis()
    count = int(low) if low.isdecimal() and len(low) < 3 else _counts().get(low)
    unit = words.units.get(word, words.plural_units.get(word))
    if unit not in _LENGTHS or count is None:
        return None
    length = _LENGTHS[unit] * words.multiples.get(word, 1)
    back, slack = count * length, length // 3
    return published - timedelta(days=back + slack), published - timedelta(days=max(0, back - slack))


def _period(low: str, before: str, after: str, published: date) -> Days | None:
    words = lexis()
    if low in words.night:
        night = published - timedelta(days=1)
        return (night, night) if before in words.night_links or after in words.night_endings else None
    if low in words.seasons:
        return _season(words.seasons[low], published) if before in words.season_present_links else None
    unit = words.units[low]
    if unit is Unit.WEEKEND:
        return _weekend(published) if before in words.weekend_links else None
    return _calendar(unit, before in words.past_links, published) if before in words.present_links else None


def _weekend(published: date) -> Days:
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return saturday, min(saturday + timedelta(days=1), published)


def _calendar(unit: Unit, back: bool, published: date) -> Days:
    """This week, month, quarter or year, or the one before, up to the day of publication."""
    if unit is Unit.WEEK:
        start = published - timedelta(days=published.weekday() + 7 * back)
        end = start + timedelta(days=6)
    elif unit is Unit.MONTH:
        inside = date(published.year, published.month, 1) - timedelta(days=1) if back else published
        start, end = _month(inside.year, inside.month)
    elif unit is Unit.QUARTER:
        start = published - timedelta(days=180 if back else _QUARTER)
        end = start + timedelta(days=_QUARTER)
    else:
        start, end = _year(published.year - back)
    return start, min(end, published)


def _season(season: Season, published: date) -> Days:
    opening, closing = (season - 3) % 12 + 1, season.value
    year = published.year - (date(published.year, opening, 1) > published)
    return date(year, opening, 1), min(_month(year + (closing < opening), closing)[1], published)
