"""Text to statements. Pure: no clock, no network, no database; the same text always gives the same answer."""

from service.detect.bounds import MOST_STATEMENTS, STRETCH, within_bounds
from service.detect.detector import detect, explain
from service.detect.rulebook.examples import ExampleFailure, test_rules
from service.detect.rulebook.rulecheck import RuleProblem
from service.detect.rulebook.rulefile import RULES, RuleFileError, check_rules, load_rules
from service.detect.rulebook.rules import Example, Rule, RuleSet
from service.detect.statement import Kind, Modality, Polarity, Statement

__all__ = [
    "MOST_STATEMENTS",
    "RULES",
    "STRETCH",
    "Example",
    "ExampleFailure",
    "Kind",
    "Modality",
    "Polarity",
    "Rule",
    "RuleFileError",
    "RuleProblem",
    "RuleSet",
    "Statement",
    "check_rules",
    "detect",
    "explain",
    "load_rules",
    "test_rules",
    "within_bounds",
]
