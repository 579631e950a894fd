"""Verb groups: auxiliaries and main verb read as one, with tense, aspect, voice and negation. Words only."""

import re
from dataclasses import dataclass, replace

from service.detect.lexicon import Lexicon

_GAP = r"(?:[rxfl\"“]|,r,){0,4}"
_GROUP = re.compile(
    rf"o[iy][rx]{{0,2}}v"  # "nor did she comment"
    rf"|(?:t[rx]{{0,3}})?[mhboBEGH](?:{_GAP}[mhboBEGH])*(?:{_GAP}[vpdzg])?"
    r"|t[rxf]{0,3}v"
    r"|[vzdpg]"
)
_AUXILIARIES = frozenset("mhboBEGH")
_PAST = frozenset(("had", "was", "were", "did", "wasn", "weren"))
_MODALS = {"'ll": "will", "'d": "would", "wo": "will", "ca": "can", "sha": "shall"}


@dataclass(slots=True, kw_only=True)
class Group:
    """A verb group: token places `first` to `head` (the main verb), and what its words say together.

    `form`: finite, infinitive (with "to"), bare, ing, participle. `tense`: past, present, modal or "".
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

    def with_head(self, head: int, lemma: str) -> "Group":
        """The same auxiliaries said of another verb, as in "will sign a treaty and *open* an office"."""
        return replace(self, head=head, lemma=lemma)


def find_groups(tags: str, lows: list[str], first: int, last: int, lexicon: Lexicon) -> list[Group]:
    """The verb groups among the words `first` to `last`, in order."""
    found = []
    for match in _GROUP.finditer(tags, first, last):
        start, end = match.span()
        if end - start == 1 and tags[start] not in _AUXILIARIES:
            found.append(_simple(tags[start], start, lexicon.lemma(lows[start])))
            found[-1].negated = _denied(tags, start, first)
        elif group := _compound(tags, lows, start, end, lexicon):
            found.append(group)
    return found


def _denied(tags: str, place: int, first: int) -> bool:
    """Whether a denying adverb stands before the verb at `place` ("never hit")."""
    place -= 1
    while place > first and tags[place] == "r":
        place -= 1
    return place >= first and tags[place] == "x"


def _simple(tag: str, place: int, lemma: str) -> Group:
    if tag == "d":
        return Group(first=place, head=place, lemma=lemma, form="finite", tense="past")
    if tag == "z":
        return Group(first=place, head=place, lemma=lemma, form="finite", tense="present")
    form = {"v": "bare", "g": "ing", "p": "participle"}[tag]
    return Group(first=place, head=place, lemma=lemma, form=form, passive=tag == "p")


def _compound(tags: str, lows: list[str], start: int, end: int, lexicon: Lexicon) -> Group | None:
    chain = "".join(tag for tag in tags[start:end] if tag in _AUXILIARIES)
    main = tags[end - 1] if tags[end - 1] in "vpdzg" else ""
    if main == "v" and chain and chain[-1] not in "mo":
        main = ""
    head = end - 1 if main else max(i for i in range(start, end) if tags[i] in _AUXILIARIES)
    if tags[head] == "m":
        return None
    group = Group(first=start, head=head, lemma=lexicon.lemma(lows[head]), form="finite")
    group.negated = "x" in tags[start : head + 1] or tags[head + 1 : head + 2] == "x" or lows[start - 1] == "nor"
    group.passive = main in ("p", "d") and bool(chain) and chain[-1] in "bBEG"
    group.progressive = (main == "g" and bool(chain) and chain[-1] in "bBE") or "G" in chain[1:]
    group.perfect = _is_perfect(chain, main)
    _set_form(group, chain, tags[start], lows[start])
    return group


def _is_perfect(chain: str, main: str) -> bool:
    have = max(chain.find("h"), chain.find("H"))
    return have >= 0 and (have < len(chain) - 1 or main in ("p", "d"))


def _set_form(group: Group, chain: str, tag: str, low: str) -> None:
    if tag == "t":
        group.form = "infinitive"
    elif tag == "m":
        group.tense, group.modal = "modal", _MODALS.get(low, low)
    elif tag in "hbo":
        group.tense = "past" if low in _PAST else "present"
    else:
        group.form = {"B": "bare", "E": "participle", "G": "ing", "H": "ing"}[tag]
