"""Datelines, and the speaker labels and stage directions of transcripts, found on tokens."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from service.language.layout.blocks import Block
from service.language.tokens import Tokens
from service.language.wordlists import word_lists

_LABEL_MOST = 14  # tokens of a label, its colon included
_DATELINE_MOST = 16
_TURN_READ = 40  # tokens of a turn that are looked at
_DASHES = frozenset(("-", "–", "—", "--"))
_ENDS = frozenset('.!?…)]"”')
_NAME_MARKS = frozenset((",", ".", "-", "#", "'", "’", "(", ")", "&"))
_STAGE_MOST = 40  # tokens within the brackets of a stage direction


def find_labels(tokens: Tokens, blocks: Sequence[Block]) -> dict[int, int]:
    """Speaker labels of a transcript: the first token of each, and the token after its colon.

    Labels in capitals ("HILL:", "MARY HILL, BYLINE:") may stand at the start of any sentence, others
    ("Q:", "Mary Smith:") only where a block begins. A page with only one label that never comes again is
    no transcript, nor is one whose labels all differ and lead to nobody who says "I", "we" or "you": they are slugs.
    """
    words = tokens.words
    opening = {block.first for block in blocks}
    found: dict[int, int] = {}
    plain: dict[int, int] = {}
    for colon in _colons(words):
        first = _label_start(words, colon, opening)
        if first is None:
            continue
        (found if _in_capitals(words, first, colon) else plain)[first] = colon + 1
    if len(plain) > 2:
        plain = {first: after for first, after in plain.items() if first in opening}
        names = Counter(" ".join(words[first:after]) for first, after in plain.items())
        if sum(count > 1 for count in names.values()) > 1:
            found.update(plain)
    return found if len(found) > 1 and _is_talk(tokens, found) else {}


def _is_talk(tokens: Tokens, labels: Mapping[int, int]) -> bool:
    """Whether people take turns behind the labels: one comes again, or somebody speaks of himself or asks."""
    words, lows = tokens.words, tokens.lows
    if len({" ".join(words[first:after]) for first, after in labels.items()}) < len(labels):
        return True
    addressing = word_lists("sentences")["addressing"]
    return any(not addressing.isdisjoint(lows[after : after + _TURN_READ]) for after in labels.values())


def _colons(words: Sequence[str]) -> Iterator[int]:
    start = 0
    while True:
        try:
            colon = words.index(":", start)
        except ValueError:
            return
        yield colon
        start = colon + 1


def _label_start(words: Sequence[str], colon: int, opening: set[int]) -> int | None:
    """Where the label before `colon` begins, at a block's or a sentence's start; None where there is none."""
    index = colon
    while index > 0 and index not in opening and colon - index < _LABEL_MOST:
        if not _in_label(words, index - 1):
            break
        index -= 1
    starts = index in opening or (index > 0 and words[index - 1] in _ENDS)
    return index if starts and index < colon and words[index][0].isupper() else None


def _in_label(words: Sequence[str], index: int) -> bool:
    """Whether the token at `index` may belong to a label: a name, a figure or a mark within a name."""
    word = words[index]
    if word in _ENDS and not _initial(words, index):
        return False
    return word[0].isupper() or word[0].isdigit() or word in _NAME_MARKS


def _initial(words: Sequence[str], stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an initial or a title ("JOHN F. SMITH")."""
    return words[stop] == "." and stop > 0 and len(words[stop - 1]) < 4 and words[stop - 1].isupper()


def _in_capitals(words: Sequence[str], first: int, colon: int) -> bool:
    letters = [word for word in words[first:colon] if word[0].isalpha()]
    return bool(letters) and all(word.isupper() for word in letters) and any(len(word) > 2 for word in letters)


def skip_stage(tokens: Tokens, first: int, last: int) -> int:
    """The first token past stage directions at `first`: "(Through interpreter)", "[LAUGHTER]"."""
    words = tokens.words
    while first < last and words[first] in ("(", "["):
        close = ")" if words[first] == "(" else "]"
        stop = min(last, first + _STAGE_MOST)
        if close not in words[first + 1 : stop]:
            return first
        after = words.index(close, first + 1, stop) + 1
        if after < last and words[after][0].islower():  # "[The law] failed": an editor's insertion
            return first
        first = after
    return first


def dateline_end(tokens: Tokens, first: int, last: int) -> int:
    """The first token past a dateline at `first` ("OSLO, Norway (Newswire) -"); `first` where there is none.

    A dateline begins with a place in capitals, or holds one word or two, and ends in a dash that has
    spaces around it.
    """
    words, ties = tokens.words, word_lists("sentences")["place_ties"]
    if first >= last or not words[first][0].isupper():
        return first
    for index in range(first + 1, min(last - 1, first + _DATELINE_MOST)):
        word = words[index]
        if word in _DASHES:
            return _behind_dash(tokens, first, index)
        if word == ":" and _in_capitals(words, first, index) and index - first < 5:
            return index + 1
        if word[0].islower() and words[index - 1] not in (".", ",") and word not in ties:
            return first
    return first


def _place(words: Sequence[str], first: int, dash: int, after: int) -> bool:
    if after >= len(words) or words[after][0].islower():
        return False
    capitals = words[first].isupper() and len(words[first]) > 1
    return capitals or words[dash - 1] == ")" or dash - first < 3 or "," in words[first:dash]


def _behind_dash(tokens: Tokens, first: int, dash: int) -> int:
    """The first token past a dateline that ends in the dash; `first` where it is none."""
    words = tokens.words
    after = dash + 1 + (words[dash + 1] == words[dash])
    spaced = tokens.starts[dash] > tokens.end(dash - 1) or words[dash - 1] == ")"
    return after if spaced and _place(words, first, dash, after) else first
