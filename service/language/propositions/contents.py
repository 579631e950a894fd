"""What a part of a clause names and speaks of: names, content words, and which of several."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from service.language.entities.article import ArticleContent, is_content
from service.language.entities.runs import Name, Run
from service.language.quantities import amounts_of
from service.language.semantics.semantic_lexicon import is_small, noun, semantic_lexicon
from service.language.semantics.small import small


@dataclass(slots=True, kw_only=True)
class Content:
    """The content of one part; `indices` are the places of its nouns and of what describes them."""

    article: ArticleContent
    names: list[Name] = field(default_factory=list)
    owners: list[Name] = field(default_factory=list)  # of `names`, those in the possessive
    settings: list[Name] = field(default_factory=list)  # of a subject, those that say where it is
    indices: list[int] = field(default_factory=list)
    ordinals: list[str] = field(default_factory=list)  # "first", "another"
    parts: list[str] = field(default_factory=list)  # "part", "half"

    def __bool__(self) -> bool:
        return bool(self.names or self.indices)

    @property
    def nouns(self) -> list[str]:
        """The nouns and what describes them, as stems."""
        return [self.article.stems[word_index] for word_index in self.indices]

    def without(self, used: Collection[int]) -> None:
        """Leave out the words at the places `used`."""
        self.indices = [word_index for word_index in self.indices if word_index not in used]


class ContentReader:
    """Reads the parts of one clause; `skip` are places of words that belong to its verb or tell its time."""

    def __init__(self, article: ArticleContent, skip: Collection[int]) -> None:
        self._article, self._words, self._skip = article, article.words, frozenset(skip)

    def read(self, part: range, *, to_preposition: bool = False) -> Content:
        """The content of `part`; `to_preposition` takes the words, not the names, up to its first preposition."""
        found = Content(article=self._article)
        if not part:
            return found
        runs, inside = self._article.runs_from(part), self._article.named.intersection(part)
        described = set(self._described(runs, part))
        _, counted = amounts_of(self._words, part, inside | self._skip)
        self._read_words(found, part, inside | described | counted, to_preposition)
        setting = self._setting_of(part) if to_preposition else part.stop
        for run in runs:
            if self._describes(run, runs, part):
                continue
            if run.first > setting and found:
                found.settings.append(run.name)
                continue
            found.names.append(run.name)
            found.owners += [run.name] if self._words[run.last - 1].possessive else []
        return found

    def _setting_of(self, part: range) -> int:
        """Where a subject goes on to say where or when it is ("the plant in Bonn")."""
        return next(
            (word_index for word_index in part if is_small(self._words[word_index].low, "setting_prepositions")),
            part.stop,
        )

    def _read_words(self, found: Content, part: range, skip: set[int], to_preposition: bool) -> None:
        for word_index in part:
            word = self._words[word_index]
            if to_preposition and (found.indices or word_index > part.start) and is_small(word.low, "prepositions"):
                return
            if word_index in skip or word_index in self._skip:
                continue
            if is_small(word.low, "ordinals", "another"):
                found.ordinals.append(word.low)
            elif is_small(word.low, "part_words"):
                found.parts.append(noun(word.low))
                if self._is_whole(word_index, part):
                    found.indices.append(word_index)
            elif is_content(word):
                found.indices.append(word_index)

    def _is_whole(self, word_index: int, part: range) -> bool:
        """Whether a word such as "half" ends its phrase, and is what is spoken of."""
        ends = word_index + 1 == part.stop and self._follows(word_index) not in small("partitive")
        return ends and is_content(self._words[word_index])

    def _follows(self, word_index: int) -> str:
        return self._words[word_index + 1].low if word_index + 1 < len(self._words) else ""

    def _described(self, runs: Iterable[Run], part: range) -> Iterator[int]:
        """The places of words that only describe the name right behind them ("carmaker Renault")."""
        for run in runs:
            if run.name in semantic_lexicon().countries:
                continue
            word_index = run.first - 1
            while (
                word_index >= part.start
                and self._words[word_index].low not in small("chunk_ends")
                and not self._parts_noun(word_index)
            ):
                yield word_index
                word_index -= 1

    def _parts_noun(self, word_index: int) -> bool:
        word = self._words[word_index]
        return is_small(word.low, "prepositions", "part_words", "ordinals") or word.capital or word.possessive

    def _describes(self, run: Run, runs: Sequence[Run], part: range) -> bool:
        """Whether a name only describes the one behind it ("French carmaker Renault", "Renault chief Luc Moreau")."""
        country, owner = run.name in semantic_lexicon().countries, self._words[run.last - 1].possessive
        if owner and not country:
            return False
        for word_index in range(run.last, part.stop):
            low = self._words[word_index].low
            if low in small("chunk_ends") or (
                is_small(low, "prepositions", "function") and not self._words[word_index].capital
            ):
                return False
            if any(other.first == word_index and other.name not in semantic_lexicon().countries for other in runs):
                return True
        return False
