"""How a clause falls into parts around its head: who, the head, what, and what hangs on prepositions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.identity.tokens import Token
from service.domain.identity.words import is_small, stem, words

Part = range  # places of tokens

_MODALS = frozenset(("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "'ll"))
_FAR = 7  # words from a verb to its particle
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am", "get", "gets"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The parts of a clause as places in `tokens`.

    `subject` stands before the head, `object` right after it, `phrases` are (preposition, part). `nominal` tells
    that the head is a noun, `passive` that the subject suffers the event, `own` that the speaker is the subject.
    """

    tokens: Sequence[Token]
    head: int
    particle: str
    subject: Part
    object: Part
    phrases: tuple[tuple[str, Part], ...]
    nominal: bool
    passive: bool
    own: bool


def find_head(tokens: Sequence[Token], head: str, offset: int | None) -> int:
    """The place of the head: at `offset`, else after "to" or a modal, else where the word first stands."""
    low = head.lower().replace("’", "'").removesuffix("'s")
    places = [at for at, token in enumerate(tokens) if token.low == low] or [
        at for at, token in enumerate(tokens) if low in token.low.split("-")
    ]
    if offset is not None:
        places = [at for at in places if tokens[at].start == offset] or places
    verbal = [at for at in places if any(token.low in _MODALS for token in tokens[max(0, at - 2) : at])]
    return next(iter(verbal or places), 0)


def read_clause(tokens: Sequence[Token], head: int, times: dict[int, str]) -> Clause:
    """The parts of the clause whose head stands at `head`; `times` are the places of time words."""
    nominal = _is_nominal(tokens, head)
    particle, after = _particle(tokens, head, nominal)
    end = _end(tokens, after)
    segments = list(_segments(tokens, after, end, times))
    direct = segments[0][1] if segments and not segments[0][0] else range(after, after)
    phrases = tuple((low, part) for low, part in segments if low)
    subject, own = (_before_noun(tokens, head), False) if nominal else _subject(tokens, head, times)
    return Clause(
        tokens=tokens,
        head=head,
        particle=particle,
        subject=subject,
        object=direct,
        phrases=phrases,
        nominal=nominal,
        passive=not nominal and _is_passive(tokens, head),
        own=own,
    )


def _is_nominal(tokens: Sequence[Token], head: int) -> bool:
    low = tokens[head].low
    before = next((tokens[at] for at in range(head - 1, -1, -1) if not tokens[at].low.endswith("ly")), None)
    if before is None or before.low in _MODALS or before.low in _BE:
        return False
    if stem(low) not in words().event_nouns and low not in words().event_nouns:
        return False
    if stem(low) not in words().verbs:
        return True
    small = before.low in ("the", "a", "an", "its", "his", "her", "their", "this", "any", "of", "further")
    return small or before.possessive or is_small(before.low, "light_adjectives", "another", "ordinals")


def _is_passive(tokens: Sequence[Token], head: int) -> bool:
    low = tokens[head].low
    if low.endswith("ing") or (stem(low) == low and low not in words().irregular):
        return False
    before = [token.low for token in tokens[max(0, head - 3) : head] if not token.low.endswith("ly")]
    return bool(before) and (before[-1] in _BE or (before[-1] in ("also", "then", "not") and before[-2:-1] == ["be"]))


def _particle(tokens: Sequence[Token], head: int, nominal: bool) -> tuple[str, int]:
    """What makes a phrasal verb of the head, next to it or behind a short object, and where the rest begins."""
    verb, after = stem(tokens[head].low), head + 1
    if nominal:
        return "", after
    for at in range(after, min(after + _FAR, len(tokens))):
        low = tokens[at].low
        if f"{verb} {low}" in words().verbs and (at == after or not is_small(low, "prepositions")):
            return low, at + 1 if at == after else after
        if at > after and is_small(low, "prepositions"):
            break
    return "", after


def _end(tokens: Sequence[Token], first: int) -> int:
    """Where the clause of the head ends."""
    for at in range(first, len(tokens)):
        low, after = tokens[at].low, tokens[at + 1].low if at + 1 < len(tokens) else ""
        if (is_small(low, "breaks") and not tokens[at].initials) or tokens[at].text in ";:" or low in ("said", "says"):
            return at
        if low in ("and", "or", "but") and (after in _MODALS or is_small(after, "pronouns") or after.endswith("ed")):
            return at
        if low == "," and (is_small(after, "pronouns") or after in ("said", "says", "a", "an", "the", "with", "but")):
            return at
    return len(tokens)


def _segments(tokens: Sequence[Token], first: int, last: int, times: dict[int, str]) -> Iterator[tuple[str, Part]]:
    """The parts after the head: ("", direct object), then (preposition, its phrase); times are left out."""
    low, start = "", first
    for at in range(first, last):
        here = tokens[at].low
        if at in times or not is_small(here, "prepositions"):
            continue
        yield low, range(start, at)
        low, start = here, at + 1
    yield low, range(start, last)


def _before_noun(tokens: Sequence[Token], head: int) -> Part:
    """What stands before a noun that is the head, up to a verb or a mark: its possessor and its attributes."""
    first = head
    while first > 0 and not tokens[first - 1].mark and not _closes(tokens[first - 1].low):
        first -= 1
    return range(first, head)


def _closes(low: str) -> bool:
    return is_small(low, "prepositions", "pronouns") or low in _MODALS or low in _BE or stem(low) in words().cues


def _subject(tokens: Sequence[Token], head: int, times: dict[int, str]) -> tuple[Part, bool]:
    """The subject: what stands between the last verb of saying or planning and the head, else before that verb."""
    last, own = head, False
    while True:
        cue = _last_cue(tokens, last)
        first = 0 if cue is None else _after_that(tokens, cue + 1, last)
        own = own or any(is_small(token.low, "own") for token in tokens[first:last])
        controlled = cue is not None and stem(tokens[cue].low) in words().subject_control
        plain = first == 0 or tokens[first - 1].low != "that"
        others = cue is not None and plain and (controlled or tokens[first].low == "to")
        if cue is None or (_has_content(tokens, first, last, times) and not others):
            return _noun_phrase(tokens, first, last), own
        last = cue


def _last_cue(tokens: Sequence[Token], last: int) -> int | None:
    for at in range(last - 1, -1, -1):
        low = tokens[at].low
        if stem(low) in words().cues and not tokens[at].capital:
            nominal = at > 0 and (tokens[at - 1].possessive or tokens[at - 1].low in ("the", "a", "an"))
            if not nominal or low in ("plan", "plans"):
                return at
    return None


def _after_that(tokens: Sequence[Token], first: int, last: int) -> int:
    return next((at + 1 for at in range(last - 1, first - 1, -1) if tokens[at].low == "that"), first)


def _has_content(tokens: Sequence[Token], first: int, last: int, times: dict[int, str]) -> bool:
    return any(
        not tokens[at].mark
        and at not in times
        and not tokens[at].low.endswith("ly")
        and (tokens[at].initials or not is_small(tokens[at].low, "function", "pronouns"))
        and tokens[at].low not in _MODALS
        for at in range(first, last)
    )


def _noun_phrase(tokens: Sequence[Token], first: int, last: int) -> Part:
    """[first, last) without an adverbial in front ("In Washington, …"), a relative clause behind and the verb."""
    if first < last and is_small(tokens[first].low, "prepositions", "breaks"):
        comma = next((at for at in range(first, last) if tokens[at].text == ","), None)
        first = first if comma is None else comma + 1
    if first < last and is_small(tokens[first].low, "pronouns") and not tokens[first].initials:
        return range(first, first)
    end = first
    while end < last and (end == first or not _ends_subject(tokens, end)):
        end = _after_apposition(tokens, end, last) or end + 1
    return range(first, min(end, last))


def _ends_subject(tokens: Sequence[Token], at: int) -> bool:
    low = "" if tokens[at].initials else tokens[at].low
    if low in ("who", "which", "whose", "that", "where", "when", "has", "have", "had") or low in _MODALS | _BE:
        return True
    return tokens[at].text in ";:(" or (tokens[at].text == "," and not _after_apposition(tokens, at, len(tokens)))


def _after_apposition(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """The place of the comma that closes a name set between commas at `at` ("her album, Salt Roads, will")."""
    if tokens[at].text != "," or at + 1 >= last or not tokens[at + 1].capital:
        return None
    for end in range(at + 2, min(at + _FAR, last - 1)):
        if tokens[end].text == ",":
            return end + 1
    return None
