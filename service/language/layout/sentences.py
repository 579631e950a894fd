"""Where sentences end, told from the words and marks of a block. Knows nothing of pages or of meaning.

Boundaries are found on tokens and not by a library, because each sentence inside a quotation is wanted
by itself and because the answer must come in linear time for unbalanced quotation marks too.
"""

from collections.abc import Sequence
from itertools import pairwise

from service.language.layout.marks import tokens_ending_in
from service.language.tokens import Tokens
from service.language.wordlists import word_lists

LONGEST_SENTENCE = 160  # tokens: what goes on without a full stop is read in pieces of at most so many

_STOPS = ".!?…"
_ENDS = frozenset(_STOPS)
_CLOSERS = frozenset("\"'”’»)]}")
_FOLLOWERS = _ENDS | _CLOSERS
_OPENERS = frozenset("\"'“‘«([{`-–—•*")
_DASHES = frozenset("-–—")
_PARTS = frozenset(",;:–—")
_TRAIL = 12  # marks after a full stop that are looked at


def sentence_stops(text: str, tokens: Tokens) -> list[int]:
    """The tokens of `text` that may end a sentence: full stops and their like, and dotted abbreviations."""
    return tokens_ending_in(text, tokens, _STOPS)


def split_sentences(tokens: Tokens, first: int, last: int, stops: Sequence[int]) -> list[int]:
    """The places within tokens [first, last) where a new sentence begins, `first` included.

    `stops` are those of `sentence_stops` that lie in the range. No sentence has more than `LONGEST_SENTENCE` tokens.
    """
    begins = [first]
    done = first  # stops before it have been seen with the one before them
    words, starts = tokens.words, tokens.starts
    for stop in stops:
        if stop < done:
            continue
        after = stop + 1
        parted = after < last and words[stop] == "." and starts[after] > starts[stop] + 1
        if parted and words[after][0].isupper() and _ends_plainly(words[stop - 1]):
            begins.append(after)  # by far the commonest end
            continue
        if after < last and words[after] in _FOLLOWERS:
            after = done = _after_marks(tokens, stop, last)
        if after < last and _ends_sentence(tokens, stop, after, last, begins[-1]):
            begins.append(after)
    return _in_pieces(words, begins, last) if last - first > LONGEST_SENTENCE else begins


def _ends_plainly(before: str) -> bool:
    """Whether a full stop behind the word `before`, a space and a capital are sure to end a sentence."""
    lists = word_lists("sentences")
    return before.islower() and len(before) > 1 and (before not in lists["titles"] or before in lists["refusals"])


def _in_pieces(words: Sequence[str], begins: Sequence[int], last: int) -> list[int]:
    """`begins` with a sentence that is too long parted: behind a mark or before a conjunction in its second half.

    Where there is none, it is parted where it must be.
    """
    found: list[int] = []
    joints = word_lists("sentences")["joints"]
    for begin, end in pairwise([*begins, last]):
        found.append(begin)
        while end - found[-1] > LONGEST_SENTENCE:
            most, least = found[-1] + LONGEST_SENTENCE, found[-1] + LONGEST_SENTENCE // 2
            parts = (
                token_index
                for token_index in range(most, least, -1)
                if words[token_index - 1] in _PARTS or words[token_index] in joints
            )
            found.append(next(parts, most))
    return found


def _after_marks(tokens: Tokens, stop: int, last: int) -> int:
    """The first token after `stop` and the marks that close with it."""
    words, starts = tokens.words, tokens.starts
    after = stop + 1
    while after < last and words[after] in _FOLLOWERS:
        if words[after] not in _ENDS and starts[after] != tokens.end(after - 1):
            break
        after += 1
    return after


def _ends_sentence(tokens: Tokens, stop: int, after: int, last: int, begin: int) -> bool:
    words = tokens.words
    begins = _next_word(words, after, last) if words[after] in _OPENERS else after
    if begins is None or words[begins][0].islower():
        return False
    starter = tokens.lows[begins] in word_lists("sentences")["starters"] and words[after] not in _DASHES
    if len(words[stop]) > 1:  # a dotted abbreviation is one token
        return starter and tokens.lows[stop][:-1] not in word_lists("sentences")["titles"]
    if words[stop] != ".":
        return words[stop] != "…" or after > stop + 1 or starter
    if stop - 1 == begin and words[begin].isdigit():  # "1. Open the valve"
        return False
    return stop > begin and _stop_ends(tokens, stop, after, starter)


def _stop_ends(tokens: Tokens, stop: int, after: int, starter: bool) -> bool:
    """Whether the full stop at `stop` ends a sentence, given whether a starter follows."""
    if after != stop + 1 or tokens.starts[stop] != tokens.end(stop - 1):
        return True
    before, low, lists = tokens.words[stop - 1], tokens.lows[stop - 1], word_lists("sentences")
    if tokens.starts[after] == tokens.end(stop):  # glued: "came.She" ends, "Example.Com" may not
        return before.islower() and len(before) > 2 and starter
    if low in lists["titles"] and not (low in lists["refusals"] and before.islower()):
        return low in lists["refusals"] and starter
    abbreviated = low in lists["abbreviations"] and before[0].isupper()
    return starter if abbreviated or _is_initial(before) else True


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


def _next_word(words: Sequence[str], first: int, last: int) -> int | None:
    """The first word from the token `first` on, past opening marks; None where there is none near."""
    for index in range(first, min(last, first + _TRAIL)):
        if words[index] not in _OPENERS:
            return index
    return None
