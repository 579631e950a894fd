"""Propositions of sentences written in tests: the head of the clause stands between asterisks."""

from datetime import date
from typing import Any

from service.language import Clause, Doc, Proposition, Stated, read

_ENDS = (".", "?", "!", '"', "”")


def proposition(
    marked: str,
    on: date,
    *,
    context: str = "",
    title: str | None = None,
    sentence: str | None = None,
    modality: str | None = "expectation",
    polarity: str = "positive",
    conditional: bool = False,
    speaker: str | None = None,
    due: date | None = None,
) -> Proposition:
    """What the clause around the marked head says; `context` stands before its sentence, or holds it."""
    before, head, after = marked.split("*")
    whole = sentence or before + head + after
    whole += "" if whole.rstrip().endswith(_ENDS) else "."
    text = f"{context}\n\n{whole}" if context else whole
    doc = read(text, title=title)
    clause = clause_at(doc, text.index(whole) + whole.index(before + head) + len(before))
    stated = Stated(polarity=polarity, modality=modality, conditional=conditional, speaker=speaker, due=due)
    return doc.proposition(clause, stated, on)


def clause_at(doc: Doc, offset: int) -> Clause:
    """The clause whose head begins at the character `offset`, or holds it."""
    found = doc.clause_at(offset)
    assert found is not None, f"no clause at {doc.text[offset : offset + 20]!r} in {doc.text!r}"
    return found


def of_row(row: dict[str, Any]) -> Proposition:
    """The proposition of a row of `identity_pairs.toml`."""
    names = ("context", "title", "sentence", "modality", "polarity", "conditional", "speaker", "due")
    return proposition(row["text"], row["on"], **{name: row[name] for name in names if name in row})
