"""Importing: in order, by several threads, and with the line to blame found."""

import io
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from service.client import Client, Forbidden, ServiceUnreachable, UnexpectedAnswer
from service.client.batches import read_batches
from service.client.importing import Done, import_articles
from tests.client.serving import Fake, drop, problem, reply


def line(text: str, **parts: Any) -> bytes:
    """An article."""
    return json.dumps({"text": text, "published_on": "2026-03-02", **parts}).encode() + b"\n"


def run(client: Client, content: bytes, **options: Any) -> list[Done]:
    """What became of each batch of `content`."""
    return list(import_articles(client, read_batches(io.BytesIO(content)), **{"threads": 3, **options}))


def test_articles_go_in_and_are_told_in_order(client: Client) -> None:
    content = b"".join(line(f"It will rain in town {number}.") for number in range(130)) + line(
        "It will rain in town 7."
    )

    done = run(client, content)

    assert [one.batch.last for one in done] == [50, 100, 131]
    assert (sum(one.added for one in done), sum(one.known for one in done)) == (130, 1)
    assert not any(one.failures for one in done)
    assert len(list(client.articles())) == 130


def test_each_line_that_fails_says_why_and_the_others_go_in(client: Client) -> None:
    content = b"".join(
        [
            line("It will rain."),
            b"{\n",
            line(" "),
            line("It will snow.", mood="good"),
            line("It will hail.", published_on="May"),
            b'{"text": "It will thaw."}\n',
            line("It will clear up."),
        ]
    )

    (done,) = run(client, content)

    assert (done.added, done.known) == (2, 0)
    assert [(failure.line.number, failure.reason) for failure in done.failures] == [
        (2, "not JSON (Expecting property name enclosed in double quotes)"),
        (3, "text: Must not be empty. (invalid)"),
        (4, "mood: Unknown field. (invalid)"),
        (5, "published_on: Not a valid date. (invalid)"),
        (6, "published_on: Missing data for required field. (invalid)"),
    ]


@pytest.mark.parametrize("status", [400, 413, 422, 500])
def test_of_lines_refused_together_the_one_to_blame_is_found(
    fake: Fake, client_of: Callable[..., Client], status: int
) -> None:
    def answer(handler: Any) -> None:
        articles = json.loads(handler.body)["articles"]
        if any("poison" in article["text"] for article in articles):
            problem(status, "refused")(handler)
        else:
            reply(200, {"data": [{"status": 200, "article": None, "problem": None}] * len(articles)})(handler)

    fake.then(*[answer] * 40)
    content = b"".join(line("poison" if number == 5 else "fine") for number in range(1, 11))

    (done,) = run(client_of(fake.url), content)

    assert (done.known, [failure.line.number for failure in done.failures]) == (9, [5])
    assert "It is refused." in done.failures[0].reason


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (problem(403, "forbidden"), Forbidden),
        (drop, ServiceUnreachable),
        (reply(200, {"data": []}), UnexpectedAnswer),
    ],
)
def test_trouble_that_no_line_is_to_blame_for_ends_it(
    fake: Fake, client_of: Callable[..., Client], step: Any, error: type[Exception]
) -> None:
    fake.then(*[step] * 9)

    with pytest.raises(error):
        run(client_of(fake.url, retries=1), line("It will rain."))


def test_threads_work_at_once(fake: Fake, client_of: Callable[..., Client]) -> None:
    together = threading.Barrier(3)

    def answer(handler: Any) -> None:
        together.wait(10)  # breaks, and the test fails, unless three requests are there at a time
        count = len(json.loads(handler.body)["articles"])
        reply(200, {"data": [{"status": 200, "article": None, "problem": None}] * count})(handler)

    fake.then(*[answer] * 6)

    assert [one.known for one in run(client_of(fake.url), line("It will rain.") * 300)] == [50] * 6


def test_once_stopped_no_batch_is_begun_and_those_under_way_are_finished(
    fake: Fake, client_of: Callable[..., Client]
) -> None:
    stop = threading.Event()

    def answer(handler: Any) -> None:
        stop.set()
        reply(200, {"data": [{"status": 201, "article": None, "problem": None}] * 50})(handler)

    fake.then(*[answer] * 20)

    done = run(client_of(fake.url), line("It will rain.") * 1_000, threads=1, stop=stop)

    assert [one.added for one in done] == [50] * len(fake.seen)
    assert len(done) == 1
