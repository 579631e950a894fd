"""The schema: made by the migrations, held to the code, refusing what cannot be."""

import os
import re
import subprocess
import threading
from collections.abc import Iterable

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from procrastinate.schema import SchemaManager
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.cli import main
from service.detect import Kind, Modality, Polarity
from service.domain.delivery import DeliveryStatus
from service.domain.key import Scope
from service.domain.status import DismissalReason, Outcome, Status, UnresolvableReason
from service.domain.webhook import DisabledReason
from service.store import schema
from service.store.database import Database
from tests.api import Api
from tests.cli.conftest import CLAIMS


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    assert schema.current(database) == schema.head()
    assert schema.drift(database) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    schema.upgrade(database)

    assert schema.current(database) == schema.head()


_QUEUE = """
    SELECT 'column', table_name || '.' || column_name, concat_ws(' ', data_type, udt_name, is_nullable, column_default)
    FROM information_schema.columns WHERE table_name LIKE 'procrastinate%'
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'procrastinate%'
    UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid IN (SELECT oid FROM pg_class WHERE relname LIKE 'procrastinate%')
    UNION ALL SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'procrastinate%'
    UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relname LIKE 'procrastinate%')
    UNION ALL SELECT 'label', typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
    WHERE typname LIKE 'procrastinate%'
    ORDER BY 1, 2, 3
"""


def test_the_queue_fits_the_library(database: Database, empty_database_url: str) -> None:
    other = Database(empty_database_url)
    with other.begin() as connection:
        connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
        wanted = connection.execute(text(_QUEUE)).all()
    other.dispose()
    with database.begin() as connection:
        found = connection.execute(text(_QUEUE)).all()

    assert len(found) > 100
    assert found == wanted


def test_many_may_upgrade_at_once(empty_database_url: str) -> None:
    pools = [Database(empty_database_url) for _ in range(4)]
    failures: list[Exception] = []

    def upgrade(pool: Database) -> None:
        try:
            schema.upgrade(pool)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=upgrade, args=(pool,)) for pool in pools]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert schema.current(pools[0]) == schema.head()
    for pool in pools:
        pool.dispose()


def test_a_database_of_a_later_release_is_served_and_left_alone(database: Database, http: FlaskClient) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    schema.upgrade(database)

    assert schema.current(database) == "9999"
    assert http.get("/readyz").json["schema"] == "ok"


def _run(url: str, *arguments: str) -> Result:
    return CliRunner(env={"CLAIMS_DATABASE_URL": url}).invoke(main, list(arguments))


def _dump(database: Database) -> tuple[set[object], str | None]:
    """The columns of every table, and where the schema says that it is."""
    columns = text("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
    with database.begin() as connection:
        return set(connection.execute(columns).all()), schema.standing(database).at


_LATER = "UPDATE alembic_version SET version_num = '9999'"
_STRANGE = "UPDATE alembic_version SET version_num = 'a1b2c3d4e5f6'"
_OTHERS = "CREATE TABLE invoice (id int); CREATE TABLE alembic_version (version_num text); "


@pytest.mark.parametrize(
    ("ours", "made", "told"),
    [
        pytest.param(True, _LATER, "9999, which a later release has made.*install the later release", id="later"),
        pytest.param(
            True,
            f"{_LATER}; ALTER TABLE claim DROP COLUMN clause_start",
            "claim.clause_start.*Nothing was changed",
            id="much later",
        ),
        pytest.param(True, _STRANGE, "a1b2c3d4e5f6, which no release has made.*Nothing was changed", id="unknown"),
        pytest.param(True, "DELETE FROM alembic_version", "not this service's", id="no revision"),
        pytest.param(True, "INSERT INTO alembic_version VALUES ('0001')", "no release has made", id="two revisions"),
        pytest.param(False, "CREATE TABLE invoice (id int)", "is not empty.*invoice.*an empty database", id="others"),
        pytest.param(False, f"{_OTHERS} INSERT INTO alembic_version VALUES ('0001')", "invoice", id="others' first"),
        pytest.param(False, f"{_OTHERS} INSERT INTO alembic_version VALUES ('9999')", "invoice", id="others' later"),
    ],
)
def test_a_database_that_this_release_cannot_upgrade_is_left_alone_and_told_of(
    request: pytest.FixtureRequest, ours: bool, made: str, told: str
) -> None:
    url = request.getfixturevalue("database_url" if ours else "empty_database_url")
    database = Database(url)
    with database.begin() as connection:
        connection.exec_driver_sql(made)
    before = _dump(database)

    for command in ("upgrade", "check"):
        done = _run(url, "db", command)
        assert done.exit_code == 1
        assert re.search(told, done.stderr)
        assert "run `claims db upgrade`" not in done.stderr
    if made != _LATER:
        done = _run(url, "db", "upgrade", "--or-newer")
        assert done.exit_code == 1
        for command in (["serve"], ["worker"], ["keys", "list"]):  # as processes: they set up the log
            environment = os.environ | {"CLAIMS_DATABASE_URL": url, "CLAIMS_BIND": "127.0.0.1:0"}
            ended = subprocess.run([CLAIMS, *command], env=environment, capture_output=True, text=True, timeout=120)
            assert (ended.returncode, ended.stdout) == (3, "")
            assert re.search(told, ended.stderr)

    assert _dump(database) == before
    database.dispose()


def test_a_later_release_s_database_is_worked_on_with_a_word(database: Database, database_url: str) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql(_LATER)

    listed = _run(database_url, "keys", "list", "--json")
    assert (listed.exit_code, listed.stdout.strip()) == (0, "[]")
    assert "a later release has made" in listed.stderr
    assert _run(database_url, "db", "upgrade", "--or-newer").exit_code == 0


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ("ck_claim_status", Status),
        ("ck_claim_outcome", Outcome),
        ("ck_claim_dismissal", DismissalReason),
        ("ck_claim_polarity", Polarity),
        ("ck_claim_modality", Modality),
        ("ck_statement_kind", Kind),
        ("ck_statement_modality", Modality),
        ("ck_resolution_reason_known", UnresolvableReason),
        ("ck_api_key_known_scopes", Scope),
        ("ck_webhook_disabled_reason", DisabledReason),
        ("ck_delivery_status", DeliveryStatus),
    ],
)
def test_the_database_knows_the_same_words_as_the_code(
    database: Database, constraint: str, words: Iterable[str]
) -> None:
    query = text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name AND coninhcount = 0")
    with database.begin() as connection:
        definition = connection.execute(query, {"name": constraint}).scalar_one()

    assert set(re.findall(r"'(\w+)'", definition)) == set(words)


@pytest.mark.parametrize(
    "impossible",
    [
        "UPDATE claim SET status = 'won'",
        "UPDATE claim SET status = 'resolved'",
        "UPDATE claim SET outcome = 'fulfilled'",
        "UPDATE claim SET status = 'dismissed'",
        "UPDATE claim SET dismissal = 'duplicate'",
        "UPDATE claim SET version = 0",
        "UPDATE claim SET mentions = -1",
        "UPDATE statement SET modality = NULL WHERE kind = 'outcome'",
        "UPDATE statement SET claim_id = (SELECT id FROM claim LIMIT 1) WHERE kind = 'result'",
        "UPDATE statement SET head_end = head_start",
        "UPDATE statement SET cue_start = NULL WHERE cue IS NOT NULL",
        "INSERT INTO event SELECT gen_random_uuid(), claim_id, type, actor, at, from_status, to_status, reason,"
        " version, data, state FROM event LIMIT 1",
    ],
)
def test_the_database_refuses_impossible_states(api: Api, database: Database, impossible: str) -> None:
    api.add()

    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(text(impossible))
