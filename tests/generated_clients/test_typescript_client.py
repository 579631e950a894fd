"""Types made by openapi-typescript, used with openapi-fetch; and what the linters of OpenAPI documents say of ours."""

import json
from pathlib import Path

import pytest

from tests.api import Api
from tests.generated_clients.environment import DOCUMENT, node_environment, run
from tests.generated_clients.journeys import check

PROGRAMS = Path("node_modules") / ".bin"
LINTERS = {
    "redocly": ["lint", "--config", "redocly.yaml", "--max-problems", "20", "--format", "json"],
    "spectral": ["lint", "--ruleset", "spectral.yaml", "--fail-severity", "hint", "--format", "json"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return node_environment(tmp_path_factory.mktemp("node"))


@pytest.mark.slow
def test_a_typescript_client_posts_lists_resolves_and_moves(folder: Path, settings: dict[str, str], api: Api) -> None:
    run([PROGRAMS / "openapi-typescript", DOCUMENT, "--output", "api.ts"], cwd=folder)
    run([PROGRAMS / "tsc"], cwd=folder)  # a field that is not in the types ends it here

    told = run(["node", Path("made") / "journey.js"], cwd=folder, env=settings)

    check(json.loads(told), api)


@pytest.mark.slow
@pytest.mark.parametrize("linter", LINTERS)
def test_linters_find_nothing(folder: Path, linter: str) -> None:
    run([PROGRAMS / linter, *LINTERS[linter], DOCUMENT], cwd=folder)
