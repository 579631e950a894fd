"""The secrets of webhooks at rest: encrypted, renewed when keys change, and readable nowhere in the database."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text
from standardwebhooks import Webhook

from service.cli import main
from service.domain.errors import SecretUnreadable
from service.domain.key import Scope
from service.outbound.courier import Courier
from service.outbound.guard import Allowed
from service.store.database import Database
from service.store.secretbox import SecretBox, new_key
from service.usecases.secrets import renew_secrets
from service.usecases.sweep import sweep
from service.web.resources import bind
from tests.conftest import TODAY
from tests.webhooks.conftest import Desk, Hands
from tests.webhooks.receiver import Receiver

OLD, NEW = new_key(), new_key()


def _with_keys(desk: Desk, keys: Sequence[str]) -> SecretBox:
    """Let the desk have these keys from now on."""
    box = SecretBox(keys)
    courier = Courier(allowed=Allowed.of(["127.0.0.1"]), decrypt=box.decrypt)
    desk.services = replace(desk.services, secrets=box, courier=courier)
    bind(desk.api.http.application, desk.services)
    return box


def _everything(database: Database) -> str:
    """Every row of every table, as a backup has it."""
    tables = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    with database.begin() as connection:
        names = connection.execute(tables).scalars().all()
        rows = [connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars().all() for name in names]
        bodies = connection.execute(text("SELECT convert_from(body, 'UTF8') FROM answer")).scalars().all()
    return "\n".join([*(row for found in rows for row in found), *bodies])


def _set_secrets(database: Database, secret: str) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE webhook SET secret = :secret"), {"secret": secret})


def _secrets(database: Database) -> list[str]:
    with database.begin() as connection:
        return list(connection.execute(text("SELECT secret FROM webhook ORDER BY id")).scalars())


def _verify(secret: str, receiver: Receiver) -> None:
    Webhook(secret).verify(receiver.got[-1].body, dict(receiver.got[-1].headers))


@pytest.fixture
def db(database_url: str) -> Callable[..., Result]:
    """Runs `claims db …` with these keys for secrets."""

    def run(command: str, *keys: str) -> Result:
        environment = {"CLAIMS_DATABASE_URL": database_url, "CLAIMS_SECRET_KEYS": ",".join(keys)}
        return CliRunner(env=environment).invoke(main, ["db", command])

    return run


def test_no_secret_can_be_read_in_the_database(desk: Desk, receiver: Receiver) -> None:
    posts: list[tuple[str, Any]] = [
        ("/v1/keys", {"name": "desk", "scopes": [Scope.READ]}),
        ("/v1/webhooks", {"url": receiver.url}),
    ]
    shown = [desk.api.post(path, body, headers={"Idempotency-Key": "x" + path}).json for path, body in posts]
    path = f"/v1/webhooks/{shown[1]['id']}/secret"
    rotated = desk.api.post(path, {"overlap": 60}, headers={"Idempotency-Key": "rotated"}).json
    desk.claim()
    desk.run(shown[1])

    kept = _everything(desk.services.database)

    secrets = [desk.api.key, shown[0]["key"], shown[1]["secret"], rotated["secret"]]
    assert all(secret.split("_", 2)[-1] not in kept for secret in secrets)  # whose chance may hold a "_" too
    assert shown[1]["id"] in kept
    assert receiver.took


def test_a_key_is_replaced_without_a_message_lost(desk: Desk, receiver: Receiver) -> None:
    _with_keys(desk, [OLD])
    webhook = desk.subscribe(receiver)
    before = _secrets(desk.services.database)

    both = _with_keys(desk, [NEW, OLD])
    assert renew_secrets(desk.services.database, both) == 1
    assert renew_secrets(desk.services.database, both) == 0
    _with_keys(desk, [NEW])
    desk.claim()
    desk.run(webhook)

    assert _secrets(desk.services.database) != before
    _verify(webhook["secret"], receiver)
    with pytest.raises(SecretUnreadable):
        SecretBox([OLD]).decrypt(_secrets(desk.services.database)[0])


def test_a_secret_of_another_key_is_not_guessed(desk: Desk, receiver: Receiver, db: Callable[..., Result]) -> None:
    _with_keys(desk, [OLD])
    webhook = desk.subscribe(receiver)
    stored = _secrets(desk.services.database)
    _with_keys(desk, [NEW])

    said = desk.api.post(f"/v1/webhooks/{webhook['id']}/test").json
    refused, checked, upgraded = db("rotate-secrets", NEW), db("check", NEW), db("upgrade", NEW)

    assert (said["delivered"], "encrypted with a key that is not" in said["error"]) == (False, True)
    assert (refused.exit_code, checked.exit_code, upgraded.exit_code) == (1, 1, 0)
    assert all("claims webhooks rotate" in result.stderr for result in (refused, checked, upgraded))
    assert _secrets(desk.services.database) == stored
    fresh = desk.api.post(f"/v1/webhooks/{webhook['id']}/secret", {"overlap": 0}).json["secret"]
    assert SecretBox([NEW]).decrypt(_secrets(desk.services.database)[0]) == fresh


def test_without_a_key_no_secret_is_made(desk: Desk, receiver: Receiver) -> None:
    _with_keys(desk, [OLD])
    webhook = desk.subscribe(receiver)
    _with_keys(desk, [])

    for path, body in (("/v1/webhooks", {"url": receiver.url}), (f"/v1/webhooks/{webhook['id']}/secret", {})):
        answer = desk.api.post(path, body)
        assert (answer.status_code, answer.json["code"]) == (409, "secret_key_missing")


def test_secrets_that_a_release_before_left_readable_are_encrypted_by_the_upgrade(
    desk: Desk, receiver: Receiver, db: Callable[..., Result]
) -> None:
    webhook = desk.subscribe(receiver)
    plain = webhook["secret"]
    _set_secrets(desk.services.database, plain)

    warned, checked = db("upgrade"), db("check")
    assert (warned.exit_code, checked.exit_code) == (0, 1)
    assert all("stored readable: set CLAIMS_SECRET_KEYS_FILE" in result.stderr for result in (warned, checked))
    assert _secrets(desk.services.database) == [plain]
    desk.claim()
    desk.run(webhook)  # it is signed as ever meanwhile
    _verify(plain, receiver)

    assert "1 webhook secrets encrypted" in db("upgrade", NEW).stderr
    assert (db("check", NEW).exit_code, db("rotate-secrets", NEW).exit_code) == (0, 0)
    assert SecretBox([NEW]).decrypt(_secrets(desk.services.database)[0]) == plain


def test_a_secret_that_was_replaced_is_forgotten_by_the_sweep(desk: Desk, hands: Hands, receiver: Receiver) -> None:
    webhook = desk.subscribe(receiver)
    desk.api.post(f"/v1/webhooks/{webhook['id']}/secret", {"overlap": 60})

    kept = []
    for _ in range(2):
        sweep(desk.services.database, now=hands.time, today=TODAY)
        with desk.services.database.begin() as connection:
            kept.append(connection.execute(text("SELECT old_secret IS NOT NULL FROM webhook")).scalar_one())
        hands.pass_(seconds=60)

    assert kept == [True, False]


@pytest.mark.parametrize("key", ["short", "x" * 44, "é" * 43 + "="])
@pytest.mark.parametrize("variable", ["CLAIMS_SECRET_KEYS", "CLAIMS_SECRET_KEYS_FILE"])
def test_a_key_that_is_none_is_refused_and_not_shown(
    database_url: str, tmp_path: Path, variable: str, key: str
) -> None:
    (tmp_path / "keys").write_text(f"{NEW}\n{key}\n")
    given = str(tmp_path / "keys") if variable.endswith("FILE") else f"{NEW},{key}"
    environment = {"CLAIMS_DATABASE_URL": database_url, variable: given}

    result = CliRunner(env=environment).invoke(main, ["db", "check"])

    assert result.exit_code == 4
    assert "key 2 is not 32 bytes" in result.stderr
    assert key not in result.stderr
