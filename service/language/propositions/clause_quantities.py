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
    for word_index, token in enumerate(tokens):
        if word_index <= taken or not _may_count(token) or _is_date(article, first + word_index, last):
            continue
        amounts, used = amounts_of(tokens, [word_index], ())
        if token.capital and token.low in small("alone"):  # a name, for identity
            amounts, used = [(1.0, "")], {word_index}
        if not amounts:
            continue
        value, unit = amounts[0]
        taken = _behind_whole(article, first + max(used), last) - first
        found += [(value, word) for word in ([unit] if unit in units() else _units(article, first + taken + 1, last))]
    return list(dict.fromkeys(found))


def _may_count(token: Word) -> bool:
    return token.number or token.low in small("numbers")


def _behind_whole(article: ArticleContent, word_index: int, last: int) -> int:
    """ "two of the five towers": the place of "five", that only the share be counted; else `word_index`."""
    lows = [token.low for token in article.words[word_index + 1 : min(last, word_index + 4)]]
    whole = len(lows) == 3 and lows[0] in small("partitive") and lows[1] in small("definite") | small("own")
    return word_index + 3 if whole and amounts_of(article.words, [word_index + 3], ())[0] else word_index


def _units(article: ArticleContent, first: int, last: int) -> list[str]:
    found: list[str] = []
    if first < last and article.stems[first] in small("units"):
        return [article.stems[first]]
    for word_index in range(first, min(last, first + _AFTER)):
        token = article.words[word_index]
        if token.mark or token.number or (found and token.low in small("unit_ends")):
            break
        if is_content(token):
            found.append(article.stems[word_index])
    return found


def _is_date(article: ArticleContent, word_index: int, last: int) -> bool:
    token = article.words[word_index]
    if not token.number:
        after = article.words[word_index + 1].low if word_index + 1 < last else ""
        return token.low in small("uncounted") or (token.low in small("alone") and after not in small("partitive"))
    beside = [article.words[near].low for near in (word_index - 1, word_index + 1) if 0 <= near < last]
    year = (
        len(token.low) == 4
        and token.low[:2] in ("19", "20")
        and token.low.isdigit()
        and not small("year_beside").isdisjoint(beside)
    )
    return year or any(low in time_lows() for low in beside)
