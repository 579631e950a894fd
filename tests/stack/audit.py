"""What is there after a fault, held against what was acknowledged."""

from collections import Counter
from dataclasses import dataclass

from tests.stack.compose import Stack, wait_until
from tests.stack.load import Told

_SEPARATOR = "\x1f"
_CLAIMS = """SELECT c.id, split_part(c.text, ' will open', 1), c.version, c.status,
    (SELECT count(*) FROM event e WHERE e.claim_id = c.id), (SELECT count(*) FROM resolution r WHERE r.claim_id = c.id)
    FROM claim c"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Audit:
    """Of the acknowledged operations: how many were found, and how many were done more than once."""

    found: int
    doubled: int


def audited(stack: Stack, told: Told, seen: str) -> str:
    """A line of counts that ends with what else was `seen`.

    Raises `AssertionError` where anything was not acknowledged in the end, is missing, or was done twice.
    """
    after = _audit(stack, told)
    line = (
        f"sent {told.sent}, acknowledged {told.acknowledged}, found {after.found}, doubled {after.doubled};"
        f" {told.failed_tries} tries failed{seen}"
    )
    assert told.sent == told.acknowledged == after.found, line
    assert after.doubled == 0, line
    return line


def _audit(stack: Stack, told: Told) -> _Audit:
    """Read the database itself, once the worker has done what it was given."""
    wait_until(lambda: told.later <= {row[1] for row in _rows(stack)}, "the worker adds what it was given")
    rows = _rows(stack)
    ids = {row[0]: row for row in rows}
    names = Counter(row[1] for row in rows)
    resolved = [ids[claim] for claim in told.resolved if claim in ids and ids[claim][3] == "resolved"]
    found = (
        sum(told.articles[name] in ids for name in told.articles)
        + sum(told.by_hand[name] in ids for name in told.by_hand)
        + sum(names[name] >= 1 for name in told.later)
        + len(resolved)
    )
    all_names = {*told.articles, *told.by_hand, *told.later}
    # A claim is made and resolved: two events, version 2. The sweep may have made it due in between.
    doubled = sum(names[name] > 1 for name in all_names)
    doubled += sum(row[5] != "1" or row[2] != row[4] or int(row[2]) > 3 for row in resolved)
    return _Audit(found=found, doubled=doubled)


def _rows(stack: Stack) -> list[list[str]]:
    told = stack.run(
        "exec", "--no-TTY", "db", "psql", "-U", "claims", "-d", "claims", "-At", "-F", _SEPARATOR, "-c", _CLAIMS
    )
    return [line.split(_SEPARATOR) for line in told.splitlines()]
