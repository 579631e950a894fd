"""What an outcome depends on; the examples stand in the data."""

from datetime import date

import pytest

from service.detect import Kind, detect
from service.language import read
from tests.language.examples import load, sentences

EXAMPLES = load("conditions")["examples"]


def is_conditional(marked: str) -> bool:
    """Whether the marked outcome is told to depend on something."""
    text, head = marked.replace("*", ""), marked.split("*")[1]
    found = [one for one in detect(read(text), published=date(2026, 3, 2)) if one.kind is Kind.OUTCOME]
    return next(one.conditional for one in found if one.head.of(text) == head)


@pytest.mark.parametrize("sentence", sentences(EXAMPLES["hits"]))
def test_what_depends_on_something(sentence: str) -> None:
    assert is_conditional(sentence)


@pytest.mark.parametrize("sentence", sentences(EXAMPLES["misses"]))
def test_what_depends_on_nothing(sentence: str) -> None:
    assert not is_conditional(sentence)
