"""Several processes share one embedded server: the first starts it, the last to leave stops it.

Each user holds a lock that the system ends with its process, however that dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from service.store.embedded.cluster import Cluster
from service.store.errors import EmbeddedUnavailable


@contextmanager
def embedded_postgres(data_dir: Path) -> Iterator[str]:
    """The URL of a Postgres whose files are in `data_dir`, started where it does not run yet.

    Several processes may use it at once; the last to leave stops it. Raises `EmbeddedUnavailable`.
    """
    data_dir = data_dir.absolute()
    _create_folder(data_dir)
    cluster = Cluster(data_dir)
    with _opened(data_dir, "users") as users:
        with start_and_stop(data_dir):
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster.start()
        try:
            yield cluster.url
        finally:
            with start_and_stop(data_dir):
                _stop_unused(cluster, users)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """The URL of a Postgres that is gone, with all that was in it, at the end of the block."""
    with TemporaryDirectory(prefix="claims-") as folder:
        os.chmod(folder, _mode())
        with embedded_postgres(Path(folder)) as url:
            yield url


def stop_unused(data_dir: Path) -> None:
    """Stop the server in `data_dir` where nobody uses it: whoever did has died."""
    with _opened(data_dir, "users") as users, start_and_stop(data_dir):
        _stop_unused(Cluster(data_dir), users)


@contextmanager
def start_and_stop(data_dir: Path) -> Iterator[None]:
    """Be the only one who starts or stops the server in `data_dir`."""
    with _opened(data_dir, "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stop_unused(cluster: Cluster, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    cluster.stop()


@contextmanager
def _opened(data_dir: Path, name: str) -> Iterator[int]:
    path = data_dir / f"postgres.{name}"
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise EmbeddedUnavailable(f"the data folder {data_dir} cannot be used: {path}: {error.strerror}") from error
    try:
        yield file
    finally:
        os.close(file)


def _create_folder(data_dir: Path) -> None:
    """Create the folder and those above it that are missing; what is there already keeps its mode."""
    missing = [folder for folder in (data_dir, *data_dir.parents) if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            folder.chmod(_mode())  # whatever the umask says
    except OSError as error:
        raise EmbeddedUnavailable(f"the data folder {data_dir} cannot be made: {error.strerror}") from error


def _mode() -> int:
    return 0o711 if os.geteuid() == 0 else 0o700  # root's server is another user, who has to pass
