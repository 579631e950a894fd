"""An outcome as it was stated: what identity needs to know of a statement."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One outcome as an article states it.

    `text` is the clause and `head` its event's main word, `head_at` the offset of the head in `text` (where it is
    unknown, the likeliest place is taken). `title` and `context`, the article's text before the statement, give
    the long forms of names; both may be empty. `at` is the offset of the clause in `context`, where it stands there.
    """

    text: str
    sentence: str
    head: str
    polarity: str
    modality: str
    conditional: bool
    speaker: str | None
    due: date | None
    said_on: date
    title: str | None
    context: str
    head_at: int | None = None
    at: int | None = None
