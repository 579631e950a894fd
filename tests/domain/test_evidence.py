"""Pairs of a stated outcome and a later result: those that decide it, and those that must not."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.domain.evidence import STRONG, Account, Found, Sought, Weight, account_of, conclude, search_keys, weigh
from service.domain.identity import Stated

PAIRS = tomllib.loads((Path(__file__).parent / "evidence_pairs.toml").read_text(encoding="utf-8"))
DECIDES, SILENT = PAIRS["decides"], PAIRS["silent"]
EVERY = (*DECIDES, *SILENT)


def account(marked: str, said_on: date, **details: Any) -> Account:
    """The account of a sentence whose head stands between asterisks; `before` stands before it in its article."""
    before, head, after = marked.split("*")
    text, lead = before + head + after, details.get("before", "")
    context = f"{lead} {text}" if lead else text
    return account_of(
        Stated(
            text=text,
            sentence=text,
            head=head,
            head_at=len(before),
            polarity=details.get("polarity", "positive"),
            modality=details.get("modality", ""),
            conditional=details.get("conditional", False),
            speaker=None,
            due=details.get("due"),
            said_on=said_on,
            title=details.get("title"),
            context=context,
            at=len(context) - len(text),
        )
    )


def sought(pair: dict[str, Any]) -> Sought:
    modality, polarity = pair.get("modality", "expectation"), pair.get("polarity", "positive")
    conditional = pair.get("conditional", False)
    return Sought(
        account=account(
            pair["claim"],
            pair["said"],
            before=pair.get("claim_before", ""),
            title=pair.get("claim_title"),
            due=pair.get("due"),
            polarity=polarity,
            modality=modality,
            conditional=conditional,
        ),
        said_on=pair["said"],
        due=pair.get("due"),
        polarity=polarity,
        modality=modality,
        conditional=conditional,
    )


def found(pair: dict[str, Any]) -> Found:
    polarity = pair.get("result_polarity", "positive")
    told = account(
        pair["result"],
        pair["told"],
        before=pair.get("result_before", ""),
        title=pair.get("result_title"),
        polarity=polarity,
    )
    return Found(account=told, published_on=pair["told"], polarity=polarity)


def weights(pair: dict[str, Any]) -> list[Weight]:
    weight = weigh(sought(pair), found(pair))
    return [weight] if weight else []


def why(pair: dict[str, Any]) -> str:
    return str(pair["why"])


def test_the_table_is_large_enough() -> None:
    assert len(DECIDES) >= 40
    assert len(SILENT) >= 60
    assert {pair["outcome"] for pair in DECIDES} == {
        "fulfilled",
        "fulfilled_late",
        "fulfilled_in_part",
        "not_fulfilled",
    }


@pytest.mark.parametrize("pair", DECIDES, ids=why)
def test_what_decides_is_found_and_explained(pair: dict[str, Any]) -> None:
    claim, result = sought(pair), found(pair)
    assert set(search_keys(claim.account)) & set(search_keys(result.account))
    weight = weigh(claim, result)
    assert weight is not None
    assert weight.reasons[0].startswith("what: ")
    verdict = conclude(claim, [weight])
    assert verdict is not None
    assert (verdict.outcome, verdict.chosen) == (pair["outcome"], (0,))
    assert verdict.score >= STRONG


@pytest.mark.parametrize("pair", SILENT, ids=why)
def test_what_only_looks_alike_proposes_nothing(pair: dict[str, Any]) -> None:
    assert conclude(sought(pair), weights(pair)) is None
