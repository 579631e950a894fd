"""The patterns of factuality.toml, and what is refused."""

from typing import Any

import pytest

from service.language.factuality.patterns import Part, PatternError, build_patterns, load_patterns
from service.language.forms import Factuality

SMALL: dict[str, Any] = {
    "effect": {"deny": {"past": "denied", "future": "denied"}},
    "class": {"deny": {"affirmed": "deny", "negated": "", "clauses": "deny refute", "hits": {}, "misses": {}}},
    "words": {"some": "a few"},
}


@pytest.mark.parametrize(
    ("part", "word", "name"),
    [
        (Part.CLAUSES, "deny", "deny"),
        (Part.CLAUSES, "doubt", "doubt"),
        (Part.NOUNS, "rumour", "rumour"),
        (Part.ADVERBS, "nearly", "near"),
        (Part.IMPERATIVES, "imagine", "fancy"),
        (Part.PREDICATES, "false", "deny"),
        (Part.NOUNS, "deny", None),
        (Part.CLAUSES, "sign", None),
    ],
)
def test_the_class_of_a_word_in_its_part(part: Part, word: str, name: str | None) -> None:
    found = load_patterns().class_of(part, word)

    assert (found.name if found else None) == name


def test_the_effect_of_a_class_as_it_stands_and_negated() -> None:
    found = build_patterns(SMALL).class_of(Part.CLAUSES, "refute")

    assert found is not None
    effect = found.effect(negated=False)
    assert effect is not None
    assert (effect.past, effect.future) == (Factuality.DENIED, Factuality.DENIED)
    assert found.effect(negated=True) is None
    assert build_patterns(SMALL).words == {"some": frozenset(("a", "few"))}


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"affirmed": "nosuch", "negated": ""}, "unknown effect: nosuch"),
        ({"affirmed": "deny", "negated": "", "nosuch": "refute"}, "unknown part: nosuch"),
        ({"affirmed": "deny", "negated": "", "clauses": "deny deny"}, "deny stands in class.other and in class.other"),
    ],
)
def test_what_is_refused(table: dict[str, str], complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint):
        build_patterns({**SMALL, "class": {"other": table}})
