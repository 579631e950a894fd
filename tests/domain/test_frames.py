"""Each frame decides its hits and failures and leaves its misses open."""

from datetime import date

import pytest

from service.domain.evidence import STRONG, EvidenceScore, LaterResult, OpenClaim, score
from service.domain.frames import Frame, frames
from service.domain.status import Outcome
from tests.propositions import proposition

SAID, DUE, TOLD = date(2031, 3, 5), date(2031, 3, 14), date(2031, 3, 14)  # a Wednesday, two Fridays


def examples(kind: str) -> list[tuple[str, str]]:
    return [(frame.name, text) for frame in frames() for text in getattr(frame, kind)]


def of_example(text: str) -> EvidenceScore | None:
    claim, result = text.split(" => ")
    open_claim = OpenClaim(
        proposition=proposition(claim, SAID, due=DUE),
        said_on=SAID,
        due=DUE,
        polarity="positive",
        modality="expectation",
        conditional=False,
    )
    later = LaterResult(proposition=proposition(result, TOLD, modality=None), published_on=TOLD, polarity="positive")
    found = score(open_claim, later)
    return found if found and found.score >= STRONG else None


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.name)
def test_each_frame_has_examples_enough(frame: Frame) -> None:
    assert len({*frame.hits, *frame.failures}) >= 12
    assert frame.failures
    assert len(set(frame.misses)) >= 12


@pytest.mark.parametrize(("frame", "text"), examples("hits"))
def test_a_hit_fulfils_its_claim(frame: str, text: str) -> None:
    found = of_example(text)
    assert found is not None
    assert found.outcome is Outcome.FULFILLED


@pytest.mark.parametrize(("frame", "text"), examples("failures"))
def test_a_failure_decides_against_its_claim(frame: str, text: str) -> None:
    found = of_example(text)
    assert found is not None
    assert found.outcome is Outcome.NOT_FULFILLED


@pytest.mark.parametrize(("frame", "text"), examples("misses"))
def test_a_miss_is_never_proposed(frame: str, text: str) -> None:
    assert of_example(text) is None
