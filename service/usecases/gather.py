"""Gathering evidence: the results that may decide a claim, found through an index and weighed by rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.domain.claim import Claim
from service.domain.evidence import Found, Sought, reach_of, weigh
from service.domain.proposal import RULES, NewEvidence
from service.language import Proposition
from service.store import evidence, watches
from service.store.database import Connection
from service.store.watches import Keyed, Lead, Watched
from service.usecases.record import Act

LEAST_SCORE = 0.3  # what is weaker is not worth showing


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result that an article reports, and the keys that it finds claims by."""

    statement_id: UUID
    found: Found
    keys: frozenset[int]


def watch(
    connection: Connection, born: Sequence[tuple[Claim, Keyed]], act: Act, version: int, own: UUID | None = None
) -> None:
    """Look for the results that may decide new claims, from now on and among those that are stored.

    `own` is the article that states them, where their mentions are not stored yet; `version` that of the analysis.
    """
    watches.add(connection, born, version)
    leads = watches.results_for(connection, [claim for claim, _ in born], own)
    _follow(connection, leads, {claim.id: _sought(claim, its.proposition) for claim, its in born}, act)


def gather_for_claims(connection: Connection, claims: Sequence[Claim], act: Act) -> None:
    """Keep as evidence what the stored results say of these claims."""
    leads = watches.results_for(connection, claims)
    _follow(connection, leads, watches.sought(connection, {lead.claim_id for lead in leads}), act)


def _follow(connection: Connection, leads: Iterable[Lead], sought: Mapping[UUID, Sought], act: Act) -> None:
    weighed = (_weighed(lead.claim_id, sought[lead.claim_id], lead.statement_id, lead.found) for lead in leads)
    evidence.add(connection, list(filter(None, weighed)), RULES, act.now)


def weigh_anew(connection: Connection, results: Sequence[Result], act: Act, own: Collection[UUID]) -> None:
    """Say what results that were read again say now of the undecided claims, but for those of their `own` article.

    What is said as before keeps its place; what a proposal or a decision rests on stays as it is.
    """
    by_id = {result.statement_id: result for result in results}
    known = evidence.unsettled(connection, by_id)
    sought = watches.sought(connection, {piece.claim_id for piece in known})
    dropped, changed = [], dict[UUID, NewEvidence]()
    for piece in known:
        if piece.statement_id is None or piece.claim_id not in sought:
            continue
        result = by_id[piece.statement_id]
        now = _weighed(piece.claim_id, sought[piece.claim_id], result.statement_id, result.found)
        if now is None:
            dropped.append(piece.id)
        elif _said(now) != _said(piece):
            changed[piece.id] = now
    evidence.drop(connection, dropped)
    evidence.weigh_anew(connection, changed)
    gather_for_results(connection, results, act, own)


def _said(piece: NewEvidence) -> tuple[object, ...]:
    return piece.outcome, piece.score, piece.reasons, piece.happened_on


def gather_for_results(connection: Connection, results: Sequence[Result], act: Act, own: Collection[UUID] = ()) -> None:
    """Keep as evidence what the results of one article say of the undecided claims, but for its `own`."""
    if not results:
        return
    keys = frozenset[int]().union(*(result.keys for result in results))
    pairs = list(_meeting(watches.claims_for(connection, keys), results))
    sought = watches.sought(connection, {claim_id for claim_id, _ in pairs})
    weighed = (
        _weighed(claim_id, sought[claim_id], result.statement_id, result.found)
        for claim_id, result in pairs
        if claim_id in sought and claim_id not in own  # it may have been pruned meanwhile
    )
    evidence.add(connection, list(filter(None, weighed)), RULES, act.now)


def _meeting(watched: Iterable[Watched], results: Sequence[Result]) -> Iterator[tuple[UUID, Result]]:
    """Each claim with each result that shares a key with it and can reach it."""
    reaches = [reach_of(result.found.proposition) for result in results]
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for place, result in enumerate(results):
        for key in result.keys:
            by_key[key].append(place)
    for claim in watched:
        for place in sorted({place for key in claim.shared for place in by_key[key]}):
            if reaches[place].covers(claim.classes, counts=claim.counts):
                yield claim.claim_id, results[place]


def _sought(claim: Claim, proposition: Proposition) -> Sought:
    return Sought(
        proposition=proposition,
        said_on=claim.said_on,
        due=claim.due,
        polarity=claim.polarity,
        modality=claim.modality,
        conditional=claim.conditional,
    )


def _weighed(claim_id: UUID, sought: Sought, statement_id: UUID, found: Found) -> NewEvidence | None:
    weight = weigh(sought, found)
    if weight is None or weight.score < LEAST_SCORE:
        return None
    return NewEvidence(
        claim_id=claim_id,
        statement_id=statement_id,
        outcome=weight.outcome,
        score=weight.score,
        reasons=weight.reasons,
        happened_on=weight.happened_on,
    )
