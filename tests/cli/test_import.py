"""`claims add --jsonl`: any number of articles, resumed where it was broken off."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.client.serving import Fake, drop, reply, serve_fake


def lines(numbers: range, **parts: Any) -> str:
    """Articles, a line each."""
    return "".join(
        json.dumps({"text": f"It will close bridge {number}.", "published_on": "2026-03-02", **parts}) + "\n"
        for number in numbers
    )


def counts(output: str) -> tuple[int, int, int, int, bool]:
    """Lines, new, known, failed, complete."""
    told = json.loads(output)
    return told["lines"], told["added"], told["known"], told["failed"], told["complete"]


def accept(handler: Any) -> None:
    """Answer as for articles that are new."""
    count = len(json.loads(handler.body)["articles"])
    reply(200, {"data": [{"status": 201, "article": None, "problem": None}] * count})(handler)


def interrupt(handler: Any) -> None:
    """Have Ctrl-C pressed while the articles are being added."""
    os.kill(os.getpid(), signal.SIGINT)
    accept(handler)


def sent(fake: Fake) -> list[int]:
    """The numbers of the towns, as they were sent."""
    articles = [article for seen in fake.seen for article in json.loads(seen.body)["articles"]]
    return [int(article["text"].split()[-1].rstrip(".")) for article in articles]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the input stands."""
    return tmp_path / "articles.ndjson"


def test_all_lines_go_in_and_a_second_run_has_nothing_to_do(claims: Run, file: Path) -> None:
    file.write_text(lines(range(120)))

    first = claims("add", "--jsonl", file)
    second = claims("add", "--jsonl", file)
    again = claims("add", "--jsonl", file, "--again")

    assert (first.exit_code, first.stderr) == (0, "")
    assert counts(first.stdout) == (120, 120, 0, 0, True)
    assert counts(second.stdout) == (120, 0, 0, 0, True)
    assert counts(again.stdout) == (120, 0, 120, 0, True)
    assert len(json.loads(claims("list", "--limit", 200).stdout)) == 120


def test_lines_that_the_file_has_got_since_go_in_the_next_time(claims: Run, file: Path) -> None:
    file.write_text(lines(range(3)))
    claims("add", "--jsonl", file)
    with file.open("a") as more:
        more.write(lines(range(3, 5)))

    assert counts(claims("add", "--jsonl", file).stdout) == (5, 2, 0, 0, True)


def test_lines_that_fail_are_told_and_the_others_go_in(claims: Run, file: Path, tmp_path: Path) -> None:
    bad = json.dumps({"text": " ", "published_on": "2026-03-02"})
    file.write_text(f"{lines(range(2))}{{\n\n{bad}\n{lines(range(2, 4))}")

    told = claims("add", "--jsonl", file)
    written = claims("add", "--jsonl", file, "--again", "--failed", tmp_path / "failed")

    assert told.exit_code == written.exit_code == 1
    assert counts(told.stdout) == (7, 4, 0, 2, True)
    assert told.stderr.splitlines() == [
        "claims: line 3: not JSON (Expecting property name enclosed in double quotes)",
        "claims: line 5: text: Must not be empty. (invalid)",
    ]
    assert written.stderr == ""
    assert [json.loads(line) for line in (tmp_path / "failed").read_text().splitlines()] == [
        {"line": 3, "reason": "not JSON (Expecting property name enclosed in double quotes)", "input": "{"},
        {"line": 5, "reason": "text: Must not be empty. (invalid)", "input": bad},
    ]


def test_after_ctrl_c_the_same_command_goes_on(claims: Run, file: Path) -> None:
    file.write_text(lines(range(1_000)))

    with serve_fake() as fake:
        fake.then(accept, interrupt, *[accept] * 40)
        first = claims("add", "--jsonl", file, "--threads", 1, url=fake.url)
        begun = len(fake.seen)
        second = claims("add", "--jsonl", file, url=fake.url)

    assert (first.exit_code, "the same command goes on" in first.stderr) == (130, True)
    done, added, _, _, complete = counts(first.stdout)
    assert (done, added, complete) == (begun * 50, begun * 50, False)
    assert 100 <= done < 1_000
    assert (second.exit_code, counts(second.stdout)) == (0, (1_000, 1_000, 0, 0, True))
    assert sorted(sent(fake)) == list(range(1_000))


def test_after_the_service_went_away_the_same_command_goes_on(
    claims: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("threading.Event.wait", _no_wait)
    file.write_text(f"{{\n{lines(range(100))}")

    with serve_fake() as fake:
        fake.then(accept, *[drop] * 9, *[accept] * 9)
        first = claims("add", "--jsonl", file, "--threads", 1, url=fake.url)
        second = claims("add", "--jsonl", file, "--threads", 1, url=fake.url)

    assert first.exit_code == 3
    assert "line 1: not JSON" in first.stderr
    assert "stopped after line 50" in first.stderr
    assert (second.exit_code, "line 1" in second.stderr) == (1, False)
    assert counts(second.stdout) == (101, 100, 0, 1, True)


def test_standard_input_has_no_state(claims: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert counts(claims("add", "--jsonl", stdin=lines(range(3))).stdout) == (3, 3, 0, 0, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.write_text(lines(range(5, 9))), "is not the file"),
        (lambda file: file.write_text(""), "is not the file"),
        (lambda file: file.with_name("articles.ndjson.done").write_text("{"), "not the state of an import"),
        (lambda file: file.with_name("articles.ndjson.done").write_text('{"line": 1}'), "not the state of an import"),
    ],
)
def test_a_state_that_does_not_fit_is_told(claims: Run, file: Path, spoil: Any, told: str) -> None:
    file.write_text(lines(range(3)))
    claims("add", "--jsonl", file)
    spoil(file)

    result = claims("add", "--jsonl", file)

    assert (result.exit_code, told in result.stderr) == (1, True)
    assert claims("add", "--jsonl", file, "--again").exit_code == 0


def test_a_state_of_another_service_is_told(claims: Run, file: Path) -> None:
    file.write_text(lines(range(3)))
    claims("add", "--jsonl", file)

    with serve_fake() as fake:
        result = claims("add", "--jsonl", file, url=fake.url)

    assert (result.exit_code, "--again begins anew" in result.stderr, fake.seen) == (1, True, [])


def test_a_place_that_cannot_be_written_is_told_before_anything_is_sent(claims: Run, file: Path) -> None:
    file.write_text(lines(range(3)))

    with serve_fake() as fake:
        result = claims("add", "--jsonl", file, "--failed", file.parent / "no" / "such", url=fake.url)

    assert (result.exit_code, "No such file" in result.stderr, fake.seen) == (1, True, [])


def _no_wait(event: Any, timeout: float | None = None) -> bool:
    """`threading.Event.wait` for those who would wait for nothing but time."""
    return bool(event.is_set())
