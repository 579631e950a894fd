"""The pass over a page: sentences to clauses, and clauses to readings by the rules."""

from collections.abc import Callable
from dataclasses import dataclass

from service.detect.rulebook.rules import Features, Rule, RuleSet
from service.detect.statement import Kind, Modality, Polarity
from service.language.layout.pages import Page, Role, Sentence
from service.language.lexicon import Lexicon
from service.language.syntax.clauses import Clause
from service.language.syntax.event_nouns import Nouns
from service.language.syntax.groups import find_groups
from service.language.syntax.syntax import Syntax
from service.language.tagging.tagger import tag_words

_Classes = Callable[[str, frozenset[str]], frozenset[str]]  # of a verb, by its base form

_NO_CLASSES: frozenset[str] = frozenset()
_BODY, _HEADLINE = Role.BODY, Role.HEADLINE  # members of an enum are slow to look up
_POSITIVE, _NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE


@dataclass(slots=True)
class Reading:
    """What a rule made of one clause; `kind` is None where it states nothing."""

    clause: Clause
    rule: Rule
    kind: Kind | None
    modality: Modality | None
    polarity: Polarity


@dataclass(slots=True)
class SentenceReading:
    """A sentence with its clauses in order, and the readings of those that some rule speaks of.

    `tags` are those of the whole text.
    """

    sentence: Sentence
    tags: str
    clauses: list[Clause]
    readings: list[Reading]

    @property
    def conditional(self) -> bool:
        """Whether a condition stands in the sentence."""
        return "if" in [clause.marker for clause in self.clauses]


def read_sentences(page: Page, lexicon: Lexicon, rules: RuleSet) -> list[SentenceReading]:
    """Each sentence of the page that is read at all.

    Each step is taken for all sentences before the next one: its code then stays in the processor's cache.
    """
    tokens = page.tokens
    lows = tokens.lows
    ranges = [(sentence.first, sentence.last) for sentence in page.sentences]
    headlines = [(sentence.first, sentence.last) for sentence in page.sentences if sentence.role is _HEADLINE]
    tags = tag_words(tokens, lexicon, ranges, headlines)
    syntax = Syntax(tags, lows, rules.vocabulary)
    nouns = Nouns(tags, lows, rules.vocabulary, lexicon)
    told = [sentence for sentence in page.sentences if sentence.role is _BODY or sentence.role is _HEADLINE]
    groups = [find_groups(tags, lows, sentence.first, sentence.last, lexicon) for sentence in told]
    clauses = [
        syntax.read(found, sentence.first, sentence.last, sentence.role is _HEADLINE)
        for sentence, found in zip(told, groups, strict=True)
    ]
    for sentence, found in zip(told, clauses, strict=True):
        found += nouns.read(sentence.first, sentence.last)
    return [
        SentenceReading(sentence, tags, found, _read(sentence, tags, found, rules))
        for sentence, found in zip(told, clauses, strict=True)
        if found
    ]


def _read(sentence: Sentence, tags: str, clauses: list[Clause], rules: RuleSet) -> list[Reading]:
    """The readings of the clauses of one sentence; what stands before the place `asked` is part of a question."""
    role, first, last = sentence.role, sentence.first, sentence.last
    asked = last if "?" in tags[max(first, last - 3) : last] else tags.rfind("?", first, last)
    found: dict[int, Reading] = {}
    by_clause: dict[int, Reading] = {}
    matching, classes = rules.matching, rules.vocabulary.verbs.get
    for clause in clauses:
        above = by_clause.get(id(clause.lead)) if clause.lead is not None else None
        rule = matching[_features(clause, role, clause.head < asked, above, classes)]
        if rule is None:
            continue
        kind, modality = rule.kind, rule.modality
        if rule.inherits and above is not None:
            kind, modality = above.kind, above.modality
        polarity = _NEGATIVE if clause.negated ^ rule.flips else _POSITIVE
        reading = by_clause[id(clause)] = Reading(clause, rule, kind, modality, polarity)
        if not clause.absorbed:
            found.setdefault(clause.head, reading)
    return list(found.values())


def _features(clause: Clause, role: str, question: bool, above: Reading | None, classes: _Classes) -> Features:
    """What rules may ask of a clause, in the order of `rules.FEATURES`."""
    lead = clause.lead
    over, host = "", _NO_CLASSES
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
        clause.governor,
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
        question,
    )
