"""Claims put right by hand: what tells them from others, and their evidence, follow."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.domain.article import NewArticle, StoredStatement
from service.domain.claim import Claim
from service.domain.correction import MEANING, Correction, shown
from service.domain.errors import StaleVersion
from service.domain.status import CORRECTED, Status
from service.domain.thread import ClaimRelation, check_speaker
from service.store import analysis, claims, identities, links, proposals, rereading, watches
from service.store.database import Connection, Database
from service.store.watches import Keyed
from service.usecases.claim_propositions import head_of, propositions_of, stated_by
from service.usecases.gather import gather_again
from service.usecases.move_claims import Target, as_read
from service.usecases.record import Action, Change, changed, record_changes
from service.usecases.supersede import supersede
from service.usecases.sweep import ACTOR as SWEEP

_REASON = "The claim was corrected."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where a claim is stated: its first mention, if it has any, in an article that still tells what it says."""

    statement: StoredStatement | None
    article: NewArticle | None
    corrected: frozenset[str]  # what people have put right of what the statement says


def correct_claim(database: Database, target: Target, correction: Correction, *, action: Action, today: date) -> Claim:
    """The claim, put right; values that are as they were change nothing.

    Where its meaning changes it is found by its new one, its evidence is weighed again, and what the sweep has
    proposed by the old one is taken back. Raises `ClaimNotFound`, `StaleVersion` and what `Correction.apply` raises.
    """
    version = analysis.current(database, action.now)
    with database.begin() as connection:
        claim = as_read(claims.get(connection, target.claim_id), target.versions)
        values = correction.apply(claim, today)
        if "speaker" in values:
            _check_speaker(connection, claim, values["speaker"])
        source = _source(connection, claim, values)
    if not values:
        return claim
    after = _with(claim, values, action)
    meaning = MEANING & values.keys()
    told = _told(after, source) if meaning else []  # reading takes time, so no connection is held
    with database.begin() as connection:
        corrected = _record(connection, claim, after, correction, action)
        if not meaning:
            return corrected
        _find_by(connection, after, told, stated=source.statement is not None, version=version)
        gather_again(connection, after, action)
        return _take_back(connection, corrected, action, today)


def _source(connection: Connection, claim: Claim, values: Mapping[str, Any]) -> _Source:
    corrected = rereading.corrected_fields(connection, [claim.id]).get(claim.id, frozenset()) | values.keys()
    first = rereading.first_mentions(connection, [claim.id]).get(claim.id)
    told = first is not None and "text" not in corrected
    return _Source(
        statement=first.statement if first else None,
        article=rereading.received(connection, first.article_id) if first and told else None,
        corrected=corrected,
    )


def _check_speaker(connection: Connection, claim: Claim, speaker: str | None) -> None:
    tied = links.of_claims(connection, [claim.id])
    contradicted = [link.partner(claim.id) for link in tied if link.relation is ClaimRelation.CONTRADICTS]
    check_speaker(speaker, list(claims.get_many(connection, contradicted).values()))


def _with(claim: Claim, values: Mapping[str, Any], action: Action) -> Claim:
    after = changed(claim, action, **values)
    return replace(after, head=head_of(after)) if "text" in values else after


def _told(after: Claim, source: _Source) -> list[Keyed]:
    """What the claim says now: as its article has it, where nobody has put its words right."""
    if source.article is None or source.statement is None:
        return propositions_of(after)
    found = stated_by(source.article, [(after, source.statement, source.corrected)])
    return [its for _, its in found] or propositions_of(after)


def _record(connection: Connection, claim: Claim, after: Claim, correction: Correction, action: Action) -> Claim:
    """Write the correction down, with what the claim had before and has now."""
    other = {name: None for name in (*correction.values, "head", "review_on") if _differs(claim, after, name)}
    data = {
        "fields": sorted(correction.values.keys() & other.keys()),
        "before": shown(claim, other),
        "after": shown(after, other),
    }
    change = Change(before=claim, after=after, type=CORRECTED, reason=correction.note, data=data)
    written = record_changes(connection, [change], action)
    if not written:
        raise StaleVersion(claim.version + 1)
    return written[claim.id]


def _differs(claim: Claim, after: Claim, name: str) -> bool:
    return bool(getattr(claim, name) != getattr(after, name))


def _find_by(connection: Connection, claim: Claim, told: list[Keyed], *, stated: bool, version: int) -> None:
    """Have the claim found by what it says now; where an article states it, also by articles that state the same."""
    found = [(claim, its) for its in told]
    identities.renew(connection, [(claim.id, its.proposition) for its in told] if stated else [], version)
    if not told:
        identities.forget(connection, [claim.id])
        watches.forget(connection, [claim.id])
    watches.renew(connection, found, [] if claim.is_undecided else [claim.id], version)


def _take_back(connection: Connection, claim: Claim, action: Action, today: date) -> Claim:
    """The claim without what the sweep had proposed: it proposes anew what the evidence shows now."""
    waiting = proposals.waiting(connection, [claim.id])[claim.id]
    gone = [one for one in waiting if one.by == SWEEP]
    if not gone or claim.status is not Status.PROPOSED:
        return claim
    return supersede(connection, {claim.id: gone}, _REASON, action, today)[claim.id]
