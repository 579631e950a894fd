"""What can be wrong with rule files, said with the file and the rule. Knows nothing of texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.detect.rulebook.rules import BOOLEANS, FEATURES
from service.detect.statement import Kind, Modality
from service.language.vocabulary import BUILT_IN, PARTS, TABLES, TIMES, Absorption, shipped_tables

HEAD = re.compile(r"\*(\S+?)\*")  # how a hit marks the event that it is about
_KEYS = frozenset(("id", "why", "kind", "modality", "polarity", "when", "unless", "hits", "misses"))

Tables = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProblem:
    """What is wrong with a rule file, and where; `rule` is "" where no one rule is to blame."""

    file: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule + ': ' if self.rule else ''}{self.message}"


def check_tables(tables: Tables) -> Iterator[RuleProblem]:
    """Everything that is wrong with the rule files read as `tables`, by file name."""
    classes = {"verb": set[str](), "licenser": set(BUILT_IN)}
    for content in shipped_tables().values():
        for name, known in classes.items():
            known.update(content.get(name, ()))
    for file, content in tables.items():
        for message in _list_faults(content):
            yield RuleProblem(file=file, rule="", message=message)
        for name, known in classes.items():
            found = content.get(name)
            known.update(found if isinstance(found, dict) else ())
    seen: set[str] = set()
    for file, content in tables.items():
        rules = content.get("rule", [])
        for table in rules if isinstance(rules, list) else []:
            name = str(table.get("id", ""))
            for message in (*_rule_faults(table, seen), *_condition_faults(table, classes)):
                yield RuleProblem(file=file, rule=name, message=message)
            seen.add(name)


def _list_faults(content: Mapping[str, Any]) -> Iterator[str]:
    """Of the word lists of one file."""
    for key in content.keys() - TABLES - {"rule"}:
        yield f"unknown table {key!r}"
    for key in content.keys() & TABLES:
        lists = content[key]
        if not isinstance(lists, dict):
            yield f"{key!r} is no table"
            continue
        if key == "time":
            yield from (f"unknown time {name!r}" for name in lists.keys() - set(TIMES))
        for name, value in lists.items():
            if key == "licenser":
                yield from _licenser_faults(name, value)
            elif not isinstance(value, str):
                yield f"{key}.{name} is no list of words"


def _licenser_faults(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"licenser.{name} is no table"
        return
    for part, words in value.items():
        if part == "absorb":
            if words not in list(Absorption):
                yield f"licenser.{name}: unknown absorb {words!r}"
        elif part not in PARTS:
            yield f"licenser.{name}: unknown key {part!r}"
        elif not isinstance(words, str):
            yield f"licenser.{name}.{part} is no list of words"


def _rule_faults(table: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    for key in sorted(table.keys() - _KEYS):
        yield f"unknown key {key!r}"
    for key in ("id", "why", "kind", "when"):
        if not table.get(key):
            yield f"{key!r} is missing"
    if table.get("id") in seen:
        yield "the id is used twice"
    kind, modality = table.get("kind"), table.get("modality")
    if kind not in (*Kind, "none", "inherit"):
        yield f"unknown kind {kind!r}"
    if modality not in (None, *Modality) or (kind == "outcome") != (modality is not None):
        yield "an outcome, and nothing else, has one of the six modalities"
    if table.get("polarity", "flip") != "flip":
        yield f"unknown polarity {table['polarity']!r}"
    yield from _example_faults(table)


def _example_faults(table: Mapping[str, Any]) -> Iterator[str]:
    for key, lack in (("hits", "no example that it hits"), ("misses", "no example that it must miss")):
        examples = table.get(key)
        if not examples:
            yield lack
        elif not isinstance(examples, list) or not all(isinstance(example, str) for example in examples):
            yield f"{key!r} is no list of sentences"
        elif key == "hits":
            wrong = [hit for hit in examples if len(HEAD.findall(hit)) != 1]
            yield from (f"a hit marks one head *so*: {hit!r}" for hit in wrong)


def _condition_faults(table: Mapping[str, Any], classes: Mapping[str, set[str]]) -> Iterator[str]:
    for part in ("when", "unless"):
        conditions = table.get(part, {})
        if not isinstance(conditions, dict):
            yield f"{part!r} is no table"
            continue
        for name, wanted in conditions.items():
            yield from _value_faults(name, wanted, classes)


def _value_faults(name: str, wanted: object, classes: Mapping[str, set[str]]) -> Iterator[str]:
    if name not in FEATURES:
        yield f"unknown feature {name!r}"
        return
    values = [wanted] if isinstance(wanted, str) else wanted
    if name in BOOLEANS:
        if not isinstance(wanted, bool):
            yield f"feature {name!r} cannot be {wanted!r}"
    elif not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        yield f"feature {name!r} cannot be {wanted!r}"
    elif allowed := FEATURES[name]:
        known = classes.get(allowed[0]) or set(allowed)
        yield from (f"feature {name!r} is never {value!r}" for value in values if value not in known)
