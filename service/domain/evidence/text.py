"""An article as accounts read it: its words once, the names among them, and where its sentences end."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.domain.evidence.happened import TIME_LOWS
from service.domain.evidence.lemmas import lemma
from service.domain.evidence.senses import senses
from service.domain.evidence.small import small
from service.domain.evidence.things import is_thing
from service.domain.identity.names import Name, Run, fullest, runs_of
from service.domain.identity.tokens import Token, tokens_of
from service.domain.identity.words import is_small, words

LONGEST = 8_000  # characters of an article that are read; an article's statements further on stand by themselves
_CAST = 14  # names of an article that are kept
_PERIODS = frozenset(".?!")
_OPENERS = frozenset('.?!"“”:\n-–—')


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The words of a text and what they name; `body` is the place where it begins: a title may stand before it.

    `told` are the places, in order, of the words that tell what is spoken of: no names, no small words, no figures;
    `ends` those behind which a sentence ends.
    """

    tokens: Sequence[Token]
    starts: Sequence[int]
    stems: Sequence[str]
    runs: Sequence[Run]
    body: int
    cast: tuple[Name, ...]
    told: Sequence[int]
    ends: Sequence[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """The places [first, last) of the sentence around the token at `at`."""
        place = bisect_left(self.ends, at)
        first = self.ends[place - 1] + 1 if place else self.body
        return max(first, self.body), self.ends[place] + 1 if place < len(self.ends) else len(self.tokens)

    def names(self, first: int, last: int) -> list[Name]:
        """The names in [first, last), in order."""
        begin = bisect_left(self.runs, first, key=lambda run: run.first)
        found: list[Name] = []
        for run in self.runs[begin:]:
            if run.last > last:
                break
            found.append(run.name)
        return found

    def content(self, first: int, last: int) -> Sequence[int]:
        """The places of `told` in [first, last)."""
        return self.told[bisect_left(self.told, first) : bisect_left(self.told, last)]


def is_content(token: Token) -> bool:
    """Whether a word tells what is spoken of."""
    return not (token.mark or token.number or token.low in TIME_LOWS) and _tells(token.low)


@lru_cache(maxsize=20_000)
def _tells(low: str) -> bool:
    if low in small("empty") or len(low) < 3:
        return False
    if is_small(low, "function", "pronouns", "prepositions", "another"):
        return False
    if is_small(low, "light_adjectives") and not is_thing(lemma(low)):
        return False
    return not (low.endswith("ly") and len(low) > 4)


@lru_cache(maxsize=64)  # the statements of one article share their text
def read_text(title: str, text: str) -> Text:
    """The words and names of an article, a title before its text."""
    above = f"{title}\n\n" if title else ""
    tokens = tokens_of(above + text[:LONGEST])
    common = frozenset(token.low for token in tokens if token.text[0].islower())
    times = {at for at, token in enumerate(tokens) if token.low in TIME_LOWS and token.capital}
    found = runs_of(tokens, times, common)
    found = _true_names(tokens, [_without_role(tokens, _without_score(tokens, run), common) for run in found])
    names = tuple(dict.fromkeys(run.name for run in found))
    full = _full_forms(names)
    runs = [Run(run.first, run.last, full[run.name], run.of) for run in found]
    body = next((at for at, token in enumerate(tokens) if token.start >= len(above)), len(tokens))
    named = {at for run in runs for at in range(run.first, run.last)}
    return Text(
        told=[at for at, token in enumerate(tokens) if at not in named and is_content(token)],
        ends=[at for at in range(body, len(tokens)) if _ends(tokens, at)],
        tokens=tokens,
        starts=[token.start - len(above) for token in tokens],
        stems=[lemma(token.low) for token in tokens],
        runs=runs,
        body=body,
        cast=_cast(runs),
    )


def _full_forms(names: Sequence[Name]) -> dict[Name, Name]:
    """Each name in its fullest form; only names that share a word, or initials, may be the same."""
    by_word: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        parts = name.split()
        for word in {*parts, "".join(part[0] for part in parts)}:
            by_word[word].append(name)
    return {
        name: fullest(name, list(dict.fromkeys(n for word in name.split() for n in by_word[word]))) for name in names
    }


def _true_names(tokens: Sequence[Token], runs: Sequence[Run]) -> list[Run]:
    """Without the common words that only begin a sentence: one such word must be a name elsewhere, or look like one."""
    inner = {word for run in runs for word in run.name.split()[_opens(tokens, run.first) :]}
    return [
        run
        for run in runs
        if run.last - run.first > 1
        or not _opens(tokens, run.first)
        or run.name in inner
        or _looks_named(tokens[run.first])
    ]


def _without_score(tokens: Sequence[Token], run: Run) -> Run:
    """ "beat Ashcombe 3-1": the figures are no part of the name."""
    score = tokens[run.last - 1].number and run.last < len(tokens) and tokens[run.last].text in "-–"
    if not score or run.last - run.first < 2:
        return run
    return Run(run.first, run.last - 1, run.name.rpartition(" ")[0], run.of)


def _without_role(tokens: Sequence[Token], run: Run, common: frozenset[str]) -> Run:
    """ "Mediator Ingrid Faulds": a common word that begins the sentence is no part of the name."""
    low = tokens[run.first].low
    if run.last - run.first < 2 or not _opens(tokens, run.first) or not run.name.startswith(f"{low} "):
        return run
    if low in small("roles") or (low in common and is_thing(lemma(low))):
        return Run(run.first + 1, run.last, run.name.removeprefix(f"{low} "), run.of)
    return run


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].text in _OPENERS


def _looks_named(token: Token) -> bool:
    low = token.low
    if token.initials or token.possessive or low in words().countries or low in words().capitals:
        return True
    if low.endswith(tuple(small("common_endings"))) or (
        low.endswith("s") and not low.endswith(("ss", "us", "is", "as"))
    ):
        return False
    base = lemma(low)
    return not (
        base in senses().verbs or base in senses().nouns or is_thing(base) or low in small("empty")
    ) and not is_small(low, *words().small)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    text = tokens[at].text
    if text == "\n":  # an empty line, or the end of a paragraph's last sentence
        beside = tokens[at - 1].text, tokens[at + 1].text if at + 1 < len(tokens) else text
        return "\n" in beside or beside[0] in _PERIODS
    return text in _PERIODS


def _cast(runs: Sequence[Run]) -> tuple[Name, ...]:
    """The names of an article, the most frequent first; what is only a country or a capital comes last."""
    counts = Counter(run.name for run in runs)
    common = words().countries.keys() | words().capitals.keys()
    ordered = sorted(counts, key=lambda name: (name in common, -counts[name]))
    return tuple(ordered[:_CAST])
