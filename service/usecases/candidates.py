"""Candidates: the later sentences that somebody should look at for a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from service.domain.article import Source, StoredStatement
from service.domain.candidates import (
    CandidateQuery,
    Passage,
    Ranked,
    ToldStatement,
    article_keys,
    merged,
    passages_of,
    rank,
    wanted,
)
from service.domain.claim import Claim
from service.domain.errors import ClaimNotFound
from service.language import Doc, read
from service.store import articles, claims, passages, statements, watches
from service.store.database import Connection, Database
from service.store.passages import ArticlePassages, PassageSpan
from service.usecases.track import ReadStatement

_SPARE = 2  # times as many as are asked for are looked up: some only state the claim again


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence, from `start` to `end` (exclusive) of its article, with the statement in it that tells most."""

    article: Source
    sentence: str
    start: int
    end: int
    statement: StoredStatement | None
    reasons: tuple[str, ...]


def list_candidates(database: Database, claim_id: UUID, limit: int) -> list[Candidate]:
    """Up to `limit` sentences published since the claim was said, what has most to do with it first.

    None of them is a verdict, and none is left out for what it says of the claim. Raises `ClaimNotFound`.
    """
    with database.begin() as connection:
        claim = claims.get(connection, claim_id)
        if claim is None:
            raise ClaimNotFound
        own = articles.current(connection, claim.article.id) if claim.article else None
        meant = _wanted(connection, claim, own)
        found = passages.find(connection, meant.keys, meant.said_on, meant.due, own)
    ranked = rank(meant, found)[: limit * _SPARE]  # which takes time, so no connection is held
    with database.begin() as connection:
        return _shown(connection, claim, ranked)[:limit]


def read_passages(doc: Doc, told: Sequence[ReadStatement]) -> ArticlePassages:
    """The sentences of a text that was read, with what was found in them. Pure."""
    found = [
        ToldStatement(head_start=one.statement.head_start, proposition=one.keyed.proposition, is_outcome=one.is_outcome)
        for one in told
    ]
    its = passages_of(doc, found)
    return ArticlePassages(keys=article_keys(its, doc.article.title_nouns), passages=tuple(its))


def _wanted(connection: Connection, claim: Claim, article_id: UUID | None) -> CandidateQuery:
    """What the claim says, in the terms of its article where that is known, else of its own text alone."""
    sentence = merged(passages_of(read(claim.text)))
    stored = passages.of_article(connection, article_id) if article_id else None
    own = stored.passages if stored else ()
    watched = watches.open_claims(connection, [claim.id]).get(claim.id)
    return wanted(
        head=claim.head,
        said_on=claim.said_on,
        due=claim.due,
        proposition=watched.proposition if watched else None,
        sentence=_nearest(sentence, own),
        keys=stored.keys if stored else article_keys([sentence]),
        own=own,
    )


def _nearest(sentence: Passage, own: Sequence[Passage]) -> Passage:
    """The sentence as its article has it, whose names are in full; itself where the article has none like it."""
    words = {*sentence.words, *sentence.figures}
    return max(own, key=lambda one: len(words.intersection((*one.words, *one.figures))), default=sentence)


def _shown(connection: Connection, claim: Claim, ranked: Sequence[Ranked]) -> list[Candidate]:
    """The candidates as they are shown, but for those that only state the claim again, or have gone meanwhile."""
    places = [PassageSpan(one.article_id, one.passage.start, one.passage.end) for one in ranked]
    quoted = passages.quote(connection, places)
    told = statements.in_articles(connection, {place.article_id for place in places})
    found = []
    for one, (source, sentence) in zip(ranked, quoted, strict=True):
        inside = _inside(one.passage, told.get(one.article_id, ()))
        if source.withdrawn_at is None and not _only_states(claim.id, inside):
            found.append(_candidate(one, source, sentence, inside))
    return found


def _inside(passage: Passage, told: Sequence[StoredStatement]) -> list[StoredStatement]:
    return [one for one in told if passage.start <= one.head_start < passage.end]


def _only_states(claim_id: UUID, inside: Sequence[StoredStatement]) -> bool:
    return bool(inside) and all(one.claim_id == claim_id for one in inside)


def _candidate(ranked: Ranked, source: Source, sentence: str, inside: Sequence[StoredStatement]) -> Candidate:
    results = [one for one in inside if one.modality is None]
    return Candidate(
        article=source,
        sentence=sentence,
        start=ranked.passage.start,
        end=ranked.passage.end,
        statement=next(iter([*results, *inside]), None),
        reasons=ranked.reasons,
    )
