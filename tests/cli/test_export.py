"""`claims export`: the whole list, to a file or a pipe, or nothing at all."""

import csv
import json
from pathlib import Path

import pytest

from tests.api import ACCORD
from tests.cli.conftest import Run
from tests.client.serving import cut, serve_fake


@pytest.fixture
def claim_id(claims: Run) -> str:
    """A claim, beside another one."""
    claims("add", "--published", "2026-03-02", stdin="The “café” will reopen in May.")
    article = claims("add", "--published", "2026-03-02", stdin=ACCORD)
    found: str = json.loads(article.stdout)["statements"][0]["claim_id"]
    return found


def test_lines_on_a_pipe(claims: Run, claim_id: str) -> None:
    result = claims("export", "-q", "accord")

    assert (result.exit_code, result.stderr) == (0, "")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [claim_id]


@pytest.mark.parametrize(("name", "options"), [("claims.csv", []), ("claims.out", ["--format", "csv"])])
def test_a_file_of_csv(claims: Run, claim_id: str, tmp_path: Path, name: str, options: list[str]) -> None:
    file = tmp_path / name

    result = claims("export", file, *options, "--sort", "created_at")

    assert (result.exit_code, result.stdout) == (0, "")
    with file.open(encoding="utf-8", newline="") as content:
        rows = list(csv.DictReader(content))
    assert (rows[0]["text"], rows[1]["id"]) == ("The “café” will reopen in May.", claim_id)
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_that_breaks_off_leaves_what_was_there(claims: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.ndjson"
    file.write_text("old\n")

    with serve_fake() as fake:
        fake.then(cut(b'{"id": 1}\n'))
        result = claims("export", file, url=fake.url)

    assert (result.exit_code, "broke off" in result.stderr) == (3, True)
    assert file.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written(claims: Run, tmp_path: Path) -> None:
    result = claims("export", tmp_path / "no" / "such")

    assert (result.exit_code, "cannot be written" in result.stderr) == (1, True)


def test_a_device(claims: Run, claim_id: str) -> None:
    assert claims("export", "/dev/null").exit_code == 0
