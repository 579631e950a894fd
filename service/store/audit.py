"""States that cannot be, looked for among what stands: rows of older releases, and what no constraint holds.

Constraints and triggers refuse the others. Two are looked for here alone, since looking at each write costs too much:
how many mentions a claim counts (an index scan of every month for each claim of an article), and whether a statement's
words stand at its place (which reads the article once a statement).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from service.store.constraints import unvalidated
from service.store.database import Connection, Database

_SHOWN = 3  # ids of each finding
_LONGEST = "1h"
_BATCH = 500  # articles whose texts are in memory at once
_CURRENT = "claim JOIN resolution ON resolution.claim_id = claim.id AND resolution.superseded_at IS NULL"
_CITED = "FROM evidence WHERE evidence.id = ANY (cites.evidence) AND evidence.claim_id = cites.claim_id"

# What cannot be, and the ids of what is so.
_STATES: Mapping[str, str] = {
    "claims that are resolved without a current resolution of their outcome, or have one and are not": (
        "SELECT claim.id FROM claim LEFT JOIN resolution ON resolution.claim_id = claim.id AND superseded_at IS NULL"
        " WHERE (status = 'resolved') <> (resolution.id IS NOT NULL)"
        " OR claim.outcome IS DISTINCT FROM resolution.outcome"
    ),
    "claims whose resolution's dates disagree with theirs": (
        f"SELECT claim.id FROM {_CURRENT} WHERE NOT claims_decision_agrees(claim.id)"  # noqa: S608
        " AND status = 'resolved' AND claim.outcome = resolution.outcome"
    ),
    "resolutions that cite evidence that is not their claim's": (
        "SELECT id FROM resolution AS cites WHERE evidence <> '{}' AND superseded_at IS NULL"  # noqa: S608
        f" AND (SELECT count(*) {_CITED}) <> cardinality(evidence)"
    ),
    "claims whose proposal does not wait": (
        "SELECT claim.id FROM claim JOIN proposal ON proposal.id = claim.proposal_id WHERE verdict IS NOT NULL"
    ),
    "proposals that were accepted and are no resolution": (
        "SELECT id FROM proposal WHERE verdict = 'accepted' AND NOT EXISTS (SELECT FROM resolution"
        " WHERE resolution.claim_id = proposal.claim_id AND recorded_at = verdict_at"
        " AND resolution.outcome = proposal.outcome)"
    ),
    "claims whose version or status has no event": (
        "SELECT id FROM claim WHERE NOT EXISTS (SELECT FROM event WHERE event.claim_id = claim.id"
        " AND event.version = claim.version AND to_status = claim.status)"
    ),
    "events that do not follow the one before": (
        "SELECT id FROM (SELECT id, version, from_status, lag(version) OVER history AS last,"
        " lag(to_status) OVER history AS stood FROM event WINDOW history AS (PARTITION BY claim_id ORDER BY version))"
        " AS line WHERE version <> coalesce(last, 0) + 1 OR from_status IS DISTINCT FROM stood"
    ),
    "evidence whose statement is not there, or which rules found in an outcome": (
        "SELECT id FROM evidence WHERE statement_id IS NOT NULL AND NOT EXISTS (SELECT FROM statement"
        " WHERE statement.id = evidence.statement_id AND (kind = 'result' OR evidence.by <> 'rules'))"
    ),
    "links that lead from an earlier claim to a later, or of a speaker who contradicts himself": (
        "SELECT id FROM claim_link WHERE NOT claims_links_stand(claim_id)"
    ),
    "watched keys of no claim": (
        "SELECT claim_id FROM watched_key WHERE NOT EXISTS (SELECT FROM claim WHERE claim.id = watched_key.claim_id)"
    ),
}
_MENTIONS = (
    "SELECT claim.id FROM claim LEFT JOIN (SELECT claim_id, count(*) AS counted FROM statement"
    " WHERE claim_id IS NOT NULL AND vanished_in IS NULL GROUP BY claim_id) AS theirs ON theirs.claim_id = claim.id"
    " WHERE mentions <> coalesce(counted, 0) AND updated_at >= :since"
)
_ARTICLES = (
    "SELECT id, text FROM article WHERE id > :after AND created_at >= :since AND withdrawn_at IS NULL"
    " ORDER BY id LIMIT :batch"
)
_STATEMENTS = (
    "SELECT id, article_id, start_at, end_at, text FROM statement WHERE article_id = ANY (:articles) ORDER BY id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A state that cannot be, how many rows are in it, and the ids of some."""

    state: str
    count: int
    ids: tuple[str, ...]


@contextmanager
def patient(database: Database) -> Iterator[Connection]:
    """A transaction that changes nothing, in which a statement may take long."""
    with database.begin() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(text(f"SET LOCAL statement_timeout = '{_LONGEST}'"))
        yield connection


def of_constraints(connection: Connection) -> Iterator[Finding]:
    """The constraints that not every row meets, with the rows that do not."""
    for one in unvalidated(connection):
        definition = connection.scalar(
            text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name AND coninhcount = 0"),
            {"name": one.name},
        )
        condition = str(definition).removesuffix(" NOT VALID")
        if condition.startswith("CHECK "):
            id_ = "coalesce(to_jsonb(t) ->> 'id', to_jsonb(t) ->> 'claim_id', to_jsonb(t) ->> 'key')"
            rows = f"SELECT {id_} FROM {one.in_table} AS t WHERE NOT {condition.removeprefix('CHECK ')}"  # noqa: S608
            yield _finding(connection, f"rows of {one.in_table} that do not meet {one.name}", rows, {})
        else:
            yield Finding(state=f"{one.in_table}: {one.name} is not validated", count=1, ids=())


def of_states(connection: Connection) -> Iterator[Finding]:
    """What triggers refuse today."""
    for state, query in _STATES.items():
        yield _finding(connection, state, query, {})


def of_counts(connection: Connection, since: datetime) -> Iterator[Finding]:
    """Claims changed since that instant whose count of mentions is not theirs."""
    yield _finding(connection, "claims whose count of mentions is not theirs", _MENTIONS, {"since": since})


def of_places(connection: Connection, since: datetime) -> Iterator[Finding]:
    """Statements of articles stored since that instant whose words do not stand at their place."""
    wrong: list[str] = []
    after = UUID(int=0)
    while True:
        asked = {"after": after, "since": since, "batch": _BATCH}
        texts = {row.id: row.text for row in connection.execute(text(_ARTICLES), asked)}
        if not texts:
            break
        after = max(texts)
        for row in connection.execute(text(_STATEMENTS), {"articles": list(texts)}):
            whole = texts[row.article_id]
            if row.end_at > len(whole) or whole[row.start_at : row.end_at] != row.text:
                wrong.append(str(row.id))
    state = "statements whose words do not stand at their place in the article"
    yield Finding(state=state, count=len(wrong), ids=tuple(wrong[:_SHOWN]))


def _finding(connection: Connection, state: str, query: str, values: Mapping[str, object]) -> Finding:
    some = f"SELECT found.id, count(*) OVER () FROM ({query}) AS found(id) ORDER BY 1 LIMIT {_SHOWN}"  # noqa: S608
    rows = connection.execute(text(some), dict(values)).all()
    return Finding(state=state, count=rows[0][1] if rows else 0, ids=tuple(str(row.id) for row in rows))
