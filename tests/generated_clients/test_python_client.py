"""A client made by openapi-python-client, with each of the fields that the service takes."""

import json
from pathlib import Path

import pytest

from tests.api import Api
from tests.generated_clients.environment import DOCUMENT, HERE, python_environment, run
from tests.generated_clients.journeys import check


@pytest.mark.slow
def test_a_python_client_posts_lists_resolves_and_moves(tmp_path: Path, settings: dict[str, str], api: Api) -> None:
    programs = python_environment(tmp_path / "venv")
    made = tmp_path / "claim_tracker_api"
    generator = programs / "openapi-python-client"
    options = ["--meta", "none", "--config", HERE / "python" / "generator.yaml", "--fail-on-warning"]
    run([generator, "generate", "--path", DOCUMENT, "--output-path", made, *options])

    told = run([programs / "python", HERE / "python" / "journey.py"], env={**settings, "PYTHONPATH": str(tmp_path)})

    check(json.loads(told), api)
