"""Which outcomes are worth watching, and which of one article are one."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.domain.identity import retold
from service.domain.tracking import UntrackedReason, untracked
from service.language import Proposition
from tests.propositions import proposition

TABLE = tomllib.loads((Path(__file__).parent / "untracked.toml").read_text(encoding="utf-8"))
SAID = date(2031, 3, 5)
_DETAILS = ("modality", "polarity", "due")


def reason_of(row: dict[str, Any]) -> UntrackedReason | None:
    details = {name: row[name] for name in _DETAILS if name in row}
    return untracked(proposition(row["text"], SAID, **details), row["cue"])


@pytest.mark.parametrize("row", TABLE["untracked"], ids=lambda row: row["text"])
def test_what_cannot_be_checked_is_not_watched(row: dict[str, Any]) -> None:
    assert reason_of(row) == row["reason"]


@pytest.mark.parametrize("row", TABLE["tracked"], ids=lambda row: row["why"])
def test_what_can_be_checked_is_watched(row: dict[str, Any]) -> None:
    assert reason_of(row) is None


def test_each_reason_has_an_example() -> None:
    assert {row["reason"] for row in TABLE["untracked"]} == {reason.value for reason in UntrackedReason}


def both(row: dict[str, Any]) -> tuple[Proposition, Proposition]:
    first = proposition(row["first"], SAID)
    second = proposition(
        row["second"],
        SAID,
        context=row["first"].replace("*", ""),
        polarity=row.get("second_polarity", "positive"),
    )
    return first, second


@pytest.mark.parametrize("row", TABLE["again"], ids=lambda row: row["second"])
def test_an_outcome_that_its_article_states_again_is_one(row: dict[str, Any]) -> None:
    one, other = both(row)

    assert retold(one, other)
    assert retold(other, one)


@pytest.mark.parametrize("row", TABLE["other"], ids=lambda row: row["why"])
def test_another_outcome_of_the_article_is_another(row: dict[str, Any]) -> None:
    one, other = both(row)

    assert retold(one, other) is None
    assert retold(other, one) is None
