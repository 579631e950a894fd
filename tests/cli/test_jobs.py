"""Jobs on the command line."""

import json

import pytest

from service.bootstrap import Services
from tests.cli.conftest import Run
from tests.jobs.working import run_queued

URL = "http://169.254.169.254/"


def test_a_page_is_asked_for_and_looked_at_later(claims: Run, services: Services) -> None:
    asked = claims("add", "--fetch", "--no-wait", "--url", URL)
    assert asked.exit_code == 0, asked.stderr
    job = json.loads(asked.stdout)
    assert job["status"] == "queued"
    assert "queued" in claims("jobs", "show", job["id"], "--table").stdout
    assert claims("jobs", "show", job["id"], "--wait", "--timeout", 0).exit_code == 1

    run_queued(services)

    shown = claims("jobs", "show", job["id"], "--wait", "--table")
    assert shown.exit_code == 1
    assert "add_article" in shown.stdout
    assert "422" in shown.stdout
    assert [found["status"] for found in json.loads(claims("jobs", "list").stdout)] == ["failed"]
    assert job["id"] in claims("jobs", "list", "--table").stdout


@pytest.mark.parametrize("arguments", [["--no-wait"], ["--no-wait", "--url", URL], ["--no-wait", "--jsonl"]])
def test_only_what_is_fetched_need_not_be_waited_for(claims: Run, arguments: list[str]) -> None:
    assert claims("add", *arguments).exit_code == 2
