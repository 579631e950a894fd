"""Leases among jobs that know nothing of each other, without waiting for a clock."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from service.domain.claim import NewClaim
from service.domain.errors import LeaseNotFound, NotLeaseHolder
from service.domain.lease import Holder, LeasedClaims, Wanted
from service.domain.listing import Filter
from service.store.database import Database
from service.usecases.edit_claim import add_claim
from service.usecases.leases import read_lease, release_lease, take_lease
from service.usecases.record import Action

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANNA = Holder(key_id=UUID(int=1), name="anna", admin=False)
BO = Holder(key_id=UUID(int=2), name="bo", admin=False)
BOSS = Holder(key_id=UUID(int=3), name="boss", admin=True)


@pytest.fixture
def due(database: Database) -> Database:
    """A database with three claims that are due."""
    for harbour in ("Aal", "Bern", "Cay"):
        new = NewClaim(
            text=f"The {harbour} harbour will reopen.", head=None, said_on=date(2026, 3, 2), modality="scheduled",
            polarity="positive", conditional=False, speaker=None, outlet=None, due=date(2026, 3, 20), tags=(),
        )  # fmt: skip
        add_claim(database, new, action=Action(actor="anna", now=NOW), today=NOW.date())
    return database


def _take(database: Database, holder: Holder, limit: int, *, now: datetime = NOW) -> LeasedClaims:
    return take_lease(database, Wanted(kept=Filter(), after=None, limit=limit, ttl=HOUR), holder, now=now)


def test_no_claim_is_on_two_leases(due: Database) -> None:
    taken = [_take(due, ANNA, 2), _take(due, BO, 2), _take(due, BO, 2)]

    assert [len(one.claims) for one in taken] == [2, 1, 0]
    assert len({claim.id for one in taken for claim in one.claims}) == 3


def test_what_a_dead_job_held_is_free_when_its_lease_ends(due: Database) -> None:
    held = _take(due, ANNA, 3)

    assert not _take(due, BO, 3, now=NOW + HOUR - timedelta(seconds=1)).claims
    assert len(_take(due, BO, 3, now=NOW + HOUR).claims) == 3
    with pytest.raises(LeaseNotFound):
        read_lease(due, held.lease.id, now=NOW + HOUR)


@pytest.mark.parametrize(("holder", "may"), [(ANNA, True), (BO, False), (BOSS, True)], ids=["own", "other", "admin"])
def test_who_may_end_a_lease(due: Database, holder: Holder, may: bool) -> None:
    held = _take(due, ANNA, 3)

    if may:
        release_lease(due, held.lease.id, holder, now=NOW)
    else:
        with pytest.raises(NotLeaseHolder):
            release_lease(due, held.lease.id, holder, now=NOW)

    assert len(_take(due, BO, 3).claims) == (3 if may else 0)
