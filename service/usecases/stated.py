"""A statement as the rules of identity and of evidence read it."""

from service.domain.article import NewArticle, NewStatement
from service.domain.identity import Stated

_LONGEST_CLAIM = 1_000  # characters
_CONTEXT = 4_000  # characters of an article in which names are looked for in full


def stated(statement: NewStatement, article: NewArticle) -> Stated:
    """What the article states there, with what it takes to read it."""
    return Stated(
        text=statement.text[:_LONGEST_CLAIM],
        sentence=claim_text(statement, article.text),
        head=statement.head,
        head_at=statement.head_start - statement.start,
        polarity=statement.polarity,
        modality=statement.modality or "",
        conditional=statement.conditional,
        speaker=statement.speaker,
        due=statement.due,
        said_on=article.published_on,
        title=article.title,
        context=article.text[:_CONTEXT],
        at=statement.start,
    )


def claim_text(statement: NewStatement, text: str) -> str:
    """The sentence, which can be read by itself as a bare clause often cannot; the clause where it is endless."""
    sentence = text[statement.sentence_start : statement.sentence_end]
    readable = sentence if len(sentence) <= _LONGEST_CLAIM else statement.text[:_LONGEST_CLAIM]
    return " ".join(readable.split())
