"""Claims entered by hand."""

from dataclasses import dataclass, replace
from datetime import date

from service.domain import clocks, dates
from service.domain.claim import Claim
from service.store import analysis
from service.store.database import Database, uuid7
from service.usecases.claim_propositions import propositions_of
from service.usecases.gather import watch
from service.usecases.name_entities import name_speakers
from service.usecases.record import Action, record_births


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
        spoken = name_speakers(connection, {claim.id: claim.speaker}, action.now)
        claim = replace(claim, speaker_entity_id=spoken[claim.id])
        record_births(connection, [claim], action, {})
        watch(connection, [(claim, one) for one in propositions], action, version)
    return claim
