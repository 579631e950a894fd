"""Runs the examples that rules carry, so that a rule set proves itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.detect.matching import RuleMatch, match_rules
from service.detect.rulebook.rules import Example, Rule, RuleSet
from service.language import read


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleFailure:
    """An example that did not come out as its rule says."""

    rule: Rule
    example: Example
    found: tuple[str, ...]

    def __str__(self) -> str:
        wanted = f"head {self.example.head!r}" if self.example.head else "no hit"
        return f"{self.rule.file}: {self.rule.id}: wanted {wanted} in {self.example.text!r}, got {self.found}"


def test_rules(rules: RuleSet) -> list[ExampleFailure]:
    """The examples that fail: a hit that its rule does not find, a miss that it does."""
    return [
        failure for rule in rules for example in rule.examples if (failure := _run(rule, example, rules)) is not None
    ]


def _run(rule: Rule, example: Example, rules: RuleSet) -> ExampleFailure | None:
    found = [(reading.rule.id, head) for reading, head in _readings(example.text, rules)]
    by_rule = [head for name, head in found if name == rule.id]
    passed = example.head in by_rule if example.head is not None else not by_rule
    if passed:
        return None
    return ExampleFailure(rule=rule, example=example, found=tuple(f"{head} ({name})" for name, head in found))


def _readings(text: str, rules: RuleSet) -> Iterator[tuple[RuleMatch, str]]:
    doc = read(text, vocabulary=rules.vocabulary)
    for sentence in doc.parsed:
        for reading in match_rules(sentence, doc.tags, rules):
            yield reading, doc.tokens.words[reading.clause.head]
