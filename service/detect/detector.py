"""`detect`: a text that has been read, to its statements."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TypeVar

from service.detect.bounds import LONGEST_SPEAKER
from service.detect.matching import RuleMatch, match_rules
from service.detect.rulebook.rulefile import load_rules
from service.detect.rulebook.rules import RuleSet
from service.detect.statement import Kind, Modality, Statement
from service.language import Clause, Doc, Sentence, Span
from service.language.forms import Pronoun
from service.language.syntax.bounds import LONGEST_CLAUSE, Bounds
from service.language.temporal.times import Site, due_dates, has_time

_OUTCOME, _RESULT = Kind.OUTCOME, Kind.RESULT  # members of an enum are slow to look up
# what NamedTuple puts before these is slow
_span, _new_statement = partial(tuple.__new__, Span), partial(tuple.__new__, Statement)
_THERE = Pronoun.THERE
_HEAD = attrgetter("head.start")

_Each = TypeVar("_Each")
_Due = dict[int, date | None]  # the last day of each outcome of a sentence, by head


def detect(
    doc: Doc,
    *,
    published: date | None = None,
    rules: RuleSet | None = None,
    checkpoint: Callable[[], None] = lambda: None,
) -> list[Statement]:
    """The statements of `doc` in the order of their heads.

    Without `published` no due date is worked out. `rules` are the shipped ones unless given; a rule set with
    licensers of its own wants a `doc` that was read with its vocabulary. Never fails, whatever the text, but with
    what `checkpoint` raises, which is called between sentences.
    """
    rules = rules or load_rules()
    parsed = _checked(doc.parsed, checkpoint)
    matched = [(sentence, match_rules(sentence, doc.tags, rules)) for sentence in parsed]
    stating = [
        (sentence, [reading for reading in readings if reading.kind is not None]) for sentence, readings in matched
    ]
    bounded = [(sentence, readings, doc.bounds(sentence)) for sentence, readings in stating if readings]
    dues = [_due(doc, *each, published, rules) for each in _checked(bounded, checkpoint)]
    statements = [
        statement for each, due in zip(bounded, dues, strict=True) for statement in _statements(doc, *each, due)
    ]
    statements.sort(key=_HEAD)
    return statements


def explain(statement: Statement, rules: RuleSet | None = None) -> str:
    """Why `statement` was found: the reason that its rule gives. KeyError for a rule of another rule set."""
    return (rules or load_rules()).get(statement.rule).why


def _checked(each: Iterable[_Each], checkpoint: Callable[[], None]) -> Iterator[_Each]:
    for one in each:
        checkpoint()
        yield one


def _due(
    doc: Doc, sentence: Sentence, readings: list[RuleMatch], bounds: Bounds, published: date | None, rules: RuleSet
) -> _Due:
    tokens, first, last = doc.tokens, sentence.first, sentence.last
    if published is None or _OUTCOME not in [reading.kind for reading in readings] or not has_time(tokens, first, last):
        return {}
    return due_dates(tokens, first, last, _sites(sentence, readings, bounds, rules), published)


def _statements(doc: Doc, sentence: Sentence, readings: list[RuleMatch], bounds: Bounds, due: _Due) -> list[Statement]:
    span, conditional = doc.span(sentence.first, sentence.last), sentence.conditional
    words = doc.tokens.words
    return [
        _statement(doc, reading, span, bounds, due, conditional)
        for reading in readings
        if len(words[reading.clause.head]) <= LONGEST_CLAUSE
    ]


def _sites(sentence: Sentence, readings: list[RuleMatch], bounds: Bounds, rules: RuleSet) -> list[Site]:
    """All verbs and event nouns of a sentence, for the times in it to be shared out among them."""
    outcomes = {id(reading.clause) for reading in readings if reading.kind is _OUTCOME}
    return [_site(clause, bounds, id(clause) in outcomes, rules) for clause in sentence.clauses]


def _site(clause: Clause, bounds: Bounds, future: bool, rules: RuleSet) -> Site:
    first, last = bounds.around(min(clause.first, clause.head), clause.head)
    reporting = "say" in rules.vocabulary.verbs.get(clause.lemma, ())
    return Site(clause.head, first, last, reporting, future)


def _statement(doc: Doc, reading: RuleMatch, sentence: Span, bounds: Bounds, due: _Due, conditional: bool) -> Statement:
    starts, words, clause = doc.tokens.starts, doc.tokens.words, reading.clause
    head = clause.head
    cue = clause.cue if clause.cue is not None else clause.first
    first, last = doc.clause_range(clause, bounds)
    outcome = reading.kind is _OUTCOME
    speaker = _speaker(doc, head)
    return _new_statement(
        (
            _OUTCOME if outcome else _RESULT,
            _span((starts[first], starts[last - 1] + len(words[last - 1]))),
            sentence,
            _span((starts[head], starts[head] + len(words[head]))),
            _span((starts[cue], starts[cue] + len(words[cue]))) if cue != head else None,
            reading.rule.id,
            reading.polarity,
            _modality(doc, reading, speaker) if outcome else None,
            conditional and outcome,
            speaker,
            due.get(head) if outcome else None,
            clause,
        )
    )


def _modality(doc: Doc, reading: RuleMatch, speaker: str | None) -> Modality | None:
    """What the rule gives; of what somebody is quoted to say of others, without a time, what it gives for that."""
    clause, others = reading.clause, reading.rule.others
    if others is None or speaker is None or clause.time is not None or clause.licenser is not None:
        return reading.modality
    own = doc.tokens.words[max(clause.first - 1, 0)] in speaker.split()  # "Acme will sell it," Acme said
    return reading.modality if own or clause.subject is _THERE else others


def _speaker(doc: Doc, head: int) -> str | None:
    speaker = doc.attribution.speaker_at(head)
    return speaker if speaker is None or len(speaker) <= LONGEST_SPEAKER else None
