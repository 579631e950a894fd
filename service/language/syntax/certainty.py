"""How sure a text is of what a modal clause tells: "will *probably* pass", "the *moon* will pass"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from service.language.forms import Certainty
from service.language.syntax.clauses import Clause
from service.language.wordlists import read_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class CertaintyWords:
    """The lists of `data/en/certainty.toml`."""

    likely: frozenset[str]
    possible: frozenset[str]
    natural: frozenset[str]


@cache
def certainty_words() -> CertaintyWords:
    """The words of certainty, read once."""
    return read_lists(CertaintyWords, "certainty")


def certainty_of(clause: Clause, lows: Sequence[str], floor: int, subject: int) -> Certainty | None:
    """The certainty of a modal clause between the token `floor` and its head; its subject ends at `subject`."""
    words = certainty_words()
    said = lows[floor : clause.head]
    if not words.possible.isdisjoint(said):
        return Certainty.POSSIBLE
    natural = subject >= floor and lows[subject] in words.natural
    return Certainty.LIKELY if natural or not words.likely.isdisjoint(said) else None
