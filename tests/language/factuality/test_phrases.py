"""Words and phrases that have an effect on what is told beside them."""

import pytest

from tests.language.factuality.wordings import effect, wording
from tests.language.marked import marked_clause, marked_doc, said


@pytest.mark.parametrize(
    ("marked", "name", "content"),
    [
        ("the *rumour* spread", "rumour", False),
        ("a *denial* came", "deny", False),
        ("the *claim* spread", "report", True),
        ("the *town* spread", None, False),
        ("they *deny* it", None, False),
    ],
)
def test_nouns_that_have_an_effect(marked: str, name: str | None, content: bool) -> None:
    doc, index = marked_doc(marked)

    found = wording(doc).noun_class(index)

    assert ((found.name if found else None), wording(doc).is_content(index)) == (name, content)


@pytest.mark.parametrize(
    ("marked", "noun"),
    [
        ("There are reports *that* they signed.", "reports"),
        ("There are reports from Rome *that* they signed.", "reports"),
        ("He said *that* they signed.", None),
    ],
)
def test_the_noun_whose_content_a_clause_tells(marked: str, noun: str | None) -> None:
    doc, index = marked_doc(marked)

    found = wording(doc).noun_before(index, -1)

    assert (doc.tokens.words[found] if found is not None else None) == noun
    assert wording(doc).noun_before(index, index) is None


@pytest.mark.parametrize(
    ("marked", "phrase", "absent", "attribute"),
    [
        ("There is no hard *evidence* of it.", "no hard evidence", True, None),
        ("He denied false and old *reports* of it.", "false and old reports", False, ("denied", "denied")),
        ("There is a little *hope*.", "a little hope", False, None),
        ("There is little *hope*.", "little hope", True, None),
    ],
)
def test_the_phrase_of_a_noun(marked: str, phrase: str, absent: bool, attribute: tuple[str, str] | None) -> None:
    doc, index = marked_doc(marked)
    words = wording(doc)

    start = words.start(index, 0)

    assert (said(doc, start, index + 1), words.is_absent(start, index)) == (phrase, absent)
    assert effect(words.attribute(start, index)) == attribute


def test_an_adverb_that_tells_what_a_verb_is_worth() -> None:
    doc, index = marked_doc("He *wrongly* said that it fell.")

    assert effect(wording(doc).telling(0, 6)) == ("denied", "denied")
    assert effect(wording(doc).telling(index + 1, 6)) is None


@pytest.mark.parametrize(
    ("marked", "negated", "of_content", "found"),
    [
        ("It was *false*.", False, False, ("denied", "denied")),
        ("It is not *true*.", True, False, ("doubted", "denied")),
        ("The report was *wrong*.", False, True, ("denied", "denied")),
        ("The man was *wrong*.", False, False, None),
        ("The report was *old*.", False, True, None),
    ],
)
def test_what_a_copula_says(marked: str, negated: bool, of_content: bool, found: tuple[str, str] | None) -> None:
    doc, index = marked_doc(marked)

    assert effect(wording(doc).predicate(index, index + 1, negated=negated, of_content=of_content)) == found


@pytest.mark.parametrize(
    ("marked", "scarce"),
    [
        ("Few *expect* it.", True),
        ("No one *expects* it.", True),
        ("A few *expect* it.", False),
        ("They *expect* it.", False),
    ],
)
def test_a_subject_that_is_as_good_as_nobody(marked: str, scarce: bool) -> None:
    doc, clause = marked_clause(marked)

    assert wording(doc).is_scarce(clause, -1) is scarce
    assert wording(doc).verbs_of(clause) == ("expect_it", "expect")
