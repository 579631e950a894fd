"""On which days a result happened, by the words of its sentence and the day of publication."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from service.language.semantics.small import small
from service.language.words import Word as Token

Days = tuple[date, date]


def _numbered(names: str, first: int = 0) -> dict[str, int]:
    """Names in lines, each line's with its number."""
    return {name: number for number, line in enumerate(names.split(";"), first) for name in line.split()}


_WEEKDAYS = _numbered(
    "monday mon;tuesday tue tues;wednesday wed;thursday thu thur thurs;friday fri;saturday sat;sunday sun"
)
_MONTHS = _numbered(
    "january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;september sep sept;october oct;"
    "november nov;december dec",
    1,
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "hour": 0, "minute": 0, "decade": 3650}
_COUNTS = _numbered("zero;one a an;two couple;three;four several few;five;six;seven;eight;nine;ten;eleven;twelve dozen")
_NAMED = {"today": (0, 0), "tonight": (0, 0), "yesterday": (1, 1), "overnight": (1, 0)}  # days back
TIME_LOWS = frozenset((*_WEEKDAYS, *_MONTHS))
_LAST = ("last", "previous", "past")


def days_of(tokens: Sequence[Token], first: int, last: int, head: int, published: date) -> Days | None:
    """The days that the words of [first, last) tell, those nearest to the head; None where they tell none."""
    found: list[tuple[int, Days]] = []
    if not date.min.year < published.year < date.max.year:
        return None  # the years beside it are no dates
    for at in range(first, last):
        days = _days_at(tokens[first:last], at - first, published) if _may_tell(tokens[at].low) else None
        if days is not None and not (_is_bound(tokens, at, first) or _is_ahead(tokens, at, first, head)):
            found.append((abs(at - head), days))
    return min(found)[1] if found else None


def _may_tell(low: str) -> bool:
    return low in TIME_LOWS or low in _NAMED or low in _PERIODS or low == "ago" or low[:1].isdigit()


_PERIODS = frozenset(("week", "month", "year", "weekend", "night", "quarter", *_SEASONS))


def _is_bound(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether the date is that of something else: "since Monday", "after Friday's vote"."""
    before = [token.low for token in tokens[max(first, at - 2) : at]]
    if not before:
        return False
    if tokens[at].possessive and not {"at", "in", "during"} & set(before):
        return True  # "called off Saturday's match"
    reach = tokens[at].possessive or before[-1] in ("the", "last", "late", "early")
    return before[-1] in small("bounds") or (reach and before[0] in small("bounds"))


def _is_ahead(tokens: Sequence[Token], at: int, first: int, head: int) -> bool:
    """Whether the date is that of a plan beside the head: "shelved the stoppage that was due to begin on Friday"."""
    opening = head + 1 if at > head else first
    return any(token.low in small("future") for token in tokens[opening:at])


def _days_at(tokens: Sequence[Token], at: int, published: date) -> Days | None:
    low, before = tokens[at].low, tokens[at - 1].low if at else ""
    if low in TIME_LOWS:
        return _named_day(tokens, at, before, published)
    if low in _NAMED:
        most, least = _NAMED[low]
        return published - timedelta(days=most), published - timedelta(days=least)
    if low == "ago":
        return _ago(tokens, at, published)
    if low in _PERIODS:
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return _period(low, before, after, published)
    if low[-2:] in ("st", "nd", "rd", "th"):
        return _in_month_before(low, [token.low for token in tokens[max(0, at - 2) : at]], published)
    dated = (
        len(low) == 4
        and low.isdecimal()
        and low[:2] in ("19", "20", "21")
        and before in small("year_ties")
        and int(low) <= published.year
    )
    return _year(int(low)) if dated else None


def _in_month_before(low: str, before: list[str], published: date) -> Days | None:
    """ "on the 8th": the last such day."""
    figures = low[:-2]
    if before != ["on", "the"] or not _is_day(figures):
        return None
    day = _on(published.year, published.month, int(figures))
    if day > published:
        last = date(published.year, published.month, 1) - timedelta(days=1)
        day = _on(last.year, last.month, int(figures))
    return day, day


def _named_day(tokens: Sequence[Token], at: int, before: str, published: date) -> Days | None:
    if not tokens[at].capital or before == "next":
        return None
    low = tokens[at].low
    if low in _MONTHS:
        return _in_month(tokens, at, before, published)
    day = published - timedelta(days=(published.weekday() - _WEEKDAYS[low]) % 7)
    return day, day


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _in_month(tokens: Sequence[Token], at: int, before: str, published: date) -> Days | None:
    """ "Aug. 12", "12 August 2018", "in March this year", "last June" """
    month, (day, behind) = _MONTHS[tokens[at].low], _day_beside(tokens, at)
    if tokens[at].low in ("may", "march", "mar") and day is None and before not in small("spring_ties"):
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


def _day_beside(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The day of the month beside a month at `at`, and the place behind both."""
    for near in (at + 1, at - 1):
        if 0 <= near < len(tokens):
            figures = tokens[near].low.rstrip("stndrh")
            if _is_day(figures):
                return int(figures), max(near, at) + 1
    return None, at + 1


def _is_day(figures: str) -> bool:
    return figures.isdecimal() and len(figures) <= 2 and 1 <= int(figures) <= 31


def _year_behind(tokens: Sequence[Token], at: int, published: date) -> int | None:
    lows = [token.low for token in tokens[at : at + 3] if token.low not in (",", "of")]
    if lows and lows[0].isdecimal() and len(lows[0]) == 4 and lows[0] > "1000":
        return int(lows[0])
    if lows[:2] == ["this", "year"]:
        return published.year
    return published.year - 1 if lows[:2] == ["last", "year"] else None


def _ago(tokens: Sequence[Token], at: int, published: date) -> Days | None:
    if at < 2:
        return None
    unit, low = tokens[at - 1].low.removesuffix("s"), tokens[at - 2].low
    count = int(low) if low.isdecimal() and len(low) < 3 else _COUNTS.get(low)
    if unit not in _UNITS or count is None:
        return None
    back = count * _UNITS[unit]
    slack = _UNITS[unit] // 3
    return published - timedelta(days=back + slack), published - timedelta(days=max(0, back - slack))


def _period(low: str, before: str, after: str, published: date) -> Days | None:
    if low == "night":
        night = published - timedelta(days=1)
        return (night, night) if before == "last" or after == "before" else None
    if low == "weekend":
        return _weekend(published) if before in ("the", "this", "last") else None
    if low in _SEASONS:
        return _season(low, published) if before in ("the", "this", *_LAST) else None
    if before != "this" and before not in _LAST:
        return None
    return _calendar(low, before in _LAST, published)


def _weekend(published: date) -> Days:
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return saturday, min(saturday + timedelta(days=1), published)


def _calendar(low: str, back: bool, published: date) -> Days:
    """This week, month, quarter or year, or the one before."""
    if low == "week":
        start = published - timedelta(days=published.weekday() + 7 * back)
    elif low == "month":
        start = date(published.year, published.month, 1)
        start = _month((start - timedelta(days=1)).year, (start - timedelta(days=1)).month)[0] if back else start
    elif low == "quarter":
        start = published - timedelta(days=180 if back else 92)
    else:
        start = date(published.year - back, 1, 1)
    lengths = {"week": 6, "month": 30, "quarter": 92, "year": 365}
    return start, min(start + timedelta(days=lengths[low]), published)


def _season(low: str, published: date) -> Days:
    opening, closing = _SEASONS[low]
    year = published.year - (date(published.year, opening, 1) > published)
    return date(year, opening, 1), min(_month(year + (closing < opening), closing)[1], published)
