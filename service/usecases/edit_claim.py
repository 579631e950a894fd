"""Claims entered and corrected by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from service.detect import detect
from service.domain import clocks, dates
from service.domain.claim import Claim
from service.domain.errors import ClaimWithdrawn, InvalidValue, StaleVersion
from service.domain.status import CORRECTED, DismissalReason
from service.language import Clause, Doc, Stated, read
from service.store import analysis, claims, evidence
from service.store.database import Database, uuid7
from service.store.watches import Keyed, keyed
from service.usecases.gather import gather_for_claims, watch
from service.usecases.move_claims import Versions, as_read
from service.usecases.record import Action, Change, changed, record_births, record_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """An outcome that somebody enters."""

    text: str
    head: str | None
    said_on: date
    modality: str
    polarity: str
    conditional: bool
    speaker: str | None
    outlet: str | None
    due: date | None
    tags: tuple[str, ...]


def add_claim(database: Database, new: NewClaim, *, action: Action, today: date) -> Claim:
    """The claim, stored; raises `InvalidValue` for an impossible date."""
    clocks.check_published_on(new.said_on, today, field="said_on")
    dates.check_due(new.due, new.said_on)
    claim = Claim.born(
        id=uuid7(),
        text=new.text,
        clause=None,
        head=new.head,
        polarity=new.polarity,
        modality=new.modality,
        conditional=new.conditional,
        speaker=new.speaker,
        outlet=new.outlet,
        said_on=new.said_on,
        due=new.due,
        tags=new.tags,
        mentions=0,
        article=None,
        rule=None,
        now=action.now,
        today=today,
    )
    propositions = propositions_of(claim)
    version = analysis.current(database, action.now)
    with database.begin() as connection:
        record_births(connection, [claim], action, {})
        watch(connection, [(claim, one) for one in propositions], action, version)
    return claim


def correct_claim(
    database: Database,
    claim_id: UUID,
    values: Mapping[str, Any],
    *,
    versions: Versions,
    action: Action,
    today: date,
) -> Claim:
    """The claim with other `due`, `text` or `tags`; its review day follows a new due date.

    Values that are as they were change nothing. Raises `ClaimNotFound`, `StaleVersion`, `ClaimWithdrawn`, and
    `InvalidValue` for a due date that disagrees with the claim's other dates or with its resolution.
    """
    with database.begin() as connection:
        claim = as_read(claims.get(connection, claim_id), versions)
        if claim.dismissal is DismissalReason.WITHDRAWN:
            raise ClaimWithdrawn
        other = {name: value for name, value in values.items() if getattr(claim, name) != value}
        if not other:
            return claim
        if "text" in other:
            other |= {"clause_start": None, "clause_end": None}  # they are places in the text that it had
        if "due" in other:
            other["review_on"] = _review_on(claim, other["due"])
        after = changed(claim, action, **other)
        if "due" in other:
            _check_due(after, today)
        change = Change(
            before=claim, after=after, type=CORRECTED, data={"fields": sorted(values.keys() & other.keys())}
        )
        if not record_changes(connection, [change], action):
            raise StaleVersion(claim.version + 1)
        if "due" in other:  # what was on time may be late now
            evidence.forget_found(connection, claim.id)
            gather_for_claims(connection, [claim], action)
        return after


def _review_on(claim: Claim, due: date | None) -> date:
    return clocks.review_on(said_on=claim.said_on, due=due, modality=claim.modality)


def _check_due(claim: Claim, today: date) -> None:
    dates.check_due(claim.due, claim.said_on)
    if claim.resolution is None:
        return
    try:
        dates.check_decision(claim.resolution, claim, today)
    except InvalidValue as error:
        raise InvalidValue("due", f"The claim's resolution would disagree; amend that first. {error}") from error


def propositions_of(claim: Claim) -> list[Keyed]:
    """What the claim says, where its event is known or can be found in its text; else nothing."""
    doc = read(claim.text)
    clause = _clause_of(claim, doc)
    if clause is None:
        return []
    stated = Stated(
        polarity=claim.polarity,
        modality=claim.modality,
        conditional=claim.conditional,
        speaker=claim.speaker,
        due=claim.due,
    )
    return [keyed(doc.proposition(clause, stated, claim.said_on))]


def _clause_of(claim: Claim, doc: Doc) -> Clause | None:
    """The clause that the claim is about: that of its head, else the first outcome of its text."""
    if claim.head is not None:
        place = claim.text.find(claim.head)
        return doc.clause_at(place) if place >= 0 else None
    return next((one.clause for one in detect(doc, published=claim.said_on) if one.modality is not None), None)
