"""What the README shows is what happens."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from structlog.testing import capture_logs

from service.bootstrap import Services
from service.cli import main
from service.domain.key import Scope
from service.store.database import Database
from service.web.resources import bind
from tests.api import Api
from tests.client.serving import serve_app

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_resolution_job(
    api_on: Callable[[date], Api],
    key_for: Callable[..., str],
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ((job, told),) = re.findall(r"```python\n(.+?)```\n\n```text\n(.+?)```", README, re.DOTALL)
    api = api_on(date(2026, 3, 21))
    api.add("The bridge will open on March 20. The museum will open on March 5. The theatre will open on March 6.")
    api.add("The library will open on March 7. The pool will close on March 8.")
    assert len(api.get("/v1/claims?status=due").json["data"]) == 5
    with serve_app(api.http.application) as url, capture_logs():
        monkeypatch.setenv("CLAIMS_URL", url)
        monkeypatch.setenv("CLAIMS_API_KEY", key_for(Scope.READ, Scope.RESOLVE))
        capsys.readouterr()
        exec(compile(job, "README.md", "exec"), {})

    assert capsys.readouterr().out == told
    assert len(api.get("/v1/claims?status=due").json["data"]) == 2


def test_the_scorecard(api: Api, app: Flask, services: Services) -> None:
    (told,) = re.findall(r"\$ claims scorecard --by modality\n(.+?)```", README, re.DOTALL)
    body = {"said_on": "2026-02-02", "due": "2026-02-27", "modality": "expectation"}
    for number, outcome in enumerate(
        ("fulfilled", "fulfilled", "fulfilled_late", "not_fulfilled", "unresolvable"), start=1
    ):
        claim = api.post("/v1/claims", {**body, "text": f"Bridge {number} will open in February."}).json
        reason = "no_evidence" if outcome == "unresolvable" else None
        happened_on = "2026-02-27" if outcome == "fulfilled" else "2026-03-03"
        answer = api.move(claim, "resolution", {"outcome": outcome, "reason": reason, "happened_on": happened_on})
        assert answer.status_code == 200, answer.json
    bind(app, services)
    with serve_app(app) as url, capture_logs():
        environment = {"CLAIMS_URL": url, "CLAIMS_API_KEY": api.key, "COLUMNS": "120"}
        result = CliRunner(env=environment).invoke(main, ["scorecard", "--by", "modality", "--table"])

    assert [line.rstrip() for line in result.stdout.splitlines()] == told.splitlines()
