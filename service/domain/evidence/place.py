"""Where a statement stands in its article, and what is told around it."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from service.domain.evidence.text import Text, is_content, read_text
from service.domain.identity.clause import find_head
from service.domain.identity.names import Name
from service.domain.identity.stated import Stated

_LONGEST = 1_500  # characters of a clause that are read
_NEAR = 2  # sentences before its own in which a pronoun's meaning is looked for
_REFERENTS = 18  # words that a pronoun may mean
_STORY = 160  # words of an article that are kept


@dataclass(slots=True)
class Place:
    """A statement in the text that is read for it: places of its clause, its head and its sentence.

    `cast` are the names of the whole article, which may be longer than what is read.
    """

    text: Text
    first: int
    last: int
    head: int
    sentence: tuple[int, int]
    cast: tuple[Name, ...]

    def names_before(self) -> list[Name]:
        """The names that stand before the clause, the nearest sentence first."""
        text, (first, _) = self.text, self.sentence
        names = text.names(first, self.first)[::-1]
        for _ in range(_NEAR):
            if first <= text.body:
                break
            before, last = text.sentence(first - 1)
            while before == last - 1 and before > text.body:  # an empty line
                before, last = text.sentence(before - 1)
            names += text.names(before, first)
            first = before
        return names

    def words_before(self) -> list[str]:
        """The words of the sentence so far and of the one before it, one of which "it" means."""
        text, (first, _) = self.text, self.sentence
        here = [text.stems[at] for at in text.content(first, self.first)][::-1]
        at = next((at for at in range(first - 1, text.body - 1, -1) if text.tokens[at].text.isalnum()), None)
        if at is None:
            return here[:_REFERENTS]
        first, last = text.sentence(at)
        return [*here, *(text.stems[at] for at in text.content(first, last)[::-1])][:_REFERENTS]


@lru_cache(maxsize=64)  # the claims of one article share it
def story_of(text: Text, *, whole: bool) -> tuple[str, ...]:
    """The words of the title, and of the `whole` article with it."""
    title = [text.stems[at] for at in range(text.body) if is_content(text.tokens[at])]
    body = [text.stems[at] for at in text.content(text.body, len(text.tokens))] if whole else []
    return tuple(dict.fromkeys([*title, *body]))[:_STORY]


def place_of(stated: Stated) -> Place | None:
    """The clause in its article; where it does not stand there as given, in its sentence alone."""
    clause, at = stated.text[:_LONGEST], stated.at
    if at is not None and stated.context[at : at + len(clause)] == clause:
        text = read_text(stated.title or "", stated.context)
        if text.starts and at + len(clause) <= text.starts[-1] + 1:
            return _place_at(text, at, len(clause), stated)
    sentence = stated.sentence[:_LONGEST]
    at = max(sentence.find(clause), 0)
    text = read_text(stated.title or "", sentence if clause in sentence else clause)
    cast = read_text(stated.title or "", stated.context).cast if stated.context else ()
    return _place_at(text, at, len(clause), stated, cast)


def _place_at(text: Text, at: int, length: int, stated: Stated, cast: tuple[Name, ...] = ()) -> Place | None:
    first, last = bisect_left(text.starts, at, text.body), bisect_left(text.starts, at + length, text.body)
    if first >= last:
        return None
    offset = None
    if stated.head_at is not None:
        offset = text.tokens[first].start + stated.head_at - (text.starts[first] - at)
    head = first + find_head(text.tokens[first:last], stated.head, offset)
    sentence = text.sentence(head)
    return Place(text, max(first, sentence[0]), last, head, sentence, cast or text.cast)
