"""Requests per second of `POST /v1/articles`, detection included, and of a bare Flask route that inserts the same
text with SQLAlchemy, in turns; and what the time goes on. Run by hand.

    python -m tests.bench.post_article [--requests 300] [--rounds 5]

Both run under gunicorn with the same settings, on one embedded Postgres in a temporary folder. Every article is
another, of 4,000 characters. The clients share the machine with the servers.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from itertools import count, islice

from service.config import load_settings
from service.domain.key import Scope
from service.serving.app import create_app
from service.store import schema
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.usecases.keys import create_key
from tests.bench.load import Target, gunicorn, requests_per_second
from tests.bench.news import density, news, published
from tests.bench.where_time_goes import PARTS, REST, timed
from tests.folders import data_folder

Article = dict[str, str]  # as it is posted

_CLIENTS = 6
_ALONE = 100  # requests whose parts are timed


def main() -> None:
    """Serve both, post to both, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=300, help="to either route in a round (default 300)")
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    options = parser.parse_args()
    articles = ({"text": news(number), "published_on": published(number).isoformat()} for number in count())
    with data_folder("claims-bench-") as folder, embedded_postgres(folder) as url:
        settings, headers = _prepared(url)
        with _both(settings, headers) as (ours, bare):
            turns = [_round(ours, bare, list(islice(articles, options.requests))) for _ in range(options.rounds + 1)]
        rates = [statistics.median(column) for column in zip(*turns[1:], strict=True)]  # the first warms both
        sys.stdout.write(
            f"POST /v1/articles {rates[0]:8.1f} requests/s\n"
            f"bare Flask route  {rates[1]:8.1f} requests/s\n"
            f"ratio             {rates[0] / rates[1]:8.3f}\n\n"
        )
        _tell_parts(settings, headers, list(islice(articles, _ALONE)))


def _prepared(url: str) -> tuple[dict[str, str], dict[str, str]]:
    """The settings of both servers, and what a client of ours sends along."""
    database = Database(url)
    schema.upgrade(database)
    _, token = create_key(database, "bench", [Scope.WRITE], now=datetime.now(UTC))
    database.dispose()
    settings = {"CLAIMS_DATABASE_URL": url, "CLAIMS_RATE_LIMIT": "1000000 per second", "CLAIMS_LOG_FORMAT": "json"}
    return settings, {"Authorization": f"Bearer {token}"}


@contextmanager
def _both(settings: dict[str, str], headers: dict[str, str]) -> Iterator[tuple[Target, Target]]:
    with ExitStack() as stack:
        ours = stack.enter_context(gunicorn("service.serving.app:create_app()", settings))
        bare = stack.enter_context(gunicorn("tests.bench.bare_route:create_app()", settings))
        yield (
            Target(port=ours, path="/v1/articles", headers=headers),
            Target(port=bare, path="/articles", headers={}),
        )


def _round(ours: Target, bare: Target, articles: list[Article]) -> tuple[float, float]:
    return (
        requests_per_second(ours, articles, _CLIENTS),
        requests_per_second(bare, [{"text": article["text"]} for article in articles], _CLIENTS),
    )


def _tell_parts(settings: dict[str, str], headers: dict[str, str], articles: list[Article]) -> None:
    """One request after the other in this process, so that nothing waits for anything but its own parts."""
    client = create_app(load_settings({**os.environ, **settings, "CLAIMS_LOG_LEVEL": "warning"})).test_client()
    first, *others = articles
    client.post("/v1/articles", json=first, headers=headers)
    found = 0
    with timed() as clock:
        for article in others:
            answer = client.post("/v1/articles", json=article, headers=headers)
            found += len(answer.get_json()["statements"])
    total = sum(clock.seconds.values())
    sys.stdout.write(f"articles with {density(map(_dated, articles))}\n")
    sys.stdout.write(f"one request alone, with {found / len(others):.0f} statements: ms  share  calls\n")
    for part in (*PARTS, REST):
        ms, calls = 1000 * clock.seconds[part] / len(others), clock.calls[part] / len(others)
        sys.stdout.write(f"{part:42}{ms:6.2f}{clock.seconds[part] / total:7.0%}{calls:7.1f}\n")
    sys.stdout.write(f"{'together':42}{1000 * total / len(others):6.2f}\n")


def _dated(article: Article) -> tuple[str, date]:
    return article["text"], date.fromisoformat(article["published_on"])


if __name__ == "__main__":
    main()
