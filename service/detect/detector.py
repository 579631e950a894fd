"""`detect`: one text to its statements, put together from words, pages, clauses, voices and times."""

from datetime import date
from functools import partial
from operator import attrgetter

from service.detect.engine import Reading, SentenceReading, read_sentences
from service.detect.rulebook.rulefile import load_rules
from service.detect.rulebook.rules import RuleSet
from service.detect.statement import Kind, Span, Statement
from service.language.attribution.speakers import Voices
from service.language.layout.pages import Page, read_page
from service.language.lexicon import load_lexicon
from service.language.syntax.bounds import Bounds
from service.language.syntax.clauses import Clause
from service.language.temporal.times import Site, due_dates, has_time

_OUTCOME, _RESULT = Kind.OUTCOME, Kind.RESULT  # members of an enum are slow to look up
# what NamedTuple puts before these is slow
_span, _new_statement = partial(tuple.__new__, Span), partial(tuple.__new__, Statement)
_HEAD = attrgetter("head.start")

_Due = dict[int, date | None]  # the last day of each outcome of a sentence, by head


def detect(
    text: str, *, title: str | None = None, published: date | None = None, rules: RuleSet | None = None
) -> list[Statement]:
    """The statements of `text` in the order of their heads.

    `title` tells a headline that stands in the text; without `published` no due date is worked out.
    `rules` are the shipped ones unless given. Never fails, whatever the text.
    """
    rules = rules or load_rules()
    page = read_page(text, title)
    voices = Voices(page)
    reads = read_sentences(page, load_lexicon(), rules)
    telling = [(read, [reading for reading in read.readings if reading.kind is not None]) for read in reads]
    told = [(read, readings, _bounds(read)) for read, readings in telling if readings]
    dues = [_due(page, *each, published, rules) for each in told]
    statements = [
        statement for each, due in zip(told, dues, strict=True) for statement in _statements(page, *each, due, voices)
    ]
    statements.sort(key=_HEAD)
    return statements


def explain(statement: Statement, rules: RuleSet | None = None) -> str:
    """Why `statement` was found: the reason that its rule gives. KeyError for a rule of another rule set."""
    return (rules or load_rules()).get(statement.rule).why


def _bounds(read: SentenceReading) -> Bounds:
    return Bounds(read.tags, read.sentence.first, read.sentence.last)


def _due(
    page: Page,
    read: SentenceReading,
    telling: list[Reading],
    bounds: Bounds,
    published: date | None,
    rules: RuleSet,
) -> _Due:
    tokens, first, last = page.tokens, read.sentence.first, read.sentence.last
    if published is None or _OUTCOME not in [reading.kind for reading in telling] or not has_time(tokens, first, last):
        return {}
    return due_dates(tokens, first, last, _sites(read, telling, bounds, rules), published)


def _statements(
    page: Page, read: SentenceReading, telling: list[Reading], bounds: Bounds, due: _Due, voices: Voices
) -> list[Statement]:
    sentence = _span((page.tokens.starts[read.sentence.first], page.tokens.end(read.sentence.last - 1)))
    conditional = read.conditional
    return [_statement(page, reading, sentence, bounds, voices, due, conditional) for reading in telling]


def _sites(read: SentenceReading, telling: list[Reading], bounds: Bounds, rules: RuleSet) -> list[Site]:
    """All verbs and event nouns of a sentence, for the times in it to be shared out among them."""
    outcomes = {id(reading.clause) for reading in telling if reading.kind is _OUTCOME}
    return [_site(clause, bounds, id(clause) in outcomes, rules) for clause in read.clauses]


def _site(clause: Clause, bounds: Bounds, future: bool, rules: RuleSet) -> Site:
    first, last = bounds.around(min(clause.first, clause.head), clause.head)
    reporting = "say" in rules.vocabulary.verbs.get(clause.lemma, ())
    return Site(clause.head, first, last, reporting, future)


def _statement(
    page: Page,
    reading: Reading,
    sentence: Span,
    bounds: Bounds,
    voices: Voices,
    due: _Due,
    conditional: bool,
) -> Statement:
    starts, words, clause = page.tokens.starts, page.tokens.words, reading.clause
    head = clause.head
    cue = clause.cue if clause.cue >= 0 else clause.first
    first, last = bounds.around(min(clause.first, head), head)
    if clause.form == "finite":
        first = bounds.begin(clause.first)
    outcome = reading.kind is _OUTCOME
    return _new_statement(
        (
            _OUTCOME if outcome else _RESULT,
            _span((starts[first], starts[last - 1] + len(words[last - 1]))),
            sentence,
            _span((starts[head], starts[head] + len(words[head]))),
            _span((starts[cue], starts[cue] + len(words[cue]))) if cue != head else None,
            reading.rule.id,
            reading.polarity,
            reading.modality if outcome else None,
            conditional and outcome,
            voices.speaker_at(head),
            due.get(head) if outcome else None,
        )
    )
