"""Which of the tags that a word can have it has here, by kinds of ambiguity: noun or verb, past or participle …"""

from collections.abc import Callable
from functools import cache

from service.language.tagging.neighbours import FINITE, OBJECT, Neighbours

_NOUN_FOLLOWS = frozenset("eaf#'q")  # a noun, not a verb, is to be expected after these
_COMPLEMENT = OBJECT | frozenset("nsalq")
_COUNTERS = frozenset(("neither", "none", "each", "both", "one", "many", "several", "few", "some"))  # "*neither* came"
_Choice = Callable[[Neighbours, int, str, str], str]


@cache
def chooser(options: str) -> _Choice:
    """What decides between `options`: a function of the neighbours, the place, the options and the tag before."""
    if options in _SPECIAL:
        return _SPECIAL[options]
    if "d" in options or "p" in options:
        return _past
    if "z" in options:
        return _third
    if "v" in options:
        return _base
    if "g" in options:
        return _ing
    return _noun_or_adjective


@cache
def _nominal(options: str) -> str:
    return next((tag for tag in options if tag in "nsar"), options[0])


def _noun_or_adjective(near: Neighbours, place: int, options: str, before: str) -> str:
    if "a" not in options or "n" not in options:
        return options[0]
    if near.raw[place + 1][0] in "nsN" and place + 1 not in near.starts:
        return "a"
    return "a" if options[0] == "a" and before in "brv" else "n"


def _base(near: Neighbours, place: int, options: str, before: str) -> str:
    """A base form that may be a noun: "they *plan* it", "to *plan*", "a *plan*"."""
    after = near.raw[place + 1][0]
    usual = options[0] == "v"
    verb = usual
    if before == "t":
        verb = usual or after in OBJECT or not near.preposition_to(place)
    elif before in "moiyw":
        verb = True
    elif before in _NOUN_FOLLOWS or before in "bh":
        verb = False
    elif before == "n":
        verb = near.subjunctive(place) or near.inverted(place)
    elif before == "s":
        verb = (
            usual or after in OBJECT or after in "tql" or (after == "K" and near.lexicon.takes_clause(near.lows[place]))
        )
    elif before == "c":
        named = place > 1 and near.out[place - 2] == "N"  # "from Paris and *land* in Rome"
        verb = near.last_verb(place) == "v" and (usual or named or after in OBJECT or after in "tl")
    elif before == "N":
        verb = usual and after in OBJECT
    return "v" if verb else _nominal(options)


def _third(near: Neighbours, place: int, options: str, before: str) -> str:
    after = near.raw[place + 1]
    if before in "iywK":
        return "z"
    if before in _NOUN_FOLLOWS or before in "svzdpgbhmto.":
        return "s" if "s" in options else options[0]
    if before == "c":
        return "z" if near.last_verb(place) == "z" else "s"
    finite = near.finite_before(place) if before == "n" and "s" in options else -1
    if finite >= 0 and not near.lexicon.takes_clause(near.lows[finite]):
        return "s"  # "put the finishing *touches* to"
    if options[0] == "z":
        return "s" if after in FINITE else "z"
    return "z" if after[0] in "etfjKl" or (before == "N" and after == "N") else "s"


def _past(near: Neighbours, place: int, options: str, before: str) -> str:
    """A form that may be past or participle: "police *found* a bomb", "was *found*", "a bomb *found* by police"."""
    if before == "." and near.raw[place + 1][0] in "dz":
        return "N"  # "United scored"
    if before == "." and "v" in options and near.raw[place + 1][0] in "je'":
        return "v"  # "Let us wait"
    if "v" in options and before in "vdpzg" and near.lows[place - 1].startswith("help"):
        return "v"  # "helped found"
    choose = _PAST_AFTER.get(before, _finite_or_reduced)
    return choose(near, place, options, before, near.raw[place + 1][0])


def _participle(near: Neighbours, place: int, options: str, before: str, after: str) -> str:
    return "p" if "p" in options else _nominal(options)


def _bare(near: Neighbours, place: int, options: str, before: str, after: str) -> str:
    if "v" in options and (options[0] not in "na" or after in OBJECT or not near.preposition_to(place)):
        return "v"
    if options[0] == "n":
        return "n"
    return "a" if before == "t" else "p"


def _finite(near: Neighbours, place: int, options: str, before: str, after: str) -> str:
    return next(tag for tag in "dvp" if tag in options)


def _parallel(near: Neighbours, place: int, options: str, before: str, after: str) -> str:
    last = near.last_verb(place)
    if last == "v" and "v" in options:
        return "v"
    return last if last and last in "dp" and last in options else _finite(near, place, options, before, after)


def _attributive(near: Neighbours, place: int, options: str, before: str, after: str) -> str:
    if before == "#" and after == "N" and place > 1 and near.out[place - 2] == "e":
        return "d" if "d" in options else "p"  # "the two met Kim"
    if before in "#f" and after not in "nsNa" and options[0] in "dp":
        bare = place < 2 or near.out[place - 2] != "e"  # not "the one recorded"
        counts = before == "#" or (bare and near.lows[place - 1] in _COUNTERS)
        return "d" if counts and "d" in options else "p"
    if "n" in options and after not in "nsN":
        return "n"
    return "a" if "p" in options or "a" in options else _nominal(options)


def _finite_or_reduced(near: Neighbours, place: int, options: str, before: str, after: str) -> str:
    if options[0] in "na" and after not in OBJECT:
        return _nominal(options)
    if "p" not in options:
        return "d"
    if _describes(near, place, options, before, after):
        return "a"
    if options in ("vp", "pv") and before == "s":
        return "v"
    return "p" if _is_reduced(near, place, options, before, after) else "d"


def _describes(near: Neighbours, place: int, options: str, before: str, after: str) -> bool:
    """Whether a participle is but an adjective ("*revised* figures", "armed, *masked* men", "seems *biased*")."""
    if before == "a":
        return after != "q"
    if "d" not in options and before == "n" and after in "ns":
        return True  # "lab *grown* cells"
    if before == "," and place > 1 and near.out[place - 2] == "a":
        return True
    if before in "vzdpg" and options[0] in "pd" and (after in "nsa" or near.links(place)):
        return True
    return before in "an,.;" and after in "nsN" and near.finite_after(place)


def _is_reduced(near: Neighbours, place: int, options: str, before: str, after: str) -> bool:
    """Whether a participle stands for a relative clause ("a bomb *planted* by rebels", "*Asked* about it, …")."""
    set_to = near.lows[place] == "set" and after == "t"  # "Parliament *set* to vote"
    if "d" not in options or before == "." or set_to or near.agent_follows(place):
        return True
    if after in OBJECT:
        return False
    if before in "vzdpgj":
        return after != "l"
    if near.finite_after(place):
        return True
    if before == ",":
        return after in "qt" and not near.closes_apposition(place)
    wanted = before in "snN" and near.wanted_before(place)
    finite = near.finite_before(place)
    return wanted or (finite >= 0 and not near.lexicon.takes_clause(near.lows[finite]))


_PAST_AFTER: dict[str, Callable[[Neighbours, int, str, str, str], str]] = {
    **dict.fromkeys("hbBEG", _participle),
    **dict.fromkeys("mto", _bare),
    **dict.fromkeys("iyw", _finite),
    **dict.fromkeys(_NOUN_FOLLOWS, _attributive),
    "c": _parallel,
}


def _ing(near: Neighbours, place: int, options: str, before: str) -> str:
    after = near.raw[place + 1]
    if before in "bBE":
        return "a" if options[0] == "a" else "g"
    if before in "eaf#'":
        return "a" if "a" in options and after[0] in "nsN" else ("n" if "n" in options else "a")
    if options == "qg":
        return "q"
    if place and near.lows[place - 1] in near.lexicon.before_ing and after[0] in _COMPLEMENT:
        return "g"
    if options[0] != "g":
        return "g" if after[0] in OBJECT and before in "q,ksN" else options[0]
    return "g"


def _clitic_s(near: Neighbours, place: int, options: str, before: str) -> str:
    before, after = near.out[place - 1] if place else ".", near.raw[place + 1]
    if before in "iyKwr" or near.lows[place - 1] in ("let", "what", "here"):
        return "h" if after == "E" else "b"
    return "b" if after in ("e", "x", "E") else "'"


def _clitic_d(near: Neighbours, place: int, options: str, before: str) -> str:
    after = near.raw[place + 1]
    return "h" if after == "E" or ("p" in after and "v" not in after) else "m"


def _longer(near: Neighbours, place: int, options: str, before: str) -> str:
    if place and near.lows[place - 1] == "no":
        near.out[place - 1] = "x"
        return "x"
    return "r"


def _first(near: Neighbours, place: int, options: str, before: str) -> str:
    """ "he first discussed it" and "the first talks"; "they all work" and "all talks"."""
    if options == "fr" and near.raw[place + 1] in ("dp", "d", "z", "r"):
        return "r"
    if "v" in options and before in "mto":
        return "v"
    return "r" if place and near.out[place - 1] in "iywbhm" else options[0]


def _once(near: Neighbours, place: int, options: str, before: str) -> str:
    return "k" if near.raw[place + 1][0] in "eiyNfs" else "r"


def _since(near: Neighbours, place: int, options: str, before: str) -> str:
    """ "has *since* resigned" and "*since* it opened"."""
    return "r" if place and near.out[place - 1] in "hE" and near.raw[place + 1][0] not in "eiyNfs#" else "k"


def _will(near: Neighbours, place: int, options: str, before: str) -> str:
    """ "the *will* of the people" and "it *will* end"."""
    return "n" if place and near.out[place - 1] in "ea'" else "m"


_SPECIAL: dict[str, _Choice] = {
    "'b": _clitic_s,
    "mh": _clitic_d,
    "rx": _longer,
    "arv": _first,
    "fr": _first,
    "kr": _once,
    "rk": _since,
    "mm": _will,
}
