"""Which of the tags that a word can have it has here, by kinds of ambiguity: noun or verb, past or participle …"""

from collections.abc import Callable
from functools import cache, partial

from service.language.tagging.neighbours import OBJECT, SURELY_FINITE, Neighbours
from service.language.tagging.weights import WEIGHED, Weights, load_weights
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    BARE_BE,
    BASE,
    BE,
    BEEN,
    BEING,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINER,
    DETERMINERS,
    DO,
    HAVE,
    ING,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PARTICLE,
    PAST,
    PAST_FORMS,
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

_SUBJECTS = RELATIVES + SUBJECT_PRONOUN + PRONOUN
_VERBS_OR_OBJECT = VERBS + OBJECT_PRONOUN
_FORMS_OF_BE = BE + BARE_BE + BEEN
_BEFORE_NOUN = DETERMINERS + ADJECTIVE + NUMBER + POSSESSIVE
_PREPOSITION_OR_ING = PREPOSITION + ING
_BEFORE_BASE = MODAL + DO + SUBJECT_PRONOUN + PRONOUN
_NEVER_BEFORE_THIRD = PLURAL + VERBS + BE + HAVE + MODAL + TO + DO + "."
_THIRD_OR_PAST = PAST + THIRD
_AFTER_LET = OBJECT_PRONOUN + DETERMINER + POSSESSIVE
_COUNTING = NUMBER + QUANTIFIER
_NOUNS_OR_ADJECTIVE = NOUNS + ADJECTIVE
_NOUN_OR_ADJECTIVE = NOUN + ADJECTIVE
_BEFORE_ATTRIBUTE = ADJECTIVE + NOUN + ",.;"
_BEFORE_CLITIC = RELATIVES + SUBJECT_PRONOUN + PRONOUN + ADVERB
_QUANTIFIER_OR_ADVERB = QUANTIFIER + ADVERB
_BEFORE_BARE = MODAL + TO + DO
_AFTER_SUBORDINATOR = DETERMINERS + SUBJECT_PRONOUN + PRONOUN + NAME + PLURAL
_BEFORE_PREDICATE = BE + ADVERB + BASE
_AFTER_THIRD = DETERMINERS + TO + OBJECT_PRONOUN + THAT + PARTICLE
_FINITE_FIRST = PAST + BASE + PARTICIPLE
_DESCRIBED = COMMON_NOUNS + ADJECTIVE
_PREPOSITION_OR_TO = PREPOSITION + TO
_FULL_FINITE = THIRD + PAST
_PAST_FIRST = PAST + PARTICIPLE
_BEFORE_ADVERB = SUBJECT_PRONOUN + PRONOUN + WH + BE + HAVE + MODAL
_PERFECT = HAVE + BEEN
_AFTER_SINCE = DETERMINERS + SUBJECT_PRONOUN + PRONOUN + NAME + PLURAL + NUMBER
_BEFORE_WILL = DETERMINER + ADJECTIVE + POSSESSIVE
_NOMINAL = NOUN + PLURAL + ADJECTIVE + ADVERB
_BE_OR_HAVE = BE + HAVE
_BEFORE_ING = PREPOSITION + SUBORDINATOR + PLURAL + NAME + ","
_AFTER_VERB = TO + PREPOSITION + PARTICLE
_TO_OR_PARTICLE = TO + PARTICLE

_NOUN_FOLLOWS = frozenset(_BEFORE_NOUN + PREPOSITION)  # a noun, not a verb, is to be expected after these
_BASE_OR_PARTICIPLE = frozenset((BASE + PARTICIPLE, PARTICIPLE + BASE))
_AFTER_QUANTIFIED = frozenset((PAST + PARTICIPLE, PAST, THIRD, ADVERB))
_AFTER_BE = frozenset((DETERMINER, NOT, BEEN))
_COMPLEMENT = OBJECT | frozenset(COMMON_NOUNS + ADJECTIVE + PARTICLE + PREPOSITION)
_PHRASE_ENDS = frozenset((BE, MODAL, HAVE, PREPOSITION, ".", ","))
_Choice = Callable[[Neighbours, int, str, str], str]
_Told = Callable[[Neighbours, int, str, str], bool]
_TELLS_BASE = _BEFORE_BARE + _BEFORE_NOUN + SUBJECT_PRONOUN
_TELLS_THIRD = _BEFORE_BARE + _BEFORE_NOUN + SUBJECT_PRONOUN + COORDINATOR
_TELLS_ING = _BEFORE_BARE + _BEFORE_NOUN + _FORMS_OF_BE
_MODIFIED = NOUNS + ING


@cache
def chooser(options: str) -> _Choice:
    """What decides between `options`: a function of the neighbours, the place, the options and the tag before."""
    if options in _SPECIAL:
        return _SPECIAL[options]
    if PAST in options or PARTICIPLE in options:
        return _past
    if THIRD in options:
        told, usual = _third_told, _third
    elif BASE in options:
        told, usual = _base_told, _base_or_adjective if ADJECTIVE in options else _base
    elif ING in options:
        told, usual = _ing_told, _ing
    else:
        told, usual = _noun_told, _noun_or_adjective
    if not WEIGHED.issuperset(options) or len(set(options)) == 1:
        return usual
    return partial(_weigh, load_weights(), told, usual)


def _weigh(
    weights: Weights, told: _Told, usual: _Choice, near: Neighbours, token: int, options: str, before: str
) -> str:
    """What a construction tells for certain; else what the weights are sure of; else what is usual.

    Headlines leave out the small words by which the weights tell what a word is.
    """
    if token in near.headlines or told(near, token, options, before):
        return usual(near, token, options, before)
    return weights.choose(near, token, options) or usual(near, token, options, before)


def _base_told(near: Neighbours, token: int, options: str, before: str) -> bool:
    if before in _TELLS_BASE:
        return True
    if ADVERB in options and near.raw[token + 1][0] in _MODIFIED:
        return True  # "*further* hiring plans"
    if before == NOUN:
        return near.subjunctive(token) or near.inverted(token)
    parallel = before == COORDINATOR or (before == PLURAL and ADJECTIVE in options)  # "polls *close* at eight"
    return parallel and _base(near, token, options, before) == BASE


def _third_told(near: Neighbours, token: int, options: str, before: str) -> bool:
    states = before == NOUN and near.raw[token + 1] == THAT and near.lexicon.takes_clause(near.lows[token])
    return states or options[0] == THIRD or before in _TELLS_THIRD  # "The report *states* that"


def _ing_told(near: Neighbours, token: int, options: str, before: str) -> bool:
    return before in _TELLS_ING


def _noun_told(near: Neighbours, token: int, options: str, before: str) -> bool:
    # "the *final* is on Sunday", "faces a *fine*": no noun follows
    return before in _BEFORE_BARE or (before == DETERMINER and near.raw[token + 1] in _PHRASE_ENDS)


@cache
def _nominal(options: str) -> str:
    return next((tag for tag in options if tag in _NOMINAL), options[0])


def _noun_or_adjective(near: Neighbours, token: int, options: str, before: str) -> str:
    if ADJECTIVE not in options or NOUN not in options:
        return options[0]
    if near.raw[token + 1][0] in NOUNS and token + 1 not in near.starts:
        return ADJECTIVE
    return ADJECTIVE if options[0] == ADJECTIVE and before in _BEFORE_PREDICATE else NOUN


def _base(near: Neighbours, token: int, options: str, before: str) -> str:
    """A base form that may be a noun: "they *plan* it", "to *plan*", "a *plan*"."""
    decide, after = _BASE_AFTER.get(before, _if_usual), near.raw[token + 1][0]
    return BASE if decide(near, token, after, options[0] == BASE) else _nominal(options)


def _if_usual(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return usual


def _always(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return True


def _never(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return False


def _after_to(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return usual or after in OBJECT or not near.preposition_to(token)


def _after_wh(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return usual or after not in SURELY_FINITE  # "what *matter* was left"


def _after_stop(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return usual and after not in SURELY_FINITE  # "*Mark* said"


def _after_noun(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    if after in SURELY_FINITE:
        return False  # "insisted that the *program* must end"
    return near.subjunctive(token) or near.inverted(token)


def _after_plural(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    if usual or after in OBJECT or after in _AFTER_VERB:
        return True
    return after == THAT and near.lexicon.takes_clause(near.lows[token])


def _after_coordinator(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    named = token > 1 and near.out[token - 2] == NAME  # "from Paris and *land* in Rome"
    return near.last_verb(token) == BASE and (usual or named or after in OBJECT or after in _TO_OR_PARTICLE)


def _after_name(near: Neighbours, token: int, after: str, usual: bool) -> bool:
    return usual and after in OBJECT


_BASE_AFTER: dict[str, Callable[[Neighbours, int, str, bool], bool]] = {
    NAME: _after_name,
    COORDINATOR: _after_coordinator,
    PLURAL: _after_plural,
    NOUN: _after_noun,
    **dict.fromkeys(_BE_OR_HAVE, _never),
    **dict.fromkeys(_NOUN_FOLLOWS, _never),
    ".": _after_stop,
    WH: _after_wh,
    **dict.fromkeys(_BEFORE_BASE, _always),
    TO: _after_to,
}


def _base_or_adjective(near: Neighbours, token: int, options: str, before: str) -> str:
    if before in _FULL_FINITE and near.raw[token + 1][0] in _PREPOSITION_OR_TO:
        return ADJECTIVE  # "came *close* to sinking"
    return _base(near, token, options, before)


def _is_subject(before: str, after: str) -> bool:
    """Whether a subject stands before; not so in "that *troops* had left"."""
    return before in _SUBJECTS and not (before == THAT and after in SURELY_FINITE)


def _third(near: Neighbours, token: int, options: str, before: str) -> str:
    after = near.raw[token + 1]
    if _is_subject(before, after):
        return THIRD
    if before in _NOUN_FOLLOWS or before in _NEVER_BEFORE_THIRD:
        return PLURAL if PLURAL in options else options[0]
    if before == COORDINATOR:
        return THIRD if near.last_verb(token) == THIRD else PLURAL
    if before == NOUN and PLURAL in options and near.in_object(token):
        return PLURAL  # "put the finishing *touches* to"
    return THIRD if _is_third(options, before, after) else PLURAL


def _is_third(options: str, before: str, after: str) -> bool:
    """Whether what follows makes a verb of a form that may be one: "plans *backfire* on"."""
    if options[0] == THIRD:
        return after not in SURELY_FINITE
    return after[0] in _AFTER_THIRD or (before == NAME and after == NAME)


def _past(near: Neighbours, token: int, options: str, before: str) -> str:
    """A form that may be past or participle: "police *found* a bomb", "was *found*", "a bomb *found* by police"."""
    if before == "." and near.raw[token + 1][0] in _THIRD_OR_PAST:
        return NAME  # "United scored"
    if before == "." and BASE in options and near.raw[token + 1][0] in _AFTER_LET:
        return BASE  # "Let us wait"
    if BASE in options and before in VERBS and near.lows[token - 1] in near.lexicon.helping:
        return BASE  # "helped found"
    choose = _PAST_AFTER.get(before, _finite_or_reduced)
    return choose(near, token, options, before, near.raw[token + 1][0])


def _participle(near: Neighbours, token: int, options: str, before: str, after: str) -> str:
    return PARTICIPLE if PARTICIPLE in options else _nominal(options)


def _bare(near: Neighbours, token: int, options: str, before: str, after: str) -> str:
    if BASE in options and (options[0] not in _NOUN_OR_ADJECTIVE or after in OBJECT or not near.preposition_to(token)):
        return BASE
    if options[0] == NOUN:
        return NOUN
    return ADJECTIVE if before == TO else PARTICIPLE


def _finite(near: Neighbours, token: int, options: str, before: str, after: str) -> str:
    return next(tag for tag in _FINITE_FIRST if tag in options)


def _parallel(near: Neighbours, token: int, options: str, before: str, after: str) -> str:
    last = near.last_verb(token)
    if last == BASE and BASE in options:
        return BASE
    if after == THAT and PAST in options and near.says_alone(token):
        return PAST  # "were held and *added* that"
    return last if last and last in PAST_FORMS and last in options else _finite(near, token, options, before, after)


def _attributive(near: Neighbours, token: int, options: str, before: str, after: str) -> str:
    if before in _COUNTING and (counted := _after_count(near, token, options, before, after)):
        return counted
    if NOUN in options and after not in NOUNS:
        return NOUN
    return ADJECTIVE if PARTICIPLE in options or ADJECTIVE in options else _nominal(options)


def _after_count(near: Neighbours, token: int, options: str, before: str, after: str) -> str | None:
    """Past or participle after a number that may be the subject: "the two *met* Kim"; None where it counts a noun."""
    determined = token > 1 and near.out[token - 2] == DETERMINER
    past = PAST if PAST in options else PARTICIPLE
    if before == NUMBER and after == NAME and determined:
        return past
    if after in _NOUNS_OR_ADJECTIVE or options[0] not in PAST_FORMS:
        return None
    counter = near.lows[token - 1] in near.lexicon.counters and not determined  # not "the one recorded"
    counts = before == NUMBER or counter
    return past if counts else PARTICIPLE


def _finite_or_reduced(near: Neighbours, token: int, options: str, before: str, after: str) -> str:
    if options[0] in _NOUN_OR_ADJECTIVE and after not in OBJECT:
        return _nominal(options)
    if PARTICIPLE not in options:
        return PAST
    if not _says(near, token, options) and _describes(near, token, options, before, after):
        return ADJECTIVE
    if options in _BASE_OR_PARTICIPLE and before == PLURAL:
        return BASE
    return PARTICIPLE if _is_reduced(near, token, options, before, after) else PAST


def _describes(near: Neighbours, token: int, options: str, before: str, after: str) -> bool:
    """Whether a participle is but an adjective ("*revised* figures", "armed, *masked* men", "seems *biased*")."""
    if before == ADJECTIVE:
        return after != PREPOSITION
    if PAST not in options and before == NOUN and after in COMMON_NOUNS:
        return True  # "lab *grown* cells"
    if before == "," and token > 1 and near.out[token - 2] == ADJECTIVE:
        return True
    if before in VERBS and options[0] in PAST_FORMS:
        return after in _DESCRIBED or near.links(token)
    return before in _BEFORE_ATTRIBUTE and after in NOUNS and near.finite_after(token)


def _says(near: Neighbours, token: int, options: str) -> bool:
    """Whether a past is likelier that a clause may follow: "A spokesman *said* prices were up"."""
    return options == _PAST_FIRST and near.lexicon.takes_clause(near.lows[token])


def _is_reduced(near: Neighbours, token: int, options: str, before: str, after: str) -> bool:
    """Whether a participle stands for a relative clause ("a bomb *planted* by rebels", "*Asked* about it, …")."""
    if _surely_reduced(near, token, options, before, after):
        return True
    if after in OBJECT or (after in COMMON_NOUNS and _says(near, token, options)):
        return False
    if before in _VERBS_OR_OBJECT:
        return after != PARTICLE
    if near.finite_after(token):
        return True
    if before == ",":
        return after in _PREPOSITION_OR_TO and not near.closes_apposition(token)
    return (before in NOUNS and near.wanted_before(token)) or near.in_object(token)


def _surely_reduced(near: Neighbours, token: int, options: str, before: str, after: str) -> bool:
    if PAST not in options or before == "." or near.agent_follows(token):
        return True
    if after == TO:
        return near.lows[token] in near.lexicon.set_for  # "Parliament *set* to vote"
    return before == PLURAL and near.raw[token + 1] == BASE  # "voters *polled* expect"


_PAST_AFTER: dict[str, Callable[[Neighbours, int, str, str, str], str]] = {
    **dict.fromkeys(HAVE + BE + BARE_BE + BEEN + BEING, _participle),
    **dict.fromkeys(MODAL + TO + DO, _bare),
    **dict.fromkeys(SUBJECT_PRONOUN + PRONOUN + WH, _finite),
    **dict.fromkeys(_NOUN_FOLLOWS, _attributive),
    COORDINATOR: _parallel,
}


def _ing(near: Neighbours, token: int, options: str, before: str) -> str:
    after = near.raw[token + 1]
    if before in _FORMS_OF_BE:
        return ADJECTIVE if options[0] == ADJECTIVE else ING
    if before in _BEFORE_NOUN:
        describes = NOUN not in options or (ADJECTIVE in options and after[0] in NOUNS)
        return ADJECTIVE if describes else NOUN
    if options == _PREPOSITION_OR_ING:
        return PREPOSITION
    if token and near.lows[token - 1] in near.lexicon.before_ing and after[0] in _COMPLEMENT:
        return ING
    return ING if after[0] in OBJECT and before in _BEFORE_ING else options[0]


def _clitic_s(near: Neighbours, token: int, options: str, before: str) -> str:
    before, after = near.out[token - 1] if token else ".", near.raw[token + 1]
    owns = near.lows[token - 1] in near.lexicon.owning  # "yesterday*'s* vote"
    if (before in _BEFORE_CLITIC and not owns) or near.lows[token - 1] in near.lexicon.before_is:
        return HAVE if after == BEEN else BE
    return BE if after in _AFTER_BE else POSSESSIVE


def _clitic_d(near: Neighbours, token: int, options: str, before: str) -> str:
    after = near.raw[token + 1]
    return HAVE if after == BEEN or (PARTICIPLE in after and BASE not in after) else MODAL


def _longer(near: Neighbours, token: int, options: str, before: str) -> str:
    if token and near.lows[token - 1] in near.lexicon.no_longer:
        near.out[token - 1] = NOT
        return NOT
    return ADVERB


def _first(near: Neighbours, token: int, options: str, before: str) -> str:
    """ "he first discussed it" and "the first talks"; "they all work" and "all talks"."""
    if options == _QUANTIFIER_OR_ADVERB and near.raw[token + 1] in _AFTER_QUANTIFIED:
        return ADVERB
    if BASE in options and before in _BEFORE_BARE:
        return ADVERB if BASE in near.raw[token + 1] else BASE  # "must *first* finish"
    return ADVERB if token and near.out[token - 1] in _BEFORE_ADVERB else options[0]


def _likely(near: Neighbours, token: int, options: str, before: str) -> str:
    """ "is *likely* to pass" and "will *likely* pass"."""
    return ADVERB if before == MODAL else ADJECTIVE


def _once(near: Neighbours, token: int, options: str, before: str) -> str:
    return SUBORDINATOR if near.raw[token + 1][0] in _AFTER_SUBORDINATOR else ADVERB


def _since(near: Neighbours, token: int, options: str, before: str) -> str:
    """ "has *since* resigned" and "*since* it opened"."""
    perfect = token > 0 and near.out[token - 1] in _PERFECT
    return ADVERB if perfect and near.raw[token + 1][0] not in _AFTER_SINCE else SUBORDINATOR


def _will(near: Neighbours, token: int, options: str, before: str) -> str:
    """ "the *will* of the people" and "it *will* end"."""
    return NOUN if token and near.out[token - 1] in _BEFORE_WILL else MODAL


_SPECIAL: dict[str, _Choice] = {
    POSSESSIVE + BE: _clitic_s,
    MODAL + HAVE: _clitic_d,
    ADVERB + NOT: _longer,
    ADJECTIVE + ADJECTIVE + ADVERB: _likely,
    ADJECTIVE + ADVERB + BASE: _first,
    QUANTIFIER + ADVERB: _first,
    SUBORDINATOR + ADVERB: _once,
    ADVERB + SUBORDINATOR: _since,
    MODAL + MODAL: _will,
}
