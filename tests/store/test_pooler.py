"""Behind a pooler in transaction mode: nothing is set, or prepared, for longer than a transaction."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from service.cli.main import main
from service.store.database import Database

_SETTINGS = text("SELECT current_setting('statement_timeout'), current_setting('timezone'), current_setting(:last)")


def test_settings_last_as_long_as_the_transaction(database_url: str) -> None:
    pool = Database(database_url, pooler=True, statement_timeout=7, pool_size=1)
    with pool.begin() as connection:
        within = connection.execute(_SETTINGS, {"last": "random_page_cost"}).one()
        driver = connection.connection.driver_connection
    assert driver is not None
    with driver.transaction():
        (after,) = driver.execute("SELECT current_setting('statement_timeout')").fetchone()
    pool.dispose()

    assert tuple(within) == ("7s", "UTC", "1.1")
    assert after == "0"
    assert driver.prepare_threshold is None


def test_settings_are_the_same_without_one(database_url: str) -> None:
    pool = Database(database_url, statement_timeout=7)
    with pool.begin() as connection:
        within = connection.execute(_SETTINGS, {"last": "random_page_cost"}).one()
    pool.dispose()

    assert tuple(within) == ("7s", "UTC", "1.1")


def test_a_worker_needs_the_database_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_DATABASE_POOLER", "transaction")

    done = CliRunner().invoke(main, ["worker"])

    assert done.exit_code == 4
    assert "CLAIMS_DATABASE_POOLER" in done.output
