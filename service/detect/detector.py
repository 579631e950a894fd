"""`detect`: one text to its statements, put together from words, pages, clauses, voices and times."""

from datetime import date

from service.detect.engine import Reading, read_sentences
from service.detect.lexicon import load_lexicon
from service.detect.pages import Page, Sentence, read_page
from service.detect.rulefile import load_rules
from service.detect.rules import RuleSet
from service.detect.spans import clause_bounds
from service.detect.speakers import Voices
from service.detect.statement import Kind, Span, Statement
from service.detect.times import Site, due_dates, has_time


def detect(
    text: str, *, title: str | None = None, published: date | None = None, rules: RuleSet | None = None
) -> list[Statement]:
    """The statements of `text` in the order of their heads.

    `title` tells a headline that stands in the text; without `published` no due date is worked out.
    `rules` are the shipped ones unless given. Never fails, whatever the text.
    """
    rules = rules or load_rules()
    page = read_page(text, title)
    voices: Voices | None = None
    statements: list[Statement] = []
    for sentence, readings in read_sentences(page, load_lexicon(), rules):
        if not any(reading.kind for reading in readings):
            continue
        voices = voices or Voices(page)
        due = _due_dates(page, sentence, readings, published)
        for reading in readings:
            if reading.kind is not None:
                statements.append(_statement(page, sentence, reading, reading.kind, voices, due))
    return sorted(statements, key=lambda statement: statement.head.start)


def explain(statement: Statement, rules: RuleSet | None = None) -> str:
    """Why `statement` was found: the reason of its rule."""
    return (rules or load_rules()).get(statement.rule).why


def _due_dates(
    page: Page, sentence: Sentence, readings: list[Reading], published: date | None
) -> dict[int, date | None]:
    outcomes = any(reading.kind is Kind.OUTCOME for reading in readings)
    if published is None or not outcomes or not has_time(page.tokens, sentence.first, sentence.last):
        return {}
    sites = [_site(page, sentence, reading) for reading in readings]
    return due_dates(page.tokens, sentence.first, sentence.last, sites, published)


def _site(page: Page, sentence: Sentence, reading: Reading) -> Site:
    first, last = clause_bounds(page.tokens, reading.clause, sentence.first, sentence.last)
    return Site(
        head=reading.clause.group.head,
        first=first,
        last=last,
        reporting=reading.reporting,
        future=reading.kind is Kind.OUTCOME,
    )


def _statement(
    page: Page, sentence: Sentence, reading: Reading, kind: Kind, voices: Voices, due: dict[int, date | None]
) -> Statement:
    tokens, clause = page.tokens, reading.clause
    first, last = clause_bounds(tokens, clause, sentence.first, sentence.last)
    head = clause.group.head
    cue = clause.cue if clause.cue >= 0 else clause.group.first
    return Statement(
        kind=kind,
        span=Span(tokens.starts[first], tokens.ends[last - 1]),
        sentence=Span(tokens.starts[sentence.first], tokens.ends[sentence.last - 1]),
        head=Span(tokens.starts[head], tokens.ends[head]),
        cue=Span(tokens.starts[cue], tokens.ends[cue]) if cue != head else None,
        rule=reading.rule.id,
        polarity=reading.polarity,
        modality=reading.modality if kind is Kind.OUTCOME else None,
        conditional=reading.conditional,
        speaker=voices.speaker_at(head),
        due=due.get(head) if kind is Kind.OUTCOME else None,
    )
