"""The words of English time expressions, from data/en/temporal.toml: days, months, units, counts, prepositions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from service.language.temporal.conventions import PeriodPart, Season, Unit
from service.language.wordlists import Phrases, read_lists

FIRST_YEAR, LAST_YEAR = 1900, 2199  # figures that may be years
MARKS = frozenset((*',;:()"“”—–', "--"))
CODES = {f"q{n}": (n, Unit.QUARTER) for n in range(1, 5)} | {f"h{n}": (n, Unit.HALF) for n in (1, 2)}
# How many units "the coming weeks", "a few weeks" stand for.
VAGUE_COUNTS = {
    Unit.HOUR: 0,
    Unit.DAY: 7,
    Unit.WEEKEND: 4,
    Unit.WEEK: 4,
    Unit.MONTH: 6,
    Unit.QUARTER: 4,
    Unit.YEAR: 5,
    Unit.DECADE: 5,
    Unit.CENTURY: 5,
}


class Link(Enum):
    """What the preposition before a time says of the event's relation to it."""

    AT = auto()  # on, in, by, until …: the last day of the time is the last day for the event
    BEFORE = auto()  # before: the day before the time begins
    FROM = auto()  # from, between: opens a range
    TO = auto()  # to, through, until: may close a range
    OF = auto()  # of: the time belongs to the noun before
    AFTER = auto()  # after, since: no last day


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The lists of temporal.toml, where comments say what each holds."""

    day_parts: frozenset[str]
    yesterday: frozenset[str]
    evening_ahead: frozenset[str]
    namesakes: frozenset[str]
    seasonal_links: frozenset[str]
    feast_links: frozenset[str]
    feast_words: frozenset[str]
    named_days: frozenset[str]
    papers: frozenset[str]
    short_day_links: frozenset[str]
    month_links: frozenset[str]
    possessive_month_links: frozenset[str]
    both: frozenset[str]
    year_links: frozenset[str]
    year_joints: frozenset[str]
    fiscal: frozenset[str]
    decade_endings: frozenset[str]
    money: frozenset[str]
    figure_links: frozenset[str]
    comparing: frozenset[str]
    vague: frozenset[str]
    remainders: frozenset[str]
    fillers: frozenset[str]
    count_joints: frozenset[str]
    day_joints: frozenset[str]
    following_day_joints: frozenset[str]
    part_links: frozenset[str]
    loose_part_links: frozenset[str]
    long_units: frozenset[str]
    edge: frozenset[str]
    own_end: Phrases
    edge_links: frozenset[str]
    first_day_links: frozenset[str]
    articles_within: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
    current: frozenset[str]
    coming: frozenset[str]
    following: frozenset[str]
    onward: frozenset[str]
    bygone: frozenset[str]
    ago: frozenset[str]
    earlier: frozenset[str]
    today_over: frozenset[str]
    day_moments: frozenset[str]
    this_part: frozenset[str]
    recurrent: frozenset[str]
    measured: frozenset[str]
    later: frozenset[str]
    ahead: Phrases
    unbounded: frozenset[str]
    hence: frozenset[str]
    own_time: Phrases
    pivot_links: frozenset[str]
    week_pivot_links: frozenset[str]
    within: frozenset[str]
    spread: frozenset[str]
    inside: frozenset[str]
    stated_length: frozenset[str]
    spread_bars: frozenset[str]
    length_bars: frozenset[str]
    matter: frozenset[str]
    superlatives: frozenset[str]
    approximate: frozenset[str]
    calendar_links: frozenset[str]
    nth_endings: frozenset[str]
    known_nths: frozenset[str]
    place_of_weekday: frozenset[str]
    week: frozenset[str]
    after_next: Phrases
    range_words: frozenset[str]
    dashes: frozenset[str]
    meridiems: frozenset[str]
    clock_names: frozenset[str]
    clock_links: frozenset[str]
    zones: frozenset[str]
    loose: frozenset[str]
    clocked: frozenset[str]
    not_before: frozenset[str]
    upto: frozenset[str]
    moments_of: frozenset[str]
    weeks_of: Phrases
    of: frozenset[str]
    before: frozenset[str]
    to: frozenset[str]
    the: frozenset[str]
    indefinite: frozenset[str]
    than: frozenset[str]
    possessive: frozenset[str]
    now: frozenset[str]
    joints_within: frozenset[str]
    joints_between: frozenset[str]
    determiners: frozenset[str]
    function_words: frozenset[str]
    openers: frozenset[str]
    conjunctions: frozenset[str]
    joints: frozenset[str]
    joining: frozenset[str]
    auxiliaries: frozenset[str]
    own_clauses: frozenset[str]
    timing_clauses: frozenset[str]
    closed_clauses: frozenset[str]
    acts: frozenset[str]
    saying: frozenset[str]
    scheduling: frozenset[str]
    deadlines: frozenset[str]
    in_time: Phrases
    setting_links: frozenset[str]
    distant_setting_links: frozenset[str]
    backward: frozenset[str]
    rescheduling: frozenset[str]
    adjoining: frozenset[str]
    mishaps: frozenset[str]
    placing: frozenset[str]
    relatives: frozenset[str]
    present_copulas: frozenset[str]
    unstressed: frozenset[str]
    attending: frozenset[str]
    past_links: frozenset[str]
    present_links: frozenset[str]
    season_present_links: frozenset[str]
    weekend_links: frozenset[str]
    night: frozenset[str]
    night_links: frozenset[str]
    night_endings: frozenset[str]
    periods: frozenset[str]
    through_today: frozenset[str]
    own_day_links: frozenset[str]
    reaching: frozenset[str]
    nth_links: Phrases
    this_year: Phrases
    last_year: Phrases
    named_verbs: frozenset[str]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    months: Mapping[str, int]
    seasons: Mapping[str, Season]
    feasts: Mapping[str, int]
    moveable_feasts: Mapping[str, int]
    day_words: Mapping[str, int]
    pivot_days: Mapping[str, int]
    days_later: Mapping[tuple[str, ...], int]
    bygone_days: Mapping[str, int]
    units: Mapping[str, Unit]
    plural_units: Mapping[str, Unit]
    multiples: Mapping[str, int]
    unit_ends: Mapping[str, Unit]
    numbered_parts: Mapping[str, Unit]
    numbers: Mapping[str, int]
    loose_numbers: Mapping[str, int]
    counting_nouns: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, PeriodPart]
    part_nouns: Mapping[str, PeriodPart]
    prepositions: Mapping[str, Link]
    link_phrases: Mapping[tuple[str, ...], Link]
    bounding_phrases: Mapping[tuple[str, ...], Link]


@cache
def lexis() -> TimeWords:
    """The words of time, read once. Raises WordListError where the file does not fit."""
    return read_lists(TimeWords, "temporal")
