"""Rules and rule sets: which reading a clause gets, by the first rule whose conditions its features meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from service.detect.statement import Kind, Modality
from service.language import Factuality, Role
from service.language.forms import Certainty, Form, Marker, Pronoun, Tense, TimeFrame
from service.language.remembered import Remembered
from service.language.vocabulary import Vocabulary

Feature = str | bool | frozenset[str] | None
Features = tuple[Feature, ...]

# What rules may ask of a clause, in order; with the values that can be asked for where they are few.
# "verb" and "licenser" stand for the classes that the rule files name themselves.
FEATURES: Mapping[str, tuple[str, ...]] = {
    "form": tuple(Form),
    "tense": tuple(Tense),
    "modal": ("will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought"),
    "perfect": (),
    "progressive": (),
    "passive": (),
    "negated": (),
    "verb": ("verb",),
    "licenser": ("licenser",),
    "by": (),
    "via": ("licenser",),
    "marker": tuple(Marker),
    "complement": tuple(marker for marker in Marker if marker is not Marker.OTHER),
    "subject": tuple(Pronoun),
    "time": tuple(TimeFrame),
    "role": (Role.HEADLINE, Role.BODY),
    "above": (*Kind, *Tense),
    "host": ("verb",),
    "purpose": (),
    "factuality": tuple(Factuality),
    "act": (),
    "certainty": tuple(Certainty),
    "question": (),
}
BOOLEANS = frozenset(("perfect", "progressive", "passive", "negated", "purpose", "act", "question"))
_PLACES = {name: place for place, name in enumerate(FEATURES)}


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
    when: Mapping[str, frozenset[str] | bool]
    unless: Mapping[str, frozenset[str] | bool]
    examples: tuple[Example, ...]

    def matches(self, features: Features) -> bool:
        """Whether every condition under `when` holds and none under `unless`."""
        for name, wanted in self.when.items():
            if not _holds(features[_PLACES[name]], wanted):
                return False
        for name, wanted in self.unless.items():  # noqa: SIM110  # asked for each new set of features; `any` is slower
            if _holds(features[_PLACES[name]], wanted):
                return False
        return True

    def may_speak_of(self, form: Feature) -> bool:
        """Whether its conditions leave room for clauses of that form."""
        return "form" not in self.when or _holds(form, self.when["form"])


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
        for rule in self._of_form(features[_PLACES["form"]]):
            if rule.matches(features):
                return rule
        return None

    def _of_form(self, form: Feature) -> tuple[Rule, ...]:
        """The rules that may speak of clauses of that form, in their order."""
        found = self._by_form.get(form)
        if found is None:
            found = self._by_form[form] = tuple(rule for rule in self.rules if rule.may_speak_of(form))
        return found
