"""Finding the statements of a text, in the shape in which they are kept and shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.detect import Statement, detect, within_bounds
from service.domain.article import NewStatement
from service.domain.errors import LanguageUnsupported, TextTooLarge
from service.language import Clause, Doc, Span, is_foreign, read
from service.telemetry.metrics import metrics
from service.usecases.reading_time import ReadingTime

LONGEST_TEXT = 1_000_000  # bytes of UTF-8: a long book chapter; no news page comes near


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectedText:
    """What was found in a text, in its order: statements, each with the clause of `doc` that states it.

    `omitted` counts the statements beyond what is kept of one text.
    """

    doc: Doc
    statements: list[NewStatement]
    clauses: list[Clause]
    omitted: int


def find_statements(
    text: str, *, title: str | None, published: date | None, time: ReadingTime | None = None
) -> DetectedText:
    """The statements of `text`, of each stretch as many as are kept.

    Raises `TextTooLarge` where it is over `LONGEST_TEXT`, `LanguageUnsupported` where it is not in English, and
    `ReadingTooLong` where the `time` is up, which begins here unless it is given.
    """
    size = len(text.encode())
    if size > LONGEST_TEXT:
        raise TextTooLarge(size=size, limit=LONGEST_TEXT)
    if is_foreign(text):
        raise LanguageUnsupported
    with metrics().detection_seconds.time():
        checkpoint = (time or ReadingTime()).check
        doc = read(text, title=title, checkpoint=checkpoint)
        found = detect(doc, published=published, checkpoint=checkpoint)
    kept = within_bounds(found)
    _count(text, kept)
    return DetectedText(
        doc=doc,
        statements=[_to_new_statement(statement, text) for statement in kept],
        clauses=[statement.clause for statement in kept],
        omitted=len(found) - len(kept),
    )


def _count(text: str, found: Sequence[Statement]) -> None:
    metrics().words.inc(len(text.split()))
    for statement in found:
        metrics().statements.labels(statement.kind, statement.rule).inc()


def _to_new_statement(found: Statement, text: str) -> NewStatement:
    cue = found.cue
    return NewStatement(
        kind=found.kind,
        text=found.span.of(text),
        start=found.span.start,
        end=found.span.end,
        sentence_start=found.sentence.start,
        sentence_end=found.sentence.end,
        head=found.head.of(text),
        head_start=found.head.start,
        head_end=found.head.end,
        cue=_text_of(cue, text),
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        rule=found.rule,
        polarity=found.polarity,
        modality=found.modality,
        conditional=found.conditional,
        speaker=found.speaker,
        due=found.due,
    )


def _text_of(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None
