"""Rule files: TOML to a rule set. Knows the form of the files, not what the rules are about."""

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from service.detect.rulebook.keys import FLIP, RULES_OF_FILE, RuleKey, Yield
from service.detect.rulebook.rulecheck import HEAD, RuleProblem, check_tables
from service.detect.rulebook.rules import ClauseFeature, Conditions, Example, Rule, RuleSet
from service.detect.statement import Kind, Modality
from service.language.vocabulary import VocabularyTable, build_vocabulary, load_vocabulary, shipped_tables

_TABLES = frozenset(VocabularyTable)
_KINDS = {Yield.OUTCOME: Kind.OUTCOME, Yield.RESULT: Kind.RESULT}
RULES = Path(__file__).parents[1] / "rules" / "en"


class RuleFileError(ValueError):
    """The rule files do not make a rule set; `problems` says why."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@cache
def load_rules(directory: Path | None = None) -> RuleSet:
    """The rule set of `directory` (by default the one that is shipped). Raises RuleFileError.

    Word classes and licensers in its files add to those of the language.
    """
    folder = directory or RULES
    tables, problems = _read(folder)
    problems += check_tables(tables)
    if problems:
        raise RuleFileError(problems)
    rules = tuple(_rule(file, table) for file, content in tables.items() for table in content.get(RULES_OF_FILE, ()))
    own = [content for content in tables.values() if not _TABLES.isdisjoint(content)]
    vocabulary = build_vocabulary([*shipped_tables().values(), *own]) if own else load_vocabulary()
    return RuleSet(rules=rules, vocabulary=vocabulary, version=_version(folder))


def check_rules(directory: Path | None = None) -> list[RuleProblem]:
    """Everything that is wrong with the files of `directory`, in their order; empty when they are sound."""
    tables, problems = _read(directory or RULES)
    return [*problems, *check_tables(tables)]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[RuleProblem]]:
    tables: dict[str, dict[str, Any]] = {}
    problems = []
    for path in _files(folder):
        try:
            tables[path.name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(RuleProblem(file=path.name, rule="", message=f"not TOML: {error}"))
    return tables, problems


def _rule(file: str, table: Mapping[str, Any]) -> Rule:
    yields = Yield(table[RuleKey.KIND])
    hits = (Example(text=HEAD.sub(r"\1", hit), head=HEAD.findall(hit)[0]) for hit in table[RuleKey.HITS])
    misses = (Example(text=miss, head=None) for miss in table[RuleKey.MISSES])
    return Rule(
        id=table[RuleKey.ID],
        file=file,
        why=table[RuleKey.WHY],
        kind=_KINDS.get(yields),
        modality=Modality(table[RuleKey.MODALITY]) if RuleKey.MODALITY in table else None,
        others=Modality(table[RuleKey.OTHERS]) if RuleKey.OTHERS in table else None,
        inherits=yields is Yield.INHERIT,
        flips=table.get(RuleKey.POLARITY) == FLIP,
        when=_conditions(table[RuleKey.WHEN]),
        unless=_conditions(table.get(RuleKey.UNLESS, {})),
        examples=(*hits, *misses),
    )


def _conditions(table: Mapping[str, Any]) -> Conditions:
    return {
        ClauseFeature(name): wanted if isinstance(wanted, bool) else _listed(wanted) for name, wanted in table.items()
    }


def _listed(wanted: str | list[str]) -> frozenset[str]:
    return frozenset([wanted] if isinstance(wanted, str) else wanted)
