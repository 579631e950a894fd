"""Phrases that are one word: "in fact", "not only", "anything but"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from service.language.tags import Tag
from service.language.wordlists import read_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class _FixedPhrases:
    fixed: Mapping[tuple[str, ...], Tag]


def fixed_phrases(lows: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The fixed phrases among the words `lows`: the places of their first word and behind their last, their tag."""
    known = _by_last_word()
    for last in [place for place, low in enumerate(lows) if low in known]:
        for phrase, tag in known[lows[last]]:
            first = last + 1 - len(phrase)
            if first >= 0 and tuple(lows[first : last + 1]) == phrase:
                yield first, last + 1, tag.value


@cache
def _by_last_word() -> Mapping[str, list[tuple[tuple[str, ...], Tag]]]:
    """The phrases by the last of their words, which is the rarest."""
    found: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
    for phrase, tag in read_lists(_FixedPhrases, "phrases").fixed.items():
        found.setdefault(phrase[-1], []).append((phrase, tag))
    return found
