"""Pairs of a stated outcome and a later result: those that decide it, and those that must not."""

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.domain.evidence import (
    STRONG,
    EvidenceScore,
    LaterResult,
    OpenClaim,
    decide,
    score,
)
from service.domain.frames import search_keys
from service.domain.frames.keys import MOST_KEYS
from service.domain.status import Outcome
from service.language import Proposition, Stated, read
from service.language.semantics.event_classes import event_classes
from tests.propositions import proposition

PAIRS = tomllib.loads((Path(__file__).parent / "evidence_pairs.toml").read_text(encoding="utf-8"))
DECIDES, SHOWN, SILENT = PAIRS["decides"], PAIRS["shown"], PAIRS["silent"]
EVERY = (*DECIDES, *SHOWN, *SILENT)


def told(marked: str, on: date, **details: Any) -> Proposition:
    """What a sentence says; `before` stands before it in its article."""
    before = details.pop("before", "")
    return proposition(marked, on, context=before, **details)


def sought(pair: dict[str, Any]) -> OpenClaim:
    modality, polarity = pair.get("modality", "expectation"), pair.get("polarity", "positive")
    conditional = pair.get("conditional", False)
    return OpenClaim(
        proposition=told(
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


def found(pair: dict[str, Any]) -> LaterResult:
    polarity = pair.get("result_polarity", "positive")
    result = told(
        pair["result"],
        pair["told"],
        modality=None,
        before=pair.get("result_before", ""),
        title=pair.get("result_title"),
        polarity=polarity,
    )
    return LaterResult(proposition=result, published_on=pair["told"], polarity=polarity)


def weights(pair: dict[str, Any]) -> list[EvidenceScore]:
    weight = score(sought(pair), found(pair))
    return [weight] if weight else []


def why(pair: dict[str, Any]) -> str:
    return str(pair["why"])


def test_the_table_is_large_enough() -> None:
    assert len(DECIDES) >= 35
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
    assert set(search_keys(claim.proposition)) & set(search_keys(result.proposition))
    weight = score(claim, result)
    assert weight is not None
    assert weight.reasons[0].startswith("what: ")
    verdict = decide([weight])
    assert verdict is not None
    assert (verdict.outcome, verdict.chosen) == (pair["outcome"], (0,))
    assert verdict.score >= STRONG


@pytest.mark.parametrize("pair", SHOWN, ids=why)
def test_what_no_frame_proves_is_weak_evidence_or_none(pair: dict[str, Any]) -> None:
    weight = score(sought(pair), found(pair))
    assert weight is None or (weight.outcome == pair["outcome"] and weight.score < STRONG / 2)


@pytest.mark.parametrize("pair", SILENT, ids=why)
def test_what_only_looks_alike_proposes_nothing(pair: dict[str, Any]) -> None:
    assert decide(weights(pair)) is None


@pytest.mark.parametrize("pair", EVERY, ids=why)
def test_what_is_evidence_meets_by_its_keys(pair: dict[str, Any]) -> None:
    claim, result = sought(pair), found(pair)
    if score(claim, result):
        assert set(search_keys(claim.proposition)) & set(search_keys(result.proposition))


def test_reasons_are_for_people() -> None:
    weight = score(sought(DECIDES[0]), found(DECIDES[0]))
    assert weight is not None
    assert weight.reasons == (
        "what: acquire = completed purchase",
        "who: Tarn Foods = Tarn",
        "what: Brambly Bakeries",
        "both articles: Tarn Foods, Brambly Bakeries",
        "when: on 2031-06-17",
        "frame: deal, acquire",
    )


@pytest.mark.parametrize("pair", EVERY, ids=why)
def test_propositions_survive_json(pair: dict[str, Any]) -> None:
    for one in (sought(pair).proposition, found(pair).proposition):
        assert Proposition.from_json(json.loads(json.dumps(one.to_json()))) == one
        assert len(search_keys(one)) <= MOST_KEYS


@pytest.mark.parametrize("pair", EVERY, ids=why)
def test_what_was_published_before_is_no_evidence(pair: dict[str, Any]) -> None:
    before = pair | {"told": pair["said"] - timedelta(days=1)}
    assert score(sought(before), found(before)) is None


@pytest.mark.parametrize(("sense", "example"), [(s, e) for s, found in event_classes().examples.items() for e in found])
def test_each_sense_has_its_examples(sense: str, example: str) -> None:
    assert sense in told(example, date(2031, 3, 4), modality=None).classes


def test_each_event_class_has_examples_of_each_pole_it_names() -> None:
    named = {pattern.event_class for patterns in event_classes().verbs.values() for pattern in patterns}
    assert named <= event_classes().examples.keys()


def weight(outcome: Outcome, score: float, on: date | None = None) -> EvidenceScore:
    return EvidenceScore(outcome=outcome, score=score, reasons=(), happened_on=on)


@pytest.mark.parametrize(
    ("weights", "outcome", "chosen"),
    [
        ([], None, None),
        ([weight(Outcome.FULFILLED, 0.69)], None, None),
        ([weight(Outcome.FULFILLED, 0.5), weight(Outcome.FULFILLED, 0.8)], Outcome.FULFILLED, (1,)),
        ([weight(Outcome.FULFILLED, 0.75), weight(Outcome.FULFILLED, 0.9)], Outcome.FULFILLED, (1, 0)),
        # in conflict: nothing is guessed
        ([weight(Outcome.FULFILLED, 0.8), weight(Outcome.NOT_FULFILLED, 0.8)], None, None),
        ([weight(Outcome.FULFILLED, 0.8), weight(Outcome.NOT_FULFILLED, 0.72)], None, None),
        ([weight(Outcome.FULFILLED, 0.95), weight(Outcome.NOT_FULFILLED, 0.72)], Outcome.FULFILLED, (0,)),
        # what failed in time may come late
        ([weight(Outcome.NOT_FULFILLED, 0.9), weight(Outcome.FULFILLED_LATE, 0.8)], Outcome.FULFILLED_LATE, (1,)),
        # a fair sign that it came about leaves open what seems to have failed
        ([weight(Outcome.NOT_FULFILLED, 0.9), weight(Outcome.FULFILLED, 0.6)], None, None),
        # another of its kind comes later
        (
            [weight(Outcome.FULFILLED, 0.8, date(2031, 3, 4)), weight(Outcome.FULFILLED_LATE, 0.75)],
            Outcome.FULFILLED,
            (0,),
        ),
        # what came about on a known day is not undone by what is told later
        (
            [weight(Outcome.NOT_FULFILLED, 0.9), weight(Outcome.FULFILLED, 0.8, date(2031, 3, 4))],
            Outcome.FULFILLED,
            (1,),
        ),
    ],
)
def test_conclusion(weights: list[EvidenceScore], outcome: Outcome | None, chosen: tuple[int, ...] | None) -> None:
    verdict = decide(weights)
    assert (verdict and verdict.outcome) == outcome
    assert (verdict and verdict.chosen) == chosen


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They *met* on Friday", "2031-03-14", "2031-03-14"),
        ("They *met* today", "2031-03-18", "2031-03-18"),
        ("They *met* yesterday", "2031-03-17", "2031-03-17"),
        ("They *met* five days ago", "2031-03-13", "2031-03-13"),
        ("They *met* last week", "2031-03-10", "2031-03-16"),
        ("They *met* this month", "2031-03-01", "2031-03-18"),
        ("They *met* last June", "2030-06-01", "2030-06-30"),
        ("They *met* in June 2028", "2028-06-01", "2028-06-30"),
        ("They *met* on Feb. 12", "2031-02-12", "2031-02-12"),
        ("They *met* on 30 April", "2030-04-30", "2030-04-30"),
        ("They *met* in 2029", "2029-01-01", "2029-12-31"),
        ("They *met* on the 8th", "2031-03-08", "2031-03-08"),
        ("They *met* on the 28th", "2031-02-28", "2031-02-28"),
        ("They *met* at the weekend", "2031-03-15", "2031-03-16"),
        ("They *met* in the spring", "2031-03-01", "2031-03-18"),
        ("They *met* in the autumn", "2030-09-01", "2030-11-30"),
        ("They *shelved* the talks due to begin on Friday", None, None),
        ("They have *met* since Monday", None, None),
        ("They *met*", None, None),
    ],
)
def test_days_on_which_it_happened(text: str, first: str | None, last: str | None) -> None:
    result = told(text, date(2031, 3, 18), modality=None)  # a Tuesday
    assert (result.start and result.start.isoformat(), result.end and result.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["will", "", "...", "A" * 5_000, "U.S. " * 900, "'" * 3_000, "$1.1.1,%x " * 500, "\n\n\n", "one of the " * 400,
     "far from " * 500, "31 Feb 0000 ago 1st " * 200, "the A of B's C-c-c will sign " * 300],
)  # fmt: skip
@pytest.mark.parametrize("day", [date.min, date(2031, 3, 4), date.max])
def test_odd_texts_tell_nothing_and_harm_nothing(text: str, day: date) -> None:
    doc = read(text, title=text)
    stated = Stated(polarity="positive", modality="expectation", conditional=False, speaker=None, due=day)
    for clause in [clause for sentence in doc.parsed for clause in sentence.clauses][:3]:
        one = doc.proposition(clause, stated, day)
        assert Proposition.from_json(json.loads(json.dumps(one.to_json()))) == one
        claim = OpenClaim(
            proposition=one, said_on=day, due=day, polarity="positive", modality="expectation", conditional=False
        )
        assert decide([w for w in [score(claim, found(DECIDES[0]))] if w]) is None
