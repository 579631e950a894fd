"""The client's jobs, against the app itself."""

from collections.abc import Callable

import pytest

from service.bootstrap import Services
from service.client import Client, NotFound, StillAtWork
from service.domain.article_job import JobStatus, JobTask
from service.domain.key import Scope
from tests.client.test_client import PUBLISHED
from tests.client.test_routes import ID
from tests.jobs.working import run_queued


@pytest.fixture
def patient(served: str, key_for: Callable[..., str], services: Services) -> Client:
    """A client that has all jobs done while it sleeps."""
    return Client(served, key_for(Scope.ADMIN), sleep=lambda _: run_queued(services))


def test_a_job_is_waited_for(patient: Client) -> None:
    texts = [f"Bridge {number} will open on Friday." for number in range(2)]
    job = patient.submit_articles([{"text": text, "published_on": PUBLISHED} for text in texts])
    assert (job.task, job.status, job.at_work) == (JobTask.ADD_ARTICLES, JobStatus.QUEUED, True)

    done = patient.wait_for(job)

    assert (done.status, done.at_work) == (JobStatus.SUCCEEDED, False)
    assert [patient.article(added.article_id).text for added in done.articles if added.article_id] == texts
    assert patient.job(job.id) == done == next(iter(patient.jobs()))
    assert patient.wait_for(done) is done


def test_a_job_that_fails_tells_why(patient: Client) -> None:
    job = patient.wait_for(patient.submit_article(url="http://169.254.169.254/", published_on=PUBLISHED))

    assert job.status == JobStatus.FAILED
    assert job.problem is not None
    assert job.problem.code == "url_refused"


def test_waiting_has_an_end(client: Client, naps: list[float]) -> None:
    job = client.submit_articles([{"text": "It will rain.", "published_on": PUBLISHED}])

    with pytest.raises(StillAtWork, match="queued after 60 seconds"):
        client.wait_for(job, timeout=60)

    assert 60 <= sum(naps) < 66
    assert naps == sorted(naps)


def test_an_unknown_job_is_told(client: Client) -> None:
    with pytest.raises(NotFound, match="job_not_found"):
        client.job(ID)
