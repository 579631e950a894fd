"""What commands start from: the settings, a client of the service, or the database itself."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from service.bootstrap import Services, make_services
from service.cli import private_files
from service.cli.schema_check import check_schema
from service.client import Client
from service.config import ConfigError, Settings, load_settings
from service.store.embedded import embedded_postgres
from service.store.secretbox import new_key


def settings() -> Settings:
    """The settings that the environment gives; raises `ConfigError`."""
    return load_settings(os.environ)


def client(*, timeout: float = 30, retries: int = 3, sleep: Callable[[float], object] = time.sleep) -> Client:
    """A client of the service that the settings name, with its key; raises `ConfigError`."""
    found = settings()
    try:
        key = found.api_key or _own_key(found)
        return Client(found.service_url, key, timeout=timeout, retries=retries, sleep=sleep)
    except ValueError as error:
        raise ConfigError([f"CLAIMS_API_KEY: {error}"]) from error


def _own_key(found: Settings) -> str:
    """The key of the embedded database, for the service on this machine: no other is told it."""
    if urlsplit(found.service_url).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ConfigError([f"CLAIMS_API_KEY: not set, and {found.service_url} needs a key of its own"])
    return read_key_file(found)


def read_key_file(found: Settings) -> str:
    """The first key of the embedded database; raises `ConfigError` where there is none to read."""
    try:
        return found.key_file.read_text().strip()
    except FileNotFoundError:
        raise ConfigError(
            [f"CLAIMS_API_KEY: not set, and there is no {found.key_file} (`claims serve` makes it)"]
        ) from None
    except OSError as error:
        raise ConfigError(
            [f"CLAIMS_API_KEY: not set, and {found.key_file} cannot be read: {error.strerror}"]
        ) from error


@contextmanager
def database_url(found: Settings) -> Iterator[str]:
    """The URL of the database that the settings name; the embedded one runs as long as the block."""
    if found.database_url:
        yield found.database_url
    else:
        with embedded_postgres(found.data_dir) as url:
            if not (found.secret_keys or found.secret_keys_file):
                private_files.make(found.own_secret_keys, new_key() + "\n")
            yield url


@contextmanager
def local_services(*, any_schema: bool = False) -> Iterator[Services]:
    """The services on the database itself, for commands that need no HTTP.

    Ends the program where the schema is not this release's, but for commands that take `any_schema`. Raises
    `ConfigError` where the settings name a service and no database: it is not for a command to guess that the
    embedded one is meant.
    """
    found = settings()
    if found.url and not found.database_url:
        raise ConfigError(
            ["CLAIMS_URL: names a service, and this works on a database: unset it, or set CLAIMS_DATABASE_URL"]
        )
    with database_url(found) as url:
        services = make_services(found, url)
        try:
            if not any_schema:
                check_schema(services.database)
            yield services
        finally:
            services.database.dispose()
