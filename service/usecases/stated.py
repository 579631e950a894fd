"""A statement as propositions and claims are made of it."""

from dataclasses import dataclass

from service.domain.article import NewStatement
from service.language import Stated

_LONGEST = 1_000  # characters of a claim; a clause has less than half of that


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimText:
    """A sentence with its clause from `start` to `end` (exclusive), in characters."""

    text: str
    start: int
    end: int


def stated(statement: NewStatement) -> Stated:
    """How the statement states its event."""
    return Stated(
        polarity=statement.polarity,
        modality=statement.modality,
        conditional=statement.conditional,
        speaker=statement.speaker,
        due=statement.due,
    )


def claim_text(statement: NewStatement, text: str) -> ClaimText:
    """The sentence, which can be read by itself as a bare clause often cannot; of an endless one what is near.

    Spaces and line breaks in a row are one space.
    """
    first, last = _near(statement, text)
    before = len(" ".join(text[first : statement.start + 1].split())) - 1  # a clause begins and ends with a word
    through = len(" ".join(text[first : statement.end].split()))
    return ClaimText(text=" ".join(text[first:last].split()), start=before, end=through)


def _near(statement: NewStatement, text: str) -> tuple[int, int]:
    """The sentence, or whole words around the clause: half of what is to spare before it, the rest behind it."""
    first, last = statement.sentence_start, statement.sentence_end
    if last - first <= _LONGEST:
        return first, last
    spare = _LONGEST - (statement.end - statement.start)
    begin = max(first, statement.start - spare // 2)
    end = min(last, begin + _LONGEST)
    if begin > first:
        begin = next((at for at in range(begin, statement.start) if text[at - 1].isspace()), statement.start)
    if end < last:
        end = next((at for at in range(end, statement.end, -1) if text[at].isspace()), statement.end)
    return begin, end
