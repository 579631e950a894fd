"""Has the embedded server started again where it has ended under those who use it, so many times and no more."""

import time
from collections.abc import Callable
from pathlib import Path

import structlog

from service.store.embedded.cluster import Cluster
from service.store.embedded.sharing import start_and_stop
from service.store.errors import EmbeddedUnavailable

_log = structlog.get_logger()
_PAUSES = (0, 1, 2, 4, 8)  # seconds before each try
_SOUND_AFTER = 60.0  # seconds at work after which earlier failures are forgotten


class Keeper:
    """Looks after the server in `data_dir`, which its caller uses; `clock` tells seconds."""

    def __init__(self, data_dir: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._data_dir, self._clock = data_dir, clock
        self._cluster = Cluster(data_dir)
        self._tries, self._last = 0, clock()

    def check(self) -> None:
        """Start the server where it has ended; to be called every second or so.

        Raises `EmbeddedUnavailable` once as many tries as there are have been in vain.
        """
        since = self._clock() - self._last
        if self._cluster.runs():
            if since >= _SOUND_AFTER:
                self._tries = 0
            return
        if self._tries == len(_PAUSES):
            raise EmbeddedUnavailable(f"the embedded Postgres in {self._cluster.folder} does not stay up: see its log")
        if self._tries and since < _PAUSES[self._tries]:
            return
        self._start()

    def _start(self) -> None:
        self._tries += 1
        try:
            with start_and_stop(self._data_dir):
                self._cluster.start()
        except EmbeddedUnavailable as error:
            _log.error("the embedded Postgres has ended and does not start", attempt=self._tries, cause=str(error))
        else:
            _log.warning("the embedded Postgres had ended and was started again", attempt=self._tries)
        self._last = self._clock()
