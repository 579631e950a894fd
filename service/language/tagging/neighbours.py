"""What stands around a word whose tag is sought. Asks, and decides nothing."""

from service.language.lexicon import Lexicon
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBS,
    BASE,
    BE,
    COORDINATOR,
    DETERMINERS,
    DO,
    FINITE,
    HAVE,
    ING,
    MODAL,
    NAME,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    RELATIVES,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    THIRD,
    TO,
    VERBS,
    WH,
)

_MEASURES = NUMBER + QUANTIFIER + ADVERB + SUBORDINATOR + PREPOSITION + "$£€"
_SUBJECT = NOUNS + ADJECTIVE + NUMBER
_INVERTING = DO + MODAL
_HOSTS = BASE + THIRD + PAST + ING + HAVE
_INSERTED = 5  # words between two commas, with them, that may be an insertion of adverbs
_OBJECTS = NOUNS + DETERMINERS + ADJECTIVE + NUMBER + POSSESSIVE + OBJECT_PRONOUN + PREPOSITION
_AUXILIARY = MODAL + HAVE + BE + DO
_BEFORE_BARE_HAVE = MODAL + TO

SURELY_FINITE = frozenset(FINITE)  # as all that a word can be
# These begin an object, so what stands before them is a verb.
OBJECT = frozenset(DETERMINERS + OBJECT_PRONOUN + NUMBER + SUBJECT_PRONOUN + PRONOUN + NAME + POSSESSIVE + THAT)
_NOUN_ALONE = frozenset(NOUNS)
_MOSTLY_FINITE = frozenset((PAST + PARTICIPLE, PAST + BASE + PARTICIPLE, PARTICIPLE + PAST, THIRD + PLURAL))
_VERBS = frozenset(VERBS)
_MARKS = '.,;:!?()"“”—–'
_BREAKS = frozenset(RELATIVES + SUBORDINATOR + COORDINATOR + _MARKS)
_NAMING = frozenset(NOUNS + NUMBER)  # what a noun phrase has
_ADVERBIAL = frozenset(PREPOSITION + SUBORDINATOR + WH + ADVERB)  # what opens a phrase of time or place, or a clause
# What no apposition has.
_CLAUSAL = (_BREAKS | frozenset(FINITE + BASE + PARTICIPLE + ING + TO)) - {","}
_LOOK = 12  # words to look back or ahead at most


class Neighbours:
    """The words of one text, with what each can be (`raw`) and what each was found to be so far (`out`).

    `starts` are the places where sentences begin, `headlines` those of all words in headlines. `raw` and `out` have a
    full stop after the last word.
    """

    def __init__(
        self, lows: list[str], raw: list[str], starts: set[int], headlines: set[int], lexicon: Lexicon
    ) -> None:
        self.lows, self.starts, self.headlines, self.lexicon = lows, starts, headlines, lexicon
        self.raw = [*raw, "."]
        self.out = self.raw.copy()

    def before(self, token: int) -> str:
        """The tag before `token`, adverbs and negation passed over; "." at the start of a sentence.

        Adverbs may stand between commas: "did not, in fact, *sign*".
        """
        if token in self.starts or token == 0:
            return "."
        tag = self.out[token - 1]
        if tag == ",":
            opening = self._opening(token - 1)
            return self.before(opening) if opening is not None else tag
        if tag not in ADVERBS:
            return tag
        for back in range(token - 1, max(token - 4, 0), -1):
            if back in self.starts:
                return "."
            if self.out[back - 1] not in ADVERBS:
                return self.out[back - 1]
        return tag

    def _opening(self, comma: int) -> int | None:
        """Where the comma stands that opens the adverbs which `comma` closes; None where none does."""
        back = comma - 1
        while back > comma - _INSERTED and self.out[back] == ADVERB and back not in self.starts:
            back -= 1
        return back if back < comma - 1 and self.out[back] == "," else None

    def last_verb(self, token: int) -> str | None:
        """The tag of the nearest verb before `token` in reach, None where there is none."""
        for back in range(token - 1, max(token - 2 * _LOOK, -1), -1):
            if self.out[back] in _VERBS:
                return self.out[back]
            if back in self.starts:
                break
        return None

    def says_alone(self, token: int) -> bool:
        """Whether a clause may follow the word at `token`, but not the verb with which "and" joins it."""
        takes_clause = self.lexicon.takes_clause
        return takes_clause(self.lows[token]) and not takes_clause(self.lows[token - 2])

    def links(self, token: int) -> bool:
        """Whether the verb before `token` joins its subject to what it is like ("seems *biased*")."""
        return token > 0 and self.lexicon.bases[self.lows[token - 1]] in self.lexicon.linking

    def agent_follows(self, token: int) -> bool:
        """Whether "by" and a doer follow, not "by" and a measure ("fell *by* 3 percent")."""
        if self.lexicon.doing.isdisjoint(self.lows[token + 1 : token + 2]) or token + 2 >= len(self.raw) - 1:
            return False
        return self.raw[token + 2][0] not in _MEASURES and self.lows[token + 2] not in self.lexicon.measuring

    def subjunctive(self, token: int) -> bool:
        """Whether `token` lies in a clause that a verb of demanding opens ("urged that the mayor *resign*")."""
        opening = next((i for i in range(token - 2, max(token - 8, 0), -1) if self.out[i] == THAT), 0)
        return opening > 0 and self.lexicon.bases[self.lows[opening - 1]] in self.lexicon.demanding

    def inverted(self, token: int) -> bool:
        """Whether an auxiliary and the subject stand before `token` ("only then did the rain *stop*")."""
        back = token - 1
        while back > token - 4 and back > 0 and self.out[back] in _SUBJECT:
            back -= 1
        if self.out[back] in DETERMINERS:
            back -= 1
        return back >= 0 and back < token - 1 and self.out[back] in _INVERTING

    def preposition_to(self, token: int) -> bool:
        """Whether the "to" before `token` follows a word that takes a noun after it ("according to plan")."""
        if token < 2 or self.lows[token - 2] not in self.lexicon.prepositional_to:
            return False
        return self.lows[token - 2] not in self.lexicon.infinitival or token < 3 or self.out[token - 3] != BE

    def finite_before(self, token: int) -> int | None:
        """Where the nearest finite verb stands before `token` in the same clause; None where none does."""
        for back in range(token - 1, max(token - _LOOK, -1), -1):
            tag = self.out[back]
            if tag in SURELY_FINITE:
                return back
            if tag in _BREAKS or back in self.starts:
                break
        return None

    def in_object(self, token: int) -> bool:
        """Whether a finite verb stands before `token` in its clause, and is none that a clause may follow."""
        finite = self.finite_before(token)
        if finite is not None and self.out[finite] == HAVE:  # "has been used to develop a kit *aimed* at"
            finite = next((at for at in range(token - 1, finite, -1) if self.out[at] in _VERBS), finite)
        return finite is not None and not self.lexicon.takes_clause(self.lows[finite])

    def closes_apposition(self, token: int) -> bool:
        """Whether the comma before `token` ends what is set beside a subject: "The mayor, Ana Lopez, *vowed* to"."""
        commas: list[int] = []
        first = token - 1
        while first > 0 and first not in self.starts and len(commas) < 3:
            if self.out[first] in _CLAUSAL:
                return False
            if self.out[first] == ",":
                commas.append(first)
            first -= 1
        if len(commas) < 2:
            return False
        opening = commas[2] + 1 if len(commas) > 2 else first
        subject, beside = self.out[opening : commas[1]], self.out[commas[1] + 1 : commas[0]]
        return not _NAMING.isdisjoint(subject) and not _NAMING.isdisjoint(beside) and subject[0] not in _ADVERBIAL

    def wanted_before(self, token: int) -> bool:
        """Whether `token` follows the object of wanting it done, or having it done ("want the case *dismissed*")."""
        for back in range(token - 1, max(token - _LOOK, 0), -1):
            tag = self.out[back]
            if tag in _HOSTS:
                before = self.out[back - 1]
                if tag == HAVE:
                    return before in _BEFORE_BARE_HAVE  # "will have the roof *repaired*"
                return before not in RELATIVES and self.lexicon.bases[self.lows[back]] in self.lexicon.perceiving
            if tag not in _OBJECTS or back in self.starts:
                break
        return False

    def finite_after(self, token: int) -> bool:
        """Whether a sure finite verb follows `token` before its clause ends."""
        for ahead in range(token + 1, min(token + _LOOK, len(self.raw))):
            if ahead in self.starts:
                return False
            options = self.raw[ahead]
            if (
                options[0] in _AUXILIARY
                or options in SURELY_FINITE
                or (options in _MOSTLY_FINITE and self.raw[ahead - 1] in _NOUN_ALONE)
            ):
                return True
            if options in _BREAKS:
                return False
        return False
