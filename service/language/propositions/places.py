"""Where the names and words of a proposition stand in the article, so that a comparison can show them."""

from collections.abc import Collection, Iterator

from service.language.propositions.clause_parts import ClauseParts
from service.language.span import Span


def places_of(clause: ClauseParts, wanted: Collection[str]) -> dict[str, Span]:
    """The first place of each wanted name or stem, within the clause where it stands there, else in its sentence.

    The head's stem stands where the head does. What a title alone tells has no place in the text.
    """
    article, found = clause.article, dict[str, Span]()
    stem = article.stems[clause.head].rpartition("-")[2]
    for key, place in ((stem, range(clause.head, clause.head + 1)), *_places(clause)):
        if key in wanted and key not in found and place.stop <= len(article.starts):
            last = place.stop - 1
            found[key] = Span(article.starts[place.start], article.starts[last] + len(article.words[last].text))
    return found


def _places(clause: ClauseParts) -> Iterator[tuple[str, range]]:
    article = clause.article
    for part in (clause.clause, clause.sentence):
        for run in article.runs_in(part.start, part.stop):
            yield run.name, range(run.first, run.last)
        for word_index in part:
            yield article.stems[word_index], range(word_index, word_index + 1)
