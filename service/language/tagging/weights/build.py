"""Build weights.tsv from the averaged perceptron of textblob-aptagger. Run by hand; never imported.

    python -m service.language.tagging.weights.build TEXTBLOB_APTAGGER/trontagger-0.1.0.pickle > weights.tsv

Kept are the weights of the tags of `COLUMNS`, of the features that `Weights` asks for, in tenths, where one is
big enough to decide anything, and of words that the lexicon leaves open.
"""

import pickle
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from service.language.lexicon import load_lexicon
from service.language.tagging.weights import COLUMNS, CONTEXT

LEAST = 1.5  # weights nearer to nothing are left out
HEADER = """\
# Weights for the choice between the tags that a word may have: feature, value, and a number for each of
# {columns}. Made by build.py from textblob-aptagger 0.2.0 (MIT, (c) 2013 Matthew Honnibal)."""

# The features of textblob-aptagger that are asked for, by its names for them.
FEATURES = {
    "bias": "bias", "i word": "word", "i suffix": "suffix", "i pref1": "initial", "i-1 word": "before",
    "i-1 suffix": "before_suffix", "i-2 word": "second_before", "i+1 word": "after", "i+1 suffix": "after_suffix",
    "i+2 word": "second_after", "i-1 tag": "tag", "i-2 tag": "second_tag", "i tag+i-2 tag": "tags",
    "i-1 tag+i word": "tag_word",
}  # fmt: skip
START, SECOND_START, END = "-START-", "-START2-", "-END-"


def read_weights(source: Path) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """Feature, its value, and the weights by Penn Treebank tag."""
    weights, _, _ = pickle.loads(source.read_bytes(), encoding="latin1")  # noqa: S301 - a published file, by hand
    names = sorted(FEATURES, key=len, reverse=True)
    for feature, by_tag in weights.items():
        name = next((name for name in names if feature == name or feature.startswith(name + " ")), None)
        if name is not None:
            yield FEATURES[name], feature[len(name) + 1 :], by_tag


def in_letters(feature: str, value: str) -> str | None:
    """`value` with our tags for those of the Penn Treebank; None where it has one that no context has."""
    if feature not in ("tag", "second_tag", "tags", "tag_word"):
        return value
    first, _, rest = value.partition(" ")
    letter = CONTEXT.get(first)
    if letter is None or not rest:
        return letter
    second = CONTEXT.get(rest) if feature == "tags" else rest
    return None if second is None else f"{letter} {second}"


def main() -> None:
    tags = load_lexicon().tags
    out = [HEADER.format(columns=" ".join(COLUMNS))]
    for feature, value, by_tag in read_weights(Path(sys.argv[1])):
        written = in_letters(feature, value)
        word = value.rpartition(" ")[2] if feature in ("word", "tag_word") else ""
        numbers = [by_tag.get(column, 0.0) for column in COLUMNS]
        if written is None or max(map(abs, numbers)) < LEAST or (word and len(tags.get(word, "")) < 2):
            continue
        out.append("\t".join([feature, written, " ".join(str(round(10 * number)) for number in numbers)]))
    sys.stdout.write("\n".join([out[0], *sorted(out[1:])]) + "\n")


if __name__ == "__main__":
    main()
