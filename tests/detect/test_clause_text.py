"""Which words of a sentence a statement shows: its own clause, without the words that say who says it."""

import pytest

from service.detect import detect
from service.language import read

CASES = [
    # (sentence, head, text)
    ("The mayor said the bridge will open in May.", "open", "the bridge will open in May."),
    ("The mayor said that the bridge will open in May.", "open", "the bridge will open in May."),
    ("The firm announced it will close the plant.", "close", "it will close the plant."),
    ("He said that on Friday the court will rule.", "rule", "on Friday the court will rule."),
    ("The bridge will open in May, the mayor said.", "open", "The bridge will open in May"),
    ("The mayor promised to open the bridge.", "open", "The mayor promised to open the bridge."),
    ("Officials expect the strike to end on Monday.", "end", "Officials expect the strike to end on Monday."),
]


@pytest.mark.parametrize(("sentence", "head", "text"), CASES)
def test_a_statement_shows_its_clause(sentence: str, head: str, text: str) -> None:
    found = {one.head.of(sentence): one.span.of(sentence) for one in detect(read(sentence))}

    assert found[head] == text
