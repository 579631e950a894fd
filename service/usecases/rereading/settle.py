"""Writing what a second reading has made of an article's statements, their claims and their evidence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from service.domain.article import ReadBy
from service.domain.claim import Claim
from service.store import articles, entities, evidence, passages, rereading, statements
from service.store.database import Connection
from service.usecases.gather import gather_for_claims, score_again
from service.usecases.record import Action, record_changes
from service.usecases.rereading import claims as own_sentences
from service.usecases.rereading.plan import Plan
from service.usecases.rereading.second import own_claims
from service.usecases.retract import take_back
from service.usecases.track import name_told, result_of, to_keep

_WEIGHED_BY = frozenset(("due", "polarity", "modality", "conditional"))  # of a claim: what its evidence depends on


def settle(connection: Connection, plan: Plan, action: Action, today: date, read_by: ReadBy) -> None:
    """Carry out the plan, whose claims are locked, and take note that the article is done."""
    name_told(connection, plan.second.article_id, plan.second.told, action)
    _write_statements(connection, plan, read_by.analysis_version)
    done = record_changes(connection, plan.changes, action)
    now = {**plan.claims, **done}
    _point(connection, plan, now)
    read = [(now[claim_id], told.keyed) for claim_id, told in plan.firsts.items()]
    other = {one.id for one in plan.second.changed()}
    changed = {
        *(change.after.id for change in plan.changes),
        *(claim_id for claim_id, told in plan.firsts.items() if told.statement_id in other),
    }
    own_sentences.write(connection, read, changed, read_by.analysis_version)
    _weigh(connection, plan, done, action)
    for proposal in plan.withdrawn:
        take_back(connection, now[proposal.claim_id], proposal, action, today)
    reading = plan.second.reading
    passages.renew(connection, plan.second.article_id, reading.article.published_on, reading.passages)
    articles.mark(connection, plan.second.article_id, read_by=read_by, omitted=reading.omitted)


def _write_statements(connection: Connection, plan: Plan, version: int) -> None:
    """Write what is said now of what was found again; of results that people rely on only what they are found by."""
    article_id = plan.second.article_id
    renewed = [
        to_keep(replace(told, statement=stored) if stored.id in plan.kept else told)
        for stored, told in plan.second.again()
        if stored.id not in plan.kept or not told.is_outcome
    ]
    statements.renew(connection, article_id, renewed, version)
    statements.vanish(connection, article_id, [one.id for one in plan.gone], version)
    kept = [one.id for one in plan.second.compared.gone if one.id in plan.kept]
    statements.forget_keys(connection, article_id, kept)


def _point(connection: Connection, plan: Plan, now: Mapping[UUID, Claim]) -> None:
    """Let the claims that the article was the first to state point to the entities that it names.

    Decided ones too: nothing that is shown of them changes, unless somebody has named another speaker.
    """
    firsts = {first.statement.id: id_ for id_, first in rereading.first_mentions(connection, now).items()}
    told = {firsts[stored.id]: one for stored, one in plan.second.again() if stored.id in firsts}
    same = {id_: one.speaker_entity_id for id_, one in told.items() if now[id_].speaker == one.statement.speaker}
    entities.speak(connection, same)
    entities.forget_parts(connection, told)
    entities.take_part(connection, {id_: one.parts for id_, one in told.items()})


def _weigh(connection: Connection, plan: Plan, done: Mapping[UUID, Claim], action: Action) -> None:
    """Say anew what the article's results say, and what there is for claims whose evidence depends on what changed."""
    left_over = evidence.unsettled(connection, [one.id for one in plan.gone])
    evidence.drop(connection, [piece.id for piece in left_over])
    other = [
        change.after
        for change in plan.changes
        if change.after.id in done and _WEIGHED_BY & change.data.get("was", {}).keys()
    ]
    for claim in other:  # what was on time may be late now
        evidence.forget_found(connection, claim.id)
    gather_for_claims(connection, other, action)
    results = [result_of(told, plan.second.article) for _, told in plan.second.again() if not told.is_outcome]
    score_again(connection, results, action, own_claims(connection, plan.second, plan.claims))
