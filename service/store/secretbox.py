"""Secrets at rest: encrypted by Fernet (of the library cryptography) with keys that the database does not hold."""

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum

from cryptography.fernet import Fernet, InvalidToken

from service.domain.errors import SecretKeyMissing, SecretUnreadable

_PLAIN = "whsec_"  # how a secret begins that a release before this one stored as it is


class AtRest(StrEnum):
    """How a stored secret stands."""

    CURRENT = "current"  # encrypted with the newest key
    OLD = "old"  # encrypted with an older one
    PLAIN = "plain"  # readable
    UNREADABLE = "unreadable"  # encrypted with a key that is not here


class SecretBox:
    """Encrypts with the first of its keys and decrypts with any; each is 32 bytes in base64."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._keys = [Fernet(key) for key in keys]

    def encrypt(self, secret: str) -> str:
        """The secret as it is stored; raises `SecretKeyMissing`."""
        if not self._keys:
            raise SecretKeyMissing
        return self._keys[0].encrypt(secret.encode()).decode()

    def decrypt(self, stored: str) -> str:
        """The secret; raises `SecretUnreadable`."""
        return self._open(stored)[1]

    def renew(self, stored: str) -> str:
        """The same secret encrypted with the newest key; raises `SecretKeyMissing` and `SecretUnreadable`."""
        stands, secret = self._open(stored)
        return stored if stands is AtRest.CURRENT else self.encrypt(secret)

    def look(self, stored: str) -> AtRest:
        """How the secret stands."""
        try:
            return self._open(stored)[0]
        except SecretUnreadable:
            return AtRest.UNREADABLE

    def _open(self, stored: str) -> tuple[AtRest, str]:
        """How a stored secret stands, and the secret; raises `SecretUnreadable`."""
        if stored.startswith(_PLAIN):
            return AtRest.PLAIN, stored
        for place, key in enumerate(self._keys):
            with suppress(InvalidToken):
                return AtRest.OLD if place else AtRest.CURRENT, key.decrypt(stored).decode()
        raise SecretUnreadable


def new_key() -> str:
    """A key, of chance."""
    return Fernet.generate_key().decode()
