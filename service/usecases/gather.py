"""Gathering evidence: the results that may decide a claim, found through an index and scored by rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from service.domain.claim import Claim
from service.domain.evidence import LaterResult, OpenClaim, score
from service.domain.proposal import RULES, Evidence, NewEvidence
from service.language import Proposition
from service.store import evidence, watches
from service.store.database import Connection
from service.store.watches import Keyed, Lead, Watched
from service.usecases.record import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result that an article reports, and the keys that it finds claims by."""

    statement_id: UUID
    found: LaterResult
    keys: frozenset[int]


def watch(
    connection: Connection,
    born: Sequence[tuple[Claim, Keyed]],
    action: Action,
    version: int,
    own: UUID | None = None,
) -> None:
    """Look for the results that may decide new claims, from now on and among those that are stored.

    `own` is the article that states them, where their mentions are not stored yet; `version` that of the analysis.
    """
    watches.add(connection, born, version)
    leads = watches.results_for(connection, [claim for claim, _ in born], own)
    _follow(connection, leads, {claim.id: _open_claim(claim, its.proposition) for claim, its in born}, action)


def gather_for_claims(connection: Connection, claims: Sequence[Claim], action: Action) -> None:
    """Keep as evidence what the stored results say of these claims."""
    leads = watches.results_for(connection, claims)
    _follow(connection, leads, watches.open_claims(connection, {lead.claim_id for lead in leads}), action)


def gather_again(connection: Connection, claim: Claim, action: Action) -> None:
    """Weigh again what the rules know of a claim that says something else now.

    What a proposal has rested on stays, with what it says now: where that is nothing, it counts for nothing. What the
    current decision of a claim rests on is not touched.
    """
    evidence.forget_found(connection, claim.id)
    leads = watches.results_for(connection, [claim])
    open_claims = watches.open_claims(connection, [claim.id])
    scored = [_scored(claim.id, open_claims[claim.id], lead.statement_id, lead.found) for lead in leads]
    now = {piece.statement_id: piece for piece in scored if piece}
    evidence.add(connection, list(now.values()), RULES, action.now)
    if claim.is_undecided:
        cited = [piece for piece in evidence.scored(connection, [claim.id])[claim.id] if piece.by == RULES]
        changed = {piece.id: now.get(piece.statement_id) or replace(piece, score=0.0, reasons=()) for piece in cited}
        evidence.score_again(connection, {piece.id: changed[piece.id] for piece in cited if _is_other(piece, changed)})


def _is_other(piece: Evidence, changed: Mapping[UUID, NewEvidence]) -> bool:
    return _said(changed[piece.id]) != _said(piece)


def _follow(
    connection: Connection, leads: Iterable[Lead], open_claims: Mapping[UUID, OpenClaim], action: Action
) -> None:
    scored = (_scored(lead.claim_id, open_claims[lead.claim_id], lead.statement_id, lead.found) for lead in leads)
    evidence.add(connection, list(filter(None, scored)), RULES, action.now)


def score_again(connection: Connection, results: Sequence[Result], action: Action, own: Collection[UUID]) -> None:
    """Say what results that were read again say now of the undecided claims, but for those of their `own` article.

    What is said as before keeps its place; what a proposal or a decision rests on stays as it is.
    """
    by_id = {result.statement_id: result for result in results}
    known = evidence.unsettled(connection, by_id)
    open_claims = watches.open_claims(connection, {piece.claim_id for piece in known})
    dropped, changed = [], dict[UUID, NewEvidence]()
    for piece in known:
        if piece.statement_id is None or piece.claim_id not in open_claims:
            continue
        result = by_id[piece.statement_id]
        now = _scored(piece.claim_id, open_claims[piece.claim_id], result.statement_id, result.found)
        if now is None:
            dropped.append(piece.id)
        elif _said(now) != _said(piece):
            changed[piece.id] = now
    evidence.drop(connection, dropped)
    evidence.score_again(connection, changed)
    gather_for_results(connection, results, action, own)


def _said(piece: NewEvidence) -> tuple[object, ...]:
    return piece.outcome, piece.score, piece.reasons, piece.happened_on, piece.grounds


def gather_for_results(
    connection: Connection, results: Sequence[Result], action: Action, own: Collection[UUID] = ()
) -> None:
    """Keep as evidence what the results of one article say of the undecided claims, but for its `own`."""
    if not results:
        return
    keys = frozenset[int]().union(*(result.keys for result in results))
    pairs = list(_meeting(watches.claims_for(connection, keys), results))
    open_claims = watches.open_claims(connection, {claim_id for claim_id, _ in pairs})
    scored = (
        _scored(claim_id, open_claims[claim_id], result.statement_id, result.found)
        for claim_id, result in pairs
        if claim_id in open_claims and claim_id not in own  # it may have been pruned meanwhile
    )
    evidence.add(connection, list(filter(None, scored)), RULES, action.now)


def _meeting(watched: Iterable[Watched], results: Sequence[Result]) -> Iterator[tuple[UUID, Result]]:
    """Each claim with each result that shares a key with it."""
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for place, result in enumerate(results):
        for key in result.keys:
            by_key[key].append(place)
    for claim in watched:
        for place in sorted({place for key in claim.shared for place in by_key[key]}):
            yield claim.claim_id, results[place]


def _open_claim(claim: Claim, proposition: Proposition) -> OpenClaim:
    return OpenClaim(
        proposition=proposition,
        said_on=claim.said_on,
        due=claim.due,
        polarity=claim.polarity,
        modality=claim.modality,
        conditional=claim.conditional,
    )


def _scored(claim_id: UUID, open_claim: OpenClaim, statement_id: UUID, found: LaterResult) -> NewEvidence | None:
    found_score = score(open_claim, found)
    if found_score is None:
        return None
    return NewEvidence(
        claim_id=claim_id,
        statement_id=statement_id,
        outcome=found_score.outcome,
        score=found_score.score,
        reasons=found_score.reasons,
        happened_on=found_score.happened_on,
        grounds=found_score.grounds,
    )
