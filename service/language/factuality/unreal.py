"""What makes an event unreal without governing it: an adverb, a frame, a condition that was not met."""

from collections.abc import Sequence

from service.language.factuality.patterns import Effect, Part
from service.language.factuality.phrases import Wording
from service.language.forms import Factuality, Form, Marker, Tense
from service.language.syntax.clauses import Clause
from service.language.syntax.licensers import phrase_head
from service.language.tags import ADVERBS, AUXILIARIES, COORDINATOR, NOT, QUANTIFIER, VERBS, WH

# members of an enum are slow to look up
_RELATIVE, _CONDITION, _MODAL, _PARTICIPLE = Marker.RELATIVE, Marker.CONDITION, Tense.MODAL, Form.PARTICIPLE
_ASSERTED, _IMAGINED, _COUNTERFACTUAL = Factuality.ASSERTED, Factuality.IMAGINED, Factuality.COUNTERFACTUAL
_VERBAL = frozenset(VERBS + AUXILIARIES + NOT)  # what an adverb of the verb stands before
_ADVERBIAL = ADVERBS + COORDINATOR + QUANTIFIER  # "all but"
_ASIDE = frozenset((_RELATIVE, Marker.OTHER))
_AROUND = 4  # words before a verb among which its adverbs are


class Unreal:
    """The effects of adverbs, frames and conditions within one sentence [first, last)."""

    def __init__(self, words: Wording, verbs: Sequence[Clause], first: int, last: int) -> None:
        self.words, self.verbs, self.first, self.last = words, verbs, first, last
        self.tags, self.lows, self.lists = words.tags, words.lows, words.patterns.words
        self.framed = self._is_framed(first)
        self.unmet = any(map(self._is_unmet, verbs))

    def effect(self, clause: Clause) -> Effect | None:
        """The effect of an adverb beside the verb: "*nearly* sank", "*supposedly* signed"."""
        known = self.words.patterns.classes[Part.ADVERBS]
        start = max(self.first, min(clause.first, clause.head) - _AROUND)
        for token in range(clause.head - 1, start - 1, -1):
            low = self._adverb_at(token)
            if low in known and self.tags[token + 1] in _VERBAL:
                return None if clause.lemma in self.lists["degrees"] else known[low].affirmed
            if token < clause.first and self.tags[token] not in _ADVERBIAL:
                break
        return None

    def _adverb_at(self, token: int) -> str:
        """The adverb that ends at `token`, of two or three words too: "all but", "as good as"."""
        known = self.words.patterns.classes[Part.ADVERBS]
        for first in (token - 2, token - 1):
            if first >= self.first and (joined := "_".join(self.lows[first : token + 1])) in known:
                return joined
        return self.lows[token]

    def factuality(self, clause: Clause) -> Factuality:
        """What a frame or an unmet condition makes of a clause of the sentence; else it is asserted."""
        if self.framed and clause.marker not in _ASIDE and clause.form is not _PARTICIPLE:
            return _IMAGINED
        if clause.marker is _RELATIVE and self._is_framing(clause):
            return _IMAGINED
        if self.unmet and clause.marker is not _CONDITION and clause.tense is _MODAL:
            return _COUNTERFACTUAL
        return _ASSERTED

    def _is_framed(self, token: int) -> bool:
        """Whether the sentence opens in what is made up: "In the film, …"."""
        if self.lows[token] not in self.lists["within"]:
            return False
        head = phrase_head(self.tags, token + 1, self.last)
        return head is not None and self.lows[head] in self.lists["frames"] and self.tags[head + 1] == ","

    def _is_framing(self, clause: Clause) -> bool:
        """Whether a relative clause tells what happens in a thing that is made up: "a film in which"."""
        pronoun = self.tags.rfind(WH, self.first, clause.first)
        if pronoun < self.first + 2 or self.lows[pronoun - 1] not in self.lists["within"]:
            return False
        noun = pronoun - 2 - (self.tags[pronoun - 2] == ",")
        return self.lows[noun] in self.lists["frames"]

    def _is_unmet(self, clause: Clause) -> bool:
        """Whether a condition is contrary to fact: "if they had signed", "were it not for"."""
        denied = clause.lemma in self.lists["copulas"] and clause.negated
        return clause.marker is _CONDITION and clause.tense is Tense.PAST and (clause.perfect or denied)
