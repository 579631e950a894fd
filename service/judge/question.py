"""What a judge is asked: the claim, its dates, and the candidates as numbered quotations. Nothing else leaves."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from service.client.records import Candidate, Claim

CANNOT_TELL = "cannot_tell"
OUTCOMES = ("fulfilled", "fulfilled_late", "fulfilled_in_part", "not_fulfilled")
_LONGEST = 2_000  # characters of a quotation: what evidence may quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A claim with its candidates, which are numbered from 1 in this order."""

    claim: Claim
    candidates: tuple[Candidate, ...]

    def turned(self) -> "Question":
        """The same question with the candidates in another order."""
        return Question(claim=self.claim, candidates=self.candidates[::-1])

    def numbered(self, number: int) -> Candidate | None:
        """The candidate with this number, or None."""
        return self.candidates[number - 1] if 1 <= number <= len(self.candidates) else None

    def to_json(self) -> dict[str, Any]:
        """All that is sent."""
        claim = self.claim
        return {
            "claim": {
                "text": claim.text,
                "event": claim.head,
                "polarity": claim.polarity.value,
                "speaker": claim.speaker,
                "said_on": claim.said_on.isoformat(),
                "due": claim.due and claim.due.isoformat(),
            },
            "candidates": [_quotation(number, one) for number, one in enumerate(self.candidates, 1)],
            "outcomes": [*OUTCOMES, CANNOT_TELL],
        }

    @property
    def digest(self) -> str:
        """What tells the question from others, whatever the order of its candidates."""
        told = self.to_json()
        texts = sorted(one["text"] for one in told["candidates"])
        return hashlib.sha256(json.dumps([told["claim"], texts], sort_keys=True).encode()).hexdigest()


def _quotation(number: int, candidate: Candidate) -> dict[str, Any]:
    return {
        "number": number,
        "published_on": candidate.article.published_on.isoformat(),
        "outlet": candidate.article.outlet,
        "text": candidate.sentence[:_LONGEST],
    }


def question_for(claim: Claim, candidates: Sequence[Candidate], withheld: Collection[str]) -> Question | None:
    """The question about the claim; None where nothing may be shown of it, or there is nothing to show.

    What stands in articles of the outlets `withheld` is shown to no judge, nor is what nobody could cite afterwards:
    a sentence without a statement whose article has no address.
    """
    hidden = {name.casefold() for name in withheld}
    if _folded(claim.outlet) in hidden:
        return None
    shown = tuple(one for one in candidates if _can_cite(one) and _folded(one.article.outlet) not in hidden)
    return Question(claim=claim, candidates=shown) if shown else None


def _folded(outlet: str | None) -> str:
    return (outlet or "").casefold()


def _can_cite(candidate: Candidate) -> bool:
    return candidate.statement is not None or candidate.article.url is not None
