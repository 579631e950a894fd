"""Names as they are compared: without titles and corporate endings, countries by their usual name."""

import pytest

from service.language.entities.runs import fullest, runs_of, same_name
from service.language.tokens import tokenize
from service.language.words import Words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acme Inc. bought Bolt Ltd. today", ["acme", "bolt"]),
        ("met French President Emmanuel Macron", ["emmanuel macron"]),
        ("the Bank of Japan kept rates", ["japan bank"]),
        ("in northern Mali", ["northern mali"]),
        ("the Dutch parliament", ["netherlands"]),
        ("No names here", []),
        ("Vincent van Gogh and O'Brien", ["vincent van gogh", "o'brien"]),
        ("Yesterday it rained", []),
        ("the U.S. Senate", ["united states senate"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [run.name for run in runs_of(Words(tokenize(text)).words)] == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mary hill", "hill", True),
        ("ferry safety board", "fsb", True),
        ("acme", "acme motors", True),
        ("mary hill", "tom hill", False),
        ("japan", "japan bank", False),
        ("commission", "trade commission", False),
        ("oslo", "oslo", True),
    ],
)
def test_the_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    ("name", "known", "full"),
    [
        ("hill", ["mary hill", "acme"], "mary hill"),
        ("hill", ["mary hill", "tom hill"], "hill"),
        ("acme", ["bolt"], "acme"),
    ],
)
def test_the_fullest_form_known(name: str, known: list[str], full: str) -> None:
    assert fullest(name, known) == full
