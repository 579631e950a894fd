"""Signs in a sentence that tell how its event stands to a plan: late, in part, a step on the way, and of what kind."""

from collections.abc import Sequence
from functools import lru_cache

from service.domain.evidence.happened import TIME_LOWS
from service.domain.evidence.small import small
from service.domain.evidence.text import Text, is_content
from service.domain.identity.clause import Clause
from service.domain.identity.tokens import Token


def marks_of(
    text: Text, sentence: tuple[int, int], head: int, clause: Clause, subject: range, used: frozenset[int]
) -> list[str]:
    """The names of the signs, in a fixed order."""
    first, last = sentence
    stems = text.stems
    before = [token.low for token in text.tokens[max(first, head - 3) : head]]
    behind = [token.low for token in text.tokens[head + 1 : min(last, head + 3)]]
    pronoun = _pronoun_object(text, head, last)
    found = {
        "step": not small("steps").isdisjoint(stems[max(first, head - 3) : min(last, head + 8)]),
        "some": any(text.tokens[at].low in small("some") for at in subject),
        "plural": any(stems[at] in small("plural") for at in subject),
        "earlier": "had" in before,
        "nothing": not small("nothing").isdisjoint(behind),
        "inceptive": "to" in before and not small("inceptive").isdisjoint(stems[max(first, head - 3) : head]),
        "it": pronoun is not None,
        "him": pronoun == "him",
        "transitive": _is_transitive(text, [head + at - clause.head for at in clause.object], used),
        "passive": clause.passive,
        "nominal": clause.nominal,
    }
    kind = _article(text, clause, head)
    own = [name for name, told in found.items() if told]
    return [*_of_sentence(text, first, last), *own, *([kind] if kind else [])]


def traits_of(text: Text, first: int, last: int) -> list[str]:
    """The words of [first, last) that tell a thing from others of its kind: "first", "new", "another"."""
    tokens = text.tokens[first : last + 1]
    pairs = zip(tokens[: last - first], [*tokens[1:], None], strict=False)
    telling = small("contrasts") | small("others")
    return [one.low for one, behind in pairs if one.low in telling and not _of_time(one, behind)]


def _of_time(word: Token, behind: Token | None) -> bool:
    """ "last week", "New York" """
    return word.capital or (behind is not None and (behind.low in TIME_LOWS or behind.low in small("empty")))


@lru_cache(maxsize=256)  # the statements of one sentence share them
def _of_sentence(text: Text, first: int, last: int) -> tuple[str, ...]:
    """The signs that a sentence gives for all its clauses."""
    told = [(at, text.tokens[at].low) for at in range(first, last)]  # few words can be any of the signs
    late = (at for at, low in told if low in _LATE or low in small("late"))
    found = {
        "late": any(_is_late(text, at, last) for at in late),
        "timely": any(_is_timely(text.stems, at, last) for at, low in told),
        "tally": any(_is_tally(text, at, last) for at, low in told if low in _TALLIES),
        "lead": first <= text.body + 3,
    }
    return tuple(name for name, told in found.items() if told)


_LATE = frozenset(("last", "only", "until", "late", "behind", "after", "past", "later"))
_TALLIES = frozenset(("vote", "votes", "to"))


def _article(text: Text, clause: Clause, head: int) -> str:
    """Whether the object is spoken of as new ("indefinite"), as known ("definite") or as the subject's ("own")."""
    if not clause.object:
        return ""
    first = text.tokens[head + clause.object.start - clause.head]
    kinds = ("articles", "indefinite"), ("own", "own"), ("definite", "definite")
    bare = "indefinite" if first.low.endswith("s") and not (first.capital or first.possessive) else ""
    return next((kind for name, kind in kinds if first.low in small(name)), bare)


def _is_transitive(text: Text, places: Sequence[int], used: frozenset[int]) -> bool:
    """Whether something is done to something, which is no part of an idiom ("deliver a verdict")."""
    small_words = small("articles") | small("definite") | small("own") | small("empty") | TIME_LOWS
    told = [at for at in places if not text.tokens[at].mark and text.tokens[at].low not in small_words]
    return bool(told) and used.isdisjoint(told)


def _pronoun_object(text: Text, head: int, last: int) -> str | None:
    """The pronoun of "pass it", "ship the last of them"; None where the object is none."""
    for token in text.tokens[head + 1 : min(last, head + 5)]:
        if token.low in small("objects"):
            return token.low
        if is_content(token) or token.capital or token.mark:
            return None
    return None


def _is_late(text: Text, at: int, last: int) -> bool:
    """ "nine days after the promised date", "behind schedule", "not until March", "at last" """
    low = text.tokens[at].low
    before, after = text.tokens[at - 1].low if at else "", text.tokens[at + 1].low if at + 1 < last else ""
    if low in small("late") or (low == "last" and before == "at" and not after.isalpha()):
        return True
    if low in ("only", "until"):
        return after in ("in", "on", "this", "last") and (low == "only" or before == "not")
    if low == "late":
        return text.stems[at - 1] in small("units") if at else False
    return low in ("behind", "after", "past", "later") and at > 0 and _behind_plan(text, at, last)


def _is_timely(stems: Sequence[str], at: int, last: int) -> bool:
    """ "on schedule", "as planned" """
    return stems[at] in ("on", "as") and at + 1 < last and stems[at + 1] in small("timely")


def _behind_plan(text: Text, at: int, last: int) -> bool:
    near = text.stems[at + 1 : min(last, at + 7)]
    if near and text.tokens[at].low == "behind" and near[0] in small("plan_nouns"):
        return True
    planned = not small("planned").isdisjoint(near)
    if text.tokens[at].low == "behind":
        return planned and not small("plan_nouns").isdisjoint(near)
    counted = text.stems[at - 1] in small("units")
    return counted and planned and ("than" in near or not small("plan_nouns").isdisjoint(near))


def _is_tally(text: Text, at: int, last: int) -> bool:
    """ "by 71 votes to 30", "voted 74 to 45" """
    low, lows = text.tokens[at].low, [token.low for token in text.tokens[at + 1 : min(last, at + 3)]]
    if low in ("votes", "vote"):
        return "to" in lows or "against" in lows
    if low != "to" or not at or not lows or not (text.tokens[at - 1].low.isdigit() and lows[0].isdigit()):
        return False
    return not small("voting").isdisjoint(text.stems[max(0, at - 6) : min(last, at + 6)])
