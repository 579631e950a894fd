"""The words of English time expressions, as data: names of days and months, units, counts, prepositions."""

from enum import Enum, auto
from sys import intern

from service.language.temporal.conventions import Part, Season, Unit


class Link(Enum):
    """What the preposition before a time says of the event's relation to it."""

    AT = auto()  # on, in, by, until …: the last day of the time is the last day for the event
    BEFORE = auto()  # before: the day before the time begins
    FROM = auto()  # from, between: opens a range
    TO = auto()  # to, through, until: may close a range
    OF = auto()  # of: the time belongs to the noun before
    AFTER = auto()  # after, since: no last day


def _words(text: str) -> frozenset[str]:
    return frozenset(map(intern, text.split()))


def _numbered(*names: str, first: int = 1) -> dict[str, int]:
    """Maps each of the blank-parted spellings of entry i to `first` + i."""
    return {name: number for number, row in enumerate(names, first) for name in map(intern, row.split())}


WEEKDAYS = _numbered("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_WEEKDAYS = _numbered("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
MONTHS = _numbered(
    "january jan jan.",
    "february feb feb.",
    "march mar mar.",
    "april apr apr.",
    "may",
    "june jun jun.",
    "july jul jul.",
    "august aug aug.",
    "september sept sept. sep sep.",
    "october oct oct.",
    "november nov nov.",
    "december dec dec.",
)
NAMESAKES = frozenset({"march", "mar", "may", "april", "june", "august", "jan"})  # also verbs and people's names
SEASONS = {
    "spring": Season.SPRING,
    "springtime": Season.SPRING,
    "summer": Season.SUMMER,
    "summertime": Season.SUMMER,
    "autumn": Season.AUTUMN,
    "fall": Season.AUTUMN,
    "winter": Season.WINTER,
    "wintertime": Season.WINTER,
}
SEASON_LINKS = _words("in by until till before after since during of from through for")
# A word's unit and how many of it one makes; minutes are less than any whole hour.
UNITS = {
    "minute": (Unit.HOUR, 0),
    "hour": (Unit.HOUR, 1),
    "day": (Unit.DAY, 1),
    "night": (Unit.DAY, 1),
    "week": (Unit.WEEK, 1),
    "fortnight": (Unit.WEEK, 2),
    "weekend": (Unit.WEEKEND, 1),
    "month": (Unit.MONTH, 1),
    "quarter": (Unit.QUARTER, 1),
    "year": (Unit.YEAR, 1),
    "decade": (Unit.DECADE, 1),
    "century": (Unit.CENTURY, 1),
}
PLURAL_UNITS = {f"{word}s": measure for word, measure in UNITS.items()} | {"centuries": UNITS["century"]}
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
DAY_WORDS = {"today": 0, "tonight": 0, "tomorrow": 1, "overnight": 1}
DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "lunchtime", "dawn", "midday"})
# Month and day of the feasts that keep their date everywhere.
FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "may day": (5, 1),
}
FIRST_YEAR, LAST_YEAR = 1900, 2199  # figures that may be years
YEAR_ENDS = ("year-end", "yearend", "month-end", "end-of-year")
FEAST_LINKS = _words("by before on until till of over this around")  # "at Christmas" may be any
FEAST_WORDS = frozenset({"christmas", "boxing", "new", "halloween", "valentine"})

NUMBERS = _numbered(
    "one a an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve dozen",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS |= {"hundred": 100}
VAGUE = frozenset({"few", "several", "many", "handful"})
ORDINALS = _numbered(
    "first 1st opening", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th",
    "eighth 8th", "ninth 9th", "tenth 10th",
) | {"last": -1, "final": -1, "closing": -1}  # fmt: skip
CODES = {f"q{n}": (n, Unit.QUARTER) for n in range(1, 5)} | {f"h{n}": (n, Unit.HALF) for n in (1, 2)}

PARTS = {"early": Part.EARLY, "mid": Part.MID, "middle": Part.MID, "late": Part.LATE, "later": Part.LATE}
PARTS |= {"mid-to-late": Part.LATE, "early-to-mid": Part.MID}
PART_NOUNS = {"start": Part.EARLY, "beginning": Part.EARLY, "middle": Part.MID, "end": Part.LATE}
PART_NOUNS |= {"close": Part.LATE, "tail": Part.LATE, "turn": Part.EARLY}
REMAINDERS = frozenset({"rest", "remainder", "course", "balance", "whole", "all"})

COMING = frozenset({"next", "coming", "upcoming"})
BYGONE = frozenset({"last", "past", "previous", "recent", "preceding", "earlier"})
RECURRENT = frozenset({"every", "each", "per", "any", "alternate", "most"})
SUPERLATIVES = _words("first only second third most least worst best")
APPROXIMATE = _words(
    "about around roughly approximately nearly almost just only under least most than less more little"
    " up to as exactly perhaps maybe some another additional a the matter of space no at"
)
FILLERS = frozenset(
    {"fiscal", "financial", "tax", "more", "working", "business", "calendar", "full", "short", "consecutive", "further"}
)

PREPOSITIONS = (
    dict.fromkeys(_words("on in at by during within over for around about throughout come"), Link.AT)
    | dict.fromkeys(_words("starting beginning effective commencing ending circa sometime near"), Link.AT)
    | dict.fromkeys(("before", "ere", "pre"), Link.BEFORE)
    | dict.fromkeys(("from", "between"), Link.FROM)
    | dict.fromkeys(("to", "through", "thru", "until", "till", "til", "-", "–", "—"), Link.TO)
    | dict.fromkeys(("after", "since", "following", "beyond", "past", "post"), Link.AFTER)
    | {"of": Link.OF}
)
RANGE_WORDS = frozenset({"to", "into", "through", "thru", "until", "till", "til", "-", "–", "—"})
DASHES = frozenset({"-", "–", "—"})

MERIDIEMS = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m"})
CLOCK_NAMES = frozenset({"noon", "midnight", "midday"})
ZONES = _words("et est edt ct cst cdt mt pt pst pdt gmt utc bst ist cet cest aest jst local eastern pacific")
ZONES |= {"time", "sharp"}

DETERMINERS = _words("the a an this that these those its his her their our my your no any some") | {
    "'s",
    "'",
}
FUNCTION_WORDS = DETERMINERS | PREPOSITIONS.keys() | _words(
    "and or but nor so yet as if when while where which who whom whose that than because though"
    " although unless i you he she it we they me him them us there here what how why not n't never no"
    " also then still only even just is are was were be been being am 's 're 'm 've 'll 'd has have had"
    " do does did will would shall should can could may might must ought to with without against amid"
    " among under above into onto upon off out up down via per again together alone early late later now"
    " today tonight tomorrow yesterday once"
)  # fmt: skip
# What makes a weekday part of a name: a feast or a club before it, a newspaper after it.
NAMED_DAYS = _words("black good ash bloody super cyber sheffield palm holy maundy shrove fat ruby")
PAPERS = _words("times telegraph mirror mail express herald tribune star post magazine league")
MONEY = _words("dollars dollar prices terms euros pounds money figures levels")

MARKS = frozenset(',;:()"“”—–') | {"--"}
OPENERS = _words("that because while whereas if when where which who so as although though")
OPENERS |= frozenset(';:("“”—–') | {"--", "...", "…"}
CONJUNCTIONS = frozenset({"and", "or", ","})
JOINTS = frozenset({",", "and", "but", "or", "yet", "then"})
AUXILIARIES = _words(
    "will would shall should may might can could must 'll 'd is am are was were be been has have had to"
    " 're 'm does do did not n't never also"
)
# Clauses that have a verb, and times, of their own; and those whose time is the main clause's too.
OWN_CLAUSES = _words(
    "which who whose whom because although though whereas since unless if whether once despite than how why where that"
)
TIMING_CLAUSES = _words("when until till before as by")
# Acts of speech and decision: a time beside their past is theirs, not that of what they bring about.
ACTS = _words(
    "said told announced agreed decided vowed pledged promised threatened ordered urged asked called"
    " refused voted offered proposed demanded warned declared confirmed approved ruled declined reported"
    " wrote added insisted claimed revealed stated tweeted signed swore chose undertook requested"
    " recommended suggested predicted estimated persuaded convinced advised invited authorized"
    " authorised allowed instructed directed permitted"
)
SAYING = _words("said says say told tells added according announced reported wrote")
# Words that only fix a date for the event named before them.
SCHEDULING = _words(
    "scheduled set slated due planned expected booked timed fixed pencilled penciled earmarked likely"
    " possible is are be was were being been 's 're happening starting beginning ending"
)
DEADLINES = frozenset({"by", "before", "until", "within", "over"})
# Prepositions under which an event happens when the dated noun does: at Friday's rally, before next week's vote.
SETTING_LINKS = _words("at in during for to by before until till ahead prior")
BACKWARD = _words("after following since despite")
# Words that move an event to another day: postponed until Friday, brought forward to Monday.
RESCHEDULING = _words("postponed delayed rescheduled deferred adjourned moved pushed forward back off suspended")
ADJOINING = _words("before after when while by without since")  # with an -ing form, a clause of its own
# Events that nobody schedules: a day named with one is past, whatever is still to come of it.
MISHAPS = _words(
    "crash crashes accident accidents collision disaster tragedy incident explosion explosions blast blasts bombing"
    " bombings shooting shootings attack attacks murder murders killing killings death deaths massacre assassination"
    " kidnapping robbery fire fires riot riots earthquake quake flood floods storm outage leak spill collapse violence"
)
PLACING = _words("in at of near outside on by")
RELATIVES = _words("who which whose whom that where")
NOW = _words("is are be 's 're being")  # a participle after these tells no past act
UNSTRESSED = _words("will would to then also later not be")  # may stand between "and" and a verb
# Verbs that happen when their object does.
ATTENDING = _words(
    "attend attending join joining skip skipping miss missing boycott boycotting host hosting play"
    " playing face facing win winning lose losing contest contesting lead leading open opening chair"
    " chairing watch watching hold holding stage staging headline headlining address addressing enter"
    " entering"
)
