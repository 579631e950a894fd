"""Sweepers as real processes, some of them killed: every claim is moved exactly once."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from service.store.database import Database

CLAIMS = Path(sys.executable).with_name("claims")
MANY = 20_000
_CLAIMS = text(
    "WITH born AS (INSERT INTO claim (id, text, status, polarity, modality, conditional, said_on, review_on, tags,"
    " mentions, version, created_at, updated_at)"
    " SELECT gen_random_uuid(), 'Claim ' || n, 'open', 'positive', 'scheduled', false, '2026-03-01', '2026-03-10',"
    " '{}', 0, 1, now(), now() FROM generate_series(1, :many) AS n RETURNING id)"
    " INSERT INTO event (id, claim_id, type, actor, at, to_status, version, data, state)"
    " SELECT gen_random_uuid(), id, 'claim.created', 'tester', now(), 'open', 1, '{}', '{}' FROM born"
)
_COUNT = text("SELECT count(*) FROM event WHERE type = 'claim.due'")


def _start(url: str, folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CLAIMS_DATABASE_URL": url, "CLAIMS_DATA_DIR": str(folder)}
    return subprocess.Popen([CLAIMS, "sweep", "--today", "2026-03-20"], env=environment, stdout=subprocess.DEVNULL)


def _moved(database: Database) -> int:
    with database.begin() as connection:
        return int(connection.scalar(_COUNT) or 0)


@pytest.mark.slow
def test_of_four_sweepers_two_are_killed_and_nothing_is_lost_or_doubled(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    with database.begin() as connection:
        connection.execute(_CLAIMS, {"many": MANY})
    sweepers = [_start(database_url, tmp_path) for _ in range(4)]
    try:
        while not 0 < _moved(database) < MANY:
            assert all(sweeper.poll() is None for sweeper in sweepers)
            time.sleep(0.01)
        for sweeper in sweepers[:2]:
            sweeper.kill()
        half_way = _moved(database)
        codes = [sweeper.wait(timeout=120) for sweeper in sweepers]
    finally:
        for sweeper in sweepers:
            sweeper.kill()
            sweeper.wait()
    assert codes == [-9, -9, 0, 0]
    assert half_way < MANY

    assert _start(database_url, tmp_path).wait(timeout=120) == 0  # what was in a killed one's hands

    with database.begin() as connection:
        told = connection.execute(text("SELECT claim_id FROM event WHERE type = 'claim.due'")).scalars().all()
        standing = connection.execute(text("SELECT status, version, count(*) FROM claim GROUP BY 1, 2")).all()
    assert len(told) == len(set(told)) == MANY
    assert [tuple(row) for row in standing] == [("due", 2, MANY)]
