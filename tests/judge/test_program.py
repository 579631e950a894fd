"""`claims judge --program`: a question a line, an answer a line."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api import Api
from tests.judge.conftest import Judge, proposals_of

ABLE = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    found = [one for one in asked["candidates"] if "signature" in one["text"]]
    answer = {"outcome": "cannot_tell"}
    if found:
        answer = {"outcome": "fulfilled", "number": found[0]["number"], "words": "signature"}
    print(json.dumps(answer), flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Any:
    """Writes a program; the command that runs it."""

    def write(text: str) -> str:
        file = tmp_path / "judge_program.py"
        file.write_text(text)
        return f"{sys.executable} {file}"

    return write


def test_a_program_answers_line_by_line(api: Api, claim: dict[str, Any], judge: Judge, program: Any) -> None:
    told = judge("--program", program(ABLE))

    (proposal,) = proposals_of(api, claim)
    assert (told["proposed"], told["questions"]) == (1, 2)
    assert (proposal["by"], proposal["note"]) == ("judge:robin", "“signature”")


def test_once_is_asked_once(claim: dict[str, Any], judge: Judge, program: Any) -> None:
    assert judge("--program", program(ABLE), "--once")["questions"] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("raise SystemExit", "ended"),
        ("import time; time.sleep(30)", "not answered in 1 seconds"),
    ],
)
def test_a_program_that_does_not_answer_stops_the_run(
    api: Api, claim: dict[str, Any], judge: Judge, program: Any, text: str, told: str
) -> None:
    found = judge("--program", program(text), "--timeout", "1", exit_code=3)

    assert told in found["stopped"]
    assert api.get("/v1/leases").json["data"] == []


def test_a_program_that_is_not_there(claim: dict[str, Any], judge: Judge) -> None:
    assert "cannot be started" in judge("--program", "/nowhere/judge", exit_code=3)["stopped"]


@pytest.mark.parametrize("text", ["print('x' * 1_000_000, flush=True)", "print('?', flush=True)"])
def test_what_is_no_answer_is_refused(claim: dict[str, Any], judge: Judge, program: Any, text: str) -> None:
    endless = f"import sys\nfor line in sys.stdin:\n    {text}\n"

    assert judge("--program", program(endless))["refused"] == {"form": 1}
