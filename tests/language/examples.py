"""The examples that the language's data carries: sentences with a marked *event*, by register."""

import re
import tomllib
from importlib.resources import files
from typing import Any

from service.language import Clause, Doc, read

_HEAD = re.compile(r"\*([\w-]+)\*")


def load(name: str) -> dict[str, Any]:
    """The tables of `data/en/<name>.toml`, examples and all."""
    source = files("service.language").joinpath("data", "en", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def sentences(by_register: dict[str, list[str]]) -> list[str]:
    """The sentences of all registers, of which there are at least three."""
    assert len(by_register) >= 3, by_register.keys()
    return [sentence for listed in by_register.values() for sentence in listed]


def marked_clauses(sentence: str) -> list[Clause]:
    """The clauses whose heads are marked."""
    doc = read(sentence.replace("*", ""))
    starts = [match.start() - 2 * number for number, match in enumerate(_HEAD.finditer(sentence))]
    assert starts, f"no event is marked in {sentence!r}"
    return [_clause(doc, start) for start in starts]


def _clause(doc: Doc, start: int) -> Clause:
    heads = [clause for part in doc.parsed for clause in part.clauses if doc.tokens.starts[clause.head] == start]
    assert heads, f"no clause is read at {start} in {doc.text!r}"
    return next((clause for clause in heads if not clause.absorbed), heads[0])
