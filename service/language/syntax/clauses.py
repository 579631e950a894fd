"""Clauses: a verb group in its place, and what rules may ask of it. Decides nothing."""

from dataclasses import dataclass


@dataclass(slots=True)
class Clause:
    """A verb group, or an event noun, in its place.

    Token places `first` to `head` (the main verb) say together: `form`, which is finite, infinitive (with "to"),
    bare, ing or participle, and "noun" for an event noun that stands in for a verb; `tense`, which is past,
    present, modal or ""; and what follows up to `negated`.

    `licenser` is the class of the word that governs it and `by` how: "to", "that", "ing", "noun", or the
    preposition before an -ing form; `cue` the place of that word. `lead` is the clause that it hangs on;
    an `absorbed` clause has handed its meaning on to another, which came by it `via` that licenser.
    `complement` tells the word that opens a clause right after the verb.
    """

    first: int
    head: int
    lemma: str
    form: str
    tense: str = ""
    modal: str = ""
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    negated: bool = False
    marker: str = ""
    subject: str = ""
    licenser: str = ""
    by: str = ""
    cue: int = -1
    lead: "Clause | None" = None
    absorbed: bool = False
    time: str = ""
    purpose: bool = False
    via: str = ""
    complement: str = ""
    verb: int = -1

    def __post_init__(self) -> None:
        self.verb = self.head

    def share(self, other: "Clause") -> None:
        """Stand under the auxiliaries of `other`, as in "will sign a treaty and *open* an office"."""
        self.first, self.form, self.tense, self.modal = other.first, other.form, other.tense, other.modal
        self.perfect, self.progressive = other.perfect, other.progressive
        self.passive, self.negated = other.passive, other.negated

    def follow(self, other: "Clause") -> None:
        """Stand in the same surroundings as `other`."""
        self.licenser, self.by, self.marker, self.via = other.licenser, other.by, other.marker, other.via
        self.lead, self.purpose, self.subject = other.lead, other.purpose, other.subject
        if other.cue >= 0:
            self.cue = other.cue

    def hang_on(self, name: str, by: str, cue: int) -> None:
        """Be governed by a word of the class `name` at the place `cue`."""
        self.licenser, self.by, self.cue = name, by, cue
