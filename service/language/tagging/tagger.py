"""One tag a word: what each word is in its place, judged from the lexicon and its neighbours.

The tags of a text are one string, a letter a word (`service.language.tags`).
"""

import re
from collections.abc import Iterable

from service.language.lexicon import Lexicon
from service.language.tagging.choices import chooser
from service.language.tagging.fixed import fixed_phrases
from service.language.tagging.headlines import is_terse
from service.language.tagging.neighbours import Neighbours
from service.language.tagging.weights import WEIGHED, load_weights
from service.language.tags import (
    ADJECTIVE,
    ADVERBS,
    BASE,
    BASE_FORMS,
    BE,
    COMMON_NOUNS,
    DETERMINERS,
    DO,
    FINITE,
    HAVE,
    MODAL,
    NAME,
    NOUN,
    NOUNS,
    NUMBER,
    PARTICIPLE,
    PAST,
    PAST_FORMS,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTIFIER,
    SUBORDINATOR,
    THIRD,
    TO,
)
from service.language.tokens import Tokens

_AFTER_THIRD = BASE + THIRD + POSSESSIVE
_AFTER_PAST = NOUNS + POSSESSIVE
_PASSED = ADVERBS + ","
_BEFORE_BASE = PLURAL + NAME + ADJECTIVE
_NEVER_AFTER_BASE = POSSESSIVE + BASE + TO
_OPENING_NAME = COMMON_NOUNS + PAST_FORMS + ADJECTIVE + THIRD

# What capitals throughout, at the start of a sentence, do not make a name of.
_SHUT = frozenset(DETERMINERS + MODAL + HAVE + BE + DO)
_TITLED = 0.7  # share of the longer words of a headline that have capitals, where it Is Set Like This
_TO_NOUN = re.compile(rf"{TO}(?![{BASE_FORMS}{HAVE}{DO}{ADVERBS}{QUANTIFIER}\"“])")
_TO_AND_NOUN = re.compile(f"{TO}{NOUN}")
_SOME_VERB = re.compile(f"[{FINITE}{TO}{PARTICIPLE}{BASE}]")
# Of a headline: "Bank cuts rates *to record* low" has none yet.
_HEADLINE_VERB = re.compile(f"[{FINITE}{PARTICIPLE}]|(?<!{TO}){BASE}")
_AFTER_NAME = FINITE + NUMBER  # what no modal stands before: "*May* said", "*May* 4 is"
# Tenths by which the weights speak against a verb that is not taken for one.
_UNLIKELY, _UNLIKELY_IN_HEADLINE = -120, -200
_LEAST_CAPITALS = 3  # words of a sentence that may be set in capitals throughout
_LEAST_PLURAL = 3  # letters of a name in -s that may be a plural: "Reds", not "US"


def tag_words(
    tokens: Tokens, lexicon: Lexicon, sentences: Iterable[tuple[int, int]], headlines: Iterable[tuple[int, int]] = ()
) -> str:
    """The tags of the words of a text, a letter of `Tag` a word, and a full stop after them.

    `sentences` and, among them, `headlines` are ranges of words that do not overlap.
    """
    ranges = list(sentences)
    starts = {first for first, _ in ranges}
    heads = list(headlines)
    titled = {token for first, last in heads if _is_titled(tokens, first, last) for token in range(first, last)}
    terse = {token for first, last in heads if is_terse(tokens, first, last, lexicon) for token in range(first, last)}
    possible = _options(tokens, lexicon, starts, titled)
    _read_capitals(tokens, lexicon, ranges, possible)
    near = Neighbours(tokens.lows, possible, starts, terse, lexicon)
    raw, out = near.raw, near.out
    for first, last, tag in fixed_phrases(tokens.lows):
        raw[first:last] = out[first:last] = [tag] * (last - first)
    for token in [token for token, choices in enumerate(map(len, raw)) if choices > 1]:
        options, before = raw[token], "." if token in starts else out[token - 1]
        if before in _PASSED:
            before = near.before(token)
        out[token] = chooser(options)(near, token, options, before)
    _read_infinitives(near)
    tags = _TO_NOUN.sub(PREPOSITION, "".join(out))
    lost = [(first, last) for first, last in ranges if not _SOME_VERB.search(tags, first, last)]
    found = [_find_lost_verb(near, first, last, (first, last) in heads) for first, last in lost]
    mains = [(first, _main_end(tags, first, last)) for first, last in heads]
    verbless = [(first, last) for first, last in mains if not _HEADLINE_VERB.search(tags, first, last)]
    found += [_find_lost_verb(near, first, last, headline=True) for first, last in verbless]
    return _TO_NOUN.sub(PREPOSITION, "".join(out)) if any(found) else tags


def _read_infinitives(near: Neighbours) -> None:
    """Take for a verb a noun where only an infinitive can stand: "was forced *to mothball* the mill"."""
    for match in _TO_AND_NOUN.finditer("".join(near.out)):
        token = match.end() - 1
        governed = near.lows[token - 2] in near.lexicon.infinitive_only and token - 1 not in near.starts
        if governed and near.raw[token] == NOUN:
            near.out[token] = BASE


def _main_end(tags: str, first: int, last: int) -> int:
    """Where the main clause of a headline ends: "Bank cuts rates | as growth slows"."""
    opening = tags.find(SUBORDINATOR, first + 1, last)
    return opening if opening > 0 else last


def _is_titled(tokens: Tokens, first: int, last: int) -> bool:
    words = [word for word in tokens.words[first:last] if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > _TITLED * len(words)


def _read_capitals(tokens: Tokens, lexicon: Lexicon, ranges: Iterable[tuple[int, int]], possible: list[str]) -> None:
    """Give the words of sentences in capitals throughout what they can be in small letters."""
    for first, last in ranges:
        if tokens.words[first].isupper() and _in_capitals(tokens, first, last):
            possible[first:last] = [_in_small(low, lexicon) for low in tokens.lows[first:last]]


def _in_capitals(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a sentence is set in capitals throughout, as in bulletins, where they make a name of no word."""
    words = [word for word in tokens.words[first:last] if word.isalpha()]
    return len(words) >= _LEAST_CAPITALS and all(map(str.isupper, words))


def _in_small(low: str, lexicon: Lexicon) -> str:
    """What a word of such a sentence can be: what it can in small letters, and a name where it is unknown."""
    known = lexicon.tags.get(low, "")
    if known or not low.isalpha():
        return lexicon.tags[low]
    return NAME if _opens_with_name(low, known, False, lexicon) else lexicon.tags[low]


def _options(tokens: Tokens, lexicon: Lexicon, starts: set[int], titled: set[int]) -> list[str]:
    """What each word can be; where sentences begin, and in `titled` headlines, a capital makes no name by itself."""
    words, lows, known = tokens.words, tokens.lows, lexicon.tags.get
    raw = list(map(lexicon.written.__getitem__, words))
    for token in starts | titled:
        word = words[token]
        if raw[token] == NAME:
            low, options = lows[token], known(lows[token], "")
            if word.isupper() and len(word) > 1:
                named = options not in _SHUT
            else:
                another = token not in titled and words[token + 1 : token + 2] != lows[token + 1 : token + 2]
                after = raw[token + 1][0] if token + 1 < len(raw) else "."
                named = _is_told_name(options, after) or _opens_with_name(low, options, another, lexicon)
            if not named:
                raw[token] = lexicon.tags[low]
    return raw


def _is_told_name(options: str, after: str) -> bool:
    """Whether what follows makes a name of a word that could be another: "*May* said", "*Kestrel* 4 will"."""
    if options[:1] == MODAL:
        return after in _AFTER_NAME
    return options == NOUN and after == NUMBER


def _opens_with_name(low: str, options: str, another: bool, lexicon: Lexicon) -> bool:
    """Whether a capitalised word that begins a sentence is a name; `another` capitalised word may follow it."""
    if options:
        return another and options[0] in _OPENING_NAME
    singular = low[:-1] in lexicon.tags or (low.endswith("ies") and low[:-3] + "y" in lexicon.tags)
    return not (low.endswith("s") and singular)


def _find_lost_verb(near: Neighbours, first: int, last: int, headline: bool) -> bool:
    """Where no word of a sentence was taken for a verb, take the likeliest, if it is not unlikely."""
    found: list[tuple[int, int, str]] = []
    for token in [token for token in range(first + 1, last) if len(near.raw[token]) > 1]:
        if near.out[token - 1] == TO:
            break
        verb = _lost_verb(near, token, _after(near, token) if token + 1 < last else ".")
        lead = _lead(near, token, verb) if verb else 0
        if verb and lead > (_UNLIKELY_IN_HEADLINE if headline else _UNLIKELY):
            found.append((lead, -token, verb))
    if found:
        _, token, verb = max(found)
        near.out[-token] = verb
    return bool(found)


def _after(near: Neighbours, token: int) -> str:
    """The tag after `token`; "to" before what can be no verb is a preposition ("travel *to* Rome")."""
    tag = near.out[token + 1]
    return PREPOSITION if tag == TO and BASE not in near.raw[token + 2] else tag


def _lead(near: Neighbours, token: int, verb: str) -> int:
    """By how many tenths the weights speak for the verb; 0 where they say nothing of what the word can be."""
    options = near.raw[token]
    return load_weights().lead(near, token, options, verb) if WEIGHED.issuperset(options) else 0


def _lost_verb(near: Neighbours, token: int, after: str) -> str | None:
    """The tag of a finite verb where the word at `token` may be one between its neighbours, else None."""
    options, before = near.raw[token], near.before(token)
    if THIRD in options and after not in _AFTER_THIRD and (before == NAME or (before == NOUN and after != NOUN)):
        return THIRD
    if PAST in options and before in NOUNS and after not in _AFTER_PAST:
        return PAST  # "The band *split*."
    return BASE if _may_be_base(near, token, options, before, after) else None


def _may_be_base(near: Neighbours, token: int, options: str, before: str, after: str) -> bool:
    """Whether the word at `token` may be a verb in the plural, as "*Banks* *cut* rates"."""
    if BASE not in options or before not in _BEFORE_BASE or after in _NEVER_AFTER_BASE:
        return False
    plural = near.lows[token - 1].endswith("s") and len(near.lows[token - 1]) > _LEAST_PLURAL
    return options[0] == BASE or plural or after not in COMMON_NOUNS
