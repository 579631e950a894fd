"""Requests that are answered before they are carried out, and the jobs that carry them out."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from service.bootstrap import Clock, Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.queue import forget_jobs, rescue_jobs
from tests.api import PUBLISHED, Api
from tests.conftest import NOW, TODAY
from tests.jobs.working import STORY, run_queued
from tests.outbound.conftest import Site

ASYNC = {"Prefer": "respond-async"}
TEXT = {"text": "The bridge will open to traffic on Friday.", "published_on": PUBLISHED}


@pytest.fixture
def done(api: Api, services: Services) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Runs what is queued; the job as it stands then."""

    def run(job: dict[str, Any]) -> dict[str, Any]:
        run_queued(services)
        told: dict[str, Any] = api.get(f"/v1/jobs/{job['id']}").json
        return told

    return run


Done = Callable[[dict[str, Any]], dict[str, Any]]


def _ask(api: Api, body: Any, path: str = "/v1/articles") -> dict[str, Any]:
    answer = api.post(path, body, headers=ASYNC)
    assert answer.status_code == 202, answer.json
    job: dict[str, Any] = answer.json
    return job


def test_a_page_is_fetched_after_the_answer(api: Api, site: Site, done: Done) -> None:
    url = site.answer("/story", STORY)
    answer = api.post("/v1/articles", {"url": url, "published_on": PUBLISHED, "outlet": "Courier"}, headers=ASYNC)

    job = answer.json
    assert answer.status_code == 202
    assert answer.headers["Preference-Applied"] == "respond-async"
    assert answer.headers["Location"] == f"/v1/jobs/{job['id']}"
    assert (job["status"], job["task"], job["total"], job["articles"]) == ("queued", "add_article", 1, [])
    assert api.get(answer.headers["Location"]).json == job
    assert not site.asked

    told = done(job)
    (added,) = told["articles"]
    assert (told["status"], told["problem"], added["status"], added["problem"]) == ("succeeded", None, 201, None)
    assert told["finished_at"] is not None
    article = api.get(added["location"]).json
    assert (article["id"], article["url"], article["outlet"]) == (added["article_id"], url, "Courier")
    claim = next(found["claim_id"] for found in article["statements"] if found["claim_id"])
    assert api.get(f"/v1/claims/{claim}/events").json["data"][0]["actor"] == "tester"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/gone", {"published_on": PUBLISHED}),
        ("/empty", {"published_on": PUBLISHED}),
        ("/story", {}),  # it does not tell its date
        ("/story", {"published_on": "2030-01-01"}),
        ("/private", {"published_on": PUBLISHED}),
    ],
)
def test_what_goes_wrong_is_told_as_if_one_had_waited(
    api: Api, site: Site, done: Done, path: str, body: dict[str, str]
) -> None:
    site.answer("/story", STORY)
    site.answer("/empty", b"<html><body></body></html>")
    site.answer("/gone", status=404)
    site.redirect("/private", "http://169.254.169.254/latest")
    body = {"url": site.url(path), **body}
    waited = api.post("/v1/articles", body, headers={"X-Request-Id": "mine"})
    assert waited.status_code in (413, 422)

    answer = api.post("/v1/articles", body, headers={**ASYNC, "X-Request-Id": "mine"})
    told = done(answer.json)

    assert (told["status"], told["articles"]) == ("failed", [])
    assert told["problem"] == waited.json
    assert told["finished_at"] is not None


def test_many_articles_each_have_their_answer(api: Api, site: Site, done: Done) -> None:
    known = api.add("The museum will reopen on Friday.")
    articles = [
        TEXT,
        {"text": "The museum will reopen on Friday.", "published_on": PUBLISHED},
        {"url": site.answer("/story", STORY), "published_on": PUBLISHED},
        {"url": site.answer("/gone", status=404), "published_on": PUBLISHED},
        {"text": "No date."},
        {"text": "A stray field.", "published_on": PUBLISHED, "st\x00ray \ud800": "1"},
    ]
    headers = {"X-Request-Id": "mine", "Content-Type": "application/json"}
    body = json.dumps({"articles": articles})
    answer = api.post("/v1/articles/batch", data=body, headers={**ASYNC, **headers})
    assert answer.status_code == 202, answer.json

    told = done(answer.json)

    waited = [api.post("/v1/articles", article, headers=headers) for article in articles[:5]]
    assert (told["status"], told["total"], told["problem"]) == ("succeeded", 6, None)
    assert [added["status"] for added in told["articles"]] == [201, 200, 201, 422, 422, 422]
    assert told["articles"][1]["article_id"] == known["id"]
    assert [added["problem"] for added in told["articles"][:5]] == [
        None if answer.status_code < 400 else answer.json for answer in waited
    ]
    assert told["articles"][5]["problem"]["code"] == "invalid"


@pytest.mark.parametrize(
    "value", ["respond-async", "Respond-Async; x=1", "wait=10, respond-async", "a=b ,respond-async"]
)
def test_the_preference_is_understood_in_all_its_forms(api: Api, value: str) -> None:
    assert api.post("/v1/articles/batch", {"articles": [TEXT]}, headers={"Prefer": value}).status_code == 202


@pytest.mark.parametrize("value", ["", "wait=10", "return=minimal", "respond-async-not", 'x="respond"'])
def test_other_preferences_change_nothing(api: Api, value: str) -> None:
    answer = api.post("/v1/articles/batch", {"articles": [TEXT]}, headers={"Prefer": value})
    assert (answer.status_code, "Preference-Applied" in answer.headers) == (200, False)


def test_a_text_needs_no_job(api: Api) -> None:
    answer = api.post("/v1/articles", {**TEXT, "url": "https://courier.example/bridge"}, headers=ASYNC)
    assert (answer.status_code, "Preference-Applied" in answer.headers) == (201, False)


def test_bad_requests_are_refused_at_once(api: Api) -> None:
    for path, body in [("/v1/articles", {"url": "no"}), ("/v1/articles/batch", {"articles": []})]:
        assert api.post(path, body, headers=ASYNC).status_code == 422
    assert api.get("/v1/jobs").json["data"] == []


def test_a_request_that_is_sent_again_makes_one_job(api: Api, services: Services, database: Database) -> None:
    headers = {**ASYNC, "Idempotency-Key": "k"}
    first, again = (api.post("/v1/articles/batch", {"articles": [TEXT]}, headers=headers) for _ in range(2))

    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Preference-Applied"] == "respond-async"
    assert again.headers["Idempotent-Replayed"] == "true"
    with database.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 1


def test_a_job_is_shown_to_who_asked_and_to_admins(api: Api, http: FlaskClient, key_for: Callable[..., str]) -> None:
    asker, other = (Api(http, key_for(Scope.WRITE, name=name)) for name in ("asker", "other"))
    mine = _ask(asker, {"articles": [TEXT]}, "/v1/articles/batch")
    theirs = _ask(other, {"articles": [TEXT]}, "/v1/articles/batch")

    assert asker.get(f"/v1/jobs/{mine['id']}").json == mine == api.get(f"/v1/jobs/{mine['id']}").json
    refused = other.get(f"/v1/jobs/{mine['id']}")
    assert (refused.status_code, refused.json["code"]) == (404, "job_not_found")
    assert asker.get("/v1/jobs").json["data"] == [mine]
    assert api.get("/v1/jobs").json["data"] == [theirs, mine]
    reader = Api(http, key_for(Scope.READ))
    assert reader.get(f"/v1/jobs/{mine['id']}").status_code == 403


def test_jobs_are_listed_by_pages(api: Api) -> None:
    jobs = [_ask(api, {"articles": [TEXT]}, "/v1/articles/batch") for _ in range(3)]

    first = api.get("/v1/jobs?limit=2").json
    second = api.get(f"/v1/jobs?limit=2&cursor={first['next']}").json

    assert [*first["data"], *second["data"]] == jobs[::-1]
    assert second["next"] is None
    assert api.get(f"/v1/articles?cursor={first['next']}").json["code"] == "invalid_cursor"


def test_a_long_job_lets_others_go_first(api: Api, services: Services, database: Database) -> None:
    seconds = count()
    clock = Clock(now=lambda: NOW + timedelta(seconds=4 * next(seconds)), today=lambda: TODAY)
    articles = [{**TEXT, "text": f"Bridge {number} will open on Friday."} for number in range(10)]
    job = _ask(api, {"articles": articles}, "/v1/articles/batch")

    run_queued(replace(services, clock=clock))

    told = api.get(f"/v1/jobs/{job['id']}").json
    assert [added["status"] for added in told["articles"]] == [201] * 10
    with database.begin() as connection:
        numbers = text("SELECT last_value FROM procrastinate_jobs_id_seq")
        assert connection.execute(numbers).scalar_one() > 5  # it was queued again, several times
        assert connection.scalar(text("SELECT number FROM job")) > 1


def test_a_job_that_comes_to_no_end_has_failed(api: Api, database: Database) -> None:
    job = _ask(api, {"articles": [TEXT]}, "/v1/articles/batch")
    with database.begin() as connection:
        connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing', attempts = 10"))

    assert api.get(f"/v1/jobs/{job['id']}").json["status"] == "running"
    assert rescue_jobs(database) == 1
    assert api.get(f"/v1/jobs/{job['id']}").json["status"] == "queued"
    with database.begin() as connection:
        connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
    assert rescue_jobs(database) == 1
    assert rescue_jobs(database) == 0

    told = api.get(f"/v1/jobs/{job['id']}").json
    assert (told["status"], told["problem"]["code"], told["finished_at"]) == ("failed", "job_abandoned", None)


def test_jobs_are_forgotten_a_week_after_their_end(api: Api, services: Services, database: Database) -> None:
    ended = _ask(api, {"articles": [TEXT]}, "/v1/articles/batch")
    run_queued(services)
    waiting = _ask(api, {"articles": [TEXT]}, "/v1/articles/batch")

    assert forget_jobs(database, now=NOW + timedelta(days=7)) == 0
    assert forget_jobs(database, now=NOW + timedelta(days=8)) == 1

    assert api.get(f"/v1/jobs/{ended['id']}").status_code == 404
    assert api.get(f"/v1/jobs/{waiting['id']}").json["status"] == "queued"
