"""The client's methods for jobs: what the service does by itself after it has answered."""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from service.client.arguments import PageParts
from service.client.calls import Calls, Id
from service.client.errors import StillAtWork
from service.client.listing import Listing
from service.client.records import Job
from service.client.wire import read

_ASYNC = {"Prefer": "respond-async"}
_FIRST, _LONGEST = 0.25, 5.0  # seconds between two looks at a job


class Jobs(Calls):
    """Articles that are added without waiting for them."""

    def submit_article(self, *, url: str, idempotency_key: str | None = None, **article: Unpack[PageParts]) -> Job:
        """The job that fetches the page at `url` and adds its article; see `wait_for`."""
        return read(Job, self._create("/v1/articles", {"url": url, **article}, idempotency_key, _ASYNC))

    def submit_articles(self, articles: Sequence[Mapping[str, Any]], *, idempotency_key: str | None = None) -> Job:
        """The job that adds the articles; at most 100 at a time, each as `add_article` takes it."""
        return read(Job, self._create("/v1/articles/batch", {"articles": articles}, idempotency_key, _ASYNC))

    def job(self, job_id: Id) -> Job:
        """The job with this id, which this key has asked for."""
        return self._get(Job, f"/v1/jobs/{job_id}")

    def jobs(self, *, limit: int | None = None) -> Listing[Job]:
        """The jobs that this key has asked for, the last first."""
        return self._list(Job, "/v1/jobs", {}, limit)

    def wait_for(self, job: Job, *, timeout: float = 300) -> Job:
        """The job once it has ended, well or not; raises `StillAtWork` where it has not after `timeout` seconds."""
        waited, pause = 0.0, _FIRST
        while job.at_work:
            if waited >= timeout:
                raise StillAtWork(f"job {job.id} is {job.status} after {timeout:g} seconds: ask for it later")
            self._transport.pause(pause)
            waited, pause = waited + pause, min(pause * 1.5, _LONGEST)
            job = self.job(job.id)
        return job
