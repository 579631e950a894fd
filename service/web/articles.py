"""/v1/articles: texts kept with what they state."""

import time
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from schemas.article import (
    AddedArticleOut,
    ArticleIn,
    ArticleOut,
    ArticlePageOut,
    ArticleQuery,
    BatchIn,
    BatchOut,
    VersionDiffOut,
    VersionPageOut,
    WithdrawalIn,
)
from schemas.job import JobOut
from schemas.page import PageQuery
from schemas.statement import MentionPageOut, StatementPageOut, StatementQuery
from service.domain.article import Article, ArticlePlace, StatementPlace
from service.domain.article_job import JobTask
from service.domain.errors import ClaimsError, StoreUnavailable
from service.domain.key import Scope
from service.usecases import read, versions
from service.usecases.article_jobs import Entry
from service.usecases.submit_article import Submission, submit_article
from service.usecases.versions import VersionDiff
from service.usecases.withdraw import withdraw_article
from service.web.auth import requires
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.jobs import PREFER, accept, prefers_async
from service.web.pages import RequestPages
from service.web.parsing import read_body
from service.web.problems import OUT_OF_TIME, RequestRefused, describe
from service.web.resources import Resource, action, services

_BATCH_SECONDS = 60.0  # in which the articles of a batch are begun
blueprint = Resource("articles", __name__, description="Texts kept with what they state.")


@blueprint.route("/v1/articles", methods=["POST"])
@requires(Scope.WRITE)
@idempotent
@blueprint.arguments(ArticleIn)
@blueprint.response(201, AddedArticleOut)
@blueprint.alt_response(200, schema=AddedArticleOut, description="Known already: as stored.", success=True)
@blueprint.alt_response(202, schema=JobOut, description="A page to fetch: a job has been asked to.", success=True)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY, PREFER])
def post_article(body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]] | Response:
    """Keep an article and track each outcome that it states.

    It comes as `text`, as `html`, or as the `url` of a page to fetch. What you say of title, outlet and date goes
    before what the page says.

    The same text again (but for line ends and white space around it) changes nothing and is answered as it is stored,
    and so is a URL that is known where nothing else is sent. Another text at a URL that is known is the next version of
    the article: what it still says stays, what only the version before said is taken back. Offsets are of `text` as it
    is answered, which `text_as_sent` compares with yours.
    """
    submission = Submission(**body)
    if prefers_async() and submission.is_to_fetch:
        return accept(JobTask.ADD_ARTICLE, [Entry(submission=submission)])
    article, new = _submit(submission)
    return _added(article, submission), 201 if new else 200, {"Location": f"/v1/articles/{article.id}"}


@blueprint.route("/v1/articles/batch", methods=["POST"])
@requires(Scope.WRITE)
@idempotent
@blueprint.arguments(BatchIn)
@blueprint.response(200, BatchOut)
@blueprint.alt_response(202, schema=JobOut, description="A job has been asked to.", success=True)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY, PREFER])
def post_batch(body: dict[str, Any]) -> dict[str, Any] | Response:
    """Keep up to 100 articles; each has an answer of its own, and the good ones are kept.

    A batch with pages to fetch is always done by a job, since pages may take long: it is answered 202.
    """
    entries = [_entry(article) for article in body["articles"]]
    if prefers_async() or any(entry.submission and entry.submission.is_to_fetch for entry in entries):
        return accept(JobTask.ADD_ARTICLES, entries)
    until = time.monotonic() + _BATCH_SECONDS
    return {"data": [_add_one(entry, until) for entry in entries]}


@blueprint.route("/v1/articles")
@requires(Scope.READ)
@blueprint.arguments(ArticleQuery, location="query")
@blueprint.response(200, ArticlePageOut)
@blueprint.problems(400, 422)
def list_articles(query: dict[str, Any]) -> dict[str, Any]:
    """List articles without their texts.

    The last to arrive comes first; with `published_from` or `published_to` the latest published.
    """
    kept = query["kept"]
    load = partial(read.list_articles, services().database, kept)
    return page_of(query, ("articles", kept), ArticlePlace, load)


@blueprint.route("/v1/articles/<uuid:article_id>")
@requires(Scope.READ)
@blueprint.response(200, ArticleOut)
@blueprint.problems(404)
def read_article(article_id: UUID) -> Article:
    """Read an article with its statements.

    Of one that was withdrawn `withdrawn_at` tells when; its text is empty, and it has no statements.
    """
    return read.get_article(services().database, article_id)


@blueprint.route("/v1/articles/<uuid:article_id>/versions")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, VersionPageOut)
@blueprint.problems(400, 404, 422)
def list_versions(query: dict[str, Any], article_id: UUID) -> dict[str, Any]:
    """List the versions of an article, the first one first: the texts that have stood at its URL.

    The article may be any of them. The last is not superseded.
    """
    load = partial(versions.list_versions, services().database, article_id)
    return page_of(query, ("versions", article_id), int, load)


@blueprint.route("/v1/articles/<uuid:article_id>/versions/<int:version>/diff")
@requires(Scope.READ)
@blueprint.response(200, VersionDiffOut)
@blueprint.problems(404, 409)
def read_version_diff(article_id: UUID, version: int) -> VersionDiff:
    """Read where a version of an article differs from the one before it, by whole sentences."""
    return versions.diff_version(services().database, article_id, version)


@blueprint.route("/v1/articles/<uuid:article_id>/withdrawal", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent
@blueprint.arguments(WithdrawalIn, required=False)
@blueprint.response(200, ArticleOut)
@blueprint.problems(400, 404, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_withdrawal(body: dict[str, Any], article_id: UUID) -> Article:
    """Withdraw an article with all its versions: blank its words wherever they stand. This cannot be undone.

    Claims that it alone states are dismissed as `withdrawn`; others lose a mention, and are told in the words of the
    earliest that is left. The history keeps that it was there. It is not taken again, by its text or by its URL.
    To withdraw it again changes nothing.
    """
    today = services().clock.today()
    return withdraw_article(services().database, article_id, body["reason"], action=action(), today=today)


@blueprint.route("/v1/articles/<uuid:article_id>/statements")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, StatementPageOut)
@blueprint.problems(400, 404, 422)
def list_article_statements(query: dict[str, Any], article_id: UUID) -> dict[str, Any]:
    """List an article's statements in the order of the text."""
    load = partial(read.list_article_statements, services().database, article_id)
    return page_of(query, ("statements", article_id), UUID, load)


@blueprint.route("/v1/statements")
@requires(Scope.READ)
@blueprint.arguments(StatementQuery, location="query")
@blueprint.response(200, MentionPageOut)
@blueprint.problems(400, 422)
def search_statements(query: dict[str, Any]) -> dict[str, Any]:
    """Search the statements of both kinds, the latest published first."""
    load = partial(read.search_statements, services().database, query["kept"])
    return page_of(query, ("search", query["kept"]), StatementPlace, load)


def _added(article: Article, submission: Submission) -> dict[str, Any]:
    as_sent = None if submission.text is None else submission.text == article.text
    return {**{field.name: getattr(article, field.name) for field in fields(article)}, "text_as_sent": as_sent}


def _submit(submission: Submission) -> tuple[Article, bool]:
    house = services()
    return submit_article(house.database, submission, RequestPages(), action=action(), today=house.clock.today())


def _entry(body: dict[str, Any]) -> Entry:
    try:
        return Entry(submission=Submission(**read_body(ArticleIn, body)))
    except RequestRefused as error:
        return Entry(refused=describe(error))


def _add_one(entry: Entry, until: float) -> dict[str, Any]:
    if entry.submission is None:
        return _refused(entry.refused)
    if time.monotonic() > until:
        return _refused(describe(RequestRefused(OUT_OF_TIME)))
    try:
        stored, new = _submit(entry.submission)
    except (RequestRefused, ClaimsError) as error:
        if isinstance(error, StoreUnavailable):
            raise  # it is the whole request's trouble: what is kept is kept, and sending it again is safe
        return _refused(describe(error))
    return {"status": 201 if new else 200, "article": _added(stored, entry.submission), "problem": None}


def _refused(problem: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"status": problem and problem["status"], "article": None, "problem": problem}
