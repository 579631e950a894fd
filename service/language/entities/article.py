"""The names of one text in their fullest forms, and its content words: what propositions are made of."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from service.language.entities.runs import Name, Run, fullest, runs_of
from service.language.layout.pages import Role, Sentence
from service.language.semantics.event_classes import event_classes
from service.language.semantics.lemmas import lemma
from service.language.semantics.nouns import is_known_noun
from service.language.semantics.semantic_lexicon import is_small, semantic_lexicon
from service.language.semantics.small import small
from service.language.temporal.event_days import time_lows
from service.language.tokens import Tokens, tokenize
from service.language.words import Word, Words

_ENTITIES, _COUNTRIES, _NOUNS = 14, 4, 160  # names, countries and nouns of an article that are kept
_SHORT, _CAPITAL = 3, 0.8  # letters of words that no title capitalises; the share of capitals that makes a title
_OPENERS = frozenset('.?!"“”:\n-–—')
_READ = frozenset((Role.BODY, Role.HEADLINE, Role.CAPTION))


class ArticleContent:
    """The words of a text that is read, with the names among them; places are indices of words.

    `content_indices` are those of the words that tell what is spoken of: no names, no small words, no figures.
    The words of a `title` that does not stand in the text come behind the text's.
    """

    def __init__(self, tokens: Tokens, sentences: Sequence[Sentence], title: str | None) -> None:
        merged = Words(tokens)
        self.range_of = merged.range
        self.words, self.starts = merged.words, merged.starts
        ranges = [merged.range(sentence.first, sentence.last) for sentence in sentences if sentence.role in _READ]
        body = (merged.range(sentence.first, sentence.last) for sentence in sentences if sentence.role is Role.BODY)
        self.lead = next(body, range(0))  # the first sentence of the story
        self._headlines = {
            merged.range(sentence.first, sentence.last) for sentence in sentences if sentence.role is Role.HEADLINE
        }
        above = [merged.range(*gap) for gap in _gaps(sentences)]
        self.title = range(len(self.words), len(self.words))
        if title:
            self.words = [*self.words, *Words(tokenize(title)).words]
            self.title = range(self.title.start, len(self.words))
        self._ranges = [part for part in ranges if part]
        self._starts = [part.start for part in self._ranges]
        self.stems = [lemma(word.low) for word in self.words]
        self.common = frozenset(word.low for word in self.words if word.text[0].islower())
        self.runs = self._full(
            self._find_runs([*sorted([*self._ranges, *filter(None, above)], key=lambda part: part.start), self.title])
        )
        self._run_starts = [run.first for run in self.runs]
        self._names = list(dict.fromkeys(run.name for run in self.runs))
        self._canonical: dict[str, Name | None] = {}  # by the name as the text has it
        self.entities = _entities_of(self.runs)
        self.named = {place for run in self.runs for place in range(run.first, run.last)}
        self.content_indices = [
            word_index
            for word_index, word in enumerate(self.words)
            if word_index not in self.named and is_content(word)
        ]

    def canonical(self, name: str) -> Name | None:
        """A name in the form in which names are compared, as full as the text gives it; None where it is no name."""
        if name not in self._canonical:
            runs = runs_of(Words(tokenize(name)).words)
            self._canonical[name] = fullest(runs[0].name, self._names) if runs else None
        return self._canonical[name]

    @cached_property
    def countries(self) -> tuple[Name, ...]:
        """The first countries that the text speaks of, by themselves or by their capitals."""
        known = semantic_lexicon()
        names = (known.capitals.get(name, name) for name in self._names)
        return tuple(islice((name for name in dict.fromkeys(names) if name in known.countries), _COUNTRIES))

    @cached_property
    def title_nouns(self) -> tuple[str, ...]:
        """The stems of the nouns of the title, each once."""
        return self._nouns(self.title)

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """The stems of the first nouns of the title and the text, each once."""
        return tuple(islice(dict.fromkeys((*self.title_nouns, *self._nouns(range(self.title.start)))), _NOUNS))

    def _nouns(self, part: range) -> tuple[str, ...]:
        return tuple(
            islice(dict.fromkeys(self.stems[word_index] for word_index in self.content(part.start, part.stop)), _NOUNS)
        )

    def sentence(self, word_index: int) -> range:
        """The words of the sentence around the word at `word_index`."""
        return self._ranges[max(bisect_right(self._starts, word_index) - 1, 0)]

    def before(self, sentence: range) -> range | None:
        """The sentence before `sentence`, None where it is the first."""
        place = bisect_left(self._starts, sentence.start)
        return self._ranges[place - 1] if place else None

    def names(self, first: int, last: int) -> list[Name]:
        """The names in [first, last), in order."""
        return [run.name for run in self.runs_in(first, last)]

    def runs_in(self, first: int, last: int) -> list[Run]:
        """The names in [first, last) with their places."""
        begin, end = bisect_left(self._run_starts, first), bisect_left(self._run_starts, last)
        return [run for run in self.runs[begin:end] if run.last <= last]

    def runs_from(self, part: range) -> list[Run]:
        """The names that begin in `part`: "the House", of which "of Commons" hangs, is one with it."""
        return self.runs[bisect_left(self._run_starts, part.start) : bisect_left(self._run_starts, part.stop)]

    def content(self, first: int, last: int) -> Sequence[int]:
        """Those of `content_indices` in [first, last)."""
        return self.content_indices[bisect_left(self.content_indices, first) : bisect_left(self.content_indices, last)]

    def _find_runs(self, ranges: Sequence[range]) -> list[Run]:
        titles = [part for part in ranges if self._is_in_title_case(part)]
        found = [run for part in ranges if part not in titles for run in self._runs_of(part)]
        known = {word.low for run in found for word in self.words[run.first : run.last]}
        found += [run for part in titles for run in self._known_runs(part, known)]
        return self._true_names(sorted(found, key=lambda run: run.first), {part.start for part in ranges})

    def _is_in_title_case(self, part: range) -> bool:
        headline = part == self.title or part in self._headlines
        return headline and _in_title_case(self.words[part.start : part.stop])

    def _runs_of(self, part: range, skip: Collection[int] = ()) -> list[Run]:
        inside = self.words[part.start : part.stop]
        times = {word_index for word_index, word in enumerate(inside) if word.low in time_lows() and word.capital}
        runs = [self._trimmed(inside, run) for run in runs_of(inside, {*times, *skip}, self.common)]
        return [Run(run.first + part.start, run.last + part.start, run.name, run.of) for run in runs]

    def _known_runs(self, part: range, known: Collection[str]) -> list[Run]:
        """The names of a title whose words all have capitals: only words of names of the text, if there is any."""
        if not known:
            return self._runs_of(part)
        countries = semantic_lexicon().countries
        lows = [word.low for word in self.words[part.start : part.stop]]
        unknown = {word_index for word_index, low in enumerate(lows) if low not in known and low not in countries}
        return self._runs_of(part, unknown)

    def _trimmed(self, inside: Sequence[Word], run: Run) -> Run:
        return _without_role(inside, _without_score(inside, run), self.common)

    def _full(self, runs: Sequence[Run]) -> list[Run]:
        full = _full_forms(tuple(dict.fromkeys(run.name for run in runs)))
        return [Run(run.first, run.last, full[run.name], run.of) for run in runs]

    def _true_names(self, runs: Sequence[Run], starts: set[int]) -> list[Run]:
        """Without common words that only begin a sentence: such a word is a name elsewhere, or looks like one."""
        opens = [run.first in starts or self.words[run.first - 1].text in _OPENERS for run in runs]
        pairs = list(zip(runs, opens, strict=True))
        inner = {word for run, opening in pairs for word in run.name.split()[opening:]}
        return [
            run
            for run, opening in pairs
            if run.last - run.first > 1 or not opening or run.name in inner or _looks_named(self.words[run.first])
        ]


def _in_title_case(words: Sequence[Word]) -> bool:
    """Whether nearly all long words have capitals, so that these tell nothing: "Bank Cuts Rates Again"."""
    long = [word.capital for word in words if len(word.low) > _SHORT and word.low.isalpha()]
    return len(long) > 1 and sum(long) >= len(long) * _CAPITAL


def _gaps(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The tokens right before sentences that are read: datelines, which name places, and labels of speakers."""
    last = 0
    for sentence in sentences:
        if sentence.role in _READ:
            yield last, sentence.first
        last = sentence.last


def is_content(word: Word) -> bool:
    """Whether a word tells what is spoken of."""
    return not (word.mark or word.number or word.low in time_lows()) and _tells(word.low)


@lru_cache(maxsize=20_000)
def _tells(low: str) -> bool:
    if low in small("empty") or len(low) < 3:
        return False
    if is_small(low, "function", "pronouns", "prepositions", "another"):
        return False
    if is_small(low, "light_adjectives") and not is_known_noun(lemma(low)):
        return False
    return not (low.endswith(tuple(small("adverb_endings"))) and len(low) > 4)


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


def _without_score(inside: Sequence[Word], run: Run) -> Run:
    """ "beat Ashcombe 3-1": the figures are no part of the name."""
    if run.last - run.first < 2 or not inside[run.last - 1].number or "-" not in inside[run.last - 1].text:
        return run
    return Run(run.first, run.last - 1, run.name.rpartition(" ")[0], run.of)


def _without_role(inside: Sequence[Word], run: Run, common: frozenset[str]) -> Run:
    """ "Mediator Ingrid Faulds": a common word that begins the sentence is no part of the name."""
    low = inside[run.first].low
    opens = run.first == 0 or inside[run.first - 1].text in _OPENERS
    if run.last - run.first < 2 or not opens or not run.name.startswith(f"{low} "):
        return run
    if low in small("roles") or is_small(low, "bearers") or (low in common and is_known_noun(lemma(low))):
        return Run(run.first + 1, run.last, run.name.removeprefix(f"{low} "), run.of)
    return run


def _looks_named(word: Word) -> bool:
    low = word.low
    if word.initials or word.possessive or low in semantic_lexicon().countries or low in semantic_lexicon().capitals:
        return True
    plural = low.endswith("s") and not low.endswith(tuple(small("singular_endings")))
    if plural or low.endswith(tuple(small("common_endings"))):
        return False
    base = lemma(low)
    return not (
        base in event_classes().verbs or base in event_classes().nouns or is_known_noun(base) or low in small("empty")
    ) and not is_small(low, *semantic_lexicon().small)


def _entities_of(runs: Sequence[Run]) -> tuple[Name, ...]:
    """The names of an article, the most frequent first; what is only a country or a capital comes last."""
    counts = Counter(run.name for run in runs)
    common = semantic_lexicon().countries.keys() | semantic_lexicon().capitals.keys()
    ordered = sorted(counts, key=lambda name: (name in common, -counts[name]))
    return tuple(ordered[:_ENTITIES])
