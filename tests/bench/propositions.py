"""What propositions with their keys cost, against reading and detecting the same texts in the same run. Run by hand.

    python -m tests.bench.propositions DOCS.jsonl [--rounds 10]

DOCS.jsonl holds one {"text", "title", "published"} a line. Each round adds a sentence of its own to each text, so that
nothing that is kept of a whole text helps; the two take turns. On 26 articles with 371 statements the two readers
that propositions replaced (terms for identity, accounts for evidence) came to 2.8 times reading and detecting,
propositions to 2.35 (half is asked for).
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from service.domain.article import NewArticle
from service.usecases.detection import DetectedText, find_statements
from service.usecases.reading_time import ReadingTime
from service.usecases.track import read_statements
from tests.bench.detect_speed import seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--rounds", type=int, default=10, help="how often each text is read (default 10)")
    options = parser.parse_args()
    docs = [json.loads(line) for line in options.docs.read_text(encoding="utf-8").splitlines()]
    _turn(docs, 0)  # warm both
    turns = [_turn(docs, number) for number in range(1, options.rounds + 1)]
    detected, told = (sum(column) / options.rounds for column in zip(*turns, strict=True))
    sys.stdout.write(
        f"read and detect         {detected * 1e3:8.1f} ms a round\n"
        f"propositions with keys  {told * 1e3:8.1f} ms a round\n"
        f"ratio                   {told / detected:8.2f} ({min(told / detected for detected, told in turns):.2f})\n"
    )


def _turn(docs: list[dict[str, str]], number: int) -> tuple[float, float]:
    """The seconds of a processor that both take for all texts."""
    articles = [_article(doc, number) for doc in docs]
    found: list[DetectedText] = []
    detected = seconds(lambda: found.extend(map(_detect, articles)))
    told = seconds(lambda: [read_statements(*pair, ReadingTime()) for pair in zip(articles, found, strict=True)])
    return detected, told


def _article(doc: dict[str, str], number: int) -> NewArticle:
    return NewArticle(
        text=f"{doc['text']}\n\nThis was reading number {number}.",
        title=doc.get("title"),
        url=None,
        outlet=None,
        published_on=date.fromisoformat(doc["published"]),
    )


def _detect(article: NewArticle) -> DetectedText:
    return find_statements(article.text, title=article.title, published=article.published_on)


if __name__ == "__main__":
    main()
