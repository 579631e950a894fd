"""What clients may order to be done with a claim, and what each order makes of it. Pure: `today` is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain import clocks
from service.domain.claim import Claim, Decision
from service.domain.status import DismissalReason, Move, Outcome, Status, check_move


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What a move makes of a claim: its new state, the decision that goes on record, the words of its event."""

    move: Move
    status: Status
    outcome: Outcome | None = None
    dismissal: DismissalReason | None = None
    decision: Decision | None = None
    reason: str | None = None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """Say what became of an undecided claim, or, with `amend`, say it anew of a resolved one."""

    decision: Decision
    amend: bool = False

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition; raises `IllegalMove`, or `InvalidValue` for a day still to come."""
        move = Move.AMEND if self.amend else Move.RESOLVE
        check_move(move, claim.status)
        clocks.check_happened_on(self.decision.happened_on, today)
        return Transition(
            move=move,
            status=Status.RESOLVED,
            outcome=self.decision.outcome,
            decision=self.decision,
            reason=self.decision.note,
            data={
                "outcome": self.decision.outcome,
                "reason": self.decision.reason,
                "happened_on": self.decision.happened_on and self.decision.happened_on.isoformat(),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Take a resolved or dismissed claim up again."""

    reason: str | None = None

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition, to due where the review day has come; raises `IllegalMove`."""
        check_move(Move.REOPEN, claim.status)
        status = clocks.undecided_status(claim.review_on, today)
        return Transition(move=Move.REOPEN, status=status, reason=self.reason, data={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismiss:
    """Stop tracking an undecided claim."""

    reason: DismissalReason
    note: str | None = None

    def apply(self, claim: Claim, today: date) -> Transition:
        """The transition; raises `IllegalMove`."""
        check_move(Move.DISMISS, claim.status)
        return Transition(
            move=Move.DISMISS,
            status=Status.DISMISSED,
            dismissal=self.reason,
            reason=self.note,
            data={"reason": self.reason},
        )


Order = Resolve | Reopen | Dismiss
