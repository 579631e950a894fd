"""Words per second of `detect` and, on the same texts in the same run, of spaCy's cue matching. Run by hand.

    python tests/bench/detect_speed.py DOCS.jsonl [--times 50]

DOCS.jsonl holds one {"text", "title", "published"} a line. spaCy (not a dependency of the project) runs
its blank English pipeline with the sentencizer and a matcher of a dozen cue phrases, which finds far less.
The two take turns, so that a busy machine slows both alike; what each comes to in its quickest turn, which is
the least disturbed, stands in brackets. Garbage is looked for as Python does by default: the service looks less
often (gunicorn_conf.py), but `detect` leaves no cycles and is as fast either way.
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from service.detect import detect
from service.language import read

CUES = (
    "will", "would", "may", "might", "could", "is expected to", "are expected to", "is due to", "plans to",
    "going to", "vowed to", "agreed to",
)  # fmt: skip
ROUNDS = 10


def cue_matcher() -> Callable[[str], int]:
    import spacy
    from spacy.matcher import Matcher

    nlp: Any = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = Matcher(nlp.vocab)
    matcher.add("cue", [[{"LOWER": word} for word in cue.split()] for cue in CUES])

    def match(text: str) -> int:
        doc = nlp(text)
        return len(matcher(doc)) + sum(1 for _ in doc.sents)

    return match


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--times", type=int, default=50, help="how often each text is read (default 50)")
    options = parser.parse_args()
    docs = [json.loads(line) for line in options.docs.read_text(encoding="utf-8").splitlines()]
    match = cue_matcher()
    rows = [(doc["text"], doc.get("title"), date.fromisoformat(doc["published"])) for doc in docs]
    rows *= max(1, options.times // ROUNDS)

    def ours() -> None:
        for text, title, published in rows:
            detect(read(text, title=title), published=published)

    def theirs() -> None:
        for text, _, _ in rows:
            match(text)

    ours(), theirs()  # warm both
    gc.freeze()  # neither is to pay for looking through what the other has loaded
    turns = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    words = sum(len(text.split()) for text, _, _ in rows)
    detected, matched = (sum(column) / ROUNDS for column in zip(*turns, strict=True))
    least, least_matched = (min(column) for column in zip(*turns, strict=True))
    sys.stdout.write(
        f"detect  {words / detected:12,.0f} words/s ({words / least:,.0f})\n"
        f"spaCy   {words / matched:12,.0f} words/s ({words / least_matched:,.0f}); blank, sentencizer, matcher\n"
        f"ratio   {matched / detected:12.2f} ({least_matched / least:.2f})\n"
    )


if __name__ == "__main__":
    main()
