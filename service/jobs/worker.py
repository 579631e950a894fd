"""The worker: runs jobs until it is told to stop, and outlives a database that is away."""

import asyncio
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import structlog
from procrastinate import App
from procrastinate.app import WorkerOptions
from procrastinate.exceptions import ConnectorException

from service.jobs.log import forward_warnings
from service.jobs.queue import Queue
from service.store.jobs import is_away
from service.usecases.queue import SILENT

_log = structlog.get_logger()
_BEAT = 10.0  # seconds
_POLL = 2.0  # seconds; mostly it is told of a job at once
_PAUSE = 2.0  # seconds before it begins again after a failure
_STOPS = (signal.SIGINT, signal.SIGTERM)


def run_worker(jobs: App, *, concurrency: int, queues: Sequence[str] | None = None) -> None:
    """Run up to `concurrency` jobs at once, of all queues or those named, until SIGINT or SIGTERM.

    Then it takes no more, and returns once those that run have ended; a second signal ends the process at once.
    """
    forward_warnings()
    asyncio.run(_run(jobs, concurrency, queues))


async def _run(jobs: App, concurrency: int, queues: Sequence[str] | None) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency + 2, thread_name_prefix="job"))
    stop = asyncio.Event()
    for number in _STOPS:
        loop.add_signal_handler(number, _stop_once, loop, stop)
    while not stop.is_set():
        await _work(jobs, stop, concurrency, queues)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _PAUSE)
    _log.info("worker stopped")


def _stop_once(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    for number in _STOPS:
        loop.remove_signal_handler(number)
        signal.signal(number, signal.SIG_DFL)
    stop.set()


async def _work(jobs: App, stop: asyncio.Event, concurrency: int, queues: Sequence[str] | None) -> None:
    """Work until `stop`, or until something fails, of which the log tells."""
    queue = jobs.job_manager = Queue(jobs.connector)
    work = asyncio.create_task(_serve(jobs, concurrency, queues))
    beat = asyncio.create_task(_beat(queue))
    ends = [asyncio.create_task(event.wait()) for event in (stop, queue.lost)]
    await asyncio.wait([work, *ends], return_when=asyncio.FIRST_COMPLETED)
    work.cancel()  # procrastinate takes this for "finish what runs"
    (failure,) = await asyncio.gather(work, return_exceptions=True)
    for task in (beat, *ends):
        task.cancel()
    if not stop.is_set():
        told = failure if isinstance(failure, Exception) and not is_away(failure) else None
        _log.warning("worker begins again", cause=type(failure).__name__ if failure else None, exc_info=told)


async def _serve(jobs: App, concurrency: int, queues: Sequence[str] | None) -> None:
    options: WorkerOptions = {
        "concurrency": concurrency,
        "delete_jobs": "successful",
        "fetch_job_polling_interval": _POLL,
        "update_heartbeat_interval": _BEAT,
        "stalled_worker_timeout": SILENT,
        "install_signal_handlers": False,
    }
    if queues:
        options["queues"] = queues
    async with jobs.open_async():
        _log.info("worker started", concurrency=concurrency, queues=queues or "all")
        await jobs.run_worker_async(**options)


async def _beat(queue: Queue) -> None:
    """Give signs of life after procrastinate has ceased to: it does while it waits for the last jobs."""
    while True:
        await asyncio.sleep(_BEAT)
        if queue.worker_id is not None:
            try:
                await queue.update_heartbeat(queue.worker_id)
            except ConnectorException as error:
                _log.warning("no sign of life could be given", cause=type(error.__cause__).__name__)
