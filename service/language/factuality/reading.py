"""Gives the clauses of a text their factuality, sentence by sentence, where a word tells that it is not plain fact."""

from collections.abc import Sequence

from service.language.factuality.embedding import Embedding
from service.language.factuality.patterns import Effect, load_patterns
from service.language.factuality.phrases import Wording
from service.language.factuality.signs import load_signs
from service.language.factuality.unreal import Unreal
from service.language.forms import Factuality, Form, Marker, Tense, TimeFrame
from service.language.syntax.clauses import Clause
from service.language.tags import ADVERBS, COORDINATOR

# members of an enum are slow to look up
_NOUN, _INFINITIVE, _ING, _BARE = Form.NOUN, Form.INFINITIVE, Form.ING, Form.BARE
_ASSERTED, _THAT, _MODAL = Factuality.ASSERTED, Marker.THAT, Tense.MODAL
_COMPLETING = frozenset((None, _THAT))  # what other markers open is presupposed
_FUTURE_FORMS = frozenset((_INFINITIVE, _BARE, _NOUN))


class Factualities:
    """Tells the factuality of the clauses of one text's sentences."""

    def __init__(self, tags: str, lows: Sequence[str]) -> None:
        self.tags, self.lows = tags, lows
        self.words, self.signs = Wording(tags, lows, load_patterns()), load_signs()

    def read(self, clauses: Sequence[Clause], first: int, last: int) -> None:
        """Set the factuality of `clauses`, those of the sentence [first, last)."""
        if not clauses or not self.signs.stand_in(self.lows[first:last]):
            return
        verbs = sorted((clause for clause in clauses if clause.form is not _NOUN), key=lambda clause: clause.head)
        embedding, unreal = Embedding(self.words, verbs, first, last), Unreal(self.words, verbs, first, last)
        effects: dict[int, Effect] = {}  # by the number of the clause
        for number, clause in enumerate(verbs):
            found = embedding.effect(number) or self._shared(number, verbs, effects, embedding)
            if found:
                effects[number] = found
                _absorb(found, clause, embedding.host(number))
            clause.factuality = _of(found or unreal.effect(clause), clause)
            if clause.factuality is _ASSERTED:
                clause.factuality = _above(clause) or unreal.factuality(clause)

    def _shared(
        self, number: int, verbs: Sequence[Clause], effects: dict[int, Effect], embedding: Embedding
    ) -> Effect | None:
        """The effect that a clause has from the one before it, which it completes or is joined to."""
        clause, before = verbs[number], number - 1
        if before not in effects or clause.marker not in _COMPLETING:
            return None
        other = verbs[before]
        joined = self._joint(clause.first)
        turning = self.words.patterns.words["turning"]
        shares = clause.first == other.first or (joined is not None and self.lows[joined] not in turning)
        completes = clause.form is _INFINITIVE or embedding.that(number) is not None or embedding.is_complement(number)
        return effects[before] if shares or completes else None

    def _joint(self, token: int) -> int | None:
        """Where the conjunction stands that ties the verb at `token` to the one before; None where none does."""
        token -= 1
        while self.tags[token] in ADVERBS:
            token -= 1
        return token if self.tags[token] == COORDINATOR else None


def _absorb(effect: Effect, clause: Clause, host: Clause | None) -> None:
    """Let a verb that only says how near an event came tell none itself: "*came* close to sinking"."""
    if clause.form is _ING and effect.past is Factuality.NEAR and host is not None:
        host.absorbed = True


def _of(effect: Effect | None, clause: Clause) -> Factuality:
    if effect is None:
        return _ASSERTED
    future = clause.tense is _MODAL or clause.form in _FUTURE_FORMS or clause.time is TimeFrame.FUTURE
    return effect.future if future and not clause.perfect else effect.past


def _above(clause: Clause) -> Factuality | None:
    """What a clause in -ing has from the one that it goes with: "nearly sank, *killing* two"."""
    if clause.lead is None or clause.form is not _ING or clause.lead.factuality is _ASSERTED:
        return None
    return clause.lead.factuality
