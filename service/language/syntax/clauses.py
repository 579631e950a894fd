"""Clauses: a verb group in its place, and what rules may ask of it. Decides nothing."""

from dataclasses import dataclass, field

from service.language.forms import Certainty, Factuality, Form, Marker, Pronoun, Tense, TimeFrame, Voice

_ASSERTED, _PASSIVE = Factuality.ASSERTED, Voice.PASSIVE  # members of an enum are slow to look up


@dataclass(slots=True)
class Clause:
    """A verb group, or an event noun, in its place.

    Token places `first` to `head` (the main verb) say together what follows up to `negated`.

    `licenser` is the class of the word that governs it and `by` how: a `ClauseLink`, or the preposition before
    an -ing form; `cue` the place of that word. `lead` is the clause that it hangs on;
    an `absorbed` clause has handed its meaning on to another, which came by it `via` that licenser.
    `marker` tells the word that opens it, `complement` the word that opens a clause right after the verb;
    `verb` is where the main verb stands where an event noun has become the head. `factuality` is that of the event,
    whether the clause is `negated` or not: of what is asserted and negated, the text tells as a fact that it is not.
    `act` tells of a verb of saying or thinking that it is an act, and reports nothing.
    `certainty` is what adverbs and the subject add to a modal verb.
    """

    first: int
    head: int
    lemma: str
    form: Form
    tense: Tense | None = None
    modal: str | None = None
    perfect: bool = False
    progressive: bool = False
    voice: Voice = Voice.ACTIVE
    negated: bool = False
    marker: Marker | None = None
    subject: Pronoun | None = None
    licenser: str | None = None
    by: str | None = None
    cue: int | None = None
    lead: "Clause | None" = None
    absorbed: bool = False
    time: TimeFrame | None = None
    purpose: bool = False
    via: str | None = None
    complement: Marker | None = None
    verb: int = field(init=False)
    factuality: Factuality = _ASSERTED
    act: bool = False
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        self.verb = self.head

    @property
    def passive(self) -> bool:
        """Whether its subject suffers."""
        return self.voice is _PASSIVE

    def share(self, other: "Clause") -> None:
        """Stand under the auxiliaries of `other`, as in "will sign a treaty and *open* an office"."""
        self.first, self.form, self.tense, self.modal = other.first, other.form, other.tense, other.modal
        self.perfect, self.progressive = other.perfect, other.progressive
        self.voice, self.negated, self.certainty = other.voice, other.negated, other.certainty

    def follow(self, other: "Clause") -> None:
        """Stand in the same surroundings as `other`."""
        self.licenser, self.by, self.marker, self.via = other.licenser, other.by, other.marker, other.via
        self.lead, self.purpose, self.subject = other.lead, other.purpose, other.subject
        if other.cue is not None:
            self.cue = other.cue

    def hang_on(self, name: str, by: str, cue: int) -> None:
        """Be governed by a word of the class `name` at the place `cue`."""
        self.licenser, self.by, self.cue = name, by, cue
