"""The settings: one table, read from `CLAIMS_*` variables, all faults told at once."""

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from service.cores import usable_cores

PREFIX = "CLAIMS_"
_UNPROVEN = (
    "Nothing resolves by itself. That would take 100 judged pairs from a stream of real news of which 97 % are right:"
    " the calibration table that is shipped holds fewer, and fewer of them are right (`claims calibration`). The sweep"
    " proposes only; accept or reject its proposals."
)


class ConfigError(Exception):
    """One or more settings are wrong. `faults` has a sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


def _data_dir(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _default_data_dir() -> Path:
    """As the XDG base directories have it; for root, whose home nobody else may enter, where Postgres's user can go."""
    base = os.environ.get("XDG_DATA_HOME")
    own = _data_dir(base or "~/.local/share") / "claims"
    if base or os.geteuid() != 0 or (own / "postgres").exists():  # where an earlier release put it
        return own
    return Path("/var/lib/claims")


def _database_url(text: str) -> str:
    if urlsplit(text).scheme not in ("postgresql", "postgres"):
        raise ValueError("must begin with postgresql://")
    return re.sub(r"^postgres:", "postgresql:", text)


def _http_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http or https address")
    return text.rstrip("/")


def _collector(text: str) -> str:
    from importlib.util import find_spec

    url = _http_url(text)
    if urlsplit(url).query or urlsplit(url).fragment or "@" in urlsplit(url).netloc:
        raise ValueError("must be a plain address; OTEL_EXPORTER_OTLP_HEADERS is for what a collector asks to see")
    if not find_spec("opentelemetry") or not find_spec("opentelemetry.sdk"):
        raise ValueError("needs what `pip install 'claim-tracker[otel]'` installs")
    return url


def _bind(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError("must look like 127.0.0.1:8080")
    return text


def _number_of(kind: type[int] | type[float], least: float, most: float) -> Callable[[str], Any]:
    def parse(text: str) -> float:
        number = kind(text)
        if not least <= number <= most:
            raise ValueError(f"must lie between {least:g} and {most:g}")
        return number

    return parse


def _score(text: str) -> float | None:
    return None if text == "off" else float(_number_of(float, 0, 1)(text))


def _rate(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,9} per (second|minute|hour|day)", text):
        raise ValueError("must look like 600 per minute")
    return text


def _storage(text: str) -> str:
    if urlsplit(text).scheme not in ("memory", "redis", "rediss"):
        raise ValueError("must begin with memory:// or redis://")
    return text


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, (name.strip() for name in text.split(","))))
    for name in names:
        if not re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?", name):
            raise ValueError(f"{name} is neither host nor host:port")
    return names


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in text.split(","))))


def _secret_keys(text: str) -> tuple[str, ...]:
    keys = tuple(re.split(r"[\s,]+", text.strip())) if text.strip() else ()
    for number, key in enumerate(keys, 1):
        if not re.fullmatch(r"[A-Za-z0-9+/_-]{43}=", key):  # the key itself is not shown
            raise ValueError(f"key {number} is not 32 bytes in base64, as `openssl rand -base64 32` makes them")
    return keys


def _cron(text: str) -> str:
    from croniter import croniter

    try:
        if len(text.split()) != 5:
            raise ValueError
        croniter(text, 0.0).get_next()
    except (ValueError, KeyError) as error:
        raise ValueError("must be five fields that come to pass, such as 0 * * * *") from error
    return text


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text

    return parse


def _setting(default: Any, parse: Callable[[str], Any], help_text: str, shown: str | None = None) -> Any:
    """A field of `Settings`; `shown` is how the table writes the default."""
    metadata = {"parse": parse, "help": help_text, "shown": shown or str(default)}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


HERE = "http://127.0.0.1:8080"  # where `claims serve` listens unless told


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default."""

    database_url: str | None = _setting(
        None, _database_url, "Postgres 15 or newer to use instead of the embedded one", "embedded"
    )
    database_password_file: Path | None = _setting(
        None, Path, "file that holds the password of its user, so that no variable has to", "none"
    )
    database_pooler: str = _setting(
        "none",
        _one_of("none", "transaction"),
        "`transaction` where a pooler in that mode stands before it",
    )
    secret_keys: tuple[str, ...] = _setting(
        (), _secret_keys, "keys that webhook secrets are encrypted with, the newest first, by commas", "none"
    )
    secret_keys_file: Path | None = _setting(
        None, Path, "file that holds them, a line each", "`secret.keys` in the data folder with the embedded database"
    )
    data_dir: Path = _setting(
        _default_data_dir,
        _data_dir,
        "folder of the embedded database, of `admin.key` and of `secret.keys`",
        "~/.local/share/claims; for root /var/lib/claims",
    )
    bind: str = _setting("127.0.0.1:8080", _bind, "address and port that `claims serve` listens on")
    workers: int = _setting(
        lambda: min(usable_cores() + 1, 9), _number_of(int, 1, 128), "server processes", "cores + 1"
    )
    threads: int = _setting(4, _number_of(int, 1, 128), "requests that each server process works on at once")
    waiting: int = _setting(
        16, _number_of(int, 0, 1_000), "requests that may wait in each for their turn; any more are answered 503"
    )
    fetches: int = _setting(
        2, _number_of(int, 1, 64), "pages that each fetches at once for requests that wait; any more are answered 503"
    )
    read_timeout: float = _setting(
        30.0, _number_of(float, 0.1, 600), "seconds that a client may take to send a request, head and body"
    )
    write_timeout: float = _setting(
        30.0, _number_of(float, 0.1, 600), "seconds that a client may take for each piece of an answer"
    )
    graceful_timeout: int = _setting(
        30, _number_of(int, 1, 600), "seconds that requests in flight are given when the service stops"
    )
    keepalive: int = _setting(5, _number_of(int, 0, 600), "seconds that an idle connection is kept open")
    max_requests: int = _setting(
        20_000, _number_of(int, 0, 10_000_000), "requests after which a server process is replaced; 0 for never"
    )
    metrics_bind: str | None = _setting(
        None,
        _bind,
        "address and port that answer `/metrics` to anybody, and nothing else; no key is asked there",
        "none",
    )
    pool_size: int = _setting(5, _number_of(int, 1, 100), "database connections of each server process")
    pool_timeout: float = _setting(5.0, _number_of(float, 0.1, 60), "seconds to wait for one of them")
    statement_timeout: float = _setting(
        10.0, _number_of(float, 0.1, 600), "seconds that one database statement may take"
    )
    request_limit: int = _setting(8_000_000, _number_of(int, 1_000, 1_000_000_000), "bytes of a request body")
    rate_limit: str = _setting("600 per minute", _rate, "requests that one key may make")
    failure_rate_limit: str = _setting(
        "60 per minute", _rate, "requests without a valid key that one address may make; more are answered 429"
    )
    rate_limit_storage: str = _setting(
        "memory://",
        _storage,
        "where both are counted: `memory://` in each server process for itself, `redis://…` in one that all share",
    )
    fetch_hosts: tuple[str, ...] = _setting(
        (), _hosts, "hosts that articles may be fetched from though they are not public: `host` or `host:port`", "none"
    )
    second_member: str = _setting(
        "off",
        _one_of("off", "on"),
        "`on`: a resolution takes two members, and waits as a proposal until the second accepts",
    )
    auto_resolve_score: float | None = _setting(
        None,
        _score,
        "not heeded in this release: nothing resolves by itself, the sweep proposes only",
        "off",
    )
    auto_resolve_days: int = _setting(7, _number_of(int, 0, 3650), "not heeded in this release, likewise")
    webhook_hosts: tuple[str, ...] = _setting(
        (), _hosts, "hosts that webhooks may be sent to though they are not public, by http too: likewise", "none"
    )
    judge_hosts: tuple[str, ...] = _setting(
        (), _hosts, "hosts that `claims judge` may ask though they are not public, by http too: likewise", "none"
    )
    judge_key: str | None = _setting(None, str, "the key that `claims judge` sends to its endpoint", "none")
    judge_withheld: tuple[str, ...] = _setting(
        (), _names, "outlets whose articles `claims judge` never shows, by commas", "none"
    )
    sweep_cron: str = _setting("0 * * * *", _cron, "when a worker sweeps: minute, hour, day, month, weekday, in UTC")
    retention_days: int | None = _setting(
        None,
        _number_of(int, 1, 36_500),
        "days after which `claims prune` lets results go that no claim uses",
        "for ever",
    )
    log_level: str = _setting("info", _one_of("debug", "info", "warning", "error"), "least level to log")
    log_format: str = _setting(
        "auto", _one_of("auto", "console", "json"), "console, json, or auto: console on a terminal"
    )
    otel_endpoint: str | None = _setting(
        None, _collector, "OpenTelemetry collector that spans are sent to, such as `http://collector:4318`", "none"
    )
    today: date | None = _setting(
        None, date.fromisoformat, "the date to take for today, for rehearsals", "the UTC date"
    )
    public_url: str | None = _setting(
        None, _http_url, "address at which readers reach the service, for the links in feeds", "that of each request"
    )
    url: str | None = _setting(None, _http_url, "the service that the client commands talk to", HERE)
    api_key: str | None = _setting(None, str, "the key that the client commands send", "`admin.key` in the data folder")

    @property
    def service_url(self) -> str:
        """The service that the client commands talk to."""
        return self.url or HERE

    @property
    def key_file(self) -> Path:
        """Where the first key of an embedded database is kept."""
        return self.data_dir / "admin.key"

    @property
    def own_secret_keys(self) -> Path:
        """Where the keys of an embedded database's secrets are kept, unless a setting has them."""
        return self.data_dir / "secret.keys"

    @property
    def metrics_port(self) -> str | None:
        """The port on which metrics are told to anybody, where there is one."""
        return self.metrics_bind.rpartition(":")[2] if self.metrics_bind else None

    @property
    def unheeded(self) -> Mapping[str, str]:
        """The variables that are set and change nothing, each with the reason."""
        return {} if self.auto_resolve_score is None else {variable_of("auto_resolve_score"): _UNPROVEN}


def load_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` gives, defaults elsewhere; raises `ConfigError`.

    An empty variable counts as unset, as compose files write it.
    """
    known = {variable_of(item.name): item for item in fields(Settings)}
    values: dict[str, Any] = {}
    faults = []
    for variable, text in sorted(environment.items()):
        if not variable.startswith(PREFIX) or not text:
            continue
        if variable not in known:
            faults.append(_unknown(variable, list(known)))
            continue
        item = known[variable]
        try:
            values[item.name] = item.metadata["parse"](text)
        except ValueError as error:
            faults.append(f"{variable}: {error}")
    found = Settings(**values) if not faults else None
    if found and found.metrics_port == found.bind.rpartition(":")[2]:
        faults.append(f"{variable_of('metrics_bind')}: must have another port than {variable_of('bind')}")
    if found is None or faults:
        raise ConfigError(faults)
    return _with_password(found)


def _with_password(settings: Settings) -> Settings:
    """The settings with the password of the file in the URL, where both are given."""
    file, url = settings.database_password_file, settings.database_url
    if file is None or url is None:
        return settings
    variable = variable_of("database_password_file")
    try:
        password = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{variable}: {file} cannot be read: {error}"]) from error
    if not password:
        raise ConfigError([f"{variable}: {file} is empty"])
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    if not at or not name:
        raise ConfigError([f"{variable}: {variable_of('database_url')} names no user whose password it could be"])
    return replace(settings, database_url=parts._replace(netloc=f"{name}:{quote(password, safe='')}@{host}").geturl())


def secret_keys(settings: Settings) -> tuple[str, ...]:
    """The keys that secrets are encrypted with, the newest first: of the setting, of its file, or of the data folder.

    None where there is no such file in the data folder, or the database is another. Raises `ConfigError`.
    """
    if settings.secret_keys:
        return settings.secret_keys
    named, own = settings.secret_keys_file, settings.own_secret_keys
    if named is None and (settings.database_url is not None or not own.exists()):
        return ()
    file, variable = named or own, variable_of("secret_keys_file")
    try:
        keys = _secret_keys(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{variable}: {file} cannot be read: {error}"]) from error
    except ValueError as error:
        raise ConfigError([f"{variable}: {file}: {error}"]) from error
    if not keys:
        raise ConfigError([f"{variable}: {file} is empty"])
    return keys


def variable_of(name: str) -> str:
    """The environment variable of the setting `name`."""
    return PREFIX + name.upper()


def settings_table() -> list[tuple[str, str, str]]:
    """Variable, default and meaning of each setting, for people."""
    return [(variable_of(item.name), item.metadata["shown"], item.metadata["help"]) for item in fields(Settings)]


def _unknown(variable: str, known: list[str]) -> str:
    near = difflib.get_close_matches(variable, known, n=1)
    return f"{variable}: no such setting" + (f"; did you mean {near[0]}?" if near else "")
