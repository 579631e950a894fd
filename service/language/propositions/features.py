"""Features of an event: how it stands to a plan (late, in part, a step on the way), and how its clause puts it."""

from collections.abc import Sequence
from functools import cache, lru_cache

from service.language.entities.article import ArticleContent, is_content
from service.language.forms import EventFeature
from service.language.propositions.clause_parts import ClauseParts
from service.language.semantics.small import contrasting, small
from service.language.temporal.event_days import time_lows
from service.language.words import Word

# Lists of words that open an object, and what they tell of it.
_DETERMINERS = (
    ("articles", EventFeature.INDEFINITE), ("own", EventFeature.OWN), ("definite", EventFeature.DEFINITE),
)  # fmt: skip


def features_of(clause: ClauseParts, thing: range, used: frozenset[int], *, suffers: bool) -> list[EventFeature]:
    """The features, in a fixed order; `thing` is the object, `used` the words of the verb.

    The subject `suffers` the event in the passive, and of verbs such as "reopen", which are ergative.
    """
    article, head, (first, last) = clause.article, clause.head, (clause.sentence.start, clause.sentence.stop)
    stems = article.stems
    before = [word.low for word in article.words[max(first, head - 3) : head]]
    behind = [word.low for word in article.words[head + 1 : min(last, head + 3)] if not word.capital]  # "No. 3"
    pronoun = _pronoun_object(article, head, last)
    found = {
        EventFeature.STEP: not small("steps").isdisjoint(stems[max(first, head - 3) : min(last, head + 8)]),
        EventFeature.SOME: any(article.words[word_index].low in small("some") for word_index in clause.subject),
        EventFeature.PLURAL: any(stems[word_index] in small("plural") for word_index in clause.subject),
        EventFeature.EARLIER: not small("before_past").isdisjoint(before),
        EventFeature.NOTHING: not small("nothing").isdisjoint(behind),
        EventFeature.INCEPTIVE: _is_inceptive(before, stems[max(first, head - 3) : head]),
        EventFeature.OBJECT_PRONOUN: pronoun is not None,
        EventFeature.MASCULINE_OBJECT: pronoun in small("masculine"),
        EventFeature.TRANSITIVE: _is_transitive(article, thing, used),
        EventFeature.PASSIVE: clause.passive,
        EventFeature.ERGATIVE: suffers and not clause.passive,
        EventFeature.NOMINAL: clause.nominal,
        EventFeature.OPEN: clause.opener is not None,
    }
    kind = _determination(article, thing or (clause.subject if suffers or clause.passive else thing))
    own = [feature for feature, holds in found.items() if holds]
    return [*_of_sentence(article, first, last), *own, *([kind] if kind else [])]


def distinctions_of(article: ArticleContent, first: int, last: int) -> list[str]:
    """The words of [first, last) that tell a thing from others of its kind: "first", "new", "another"."""
    tokens = article.words[first : last + 1]
    pairs = zip(tokens[: last - first], [*tokens[1:], None], strict=False)
    telling = _telling()
    return [one.low for one, behind in pairs if one.low in telling and not _of_time(one, behind)]


@cache
def _telling() -> frozenset[str]:
    return contrasting() | small("others")


def _of_time(word: Word, behind: Word | None) -> bool:
    """ "last week", "New York" """
    return word.capital or (behind is not None and (behind.low in time_lows() or behind.low in small("empty")))


@lru_cache(maxsize=256)  # the statements of one sentence share them
def _of_sentence(article: ArticleContent, first: int, last: int) -> tuple[EventFeature, ...]:
    """The features that a sentence gives for all its clauses."""
    told = [
        (word_index, article.words[word_index].low) for word_index in range(first, last)
    ]  # few words can be any of the signs
    late = (word_index for word_index, low in told if low in small("lately") or low in small("late"))
    counted = (word_index for word_index, low in told if low in small("tally_words"))
    found = {
        EventFeature.LATE: any(_is_late(article, word_index, last) for word_index in late),
        EventFeature.TIMELY: any(_is_timely(article.stems, word_index, last) for word_index, low in told),
        EventFeature.TALLY: any(_is_tally(article, word_index, last) for word_index in counted),
        EventFeature.LEAD: first <= article.lead.start,
    }
    return tuple(feature for feature, holds in found.items() if holds)


def _is_inceptive(lows: Sequence[str], stems: Sequence[str]) -> bool:
    """ "has begun to recruit", of the words before "recruit" """
    return not (small("infinitive").isdisjoint(lows) or small("inceptive").isdisjoint(stems))


def _determination(article: ArticleContent, thing: range) -> EventFeature | None:
    """Whether what suffers is spoken of as new, as known or as the subject's."""
    if not thing:
        return None
    first = article.words[thing.start]
    bare = EventFeature.INDEFINITE if first.low.endswith("s") and not (first.capital or first.possessive) else None
    return next((kind for name, kind in _DETERMINERS if first.low in small(name)), bare)


def _is_transitive(article: ArticleContent, indices: Sequence[int], used: frozenset[int]) -> bool:
    """Whether something is done to something, which is no part of an idiom ("deliver a verdict")."""
    small_words = _small_words()
    told = [
        word_index
        for word_index in indices
        if not article.words[word_index].mark and article.words[word_index].low not in small_words
    ]
    return bool(told) and used.isdisjoint(told)


@cache
def _small_words() -> frozenset[str]:
    """Words that are no object by themselves."""
    return small("articles") | small("definite") | small("own") | small("empty") | time_lows()


def _pronoun_object(article: ArticleContent, head: int, last: int) -> str | None:
    """The pronoun of "pass it", "ship the last of them"; None where the object is none."""
    for token in article.words[head + 1 : min(last, head + 5)]:
        if token.low in small("objects"):
            return token.low
        if is_content(token) or token.capital or token.mark:
            return None
    return None


def _is_late(article: ArticleContent, word_index: int, last: int) -> bool:
    """ "nine days after the promised date", "behind schedule", "not until March", "at last" """
    low = article.words[word_index].low
    before, after = (
        article.words[word_index - 1].low if word_index else "",
        article.words[word_index + 1].low if word_index + 1 < last else "",
    )
    if low in small("late") or (f"{before} {low}" in small("at_last") and not after.isalpha()):
        return True
    if low in small("not_until"):
        return after in small("not_until_ends") and (low in small("only") or before in small("denying"))
    if low in small("overdue"):
        return article.stems[word_index - 1] in small("units") if word_index else False
    return low in small("beyond_plan") and word_index > 0 and _behind_plan(article, word_index, last)


def _is_timely(stems: Sequence[str], word_index: int, last: int) -> bool:
    """ "on schedule", "as planned" """
    return (
        stems[word_index] in small("on_time_links")
        and word_index + 1 < last
        and stems[word_index + 1] in small("timely")
    )


def _behind_plan(article: ArticleContent, word_index: int, last: int) -> bool:
    near = article.stems[word_index + 1 : min(last, word_index + 7)]
    behind = article.words[word_index].low in small("behind_plan")
    if near and behind and near[0] in small("plan_nouns"):
        return True
    planned = not small("planned").isdisjoint(near)
    if behind:
        return planned and not small("plan_nouns").isdisjoint(near)
    counted = article.stems[word_index - 1] in small("units")
    return counted and planned and not (small("than").isdisjoint(near) and small("plan_nouns").isdisjoint(near))


def _is_tally(article: ArticleContent, word_index: int, last: int) -> bool:
    """ "by 71 votes to 30", "voted 74 to 45" """
    low, lows = (
        article.words[word_index].low,
        [token.low for token in article.words[word_index + 1 : min(last, word_index + 3)]],
    )
    if low in small("tally_nouns"):
        return not small("tally_ends").isdisjoint(lows)
    if (
        low not in small("tally_links")
        or not word_index
        or not lows
        or not (article.words[word_index - 1].low.isdigit() and lows[0].isdigit())
    ):
        return False
    return not small("voting").isdisjoint(article.stems[max(0, word_index - 6) : min(last, word_index + 6)])
