"""Amounts in words and figures, with their units; and which of them agree."""

import pytest

from service.language.quantities import Amount, amounts_of, same_amounts, units
from service.language.tokens import tokenize
from service.language.words import Words


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("$1.2bn", [(1.2e9, "$")]),
        ("2 million dollars", [(2e6, "$")]),
        ("£30m", [(30e6, "£")]),
        ("3.5%", [(3.5, "%")]),
        ("3 percent", [(3.0, "%")]),
        ("7 per cent", [(7.0, "%")]),
        ("25 basis points", [(25.0, "basis")]),
        ("40 bps", [(40.0, "basis")]),
        ("half a percentage point", [(50.0, "basis")]),
        ("a quarter-point", []),
        ("two points", [(200.0, "basis")]),
        ("twelve ferries", [(12.0, "ferri")]),
        ("1,500 new homes", [(1500.0, "home")]),
        ("two dozen ships", [(24.0, "ship")]),
        ("three hundred nurses", [(300.0, "nurs")]),
        ("9:45", []),
        ("nothing", []),
        ("9" * 400, []),
    ],
)
def test_amounts(text: str, amounts: list[Amount]) -> None:
    words = Words(tokenize(text)).words

    assert amounts_of(words, range(len(words)), ())[0] == amounts


def test_the_words_of_an_amount_are_taken_and_skipped_ones_are_not_read() -> None:
    words = Words(tokenize("It owes 3 million euros and 5 loans")).words

    assert amounts_of(words, range(len(words)), {6}) == ([(3e6, "€")], {2, 3, 4})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([(300.0, "job")], [(300.0, "job")], True),
        ([(300.0, "job")], [(310.0, "job")], False),
        ([(1880.0, "$")], [(1890.0, "$")], True),
        ([(300.0, "job")], [(2.0, "%")], None),
        ([], [(2.0, "%")], None),
    ],
)
def test_amounts_agree(one: list[Amount], other: list[Amount], same: bool | None) -> None:
    assert same_amounts(one, other) is same


def test_signs_are_units_that_count_nothing() -> None:
    assert {"$", "€", "%", "basis", "yuan"} <= units()
    assert "job" not in units()
