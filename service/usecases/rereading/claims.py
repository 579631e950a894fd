"""Reading claims again where they were stated, so that new articles meet them as today's version reads them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from service.domain.claim import Claim
from service.store import claims, identities, rereading, watches
from service.store.database import Connection
from service.store.rereading import FirstMention
from service.store.watches import Keyed
from service.usecases.claim_propositions import propositions_of, stated_by


def reread_claims(connection: Connection, claim_ids: Sequence[UUID], version: int) -> int:
    """Renew what identifies these claims and what finds results for them; how many there were.

    Nothing that is shown of a claim changes. Claims that somebody else holds are left for another time.
    """
    locked = {claim.id: claim for claim in claims.lock_many(connection, claim_ids)}
    firsts = rereading.first_mentions(connection, locked)
    corrected = rereading.corrected_fields(connection, locked)
    by_hand = {id_ for id_ in locked if id_ not in firsts or "text" in corrected.get(id_, ())}
    told = list(_read(connection, {id_: one for id_, one in firsts.items() if id_ not in by_hand}, locked, corrected))
    told += [(locked[id_], its) for id_ in sorted(by_hand) for its in propositions_of(locked[id_])]
    identities.renew(connection, [(claim.id, its.proposition) for claim, its in told if claim.id in firsts], version)
    decided = [claim.id for claim in locked.values() if not claim.is_undecided]
    watches.renew(connection, told, decided, version)
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


def _read(
    connection: Connection,
    firsts: Mapping[UUID, FirstMention],
    claims: Mapping[UUID, Claim],
    corrected: Mapping[UUID, Collection[str]],
) -> Iterator[tuple[Claim, Keyed]]:
    """What each claim says, as far as people have not corrected it: each article is read once, and one at a time is
    in memory."""
    by_article = sorted(firsts.items(), key=lambda pair: pair[1].article_id)
    for article_id, group in groupby(by_article, key=lambda pair: pair[1].article_id):
        article = rereading.received(connection, article_id)
        if article is not None:
            yield from stated_by(
                article, [(claims[id_], first.statement, corrected.get(id_, ())) for id_, first in group]
            )
