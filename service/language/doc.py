"""`Doc`: one text, read once. Whoever wants to know something of a text asks it; nobody reads the text again."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from service.language.attribution.speakers import SpeakerResolver
from service.language.entities.article import ArticleContent
from service.language.entities.namings import Namings
from service.language.forms import Form
from service.language.layout.pages import Page, Sentence
from service.language.propositions.clause_parts import parts_of
from service.language.propositions.proposition import Proposition
from service.language.propositions.reading import Stated, proposition_of
from service.language.span import Span
from service.language.syntax.arguments import ArgumentFinder, Arguments
from service.language.syntax.bounds import Bounds, within_reach
from service.language.syntax.clauses import Clause
from service.language.syntax.control import Control
from service.language.tags import THAT
from service.language.tokens import Tokens

# members of an enum are slow to look up
_FINITE = Form.FINITE


class Doc:
    """A text with its tokens, tags, sentences and clauses; what is not always wanted is worked out when asked for.

    `tags` has a letter of `Tag` a token, and a full stop after the last. Token indices count over the whole text.
    """

    def __init__(self, page: Page, tags: str, title: str | None) -> None:
        self._page = page
        self.title = title
        self.tags = tags
        self._finders: dict[int, ArgumentFinder] = {}  # by the first token of the sentence, as those below
        self._control: dict[int, Control] = {}

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
    def attribution(self) -> SpeakerResolver:
        """Who states what."""
        return SpeakerResolver(self._page, self.tags)

    def arguments(self, sentence: Sentence) -> Mapping[int, Arguments]:
        """The arguments of the verbs of `sentence`, by the index of the clause's head."""
        return self._control_of(sentence).arguments

    def _control_of(self, sentence: Sentence) -> Control:
        found = self._control.get(sentence.first)
        if found is None:
            found = self._control[sentence.first] = Control(self._finder_of(sentence))
        return found

    def _finder_of(self, sentence: Sentence) -> ArgumentFinder:
        found = self._finders.get(sentence.first)
        if found is None:
            first, last = sentence.first, sentence.last
            found = ArgumentFinder(self.tags, self.tokens.lows, first, last, sentence.clauses)
            self._finders[first] = found
        return found

    @cached_property
    def article(self) -> ArticleContent:
        """The names and content words of the text."""
        return ArticleContent(self.tokens, self.sentences, self.title)

    @cached_property
    def namings(self) -> Namings:
        """Whom the text names, and what it tells of them."""
        return Namings(self._page, self.article, self.attribution.names)

    def sentence_of(self, clause: Clause) -> Sentence:
        """The sentence in which `clause` stands."""
        return self.sentences[bisect_right(self._starts, clause.head) - 1]

    def clause_at(self, offset: int) -> Clause | None:
        """The clause whose head holds the character at `offset`; None where no head does."""
        index = bisect_right(self.tokens.starts, offset) - 1
        if index < 0 or not self._starts:
            return None
        sentence = self.sentences[max(bisect_right(self._starts, index) - 1, 0)]
        return next((clause for clause in sentence.clauses if clause.head == index), None)

    def proposition(self, clause: Clause, stated: Stated, published: date) -> Proposition:
        """What `clause` says, as it was `stated` in a text of the day `published`."""
        sentence = self.sentence_of(clause)
        tokens = self.clause_range(clause, self.bounds(sentence))
        parts = parts_of(self.article, sentence, clause, tokens, self._control_of(sentence))
        return proposition_of(parts, stated, published)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

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
        if clause.form is _FINITE:
            first = max(bounds.begin(clause.first), self._content_start(clause))
        return within_reach(self.tokens, *bounds.own(first, last, head), core, head)

    def _content_start(self, clause: Clause) -> int:
        """Where what is said begins, behind the word of saying: "she said (that) | the bridge will open".

        0 where no word before the clause tells that it is said.
        """
        cue = clause.cue
        if cue is None or cue >= clause.first:
            return 0
        subject = self._finder_of(self.sentence_of(clause)).subject(clause)
        if subject is None or not cue < subject.first <= clause.first:
            return 0
        opener = self.tags.rfind(THAT, cue + 1, subject.first)
        return opener + 1 if opener > 0 else subject.first
