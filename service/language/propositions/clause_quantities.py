"""How much and how many a clause tells, each number with every word that may be what it counts."""

from service.language.entities.article import ArticleContent, is_content
from service.language.quantities import Amount, amounts_of, units
from service.language.semantics.small import small
from service.language.temporal.event_days import time_lows
from service.language.words import Word

_AFTER = 5  # words behind a number among which is what it counts


def quantities_in(article: ArticleContent, first: int, last: int) -> list[Amount]:
    """The amounts in [first, last); a number stands once with each word that may be counted. No dates, no years."""
    tokens = article.words[first:last]
    found: list[Amount] = []
    taken = -1
    for at, token in enumerate(tokens):
        if at <= taken or not _may_count(token) or _is_date(article, first + at, last):
            continue
        amounts, used = amounts_of(tokens, [at], ())
        if token.capital and token.low in small("alone"):  # a name, for identity
            amounts, used = [(1.0, "")], {at}
        if not amounts:
            continue
        value, unit = amounts[0]
        taken = _behind_whole(article, first + max(used), last) - first
        found += [(value, word) for word in ([unit] if unit in units() else _units(article, first + taken + 1, last))]
    return list(dict.fromkeys(found))


def _may_count(token: Word) -> bool:
    return token.number or token.low in small("numbers")


def _behind_whole(article: ArticleContent, at: int, last: int) -> int:
    """ "two of the five towers": the place of "five", that only the share be counted; else `at`."""
    lows = [token.low for token in article.words[at + 1 : min(last, at + 4)]]
    whole = len(lows) == 3 and lows[0] in small("partitive") and lows[1] in small("definite") | small("own")
    return at + 3 if whole and amounts_of(article.words, [at + 3], ())[0] else at


def _units(article: ArticleContent, first: int, last: int) -> list[str]:
    found: list[str] = []
    if first < last and article.stems[first] in small("units"):
        return [article.stems[first]]
    for at in range(first, min(last, first + _AFTER)):
        token = article.words[at]
        if token.mark or token.number or (found and token.low in small("unit_ends")):
            break
        if is_content(token):
            found.append(article.stems[at])
    return found


def _is_date(article: ArticleContent, at: int, last: int) -> bool:
    token = article.words[at]
    if not token.number:
        after = article.words[at + 1].low if at + 1 < last else ""
        return token.low in small("uncounted") or (token.low in small("alone") and after not in small("partitive"))
    beside = [article.words[near].low for near in (at - 1, at + 1) if 0 <= near < last]
    year = (
        len(token.low) == 4
        and token.low[:2] in ("19", "20")
        and token.low.isdigit()
        and not small("year_beside").isdisjoint(beside)
    )
    return year or any(low in time_lows() for low in beside)
