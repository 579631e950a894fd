"""/v1/jobs: what takes longer than a client wants to wait for."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, g, jsonify, request

from schemas.job import JobOut, JobPageOut
from schemas.page import PageQuery
from service.domain.article_job import Added, ArticleJob, JobTask
from service.domain.key import Scope
from service.usecases import article_jobs
from service.usecases.article_jobs import Asker, Entry
from service.web.auth import requires
from service.web.cursors import page_of
from service.web.problems import describe_failure
from service.web.resources import Resource, services

blueprint = Resource("jobs", __name__, description="What takes longer than a client wants to wait for.")
_ASYNC = "respond-async"
PREFER = {
    "in": "header",
    "name": "Prefer",
    "required": False,
    "description": "`respond-async` (RFC 7240): where it takes long, be answered 202 with a job to ask about.",
    "schema": {"type": "string"},
    "example": _ASYNC,
}


@blueprint.route("/v1/jobs")
@requires(Scope.WRITE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, JobPageOut)
@blueprint.problems(400, 422)
def list_jobs(query: dict[str, Any]) -> dict[str, Any]:
    """List the jobs that your key has asked for, the last first; with the scope `admin`, everybody's.

    A job is kept for a week.
    """
    load = partial(article_jobs.list_jobs, services().database, key_id=_whose())
    page = page_of(query, ("jobs", _whose()), UUID, load)
    return {**page, "data": [_shown(job) for job in page["data"]]}


@blueprint.route("/v1/jobs/<uuid:job_id>")
@requires(Scope.WRITE)
@blueprint.response(200, JobOut)
@blueprint.problems(404)
def read_job(job_id: UUID) -> dict[str, Any]:
    """Read a job that your key has asked for; with the scope `admin`, anybody's."""
    return _shown(article_jobs.get_job(services().database, job_id, key_id=_whose()))


def prefers_async() -> bool:
    """Whether the client would rather ask again than wait."""
    given = ",".join(request.headers.getlist("Prefer"))
    return any(preference.partition(";")[0].strip().lower() == _ASYNC for preference in given.split(","))


def accept(task: JobTask, entries: Sequence[Entry]) -> Response:
    """The answer to a request that a job will see to."""
    house = services()
    asker = Asker(key_id=g.key_id, request_id=g.request_id)
    job = article_jobs.ask_for_articles(house.database, task, entries, asker=asker, now=house.clock.now())
    answer = jsonify(JobOut().dump(_shown(job)))
    answer.status_code = 202
    answer.headers["Location"] = f"/v1/jobs/{job.id}"
    if prefers_async():
        answer.headers["Preference-Applied"] = _ASYNC
    return answer


def _whose() -> UUID | None:
    return None if g.is_admin else g.key_id


def _shown(job: ArticleJob) -> dict[str, Any]:
    return {
        "id": job.id,
        "task": job.task,
        "status": job.status,
        "total": job.total,
        "articles": [_article(result, job.request_id) for result in job.results],
        "problem": describe_failure(job.failure, job.request_id) if job.failure else None,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
    }


def _article(result: Added, request_id: str) -> dict[str, Any]:
    problem = describe_failure(result.failure, request_id) if result.failure else result.refused
    return {
        "status": problem["status"] if problem else 201 if result.new else 200,
        "article_id": result.article_id,
        "location": f"/v1/articles/{result.article_id}" if result.article_id else None,
        "omitted": result.omitted,
        "problem": problem,
    }
