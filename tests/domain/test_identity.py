"""Pairs of statements that state the same outcome, and pairs that do not."""

import json
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from service.domain.identity import index_keys, same_outcome
from service.domain.identity.index import MOST_KEYS
from service.language import Proposition
from service.language.semantics.semantic_lexicon import semantic_lexicon
from tests.propositions import of_row, proposition

PAIRS = tomllib.loads((Path(__file__).parent / "identity_pairs.toml").read_text(encoding="utf-8"))
MERGE, APART = PAIRS["merge"], PAIRS["apart"]
EVERY = [row[side] for row in (*MERGE, *APART) for side in "ab"]


def both(pair: dict[str, Any]) -> tuple[Proposition, Proposition]:
    return of_row(pair["a"]), of_row(pair["b"])


def why(pair: dict[str, Any]) -> str:
    return str(pair["why"])


def clause(text: str, **details: Any) -> Proposition:
    return proposition(text, date(2030, 3, 4), **details)


def test_the_table_is_large_enough() -> None:
    assert len(MERGE) >= 40
    assert len(APART) >= 60


@pytest.mark.parametrize("pair", MERGE, ids=why)
def test_same_outcome_is_merged_and_explained(pair: dict[str, Any]) -> None:
    one, other = both(pair)
    match = same_outcome(one, other)
    assert match is not None
    assert match.matched_by[0].startswith("event: ")
    assert len(match.matched_by) >= 3
    assert same_outcome(other, one) is not None


@pytest.mark.parametrize("pair", MERGE, ids=why)
def test_same_outcome_is_found_through_the_index(pair: dict[str, Any]) -> None:
    one, other = both(pair)
    assert set(index_keys(one)) & set(index_keys(other))


@pytest.mark.parametrize("pair", APART, ids=why)
def test_two_outcomes_stay_two(pair: dict[str, Any]) -> None:
    one, other = both(pair)
    assert same_outcome(one, other) is None
    assert same_outcome(other, one) is None


def test_matching_is_symmetric_and_found_through_the_index() -> None:
    terms = [of_row(row) for row in EVERY]
    for one, other in combinations(terms, 2):
        match = same_outcome(one, other)
        assert (match is None) == (same_outcome(other, one) is None)
        assert match is None or set(index_keys(one)) & set(index_keys(other))


@pytest.mark.parametrize("row", EVERY, ids=lambda row: str(row["text"])[:60])
def test_terms_survive_json_and_match_themselves(row: dict[str, Any]) -> None:
    terms = of_row(row)
    assert Proposition.from_json(json.loads(json.dumps(terms.to_json()))) == terms
    assert len(index_keys(terms)) <= MOST_KEYS
    assert all("|" in key for key in index_keys(terms))


@pytest.mark.parametrize("group", sorted(semantic_lexicon().examples))
def test_each_group_of_events_has_an_example(group: str) -> None:
    assert group in clause(semantic_lexicon().examples[group]).groups


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"due": date(2030, 3, 7)}, True),
        ({"due": date(2030, 3, 8)}, False),
        ({"due": None}, True),
        ({"due": None, "on": date(2030, 3, 8)}, False),  # said after the day: another meeting
        ({"due": date(2030, 3, 10), "text": "Vogel and Moreau will *meet* in Bonn this week"}, True),
        ({"due": date(2030, 12, 31), "text": "Vogel and Moreau will *meet* in Bonn this year"}, False),
        ({"polarity": "negative"}, False),
        ({"conditional": True}, False),
        ({"modality": "demand"}, False),
        ({"modality": "possibility"}, True),
    ],
)
def test_dates_polarity_and_kind(change: dict[str, Any], same: bool) -> None:
    text = "Vogel and Moreau will *meet* in Bonn on Thursday"
    row = {"text": text, "on": date(2030, 3, 4), "due": date(2030, 3, 7)}
    assert (same_outcome(of_row(row), of_row(row | change)) is not None) is same


def test_reasons_are_for_people() -> None:
    one, other = both(MERGE[0])
    match = same_outcome(one, other)
    assert match is not None
    assert match.matched_by == (
        "event: sign",
        "actors: Marta Oyelaran, Tomas Lindqvist",
        "object: agreement",
        "due: both 2031-05-15",
    )


def test_a_name_that_ends_like_an_acronym_is_no_country() -> None:
    assert clause("Kim Jong Un will *visit* Lima").agents == ("kim jong un",)
    assert clause("The UN Security Council will *meet* in Lima").agents == ("united nations security council",)
