"""Rule files: TOML to a checked rule set. Knows the form of the files, not what the rules are about."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from service.detect.clauses import Vocabulary
from service.detect.rules import FEATURES, Example, Rule, RuleSet
from service.detect.statement import Kind, Modality

RULES = Path(__file__).parent / "rules" / "en"
_KEYS = frozenset(("id", "why", "kind", "modality", "polarity", "when", "unless", "hits", "misses"))
_PARTS = {
    "verbs": "verb",
    "passives": "passive",
    "objects": "object",
    "gerunds": "gerund",
    "clauses": "clause",
    "adjectives": "adjective",
    "copulars": "copular",
    "nouns": "noun",
    "attributes": "attribute",
    "dated": "dated",
    "for": "for",
    "of": "of",
}
_GOVERNOR_KEYS = frozenset(_PARTS) | {"absorb"}
_BOOLEANS = frozenset(("perfect", "progressive", "passive", "negated", "purpose", "question"))
_HEAD = re.compile(r"\*(\S+?)\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a rule file, and where; `rule` is "" where no one rule is to blame."""

    file: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule + ': ' if self.rule else ''}{self.message}"


class RuleFileError(ValueError):
    """The rule files do not make a rule set; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@cache
def load_rules(directory: Path | None = None) -> RuleSet:
    """The rule set of `directory` (by default the one that is shipped). Raises RuleFileError."""
    folder = directory or RULES
    tables, problems = _read(folder)
    problems += _check(tables)
    if problems:
        raise RuleFileError(problems)
    rules = tuple(_rule(file, table) for file, content in tables.items() for table in content.get("rule", ()))
    return RuleSet(rules=rules, vocabulary=_vocabulary(tables), version=_version(folder))


def check_rules(directory: Path | None = None) -> list[Problem]:
    """Everything that is wrong with the files of `directory`, in their order; empty when they are sound."""
    tables, problems = _read(directory or RULES)
    return problems + _check(tables)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    tables: dict[str, dict[str, Any]] = {}
    problems = []
    for path in _files(folder):
        try:
            tables[path.name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(file=path.name, rule="", message=f"not TOML: {error}"))
    return tables, problems


def _check(tables: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for file, content in tables.items():
        for key in content.keys() - {"rule", "governor", "verb", "noun", "time"}:
            problems.append(Problem(file=file, rule="", message=f"unknown table {key!r}"))
        for name, governor in content.get("governor", {}).items():
            for key in governor.keys() - _GOVERNOR_KEYS:
                problems.append(Problem(file=file, rule=name, message=f"unknown key {key!r}"))
        for table in content.get("rule", ()):
            name = str(table.get("id", ""))
            problems += [Problem(file=file, rule=name, message=message) for message in _faults(table, seen)]
            seen.add(name)
    return problems


def _faults(table: Mapping[str, Any], seen: set[str]) -> Iterable[str]:
    for key in sorted(table.keys() - _KEYS):
        yield f"unknown key {key!r}"
    for key in ("id", "why", "kind", "when"):
        if not table.get(key):
            yield f"{key!r} is missing"
    if table.get("id") in seen:
        yield "the id is used twice"
    yield from _yield_faults(table)
    yield from _example_faults(table)
    for name, wanted in (*table.get("when", {}).items(), *table.get("unless", {}).items()):
        if name not in FEATURES:
            yield f"unknown feature {name!r}"
        elif isinstance(wanted, bool) != (name in _BOOLEANS):
            yield f"feature {name!r} cannot be {wanted!r}"


def _yield_faults(table: Mapping[str, Any]) -> Iterable[str]:
    if table.get("kind") not in (*Kind, "none", "inherit"):
        yield f"unknown kind {table.get('kind')!r}"
    if table.get("modality") not in (None, *Modality) or (table.get("kind") == "outcome") != ("modality" in table):
        yield "an outcome, and nothing else, has one of the six modalities"
    if table.get("polarity", "flip") != "flip":
        yield f"unknown polarity {table['polarity']!r}"


def _example_faults(table: Mapping[str, Any]) -> Iterable[str]:
    if not table.get("hits"):
        yield "no example that it hits"
    if not table.get("misses"):
        yield "no example that it must miss"
    for hit in table.get("hits", ()):
        if len(_HEAD.findall(hit)) != 1:
            yield f"a hit marks one head *so*: {hit!r}"


def _rule(file: str, table: Mapping[str, Any]) -> Rule:
    kind = table["kind"]
    hits = (Example(text=_HEAD.sub(r"\1", hit), head=_HEAD.findall(hit)[0]) for hit in table["hits"])
    misses = (Example(text=miss, head=None) for miss in table["misses"])
    return Rule(
        id=table["id"],
        file=file,
        why=table["why"],
        kind=Kind(kind) if kind in ("outcome", "result") else None,
        modality=Modality(table["modality"]) if "modality" in table else None,
        inherits=kind == "inherit",
        flips=table.get("polarity") == "flip",
        when=_conditions(table["when"]),
        unless=_conditions(table.get("unless", {})),
        examples=(*hits, *misses),
    )


def _conditions(table: Mapping[str, Any]) -> dict[str, frozenset[str] | bool]:
    return {
        name: wanted if isinstance(wanted, bool) else frozenset([wanted] if isinstance(wanted, str) else wanted)
        for name, wanted in table.items()
    }


def _vocabulary(tables: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
    verbs: dict[str, set[str]] = {}
    governors: dict[str, dict[str, str]] = {part: {} for part in _PARTS.values()}
    absorbed: dict[str, str] = {}
    events: set[str] = set()
    times: dict[str, frozenset[str]] = {"future": frozenset(), "past": frozenset()}
    for content in tables.values():
        for name, words in content.get("verb", {}).items():
            for word in words.split():
                verbs.setdefault(word, set()).add(name)
        for name, governor in content.get("governor", {}).items():
            if "absorb" in governor:
                absorbed[name] = governor["absorb"]
            for key in governor.keys() & _PARTS.keys():
                governors[_PARTS[key]].update(dict.fromkeys(governor[key].split(), name))
        for words in content.get("noun", {}).values():
            events.update(words.split())
        times |= {name: frozenset(words.split()) for name, words in content.get("time", {}).items()}
    return Vocabulary(
        verbs={word: frozenset(names) for word, names in verbs.items()},
        governors=governors,
        phrasal=frozenset(word.partition("_")[0] for words in governors.values() for word in words if "_" in word),
        absorbed=absorbed,
        events=frozenset(events),
        future=times["future"],
        past=times["past"],
    )
