"""A sweep asked for over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flask import Flask

from service.bootstrap import Services
from service.domain.key import Scope
from service.web.resources import bind
from tests.api import Api


def test_a_sweep_makes_claims_due_and_tells_how_many(api: Api, api_on: Callable[[date], Api]) -> None:
    claim = api_on(date(2026, 3, 3)).add_claim()

    swept = {"due": 1, "proposed": 0, "superseded": 0, "skipped": 0, "today": "2026-03-10"}
    assert api.post("/v1/sweeps").json == swept
    assert api.post("/v1/sweeps", {}).json == {**swept, "due": 0}
    assert api.get(f"/v1/claims/{claim['id']}").json["status"] == "due"


def test_another_day_is_for_rehearsals(api_on: Callable[[date], Api], app: Flask, services: Services) -> None:
    real = api_on(date(2026, 3, 3))
    claim = real.add_claim()

    refused = real.post("/v1/sweeps", {"today": "2026-03-20"})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "today")

    bind(app, replace(services, rehearsal=True))
    rehearsal = Api(app.test_client(), real.key)
    assert rehearsal.post("/v1/sweeps", {"today": "2026-03-06"}).json["due"] == 0
    assert rehearsal.post("/v1/sweeps", {"today": "2026-03-20"}).json["due"] == 1
    assert real.get(f"/v1/claims/{claim['id']}").json["status"] == "due"


def test_it_takes_an_admin(api: Api, key_for: Callable[..., str]) -> None:
    resolver = Api(api.http, key_for(Scope.READ, Scope.WRITE, Scope.RESOLVE, name="resolver"))

    assert resolver.post("/v1/sweeps").status_code == 403
