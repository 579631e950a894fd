"""Leases among jobs that know nothing of each other, without waiting for a clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.domain.errors import LeaseNotFound, NotLeaseHolder
from service.domain.key import Scope
from service.domain.lease import Holder, LeasedClaims, Wanted
from service.domain.listing import Filter
from service.store.database import Database
from service.usecases.add_claim import NewClaim, add_claim
from service.usecases.keys import create_key
from service.usecases.leases import read_lease, release_lease, take_lease
from service.usecases.record import Action

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCOPES = {"anna": Scope.RESOLVE, "bo": Scope.RESOLVE, "boss": Scope.ADMIN}
Holders = dict[str, Holder]


@pytest.fixture
def holders(database: Database) -> Holders:
    """Whoever may take leases, by name."""
    keys = {name: create_key(database, name, [scope], now=NOW, expires_at=None)[0] for name, scope in SCOPES.items()}
    return {name: Holder(key_id=key.id, name=name, admin=key.allows(Scope.ADMIN)) for name, key in keys.items()}


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


def test_no_claim_is_on_two_leases(due: Database, holders: Holders) -> None:
    taken = [_take(due, holders[name], 2) for name in ("anna", "bo", "bo")]

    assert [len(one.claims) for one in taken] == [2, 1, 0]
    assert len({claim.id for one in taken for claim in one.claims}) == 3


def test_what_a_dead_job_held_is_free_when_its_lease_ends(due: Database, holders: Holders) -> None:
    held = _take(due, holders["anna"], 3)

    assert not _take(due, holders["bo"], 3, now=NOW + HOUR - timedelta(seconds=1)).claims
    assert len(_take(due, holders["bo"], 3, now=NOW + HOUR).claims) == 3
    with pytest.raises(LeaseNotFound):
        read_lease(due, held.lease.id, now=NOW + HOUR)


@pytest.mark.parametrize("name", ["anna", "boss"])
def test_the_holder_or_an_admin_ends_a_lease(due: Database, holders: Holders, name: str) -> None:
    held = _take(due, holders["anna"], 3)

    release_lease(due, held.lease.id, holders[name], now=NOW)

    assert len(_take(due, holders["bo"], 3).claims) == 3


def test_nobody_else_ends_it(due: Database, holders: Holders) -> None:
    held = _take(due, holders["anna"], 3)

    with pytest.raises(NotLeaseHolder):
        release_lease(due, held.lease.id, holders["bo"], now=NOW)

    assert not _take(due, holders["bo"], 3).claims
