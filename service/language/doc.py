"""`Doc`: one text, read once. Whoever wants to know something of a text asks it; nobody reads the text again."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from service.language.attribution.speakers import Voices
from service.language.layout.pages import Page, Sentence
from service.language.span import Span
from service.language.syntax.arguments import Arguments, find_arguments
from service.language.syntax.bounds import Bounds, within_reach
from service.language.syntax.clauses import Clause
from service.language.tokens import Tokens


class Doc:
    """A text with its tokens, tags, sentences and clauses; what is not always wanted is worked out when asked for.

    `tags` has a letter a token (lexicon/README.md). Token indices count over the whole text.
    """

    def __init__(self, page: Page, tags: str) -> None:
        self._page = page
        self.tags = tags
        self._arguments: dict[int, Mapping[int, Arguments]] = {}  # by the sentence's first token

    @property
    def text(self) -> str:
        """The text exactly as it was given."""
        return self._page.text

    @property
    def tokens(self) -> Tokens:
        """The tokens, as columns."""
        return self._page.tokens

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order, with the parts that they play; only those of story and headlines have clauses."""
        return self._page.sentences

    @property
    def parsed(self) -> Iterator[Sentence]:
        """The sentences in which clauses were found."""
        return (sentence for sentence in self.sentences if sentence.clauses)

    @cached_property
    def attribution(self) -> Voices:
        """Who states what."""
        return Voices(self._page)

    def arguments(self, sentence: Sentence) -> Mapping[int, Arguments]:
        """The arguments of the verbs of `sentence`, by the index of the clause's head."""
        found = self._arguments.get(sentence.first)
        if found is None:
            found = find_arguments(self.tags, self.tokens.lows, sentence.first, sentence.last, sentence.clauses)
            self._arguments[sentence.first] = found
        return found

    def bounds(self, sentence: Sentence) -> Bounds:
        """Where the clauses of `sentence` begin and end."""
        return Bounds(self.tags, sentence.first, sentence.last, sentence.clauses)

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last` (exclusive)."""
        return Span(self.tokens.starts[first], self.tokens.end(last - 1))

    def clause_range(self, clause: Clause, bounds: Bounds) -> tuple[int, int]:
        """The tokens of `clause` with its subject, as a half-open range within its sentence's `bounds`.

        It has at most `LONGEST_CLAUSE` characters, if its verb alone has no more.
        """
        core, head = min(clause.first, clause.head), clause.head
        first, last = bounds.around(core, head)
        if clause.form == "finite":
            first = bounds.begin(clause.first)
        return within_reach(self.tokens, *bounds.own(first, last, head), core, head)
