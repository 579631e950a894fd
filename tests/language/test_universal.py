"""A reading in the terms of Universal Dependencies."""

import pytest

from service.language import read
from service.language.universal import universal


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ana sold it.", ["PROPN", "VERB", "PRON", "PUNCT"]),
        ("The old port will close.", ["DET", "ADJ", "NOUN", "AUX", "VERB", "PUNCT"]),
        ("There is hope.", ["PRON", "VERB", "NOUN", "PUNCT"]),
        ("She was not quick to act.", ["PRON", "AUX", "PART", "ADJ", "PART", "VERB", "PUNCT"]),
        ("Two of them paid $5", ["NUM", "ADP", "PRON", "VERB", "SYM", "NUM"]),
        ("Rain and wind", ["NOUN", "CCONJ", "NOUN"]),
    ],
)
def test_parts_of_speech(text: str, parts: list[str]) -> None:
    assert [token["pos"] for token in universal(read(text))["tokens"]] == parts


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The board sold the yard.", ("sold", "The board", "the yard", False, False)),
        ("The yard was not sold.", ("sold", "The yard", None, True, True)),
        ("The mood was grim.", ("grim", "The mood", None, False, False)),
    ],
)
def test_clauses(text: str, clause: tuple[str | None, ...]) -> None:
    found = universal(read(text))["clauses"][0]

    def words(part: dict[str, int] | None) -> str | None:
        return text[part["start"] : part["end"]] if part else None

    assert (*(words(found[key]) for key in ("head", "subject", "object")), found["passive"], found["negated"]) == clause
