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
_POSITIONS = {feature: position for position, feature in enumerate(ClauseFeature)}
_FORM = _POSITIONS[ClauseFeature.FORM]

Conditions = Mapping[ClauseFeature, frozenset[str] | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence of a rule's own; `head` is the event it must find there, None where it must find none."""

    text: str
    head: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its conditions, what it yields (kind None: no statement), its reason and its examples."""

    id: str
    file: str
    why: str
    kind: Kind | None
    modality: Modality | None
    inherits: bool
    flips: bool
    when: Conditions
    unless: Conditions
    examples: tuple[Example, ...]

    def matches(self, features: Features) -> bool:
        """Whether every condition under `when` holds and none under `unless`."""
        for name, wanted in self.when.items():
            if not _holds(features[_POSITIONS[name]], wanted):
                return False
        for name, wanted in self.unless.items():  # noqa: SIM110  # asked for each new set of features; `any` is slower
            if _holds(features[_POSITIONS[name]], wanted):
                return False
        return True

    def may_speak_of(self, form: Feature) -> bool:
        """Whether its conditions leave room for clauses of that form."""
        wanted = self.when.get(ClauseFeature.FORM)
        return wanted is None or _holds(form, wanted)


def _holds(value: Feature, wanted: frozenset[str] | bool) -> bool:
    if wanted is True or wanted is False:
        return bool(value) is wanted
    return not wanted.isdisjoint(value) if isinstance(value, frozenset) else value in wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """An ordered set of rules with its word classes; `version` is a hash of its files.

    `matching` gives the first rule that matches, by features, None where none does.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    version: str
    matching: Remembered[Features, Rule | None] = field(init=False, repr=False, compare=False)
    _by_form: dict[Feature, tuple[Rule, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
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
        for rule in self._of_form(features[_FORM]):
            if rule.matches(features):
                return rule
        return None

    def _of_form(self, form: Feature) -> tuple[Rule, ...]:
        """The rules that may speak of clauses of that form, in their order."""
        found = self._by_form.get(form)
        if found is None:
            found = self._by_form[form] = tuple(rule for rule in self.rules if rule.may_speak_of(form))
        return found
