"""Rules and rule sets: which reading a clause gets, by the first rule whose conditions its features meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from service.detect.statement import Kind, Modality
from service.language import Factuality, Role
from service.language.forms import Certainty, Form, Marker, Pronoun, Tense, TimeFrame
from service.language.remembered import Remembered
from service.language.vocabulary import Vocabulary

Feature = str | bool | frozenset[str] | None
Features = tuple[Feature, ...]


class ClauseFeature(StrEnum):
    """What rules may ask of a clause, in order."""

    FORM = "form"
    TENSE = "tense"
    MODAL = "modal"
    PERFECT = "perfect"
    PROGRESSIVE = "progressive"
    PASSIVE = "passive"
    NEGATED = "negated"
    VERB = "verb"  # the classes of its verb
    LICENSER = "licenser"
    BY = "by"
    VIA = "via"
    MARKER = "marker"
    COMPLEMENT = "complement"
    SUBJECT = "subject"
    TIME = "time"
    ROLE = "role"
    ABOVE = "above"  # the kind of what it hangs on, or that one's tense
    HOST = "host"  # the classes of the verb that it hangs on
    PURPOSE = "purpose"
    FACTUALITY = "factuality"
    ACT = "act"
    CERTAINTY = "certainty"
    QUESTION = "question"


# The values that can be asked for, where they are few and no word class of the rule files names them.
VALUES: Mapping[ClauseFeature, tuple[str, ...]] = {
    ClauseFeature.FORM: tuple(Form),
    ClauseFeature.TENSE: tuple(Tense),
    ClauseFeature.MARKER: tuple(Marker),
    ClauseFeature.COMPLEMENT: tuple(marker for marker in Marker if marker is not Marker.OTHER),
    ClauseFeature.SUBJECT: tuple(Pronoun),
    ClauseFeature.TIME: tuple(TimeFrame),
    ClauseFeature.ROLE: (Role.HEADLINE, Role.BODY),
    ClauseFeature.ABOVE: (*Kind, *Tense),
    ClauseFeature.FACTUALITY: tuple(Factuality),
    ClauseFeature.CERTAINTY: tuple(Certainty),
}
BOOLEANS = frozenset(
    (
        ClauseFeature.PERFECT, ClauseFeature.PROGRESSIVE, ClauseFeature.PASSIVE, ClauseFeature.NEGATED,
        ClauseFeature.PURPOSE, ClauseFeature.ACT, ClauseFeature.QUESTION,
    )
)  # fmt: skip
Conditions = Mapping[ClauseFeature, frozenset[str] | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence of a rule's own; `head` is the event it must find there, None where it must find none."""

    text: str
    head: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its conditions, what it yields (kind None: no statement), its reason and its examples.

    `others` is the modality instead where somebody is quoted saying it of others, without a time of its own.
    """

    id: str
    file: str
    why: str
    kind: Kind | None
    modality: Modality | None
    others: Modality | None
    inherits: bool
    flips: bool
    when: Conditions
    unless: Conditions
    examples: tuple[Example, ...]

    def allows(self, name: ClauseFeature, value: Feature) -> bool:
        """Whether a clause whose feature `name` has that value may meet the rule's conditions."""
        wanted, unwanted = self.when.get(name), self.unless.get(name)
        return (wanted is None or _holds(value, wanted)) and (unwanted is None or not _holds(value, unwanted))


def _holds(value: Feature, wanted: frozenset[str] | bool) -> bool:
    if wanted is True or wanted is False:
        return bool(value) is wanted
    return not wanted.isdisjoint(value) if isinstance(value, frozenset) else value in wanted


class _Allowing(dict[Feature, int]):
    """The rules that each value of one feature allows, as the bits of a number: bit i stands for rule i.

    Grows with the values that rules and vocabulary know, not with the text.
    """

    __slots__ = ("_name", "_rules")

    def __init__(self, name: ClauseFeature, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self._name, self._rules = name, rules

    def __missing__(self, value: Feature) -> int:
        allowed = self[value] = sum(1 << at for at, rule in enumerate(self._rules) if rule.allows(self._name, value))
        return allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """An ordered set of rules with its word classes; `version` is a hash of its files.

    `matching` gives the first rule that matches, by features, None where none does.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    version: str
    matching: Remembered[Features, Rule | None] = field(init=False, repr=False, compare=False)
    _allowing: tuple[_Allowing, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_allowing", tuple(_Allowing(name, self.rules) for name in ClauseFeature))
        object.__setattr__(self, "matching", Remembered(self._first_match))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def get(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def _first_match(self, features: Features) -> Rule | None:
        left = -1  # all of them
        for allowing, value in zip(self._allowing, features, strict=True):
            left &= allowing[value]
        return self.rules[(left & -left).bit_length() - 1] if left else None  # the lowest bit that is left
