"""Evidence that somebody adds by hand: a stored statement, or words of another page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain import clocks, dates
from service.domain.errors import ClaimNotFound, EvidenceKnown, InvalidValue
from service.domain.proposal import Evidence, NewEvidence, Quotation
from service.domain.status import Outcome
from service.store import claims, evidence, statements
from service.store.database import Connection, Database
from service.usecases.record import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class HandEvidence:
    """What somebody says decides a claim, and why."""

    statement_id: UUID | None
    quotation: str | None
    url: str | None
    published_on: date | None
    outcome: Outcome
    happened_on: date | None
    note: str | None


def add_evidence(database: Database, claim_id: UUID, given: HandEvidence, *, action: Action, today: date) -> Evidence:
    """The evidence, stored beside what the rules have found.

    Raises `ClaimNotFound`, `EvidenceKnown`, and `InvalidValue` for an impossible day or a statement that is not there.
    """
    dates.check_not_ahead(given.happened_on, today)
    if given.published_on is not None:
        clocks.check_published_on(given.published_on, today)
    with database.begin() as connection:
        if not claims.exists(connection, claim_id):
            raise ClaimNotFound
        _check_statement(connection, given.statement_id)
        added = evidence.add(connection, [_to_evidence(claim_id, given)], action.actor, action.now)
        if not added:
            raise EvidenceKnown
        return evidence.get_many(connection, added)[added[0]]


def _check_statement(connection: Connection, statement_id: UUID | None) -> None:
    if statement_id is None:
        return
    mention = statements.get(connection, statement_id)
    if mention is None:
        raise InvalidValue("statement_id", "No statement has this id.")
    if mention.article.withdrawn_at is not None:
        raise InvalidValue("statement_id", "Its article was withdrawn.")


def _to_evidence(claim_id: UUID, given: HandEvidence) -> NewEvidence:
    quotation = None
    if given.quotation is not None and given.url is not None:
        quotation = Quotation(text=given.quotation, url=given.url, published_on=given.published_on)
    return NewEvidence(
        claim_id=claim_id,
        statement_id=given.statement_id,
        quotation=quotation,
        outcome=given.outcome,
        score=None,
        reasons=(given.note,) if given.note else (),
        happened_on=given.happened_on,
    )
