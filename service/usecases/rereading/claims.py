"""Reading claims again from their own sentences, so that new articles meet them as today's version reads them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from uuid import UUID

from service.domain.claim import Claim
from service.domain.errors import LanguageUnsupported
from service.domain.identity import Terms
from service.domain.status import UNDECIDED
from service.store import claims, identities, rereading, watches
from service.store.database import Connection
from service.store.rereading import FirstMention
from service.store.watches import Keyed
from service.usecases.edit_claim import accounts_of
from service.usecases.track import read_statement


def reread_claims(connection: Connection, claim_ids: Sequence[UUID], version: int) -> int:
    """Renew what identifies these claims and what finds results for them; how many there were.

    Nothing that is shown of a claim changes. Claims that somebody else holds are left for another time.
    """
    locked = claims.lock_many(connection, claim_ids)
    firsts = rereading.first_mentions(connection, [claim.id for claim in locked])
    terms: list[tuple[UUID, Terms]] = []
    accounts = [(claim.id, account) for claim in locked if claim.id not in firsts for account in _accounts_of(claim)]
    for claim_id, its_terms, account in _read(connection, firsts.items()):
        accounts.append((claim_id, account))
        terms.append((claim_id, its_terms))
    write(connection, terms, accounts, [claim for claim in locked if claim.status not in UNDECIDED], version)
    watches.mark(connection, [claim.id for claim in locked], version)  # those too whose event is found no more
    return len(locked)


def write(
    connection: Connection,
    terms: Sequence[tuple[UUID, Terms]],
    accounts: Sequence[tuple[UUID, Keyed]],
    decided: Sequence[Claim],
    version: int,
) -> None:
    """Store what claims are told by, as the version reads them; nothing is looked for on behalf of the `decided`."""
    identities.renew(connection, terms, version)
    watches.renew(connection, accounts, [claim.id for claim in decided], version)


def _accounts_of(claim: Claim) -> list[Keyed]:
    """What a claim that somebody entered tells: nothing where it would be refused today for its language."""
    try:
        return accounts_of(claim)
    except LanguageUnsupported:
        return []


def _read(connection: Connection, firsts: Iterable[tuple[UUID, FirstMention]]) -> Iterator[tuple[UUID, Terms, Keyed]]:
    """What each claim is told by, with one article at a time in memory."""
    by_article = sorted(firsts, key=lambda pair: pair[1].article_id)
    for article_id, group in groupby(by_article, key=lambda pair: pair[1].article_id):
        article = rereading.received(connection, article_id)
        for claim_id, first in group:
            told = read_statement(article, first.statement) if article else None
            if told and told.terms:
                yield claim_id, told.terms, told.keyed
