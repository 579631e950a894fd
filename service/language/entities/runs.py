"""Proper names in a clause: where they stand, in which form they are compared, and when two are the same."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from service.language.semantics.semantic_lexicon import is_small, semantic_lexicon
from service.language.words import Word as Token

Name = str  # in lower case, without titles and corporate endings; countries by their usual name

_LONGEST = 8  # words of one name
_ACRONYM = 2  # letters: "un" and "us" name countries only where a name begins


@dataclass(frozen=True, slots=True)
class Run:
    """The tokens [first, last) are a name; `of` is the country that a title or a description gives it."""

    first: int
    last: int
    name: Name
    of: Name | None = None


def runs_of(tokens: Sequence[Token], skip: Collection[int] = (), common: Collection[str] = ()) -> list[Run]:
    """The names among `tokens`, in order; `skip` are places, `common` words, that cannot begin one."""
    found: list[Run] = []
    last = 0
    for word_index in [word_index for word_index, token in enumerate(tokens) if token.capital]:
        if word_index >= last and _begins(tokens, word_index, skip, common):
            last = _end(tokens, word_index, skip)
            found += [_in_direction(tokens, run) for run in _split(tokens, word_index, last)]
    return list(_joined(tokens, found))


def _begins(tokens: Sequence[Token], word_index: int, skip: Collection[int], common: Collection[str]) -> bool:
    token = tokens[word_index]
    if word_index in skip:
        return False
    if token.initials:
        return True
    initial = word_index == 0 or tokens[word_index - 1].text in '.?!"“:'
    if not is_small(token.low, "function", "pronouns", "prepositions"):
        return not (initial and (token.low in common or is_small(token.low, "starters", "another", "light_adjectives")))
    return False


def _end(tokens: Sequence[Token], first: int, skip: Collection[int]) -> int:
    last = first + 1
    while last < min(len(tokens), first + _LONGEST) and not tokens[last - 1].possessive and last not in skip:
        token, following = tokens[last], tokens[last + 1] if last + 1 < len(tokens) else None
        linked = _links(tokens, last)
        if token.capital or (token.text[0].isdigit() and not token.text.endswith("%")):
            last += 1
        elif linked and following and following.capital and last + 1 not in skip:
            last += 2
        else:
            break
    return last


def _links(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at `index` may tie two parts of one name."""
    low = tokens[index].low
    return is_small(low, "name_links") or (is_small(low, "body_links") and is_small(tokens[index - 1].low, "bodies"))


def _split(tokens: Sequence[Token], first: int, last: int) -> Iterator[Run]:
    """The run without titles; a country's adjective before a title is told apart."""
    start, of = first, None
    if last > first and not is_small(tokens[last - 1].low, "bodies"):
        start = _after_titles(tokens, first, last)
        width = _country_width(tokens, first, start)
        of = _country(tokens, first, first + width) if width else None
    if start < last:
        end = last
        while end - start > 1 and is_small(tokens[end - 1].low, "post_nominals"):
            end -= 1
        yield Run(first, last, _canonical(tuple(token.low for token in tokens[start:end])), of)


def _in_direction(tokens: Sequence[Token], run: Run) -> Run:
    """ "northern Mali" is not Mali."""
    before = tokens[run.first - 1].low if run.first else ""
    return replace(run, name=f"{before} {run.name}") if is_small(before, "directions") else run


def _after_titles(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the name proper begins; `last` where there is nothing but titles."""
    titles = [word_index for word_index in range(first, last) if is_small(tokens[word_index].low, "titles")]
    if not titles:
        return first
    if titles[-1] < last - 1:
        return titles[-1] + 1
    return last if all(is_small(token.low, "titles", "fields") for token in tokens[first:last]) else first


def _country_width(tokens: Sequence[Token], first: int, last: int) -> int:
    return next((width for width in (2, 1) if first + width <= last and _country(tokens, first, first + width)), 0)


def _country(tokens: Sequence[Token], first: int, last: int) -> Name | None:
    return semantic_lexicon().countries.get(" ".join(token.low for token in tokens[first:last]))


@lru_cache(maxsize=20_000)  # an article names the same people over and over
def _canonical(lows: tuple[str, ...]) -> Name:
    """Countries by their usual name and first ("Bank of Japan": japan bank), corporate endings left out."""
    whole = semantic_lexicon().countries.get(" ".join(lows))
    if whole:
        return whole
    kept = [low for low in lows if not is_small(low, "name_ties")] or list(lows)
    for word_index in range(len(kept)):
        for width in (2, 1):
            country = semantic_lexicon().countries.get(" ".join(kept[word_index : word_index + width]))
            if (
                country and word_index + width <= len(kept) and (not word_index or len(kept[word_index]) > _ACRONYM)
            ):  # Kim Jong Un
                return " ".join([country, *kept[:word_index], *kept[word_index + width :]])
    while len(kept) > 1 and is_small(kept[-1], "corporate"):
        kept = kept[:-1]
    return " ".join(kept)


def _joined(tokens: Sequence[Token], found: Sequence[Run]) -> Iterator[Run]:
    """ "Ireland's Supreme Court" is one name."""
    held: Run | None = None
    for run in found:
        if held and held.last == run.first and tokens[held.last - 1].possessive and _is_body_of(held, run, tokens):
            held = Run(held.first, run.last, f"{held.name} {run.name}")
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _is_body_of(country: Run, body: Run, tokens: Sequence[Token]) -> bool:
    return country.name in semantic_lexicon().countries and is_small(tokens[body.last - 1].low, "bodies")


def fullest(name: Name, known: Sequence[Name]) -> Name:
    """The longest form of `name` among those `known`; where it may be several people, `name` itself."""
    longer = [other for other in known if len(other) > len(name) and same_name(name, other)]
    best = max(longer, key=len, default=name)
    return best if all(same_name(other, best) for other in longer) else name


def same_name(one: Name, other: Name) -> bool:
    """Whether both may name the same: equal, a short form of the other, or its initials."""
    if one == other or (one[:1] != other[:1] and one[-1:] != other[-1:]):
        return one == other  # a short form and initials begin alike, or end alike: most pairs are told apart here
    short, long = sorted((one.split(), other.split()), key=len)
    countries, capitals = semantic_lexicon().countries, semantic_lexicon().capitals
    if len(short) == len(long) or any(name in countries or name in capitals for name in (one, other)):
        return False
    if all(is_small(word, "bodies") for word in short):
        return False  # "the commission" may be any; the context has already given its full name
    if len(short) == 1 and short[0] == "".join(word[0] for word in long):
        return True
    return _shortens(short, long)


def _shortens(short: list[str], long: list[str]) -> bool:
    """Whether a short name ends a long one, or is its first word, and what is left out tells nothing."""
    if long[-len(short) :] == short:
        countries, extra = semantic_lexicon().countries, long[: -len(short)]
        return not any(is_small(word, "geographic", "bodies") or word in countries for word in extra)
    extra = long[len(short) :]
    odd = any(is_small(word, "bodies", "variants") or not word.isalpha() or len(word) == 1 for word in extra)
    return len(short) == 1 and long[:1] == short and not odd
