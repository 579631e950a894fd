"""What a text does not tell as a fact, class of words by class of words; the examples stand in the data itself."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from service.language import Clause, Doc, read

_DATA = tomllib.loads(files("service.language").joinpath("data", "en", "factuality.toml").read_text(encoding="utf-8"))
_HEAD = re.compile(r"\*(\w+)\*")


def _examples(key: str) -> Iterator[tuple[str, str]]:
    for name, table in _DATA["class"].items():
        yield from ((name, sentence) for sentences in table[key].values() for sentence in sentences)


def _marked(sentence: str) -> list[Clause]:
    doc = read(sentence.replace("*", ""))
    starts = [match.start() - 2 * number for number, match in enumerate(_HEAD.finditer(sentence))]
    return [_clause(doc, start) for start in starts]


def _clause(doc: Doc, start: int) -> Clause:
    heads = [clause for part in doc.parsed for clause in part.clauses if doc.tokens.starts[clause.head] == start]
    assert heads, f"no clause is read at {start} in {doc.text!r}"
    return next((clause for clause in heads if not clause.absorbed), heads[0])


@pytest.mark.parametrize(("name", "sentence"), list(_examples("hits")))
def test_what_is_not_told_as_a_fact(name: str, sentence: str) -> None:
    table = _DATA["class"][name]
    effects = [effect for key in ("affirmed", "negated") if (effect := table[key])]
    allowed = {value for effect in effects for value in _DATA["effect"][effect].values()} - {"asserted"}

    found = [clause.factuality.value for clause in _marked(sentence)]

    assert [value for value in found if value not in allowed] == []


@pytest.mark.parametrize(("name", "sentence"), list(_examples("misses")))
def test_what_is_told_as_a_fact_beside_such_words(name: str, sentence: str) -> None:
    assert [clause.factuality.value for clause in _marked(sentence)] == ["asserted"]
