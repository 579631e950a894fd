"""Quotations: where they begin and end, though marks are missing, doubled, nested or out of place."""

import pytest

from service.language.attribution.quotes import find_quotes, quote_marks
from service.language.layout.sentences import sentence_stops, split_sentences
from service.language.tokens import tokenize


def quoted(text: str) -> list[str]:
    tokens = tokenize(text)
    begins = split_sentences(tokens, 0, len(tokens), sentence_stops(text, tokens))
    quotes = find_quotes(tokens, begins, len(tokens), quote_marks(text, tokens))
    return [text[tokens.starts[quote.first] : tokens.end(quote.last - 1)] for quote in quotes]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"We won," she said. "We rest now."', ["We won,", "We rest now."]),
        ("“We won,” she said. “We rest now.”", ["We won,", "We rest now."]),
        ("'We won,' she said. 'We rest now.'", ["We won,", "We rest now."]),
        ("‘We won,’ she said. ‘We rest now.’", ["We won,", "We rest now."]),
        ("«We won,» she said.", ["We won,"]),
        ('He praised a "bold" plan.', ["bold"]),
        ("\"He said 'no' to me,\" she said.", ["He said 'no' to me,"]),
        ("'He said \"no\" to me,' she said.", ['He said "no" to me,']),
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("“He said “no” to me,” she said.", ["He said “no” to me,"]),
        ('"After "Night Train" we rested," she said. He left.', ['After "Night Train" we rested,']),
    ],
)
def test_marks_of_all_kinds(text: str, quotes: list[str]) -> None:
    assert quoted(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "The workers' rights and the boys' club didn't change.",
        "It's the mayor's '90s plan, rock 'n' roll and all.",
        "O'Brien's and D’Arcy’s farms are John’s.",
        "The players ' minds and the series ' end.",
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said, "We go on.', ["We go on."]),
        ('"We go on. "It is hard," he said.', ["We go on.", "It is hard,"]),
        ('"We go on. It is late. A clerk said: "They left."', ["We go on. It is late.", "They left."]),
        ('It rained. We go on." He left. "Good."', ["We go on.", "Good."]),
        ('She said" "We go on."" He left.', ["We go on."]),
        ('It is safe." "We go on," he said. He left.', ["We go on,"]),
        ('He said of it," [S] ongs will come." He left.', ["[S] ongs will come."]),
        ('"We go on." "We stay."', ["We go on.", "We stay."]),
    ],
)
def test_marks_that_are_missing_or_misplaced(text: str, quotes: list[str]) -> None:
    assert quoted(text) == quotes


@pytest.mark.parametrize("text", ["", '"', '""', '"""', "“”", "'", "”", '" "', "' '", '"a', 'a"', "‘", "`'"])
def test_marks_alone_do_no_harm(text: str) -> None:
    assert all(part for part in quoted(text))
