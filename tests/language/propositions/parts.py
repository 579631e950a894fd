"""A marked clause as propositions are read from it."""

from service.language import Doc
from service.language.entities.article import ArticleContent
from service.language.propositions.clause_parts import ClauseParts, parts_of
from service.language.propositions.contents import Content, ContentReader
from service.language.propositions.participants import Roles
from service.language.syntax.arguments import ArgumentFinder
from service.language.syntax.control import Control
from tests.language.marked import marked_clause


def parts(marked: str) -> ClauseParts:
    """The parts of the marked clause."""
    doc, clause = marked_clause(marked)
    sentence = doc.sentence_of(clause)
    finder = ArgumentFinder(doc.tags, doc.tokens.lows, sentence.first, sentence.last, sentence.clauses)
    return parts_of(doc.article, sentence, clause, doc.clause_range(clause, doc.bounds(sentence)), Control(finder))


def roles(marked: str) -> Roles:
    """Who and what fill the roles of the marked clause."""
    found = parts(marked)
    return Roles(found, ContentReader(found.article, ()), frozenset())


def content(doc: Doc, first: int, *, to_preposition: bool = False) -> Content:
    """What the words of the text from `first` on name, its full stop left out."""
    words = range(first, len(doc.article.words) - 1)
    return ContentReader(doc.article, ()).read(words, to_preposition=to_preposition)


def words_in(article: ArticleContent, part: range) -> str:
    """The words of a part."""
    return " ".join(article.words[index].text for index in part)
