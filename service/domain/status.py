"""The status table: what a claim's status and outcome can be, and which moves lead from where to where.

It stands once, here. Error answers, documents and the database's own checks are read from it or held to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.domain.errors import IllegalMove


class Status(StrEnum):
    """Where the work on a claim stands."""

    OPEN = "open"  # still time
    DUE = "due"  # its review day has come
    PROPOSED = "proposed"  # a proposal waits
    RESOLVED = "resolved"  # decided
    DISMISSED = "dismissed"  # not tracked


class Outcome(StrEnum):
    """What became of a resolved claim, said of the outcome as it was stated."""

    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"  # after its due date
    FULFILLED_IN_PART = "fulfilled_in_part"
    NOT_FULFILLED = "not_fulfilled"
    UNRESOLVABLE = "unresolvable"  # never counted as a yes or a no


class UnresolvableReason(StrEnum):
    """Why a claim cannot be decided."""

    WORLD_UNCLEAR = "world_unclear"  # what happened cannot be established
    CLAIM_UNCLEAR = "claim_unclear"  # the words do not say what would count
    NO_EVIDENCE = "no_evidence"  # nothing was found


class DismissalReason(StrEnum):
    """Why a claim is not tracked."""

    NOT_A_CLAIM = "not_a_claim"  # the text states no outcome there
    DUPLICATE = "duplicate"  # another claim says the same
    OUT_OF_SCOPE = "out_of_scope"  # of no interest here
    WITHDRAWN = "withdrawn"  # the article that stated it was: from any status, by no order, and for good


ORDERED = tuple(reason for reason in DismissalReason if reason is not DismissalReason.WITHDRAWN)


class Verdict(StrEnum):
    """What was said of a proposal."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"  # the claim was decided otherwise while it waited


class RejectionCode(StrEnum):
    """What is wrong with a proposal."""

    WRONG_EVENT = "wrong_event"  # its evidence tells of another event
    WRONG_PARTY = "wrong_party"  # … of another person or body
    WRONG_TIME = "wrong_time"  # … of another time
    NOT_TOLD_AS_FACT = "not_told_as_fact"  # it is planned, doubted, imagined
    ONLY_A_STEP = "only_a_step"  # on the way to what was stated
    REPEAT = "repeat"  # what was stated is said again, or was told before it was stated
    OTHER = "other"


class Move(StrEnum):
    """A change of status. Each writes one event."""

    FALL_DUE = "fall_due"
    PROPOSE = "propose"
    REJECT = "reject"
    RESOLVE = "resolve"
    AMEND = "amend"
    REOPEN = "reopen"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class MoveRule:
    """From which statuses a move starts, where it may lead, and the event that it writes."""

    sources: frozenset[Status]
    targets: frozenset[Status]
    event: str


UNDECIDED = frozenset({Status.OPEN, Status.DUE, Status.PROPOSED})
_RESOLVED = frozenset({Status.RESOLVED})
_DISMISSED = frozenset({Status.DISMISSED})

MOVES: Mapping[Move, MoveRule] = {
    Move.FALL_DUE: MoveRule(frozenset({Status.OPEN}), frozenset({Status.DUE}), "claim.due"),
    # Proposals may contradict each other, so that a second one is made while the first waits.
    Move.PROPOSE: MoveRule(UNDECIDED, frozenset({Status.PROPOSED}), "claim.proposed"),
    Move.REJECT: MoveRule(frozenset({Status.PROPOSED}), UNDECIDED, "claim.proposal_rejected"),
    Move.RESOLVE: MoveRule(UNDECIDED, _RESOLVED, "claim.resolved"),
    Move.AMEND: MoveRule(_RESOLVED, _RESOLVED, "claim.amended"),
    Move.REOPEN: MoveRule(_RESOLVED | _DISMISSED, frozenset({Status.OPEN, Status.DUE}), "claim.reopened"),
    Move.DISMISS: MoveRule(UNDECIDED, _DISMISSED, "claim.dismissed"),
}
# Events that are no moves.
CREATED, MENTIONED, CORRECTED = "claim.created", "claim.mentioned", "claim.corrected"
MERGED, SPLIT = "claim.merged", "claim.split"
ASSIGNED = "claim.assigned"
LINKED, UNLINKED = "claim.linked", "claim.unlinked"  # to a claim that it moves or contradicts, or that does so to it
REREAD = "claim.reread"  # a later version of the analysis reads its mentions otherwise

_NO_MOVES = (CREATED, MENTIONED, CORRECTED, MERGED, SPLIT, ASSIGNED, LINKED, UNLINKED, REREAD)
EVENTS = tuple(sorted({*_NO_MOVES, *(rule.event for rule in MOVES.values())}))


def check_move(move: Move, status: Status) -> None:
    """Raise `IllegalMove` unless the table lets `move` start from `status`."""
    sources = MOVES[move].sources
    if status not in sources:
        raise IllegalMove(move=move, status=status, allowed=sorted(sources))
