"""What governs an infinitive, an -ing form or a clause, and what it hands on."""

import pytest

from tests.language.marked import marked_clause

# (sentence, class of the licenser, how the clause hangs on it, the word that governs)
LICENSED = [
    ("The firm agreed to *cut* jobs.", "promise", "to", "agreed"),
    ("They are expected to *sign*.", "expect", "to", "expected"),
    ("The bank is likely to *cut* its rate.", "expect", "to", "likely"),
    ("There is a plan to *build* it.", "plan", "to", "plan"),
    ("It urged Iran to *halt* work.", "demand", "to", "urged"),
    ("He considers *selling* it.", "possible", "ing", "considers"),
    ("She hopes it will *open*.", "plan", "that", "hopes"),
    ("It will let editors *publish*.", "caused", "to", "let"),
    ("Bank to *cut* rates", "appointed", "to", "to"),
    ("They are to *leave*.", "appointed", "to", "are"),
    ("They are going to *leave*.", "going", "to", "going"),
    ("A *hearing* is scheduled for July 10.", "schedule", "noun", "scheduled"),
    ("They ruled out a *strike*.", "bar", "noun", "ruled"),
    ("She wants the planes *delivered*.", None, "object", None),
    ("The fans saw players, *fighting* for it.", None, "adverbial", None),
    ("It rose to *open* higher.", None, None, None),
]


@pytest.mark.parametrize(("marked", "licenser", "by", "cue"), LICENSED)
def test_what_governs_a_clause(marked: str, licenser: str | None, by: str | None, cue: str | None) -> None:
    doc, clause = marked_clause(marked)

    word = doc.tokens.words[clause.cue] if clause.cue is not None else None
    assert (clause.licenser, clause.by, word) == (licenser, by, cue)


@pytest.mark.parametrize(
    ("marked", "via", "negated"),
    [
        ("He failed to *act*.", "fail", True),
        ("He managed to *act*.", "manage", False),
        ("He agreed to *act*.", None, False),
        ("He did not agree to *act*.", None, True),
    ],
)
def test_what_a_licenser_hands_on(marked: str, via: str | None, negated: bool) -> None:
    _, clause = marked_clause(marked)

    assert (clause.via, clause.negated) == (via, negated)


@pytest.mark.parametrize(
    ("marked", "purpose"),
    [
        ("Measures designed to *help* came.", True),
        ("It rose to *open* higher.", True),
        ("They agreed to *help*.", False),
    ],
)
def test_a_purpose_is_governed_by_nothing(marked: str, purpose: bool) -> None:
    assert marked_clause(marked)[1].purpose is purpose
