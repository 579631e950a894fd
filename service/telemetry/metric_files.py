"""The files through which gunicorn's workers share their metrics: one folder, and no more of them than workers.

Each worker writes files of its own, named by its process id. What a dead one counted is added to the files of
number 0, so that worker after worker leaves no file behind and no count goes back.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own: to be set before it is imported
_LASTING = ("counter", "histogram")  # what counts on after its process; gauges die with it
_OF_THE_DEAD = 0  # no process has this id


def share(environment: MutableMapping[str, str]) -> Path:
    """The folder that the processes share, made where `environment` does not name one yet."""
    if VARIABLE not in environment:
        environment[VARIABLE] = tempfile.mkdtemp(prefix="claims-metrics-")
    return Path(environment[VARIABLE])


def take_over(folder: Path, pid: int) -> None:
    """Keep what the dead process counted, and remove its files."""
    from prometheus_client import multiprocess

    with locked(folder, fcntl.LOCK_EX):
        multiprocess.mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]
        for kind in _LASTING:
            left = folder / f"{kind}_{pid}.db"
            if left.exists():
                _add(left, folder / f"{kind}_{_OF_THE_DEAD}.db")
                left.unlink()


@contextmanager
def locked(folder: Path, how: int = fcntl.LOCK_SH) -> Iterator[None]:
    """Hold the folder: who reads it meanwhile sees each dead worker's counts once."""
    with open(folder / "lock", "a") as file:
        fcntl.flock(file, how)
        yield


def remove(folder: Path) -> None:
    """Remove the folder with all that was counted."""
    shutil.rmtree(folder, ignore_errors=True)


def shared_folder() -> Path | None:
    """The folder that this process shares, or None where it counts for itself."""
    found = os.environ.get(VARIABLE)
    return Path(found) if found else None


def _add(left: Path, kept: Path) -> None:
    values, ended = _values(kept), _values(left)
    try:
        for key, value, _ in ended.read_all_values():
            values.write_value(key, values.read_value(key)[0] + value, 0.0)
    finally:
        ended.close()
        values.close()


def _values(path: Path) -> Any:
    from prometheus_client.mmap_dict import MmapedDict

    return MmapedDict(str(path))  # type: ignore[no-untyped-call]
