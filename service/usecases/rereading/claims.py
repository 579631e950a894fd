"""Reading claims again where they were stated, so that new articles meet them as today's version reads them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from service.domain.claim import Claim
from service.domain.status import UNDECIDED
from service.store import claims, identities, rereading, watches
from service.store.database import Connection
from service.store.rereading import FirstMention
from service.store.watches import Keyed
from service.usecases.edit_claim import propositions_of
from service.usecases.track import read_stored


def reread_claims(connection: Connection, claim_ids: Sequence[UUID], version: int) -> int:
    """Renew what identifies these claims and what finds results for them; how many there were.

    Nothing that is shown of a claim changes. Claims that somebody else holds are left for another time.
    """
    locked = {claim.id: claim for claim in claims.lock_many(connection, claim_ids)}
    firsts = rereading.first_mentions(connection, locked)
    mentioned = [(locked[claim_id], its) for claim_id, its in _read(connection, firsts)]
    by_hand = [(claim, its) for id_, claim in locked.items() if id_ not in firsts for its in propositions_of(claim)]
    identities.renew(connection, [(claim.id, its.proposition) for claim, its in mentioned], version)
    decided = [claim.id for claim in locked.values() if claim.status not in UNDECIDED]
    watches.renew(connection, [*mentioned, *by_hand], decided, version)
    watches.mark(connection, locked, version)  # those too whose event is found no more
    return len(locked)


def write(connection: Connection, read: Sequence[tuple[Claim, Keyed]], changed: Collection[UUID], version: int) -> None:
    """Store what undecided claims say, as the version reads their first mentions.

    What it has read by their own sentences already stays, but of those that have `changed` since.
    """
    known = watches.read_by(connection, [claim.id for claim, _ in read], version) - set(changed)
    new = [(claim, its) for claim, its in read if claim.id not in known]
    identities.renew(connection, [(claim.id, its.proposition) for claim, its in new], version)
    watches.renew(connection, new, [], version)


def _read(connection: Connection, firsts: Mapping[UUID, FirstMention]) -> Iterator[tuple[UUID, Keyed]]:
    """What each claim says: each article is read once, and one at a time is in memory."""
    by_article = sorted(firsts.items(), key=lambda pair: pair[1].article_id)
    for article_id, group in groupby(by_article, key=lambda pair: pair[1].article_id):
        article = rereading.received(connection, article_id)
        if article is None:
            continue
        stating = list(group)
        found = read_stored(article, [first.statement for _, first in stating])
        yield from ((claim_id, told.keyed) for (claim_id, _), told in zip(stating, found, strict=True) if told)
