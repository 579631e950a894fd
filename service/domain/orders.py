"""What clients may order to be done with a claim, and what each order makes of it. Pure: `today` is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from service.domain import clocks, dates
from service.domain.claim import Claim, Decision
from service.domain.errors import ClaimWithdrawn
from service.domain.proposal import Proposal, foremost
from service.domain.status import DismissalReason, Move, Outcome, RejectionCode, Status, check_move


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What a move makes of a claim: its new state, the decision that goes on record, the words of its event."""

    move: Move
    status: Status
    outcome: Outcome | None = None
    dismissal: DismissalReason | None = None
    decision: Decision | None = None
    proposal: Proposal | None = None
    reason: str | None = None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """Say what became of an undecided claim, or, with `amend`, say it anew of a resolved one.

    `cited` are the ids of evidence that the decision is to rest on.
    """

    decision: Decision
    amend: bool = False
    cited: tuple[UUID, ...] = ()

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition; raises `IllegalMove`, or `InvalidValue` for days that do not agree."""
        move = Move.AMEND if self.amend else Move.RESOLVE
        _check(move, claim)
        dates.check_decision(self.decision, claim, today)
        decision = dates.on_record(self.decision, claim, today)
        return Transition(
            move=move,
            status=Status.RESOLVED,
            outcome=decision.outcome,
            decision=decision,
            reason=decision.note,
            data={
                "outcome": decision.outcome,
                "reason": decision.reason,
                "happened_on": decision.happened_on and decision.happened_on.isoformat(),
                "evidence": [str(piece.id) for piece in decision.evidence],
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """Suggest what became of an undecided claim. Other proposals stay beside it."""

    proposal: Proposal

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition; raises `IllegalMove`, or `InvalidValue` for days that do not agree."""
        _check(Move.PROPOSE, claim)
        dates.check_decision(self.proposal, claim, today)
        return Transition(
            move=Move.PROPOSE,
            status=Status.PROPOSED,
            proposal=foremost(filter(None, (claim.proposal, self.proposal))),
            reason=self.proposal.note,
            data={
                "proposal_id": str(self.proposal.id),
                "outcome": self.proposal.outcome,
                "score": self.proposal.score,
                "evidence": [str(piece.id) for piece in self.proposal.evidence],
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Turn a proposal down; `others` are the claim's that still wait."""

    proposal: Proposal
    others: tuple[Proposal, ...]
    reason: str | None
    code: RejectionCode | None = None  # None where nobody says it: a rereading took its evidence away

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition: back to where the claim would stand without the proposal; raises `IllegalMove`."""
        _check(Move.REJECT, claim)
        left = foremost(self.others)
        return Transition(
            move=Move.REJECT,
            status=Status.PROPOSED if left else clocks.undecided_status(claim.review_on, today),
            proposal=left,
            reason=self.reason,
            data={"proposal_id": str(self.proposal.id), "outcome": self.proposal.outcome, "code": self.code},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """Let proposals wait no more that rest on what is not so any more; those `left` still wait."""

    gone: tuple[Proposal, ...]
    left: tuple[Proposal, ...]
    reason: str

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition: back to where the claim stands without them; raises `IllegalMove`."""
        check_move(Move.REJECT, claim.status)
        left = foremost(self.left)
        return Transition(
            move=Move.REJECT,
            status=Status.PROPOSED if left else clocks.undecided_status(claim.review_on, today),
            proposal=left,
            reason=self.reason,
            data={"proposal_id": str(self.gone[0].id), "outcome": self.gone[0].outcome},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Take a resolved or dismissed claim up again."""

    reason: str | None = None

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition, to due where the review day has come; raises `IllegalMove`, `ClaimWithdrawn`."""
        if claim.dismissal is DismissalReason.WITHDRAWN:
            raise ClaimWithdrawn
        _check(Move.REOPEN, claim)
        status = clocks.undecided_status(claim.review_on, today)
        return Transition(move=Move.REOPEN, status=status, reason=self.reason, data={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismiss:
    """Stop tracking an undecided claim."""

    reason: DismissalReason
    note: str | None = None

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition; raises `IllegalMove`."""
        _check(Move.DISMISS, claim)
        return Transition(
            move=Move.DISMISS,
            status=Status.DISMISSED,
            dismissal=self.reason,
            reason=self.note,
            data={"reason": self.reason},
        )


Order = Resolve | Propose | Reject | Reopen | Dismiss


def _check(move: Move, claim: Claim) -> None:
    """Raise `IllegalMove`, or `InvalidValue` where an older release took a due date that has to be corrected first."""
    check_move(move, claim.status)
    dates.check_due(claim.due, claim.said_on)
