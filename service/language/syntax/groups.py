"""Verb groups: auxiliaries and main verb read as one, with tense, aspect, voice and negation. Words only."""

import re
from functools import lru_cache

from service.language.lexicon import Lexicon
from service.language.syntax.clauses import Clause

_GAP = r"(?:[rxfl\"“]|,r,){0,4}"
_CHAIN = rf"(?:{_GAP}[mhboBEGH])*(?:{_GAP}[vpdzg])?"
_SUBJECT = r"(?:[iy]|[ef]?[a#]{0,2}[nsN]{1,3})"
_GROUP = re.compile(
    r"[vzdpgtmhboBEGH](?:"  # one class of letters first: that makes it fast
    r"(?<=[vzdpg])"
    rf"|(?<=[om]){_SUBJECT}[rx]{{0,2}}(?:v|B{_GAP}[vpdzg])"  # "nor did she comment", "nor will the road be closed"
    rf"|(?<!t){_CHAIN}"
    rf"|(?<=t)(?:[rx]{{0,3}}[mhboBEGH]{_CHAIN}|[rxf]{{0,3}}v))"
)
_AUXILIARIES = frozenset("mhboBEGH")
_PAST = frozenset(("had", "was", "were", "did", "wasn", "weren"))
_MODALS = {"'ll": "will", "'d": "would", "wo": "will", "ca": "can", "sha": "shall"}
_NONFINITE = {"t": "infinitive", "B": "bare", "E": "participle", "G": "ing", "H": "ing"}

_LONGEST = 24  # words of a verb group
_SIMPLE = {  # form, tense, passive
    "d": ("finite", "past", False),
    "z": ("finite", "present", False),
    "v": ("bare", "", False),
    "g": ("ing", "", False),
    "p": ("participle", "", True),
}


def find_groups(tags: str, lows: list[str], first: int, last: int, lexicon: Lexicon) -> list[Clause]:
    """The verb groups among the words `first` to `last` in order, as clauses of which nothing else is known yet."""
    found = []
    bases = lexicon.bases
    for match in _GROUP.finditer(tags, first, last):
        start, end = match.span()
        if end - start == 1 and (simple := _SIMPLE.get(tags[start])):
            form, tense, passive = simple
            negated = start > first and tags[start - 1] in "rx" and _denied(tags, start, first)
            found.append(Clause(start, start, bases[lows[start]], form, tense, "", False, False, passive, negated))
        elif compound := _read_compound(tags[start : end + 1][:_LONGEST], end - start, lows[start]):
            offset, form, tense, modal, perfect, progressive, passive, negated = compound
            head = start + offset
            if start > first:
                negated = (
                    negated
                    or lows[start - 1] in ("nor", "neither")
                    or (form in ("infinitive", "ing") and tags[start - 1] == "x")
                )
            found.append(
                Clause(start, head, bases[lows[head]], form, tense, modal, perfect, progressive, passive, negated)
            )
    return found


def _denied(tags: str, place: int, first: int) -> bool:
    """Whether a denying adverb stands before the verb at `place` ("never hit")."""
    floor = max(first, place - 4)
    place -= 1
    while place > floor and tags[place] == "r":
        place -= 1
    return place >= first and tags[place] == "x"


@lru_cache(maxsize=8192)
def _read_compound(tags: str, size: int, low: str) -> tuple[int, str, str, str, bool, bool, bool, bool] | None:
    """A group of auxiliaries read: the place of its head, then the fields of Clause from `form` to `negated`.

    `tags` are those of the group's `size` words and of the one after, `low` its first word. None where it
    has a modal and nothing more.
    """
    size = min(size, len(tags))
    chain = "".join(tag for tag in tags[:size] if tag in _AUXILIARIES)
    main = tags[size - 1] if tags[size - 1] in "vpdzg" else ""
    if main == "v" and chain and chain[-1] not in "mo":
        main = ""
    head = size - 1 if main else max((i for i in range(size) if tags[i] in _AUXILIARIES), default=0)
    if tags[head] == "m":
        return None
    have = max(chain.find("h"), chain.find("H"))
    perfect = have >= 0 and (have < len(chain) - 1 or main in ("p", "d"))
    progressive = (main == "g" and bool(chain) and chain[-1] in "bBE") or "G" in chain[1:]
    passive = main in ("p", "d") and bool(chain) and chain[-1] in "bBEG"
    negated = "x" in (tags[: head + 1] if main else tags[: head + 2])
    return (head, *_finiteness(tags[0], low), perfect, progressive, passive, negated)


def _finiteness(tag: str, low: str) -> tuple[str, str, str]:
    """Form, tense and modal that the first word of a group tells."""
    if tag == "m":
        return "finite", "modal", _MODALS.get(low, low)
    if tag in "hbo":
        return "finite", "past" if low in _PAST else "present", ""
    return _NONFINITE[tag], "", ""
