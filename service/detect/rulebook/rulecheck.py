"""What can be wrong with rule files, said with the file and the rule. Knows nothing of texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.detect.rulebook.keys import FLIP, REQUIRED, RULES_OF_FILE, RuleKey, Yield
from service.detect.rulebook.rules import BOOLEANS, VALUES, ClauseFeature
from service.detect.statement import Modality
from service.language.syntax.syntax_words import modal_verbs
from service.language.vocabulary import (
    BUILT_IN,
    TIMES,
    Absorption,
    EventsWhen,
    LicenserPart,
    VocabularyTable,
    shipped_tables,
)

HEAD = re.compile(r"\*(\S+?)\*")  # how a hit marks the event that it is about
_TABLES, _KEYS, _PARTS = frozenset(VocabularyTable), frozenset(RuleKey), frozenset(LicenserPart)
# Keys of a licenser that hold no words but one of these.
_CHOICES: Mapping[str, tuple[str, ...]] = {"absorb": tuple(Absorption), "events_when": tuple(EventsWhen)}

Tables = Mapping[str, Mapping[str, Any]]
Values = Mapping[ClauseFeature, frozenset[str]]


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
    for file, content in tables.items():
        for message in _list_faults(content):
            yield RuleProblem(file=file, rule="", message=message)
    values, seen = _values(tables), set[str]()
    for file, content in tables.items():
        rules = content.get(RULES_OF_FILE, [])
        for table in rules if isinstance(rules, list) else []:
            name = str(table.get(RuleKey.ID, ""))
            for message in (*_rule_faults(table, seen), *_condition_faults(table, values)):
                yield RuleProblem(file=file, rule=name, message=message)
            seen.add(name)


def _values(tables: Tables) -> Values:
    """What each feature can be, where that is known; word classes are those of the language and of `tables`."""
    verbs = _classes(tables, VocabularyTable.VERB)
    licensers = _classes(tables, VocabularyTable.LICENSER) | BUILT_IN
    return {feature: frozenset(values) for feature, values in VALUES.items()} | {
        ClauseFeature.MODAL: modal_verbs(),
        ClauseFeature.VERB: verbs,
        ClauseFeature.HOST: verbs,
        ClauseFeature.LICENSER: licensers,
        ClauseFeature.VIA: licensers,
    }


def _classes(tables: Tables, table: VocabularyTable) -> frozenset[str]:
    named = (content.get(table) for content in (*shipped_tables().values(), *tables.values()))
    return frozenset[str]().union(*(names for names in named if isinstance(names, dict)))


def _list_faults(content: Mapping[str, Any]) -> Iterator[str]:
    """Of the word lists of one file."""
    for key in content.keys() - _TABLES - {RULES_OF_FILE}:
        yield f"unknown table {key!r}"
    for key in content.keys() & _TABLES:
        lists = content[key]
        if not isinstance(lists, dict):
            yield f"{key!r} is no table"
            continue
        if key == VocabularyTable.TIME:
            yield from (f"unknown time {name!r}" for name in lists.keys() - set(TIMES))
        for name, value in lists.items():
            if key == VocabularyTable.LICENSER:
                yield from _licenser_faults(name, value)
            elif not isinstance(value, str):
                yield f"{key}.{name} is no list of words"


def _licenser_faults(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"licenser.{name} is no table"
        return
    for part, words in value.items():
        if part in _CHOICES:
            if words not in _CHOICES[part]:
                yield f"licenser.{name}: unknown {part} {words!r}"
        elif part not in _PARTS:
            yield f"licenser.{name}: unknown key {part!r}"
        elif not isinstance(words, str):
            yield f"licenser.{name}.{part} is no list of words"


def _rule_faults(table: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    for key in sorted(table.keys() - _KEYS):
        yield f"unknown key {key!r}"
    for key in REQUIRED:
        if not table.get(key):
            yield f"{key.value!r} is missing"
    if table.get(RuleKey.ID) in seen:
        yield "the id is used twice"
    yield from _yield_faults(table)
    if table.get(RuleKey.POLARITY, FLIP) != FLIP:
        yield f"unknown polarity {table[RuleKey.POLARITY]!r}"
    yield from _example_faults(table, RuleKey.HITS, "no example that it hits")
    yield from _example_faults(table, RuleKey.MISSES, "no example that it must miss")
    hits = table.get(RuleKey.HITS)
    wrong = [hit for hit in hits if len(HEAD.findall(str(hit))) != 1] if isinstance(hits, list) else []
    yield from (f"a hit marks one head *so*: {hit!r}" for hit in wrong)


def _yield_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """Of what a rule makes of a clause."""
    kind, modality, others = (table.get(key) for key in (RuleKey.KIND, RuleKey.MODALITY, RuleKey.OTHERS))
    if kind not in list(Yield):
        yield f"unknown kind {kind!r}"
    if modality not in (None, *Modality) or (kind == Yield.OUTCOME) != (modality is not None):
        yield "an outcome, and nothing else, has one of the six modalities"
    if others not in (None, *Modality) or (others is not None and modality is None):
        yield "'others' is one of the six modalities, of a rule that has another"


def _example_faults(table: Mapping[str, Any], key: RuleKey, lack: str) -> Iterator[str]:
    examples = table.get(key)
    if not examples:
        yield lack
    elif not isinstance(examples, list) or not all(isinstance(example, str) for example in examples):
        yield f"{key.value!r} is no list of sentences"


def _condition_faults(table: Mapping[str, Any], values: Values) -> Iterator[str]:
    for key in (RuleKey.WHEN, RuleKey.UNLESS):
        conditions = table.get(key, {})
        if not isinstance(conditions, dict):
            yield f"{key.value!r} is no table"
            continue
        for name, wanted in conditions.items():
            yield from _value_faults(name, wanted, values)


def _value_faults(name: str, wanted: object, values: Values) -> Iterator[str]:
    if name not in list(ClauseFeature):
        yield f"unknown feature {name!r}"
        return
    feature, asked = ClauseFeature(name), [wanted] if isinstance(wanted, str) else wanted
    if feature in BOOLEANS:
        if not isinstance(wanted, bool):
            yield f"feature {name!r} cannot be {wanted!r}"
    elif not isinstance(asked, list) or not all(isinstance(value, str) for value in asked):
        yield f"feature {name!r} cannot be {wanted!r}"
    elif known := values.get(feature):
        yield from (f"feature {name!r} is never {value!r}" for value in asked if value not in known)
