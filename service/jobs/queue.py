"""procrastinate's door to its tables, made to bear a database that is away for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from service.store.jobs import is_away

_log = structlog.get_logger()
_PATIENCE = (0.5, 1, 2, 4, 8, 15)  # seconds between attempts to tell what became of a job


class Queue(JobManager):
    """The job manager of a worker; `worker_id` while it runs, `lost` once the end of a job could not be told."""

    def __init__(self, connector: BaseConnector) -> None:
        super().__init__(connector)
        self.worker_id: int | None = None
        self.lost = asyncio.Event()

    async def register_worker(self) -> int:
        """Register the worker, and know its number."""
        self.worker_id = await super().register_worker()
        return self.worker_id

    async def unregister_worker(self, worker_id: int) -> None:
        """Unregister the worker: whatever job it has not finished is for others from now on."""
        self.worker_id = None
        await super().unregister_worker(worker_id)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Tell that a job has ended."""
        finish = super().finish_job
        await self._report(job, lambda: finish(job, status, delete_job))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Put a job back; where another with its queueing lock waits, that one stands for it."""
        retry = super().retry_job
        try:
            await self._report(job, lambda: retry(job, retry_at, priority, queue, lock))
        except UniqueViolation:
            await self.finish_job(job, Status.FAILED, delete_job=True)

    async def _report(self, job: Job, report: Callable[[], Awaitable[None]]) -> None:
        for wait in (*_PATIENCE, None):
            try:
                return await report()
            except UniqueViolation:
                raise
            except ConnectorException as error:
                if not is_away(error):
                    _log.warning("job was taken over", job=job.id, task=job.task_name)
                    return None
                _log.warning("end of a job could not be told", job=job.id, task=job.task_name, again=wait is not None)
                if wait is None:
                    # The job stands as this worker's. A worker that goes away leaves its jobs to others.
                    self.lost.set()
                    raise
                await asyncio.sleep(wait)
        return None
