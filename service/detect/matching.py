"""Clauses to readings: which rule speaks of a clause, and what it makes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from service.detect.rulebook.rules import Features, Rule, RuleSet
from service.detect.statement import Kind, Modality, Polarity
from service.language import Clause, Factuality, Sentence
from service.language.forms import Tense

_Classes = Callable[[str, frozenset[str]], frozenset[str]]  # of a verb, by its base form

_NO_CLASSES: frozenset[str] = frozenset()
# members of an enum are slow to look up
_DENIED, _POSITIVE, _NEGATIVE = Factuality.DENIED, Polarity.POSITIVE, Polarity.NEGATIVE


@dataclass(slots=True)
class RuleMatch:
    """What a rule made of one clause; `kind` is None where it states nothing."""

    clause: Clause
    rule: Rule
    kind: Kind | None
    modality: Modality | None
    polarity: Polarity


def match_rules(sentence: Sentence, tags: str, rules: RuleSet) -> list[RuleMatch]:
    """The readings of the clauses of `sentence` of which some rule speaks, in order; `tags` are those of the text."""
    role, first, last = sentence.role, sentence.first, sentence.last
    # What stands before the last question mark is part of a question.
    asked = last if "?" in tags[max(first, last - 3) : last] else tags.rfind("?", first, last)
    found: dict[int, RuleMatch] = {}
    by_clause: dict[int, RuleMatch] = {}
    matching, classes = rules.matching, rules.vocabulary.verbs.get
    for clause in sentence.clauses:
        above = by_clause.get(id(clause.lead)) if clause.lead is not None else None
        rule = matching[_features(clause, role, clause.head < asked, above, classes)]
        if rule is None:
            continue
        kind, modality = rule.kind, rule.modality
        if rule.inherits and above is not None:
            kind, modality = above.kind, above.modality
        denied = clause.factuality is _DENIED  # who denies that it will be says that it will not
        polarity = _NEGATIVE if clause.negated ^ rule.flips ^ denied else _POSITIVE
        reading = by_clause[id(clause)] = RuleMatch(clause, rule, kind, modality, polarity)
        if not clause.absorbed:
            found.setdefault(clause.head, reading)
    return list(found.values())


def _features(clause: Clause, role: str, question: bool, above: RuleMatch | None, classes: _Classes) -> Features:
    """What rules may ask of a clause, in the order of `ClauseFeature`."""
    lead = clause.lead
    over: Kind | Tense | None = None
    host = _NO_CLASSES
    if lead is not None:
        # The kind of what the clause hangs on, or its tense where it states nothing.
        over = above.kind if above is not None and above.kind is not None else lead.tense
        host = classes(lead.lemma, _NO_CLASSES)
    return (
        clause.form,
        clause.tense,
        clause.modal,
        clause.perfect,
        clause.progressive,
        clause.passive,
        clause.negated,
        classes(clause.lemma, _NO_CLASSES),
        clause.licenser,
        clause.by,
        clause.via,
        clause.marker,
        clause.complement,
        clause.subject,
        clause.time,
        role,
        over,
        host,
        clause.purpose,
        clause.factuality,
        clause.act,
        clause.certainty,
        question,
    )
