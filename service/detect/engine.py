"""The pass over a page: sentences to clauses, clauses to readings, readings to statements."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.detect.clauses import Clause
from service.detect.groups import find_groups
from service.detect.lexicon import Lexicon
from service.detect.nouns import Nouns
from service.detect.pages import Page, Role, Sentence
from service.detect.rules import Features, Rule, RuleSet
from service.detect.statement import Kind, Modality, Polarity
from service.detect.syntax import Syntax
from service.detect.tagging import Tagger

_NO_CLASSES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a rule made of one clause, in token places; `kind` is None where it states nothing."""

    clause: Clause
    rule: Rule
    kind: Kind | None
    modality: Modality | None
    polarity: Polarity
    conditional: bool
    reporting: bool


def read_sentences(page: Page, lexicon: Lexicon, rules: RuleSet) -> Iterator[tuple[Sentence, list[Reading]]]:
    """Each sentence that is read at all, with the readings of its clauses in order."""
    tokens = page.tokens
    headlines = [(s.first, s.last) for s in page.sentences if s.role is Role.HEADLINE]
    tags = Tagger(tokens, lexicon).run([(s.first, s.last) for s in page.sentences], headlines)
    syntax = Syntax(tags, tokens.lows, rules.vocabulary)
    nouns = Nouns(tags, tokens.lows, rules.vocabulary, lexicon)
    for sentence in page.sentences:
        if sentence.role in (Role.BODY, Role.HEADLINE):
            groups = find_groups(tags, tokens.lows, sentence.first, sentence.last, lexicon)
            clauses = syntax.read(groups, sentence.first, sentence.last, sentence.role is Role.HEADLINE)
            clauses += nouns.read(sentence.first, sentence.last)
            if clauses:
                question = "?" in tokens.words[max(sentence.first, sentence.last - 3) : sentence.last]
                yield sentence, read_clauses(clauses, sentence.role, question, rules)


def read_clauses(clauses: list[Clause], role: str, question: bool, rules: RuleSet) -> list[Reading]:
    """The readings of one sentence's clauses; a clause that no rule speaks of has none."""
    readings: dict[int, Reading] = {}
    conditional = any(clause.marker == "if" for clause in clauses)
    for clause in clauses:
        above = readings.get(id(clause.lead)) if clause.lead is not None else None
        rule = rules.first_match(_features(clause, role, question, above, rules))
        if rule is None:
            continue
        negated = clause.group.negated ^ rule.flips
        kind, modality = rule.kind, rule.modality
        if rule.inherits and above is not None:
            kind, modality = above.kind, above.modality
        readings[id(clause)] = Reading(
            clause=clause,
            rule=rule,
            kind=kind,
            modality=modality,
            polarity=Polarity.NEGATIVE if negated else Polarity.POSITIVE,
            conditional=conditional,
            reporting="say" in rules.vocabulary.verbs.get(clause.group.lemma, _NO_CLASSES),
        )
    return [reading for reading in readings.values() if not reading.clause.absorbed]


def _above(clause: Clause, reading: Reading | None) -> str:
    """The kind of what a clause hangs on, or its tense where it states nothing."""
    if reading is not None and reading.kind is not None:
        return reading.kind
    return clause.lead.group.tense if clause.lead is not None else ""


def _features(clause: Clause, role: str, question: bool, above: Reading | None, rules: RuleSet) -> Features:
    group = clause.group
    return (
        group.form,
        group.tense,
        group.modal,
        group.perfect,
        group.progressive,
        group.passive,
        group.negated,
        rules.vocabulary.verbs.get(group.lemma, _NO_CLASSES),
        clause.governor,
        clause.by,
        clause.via,
        clause.marker,
        clause.subject,
        clause.time,
        role,
        _above(clause, above),
        rules.vocabulary.verbs.get(clause.lead.group.lemma, _NO_CLASSES) if clause.lead is not None else _NO_CLASSES,
        clause.purpose,
        question,
    )
