"""What people put right about a claim, and what follows from it for the rest of the claim. Pure: `today` is given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.domain import clocks, dates
from service.domain.claim import Claim
from service.domain.errors import ClaimWithdrawn, InvalidValue
from service.domain.status import DismissalReason

MEANING = frozenset(("text", "due", "speaker", "modality", "polarity", "conditional"))  # what is compared with others
_DATES = frozenset(("due", "modality"))  # what the review day follows from


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Values of a claim by their names, put right, and why."""

    values: Mapping[str, Any]
    note: str | None = None

    def apply(self, claim: Claim, today: date) -> dict[str, Any]:
        """The values of the claim that become others; none where it has them all.

        Its review day follows a new due date or modality, unless somebody has set the day by hand. Raises
        `ClaimWithdrawn`, and `InvalidValue` for what disagrees with the claim's other dates or with its resolution.
        """
        if claim.dismissal is DismissalReason.WITHDRAWN:
            raise ClaimWithdrawn
        other = {name: value for name, value in self.values.items() if getattr(claim, name) != value}
        if "text" in other:
            other |= {"clause_start": None, "clause_end": None}  # they are places in the text that it had
        after = replace(claim, **other)
        if _DATES & other.keys() and "review_on" not in self.values and claim.review_on == _review_on(claim):
            other["review_on"] = _review_on(after)
        _check_dates(after, other)
        _check_resolution(after, other, today)
        return other


def shown(claim: Claim, names: Mapping[str, Any]) -> dict[str, Any]:
    """What the claim has of these values, as JSON."""
    return {name: _plain(getattr(claim, name)) for name in sorted(names)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _review_on(claim: Claim) -> date:
    return clocks.review_on(said_on=claim.said_on, due=claim.due, modality=claim.modality)


def _check_dates(after: Claim, other: Mapping[str, Any]) -> None:
    if "due" in other:
        dates.check_due(after.due, after.said_on)
    if "review_on" in other:
        dates.check_review_on(other["review_on"], after.said_on)


def _check_resolution(after: Claim, other: Mapping[str, Any], today: date) -> None:
    if after.resolution is None:
        return
    if "polarity" in other:
        told = f"The claim is resolved as {after.resolution.outcome}, which is said of it as stated: reopen it first."
        raise InvalidValue("polarity", told)
    if "due" in other:
        try:
            dates.check_decision(after.resolution, after, today)
        except InvalidValue as error:
            raise InvalidValue("due", f"The claim's resolution would disagree; amend that first. {error}") from error
