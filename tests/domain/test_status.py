"""The status table, move by move."""

import pytest

from service.domain.errors import IllegalMove
from service.domain.status import MOVES, DismissalReason, Move, Outcome, Status, UnresolvableReason, check_move

LEGAL = {
    (Move.FALL_DUE, Status.OPEN),
    (Move.PROPOSE, Status.OPEN),
    (Move.PROPOSE, Status.DUE),
    (Move.PROPOSE, Status.PROPOSED),
    (Move.REJECT, Status.PROPOSED),
    (Move.RESOLVE, Status.OPEN),
    (Move.RESOLVE, Status.DUE),
    (Move.RESOLVE, Status.PROPOSED),
    (Move.AMEND, Status.RESOLVED),
    (Move.DISMISS, Status.OPEN),
    (Move.DISMISS, Status.DUE),
    (Move.DISMISS, Status.PROPOSED),
    (Move.REOPEN, Status.RESOLVED),
    (Move.REOPEN, Status.DISMISSED),
}


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("status", Status)
def test_each_move_from_each_status(move: Move, status: Status) -> None:
    if (move, status) in LEGAL:
        check_move(move, status)
        return
    with pytest.raises(IllegalMove) as caught:
        check_move(move, status)
    assert caught.value.allowed == sorted(allowed for legal, allowed in LEGAL if legal is move)


def test_every_move_has_a_row_and_an_event_of_its_own() -> None:
    assert set(MOVES) == set(Move)
    assert len({rule.event for rule in MOVES.values()}) == len(MOVES)


def test_the_words_are_the_published_ones() -> None:
    assert set(Status) == {"open", "due", "proposed", "resolved", "dismissed"}
    assert set(Outcome) == {
        "fulfilled",
        "fulfilled_late",
        "fulfilled_in_part",
        "not_fulfilled",
        "unresolvable",
    }
    assert set(DismissalReason) == {"not_a_claim", "duplicate", "out_of_scope", "withdrawn"}
    assert set(UnresolvableReason) == {"world_unclear", "claim_unclear", "no_evidence"}
