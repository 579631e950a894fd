"""How claims and results find each other: by the hashes of their keys, never by looking at each.

Of claims that share a key the newest are read, however many there are; rare keys count for more than common ones.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import Insert, insert

from service.domain.claim import Claim
from service.domain.evidence import LaterResult, OpenClaim
from service.domain.frames import search_keys
from service.domain.status import Status
from service.language import Proposition
from service.store.database import Connection
from service.store.month import days_around, first_id_on
from service.store.rows import as_parameter, in_parts, insertion
from service.store.tables import WatchedKeyRow, WatchRow

_PER_KEY = 40  # claims that are read of those that share a key
_CANDIDATES = 120  # claims that one article's results are scored for: those that share many keys, and rare ones
_AHEAD = 31  # days that an article may have arrived before the date that it bears
_PER_CLAIM = 40  # results that are scored for one claim

_CLAIMS = text(
    "WITH hit AS ("
    " SELECT asked.key, newest.claim_id, 1000000000 / count(*) OVER (PARTITION BY asked.key) AS rarity"
    " FROM unnest(CAST(:keys AS bigint[])) AS asked(key)"
    " CROSS JOIN LATERAL (SELECT claim_id FROM watched_key WHERE watched_key.key = asked.key"
    "  ORDER BY claim_id DESC LIMIT :per_key) AS newest"
    "), near AS ("
    " SELECT claim_id, array_agg(key) AS shared FROM hit GROUP BY claim_id"
    " ORDER BY sum(rarity) DESC, claim_id DESC LIMIT :candidates"
    ") SELECT claim_id, shared FROM near JOIN watch USING (claim_id) WHERE proposition IS NOT NULL"
)
_SOUGHT = text(
    "SELECT claim_id, proposition AS sought, said_on, due, claim.polarity, modality, conditional"
    " FROM watch JOIN claim ON claim.id = claim_id WHERE claim_id = ANY(:claim_ids) AND proposition IS NOT NULL"
)
# OFFSET 0 keeps the planner from walking all statements, newest first, in the hope of soon having met enough.
_RESULTS = text(
    "SELECT claim.id AS claim_id, result.id AS statement_id, result.proposition, result.published_on, result.polarity"
    " FROM watch JOIN claim ON claim.id = watch.claim_id"
    " CROSS JOIN LATERAL (SELECT * FROM (SELECT id, proposition, published_on, polarity FROM statement"
    "   WHERE statement.keys && watch.keys AND statement.published_on >= claim.said_on AND statement.id >= :since"
    "   AND proposition IS NOT NULL"
    "   AND statement.article_id IS DISTINCT FROM CAST(:own AS uuid)"
    "   AND statement.article_id IS DISTINCT FROM (SELECT article_id FROM statement AS mention"
    "    WHERE mention.claim_id = claim.id AND mention.id >= :since ORDER BY mention.id LIMIT 1) OFFSET 0) AS hit"
    "  ORDER BY id DESC LIMIT :per_claim) AS result"
    " WHERE watch.claim_id = ANY(:claim_ids)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """What a statement tells, with the keys that it finds others by as Postgres keeps them."""

    proposition: Proposition
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An undecided claim, and the keys that it shares with what was asked for."""

    claim_id: UUID
    shared: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A stored result that shares a key with a claim."""

    claim_id: UUID
    statement_id: UUID
    found: LaterResult


def keyed(proposition: Proposition) -> Keyed:
    """The proposition with its keys: pure, and to be done once, before a transaction begins."""
    return Keyed(proposition=proposition, keys=tuple(digests(search_keys(proposition))))


def digests(keys: Iterable[str]) -> list[int]:
    """Each of the keys in 64 bits: what collides is scored in vain, no more."""
    return list(dict.fromkeys(map(_digest, keys)))


@lru_cache(maxsize=20_000)  # the statements of one article share theirs
def _digest(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def add(connection: Connection, born: Sequence[tuple[Claim, Keyed]], version: int) -> None:
    """Look for results on behalf of new claims, as the analysis version reads them.

    What no key finds is not looked for.
    """
    rows = [
        {
            "claim_id": claim.id,
            "keys": its.keys,
            "proposition": its.proposition.to_json(),
            # It does not fall due any more, which is when claims are looked for once more.
            "look_again": claim.status is Status.DUE,
            "analysis_version": version,
        }
        for claim, its in born
    ]
    for part in in_parts(rows):
        connection.execute(_addition(), as_parameter(part))


@cache
def _addition() -> Insert:
    """The statement that inserts watches, and their keys one by one."""
    row = insertion(WatchRow, "claim_id", "keys", "proposition", "look_again", "analysis_version")
    new = row.returning(WatchRow.keys, WatchRow.claim_id).cte("added")
    return insert(WatchedKeyRow).from_select(["key", "claim_id"], select(func.unnest(new.c["keys"]), new.c.claim_id))


def resume(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Look for results on behalf of these claims, which are undecided."""
    keys = select(func.unnest(WatchRow.keys), WatchRow.claim_id).where(WatchRow.claim_id.in_(claim_ids))
    connection.execute(insert(WatchedKeyRow).from_select(["key", "claim_id"], keys).on_conflict_do_nothing())


def renew(
    connection: Connection, reread: Sequence[tuple[Claim, Keyed]], decided: Collection[UUID], version: int
) -> None:
    """Look for results on behalf of these claims by what they are said to say now; for nothing for the `decided`."""
    claim_ids = [claim.id for claim, _ in reread]
    rest(connection, claim_ids)
    connection.execute(delete(WatchRow).where(WatchRow.claim_id.in_(claim_ids)))
    add(connection, reread, version)
    rest(connection, decided)


def read_by(connection: Connection, claim_ids: Collection[UUID], version: int) -> set[UUID]:
    """Those of these claims that the analysis version has read."""
    query = select(WatchRow.claim_id).where(WatchRow.claim_id.in_(claim_ids), WatchRow.analysis_version == version)
    return set(connection.scalars(query)) if claim_ids else set()


def mark(connection: Connection, claim_ids: Collection[UUID], version: int) -> None:
    """Take note that the analysis version has nothing new to say of these claims."""
    query = update(WatchRow).where(WatchRow.claim_id.in_(claim_ids))
    connection.execute(query.values(analysis_version=version))


def rest(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Look for nothing on behalf of these claims, which are decided."""
    keys = select(func.unnest(WatchRow.keys), WatchRow.claim_id).where(WatchRow.claim_id.in_(claim_ids))
    connection.execute(
        delete(WatchedKeyRow).where(func.row(WatchedKeyRow.key, WatchedKeyRow.claim_id).in_(keys.subquery().select()))
    )


def forget(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Forget what is looked for on behalf of these claims."""
    rest(connection, claim_ids)
    connection.execute(delete(WatchRow).where(WatchRow.claim_id.in_(claim_ids)))


def to_look_again(connection: Connection, *, after: UUID | None, limit: int) -> list[UUID]:
    """Up to `limit` claims that results are to be looked for once more for, in the order of their ids."""
    query = select(WatchRow.claim_id).where(WatchRow.look_again)
    if after is not None:
        query = query.where(WatchRow.claim_id > after)
    return list(connection.scalars(query.order_by(WatchRow.claim_id).limit(limit)))


def looked_again(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Note that results were looked for once more for these claims."""
    connection.execute(update(WatchRow).where(WatchRow.claim_id.in_(claim_ids)).values(look_again=False))


def open_claims(connection: Connection, claim_ids: Collection[UUID]) -> dict[UUID, OpenClaim]:
    """What is looked for on behalf of each of these claims, decided or not."""
    if not claim_ids:
        return {}
    rows = connection.execute(_SOUGHT, {"claim_ids": list(claim_ids)}).mappings()
    return {row["claim_id"]: _to_open_claim(row) for row in rows}


def watched(connection: Connection, claim_ids: Collection[UUID]) -> set[UUID]:
    """Which of these claims a result was ever looked for: those that the detector found."""
    return set(connection.scalars(select(WatchRow.claim_id).where(WatchRow.claim_id.in_(claim_ids))))


def claims_for(connection: Connection, keys: Collection[int]) -> list[Watched]:
    """The undecided claims that share one of the keys."""
    if not keys:
        return []
    asked = {"keys": sorted(keys), "per_key": _PER_KEY, "candidates": _CANDIDATES}
    return [Watched(claim_id=claim_id, shared=tuple(shared)) for claim_id, shared in connection.execute(_CLAIMS, asked)]


def results_for(connection: Connection, claims: Sequence[Claim], own: UUID | None = None) -> list[Lead]:
    """The stored results that share a key with one of these claims, other than those of its own first article.

    `own` is that article of claims whose mentions are not stored yet.

    What was published since the claim was stated arrived since, but for a date ahead of its arrival: only the months
    since are looked through.
    """
    if not claims:
        return []
    since, _ = days_around(min(min(first_id_on(claim.said_on), claim.id) for claim in claims), _AHEAD)
    asked = {"per_claim": _PER_CLAIM, "since": since, "own": own}
    parts = in_parts([claim.id for claim in claims])
    return [
        Lead(
            claim_id=row["claim_id"],
            statement_id=row["statement_id"],
            found=LaterResult(
                proposition=Proposition.from_json(row["proposition"]),
                published_on=row["published_on"],
                polarity=row["polarity"],
            ),
        )
        for part in parts
        for row in connection.execute(_RESULTS, {**asked, "claim_ids": part}).mappings()
    ]


def _to_open_claim(row: RowMapping) -> OpenClaim:
    given: dict[str, Any] = {name: row[name] for name in ("said_on", "due", "polarity", "modality", "conditional")}
    return OpenClaim(proposition=Proposition.from_json(row["sought"]), **given)
