"""The stored secrets of webhooks: encrypted, encrypted anew when keys change, and looked over."""

from collections import Counter
from datetime import datetime

from service.store import webhooks
from service.store.database import Database
from service.store.secretbox import AtRest, SecretBox


def renew_secrets(database: Database, box: SecretBox) -> int:
    """Encrypt every secret that is not encrypted with the newest key; how many that were.

    All of them or none. Raises `SecretKeyMissing`, and `SecretUnreadable` where the key of one is not here.
    """
    with database.begin() as connection:
        stored = webhooks.secrets(connection, lock=True)
        renewed = [(name, box.renew(secret)) for name, secret in stored]
        changed = [after for before, after in zip(stored, renewed, strict=True) if before != after]
        for name, secret in changed:
            webhooks.store_secret(connection, name, secret)
    return len(changed)


def survey_secrets(database: Database, box: SecretBox) -> Counter[AtRest]:
    """How many secrets stand how."""
    with database.begin() as connection:
        return Counter(box.look(secret) for _, secret in webhooks.secrets(connection))


def forget_old_secrets(database: Database, *, now: datetime) -> None:
    """Delete the secrets that were replaced and are not signed with any more."""
    with database.begin() as connection:
        webhooks.forget_old_secrets(connection, now)
