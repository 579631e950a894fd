"""Verb groups: what their auxiliaries tell."""

import pytest

from service.language import read
from service.language.forms import Form, Marker, Tense, Voice
from service.language.lexicon import load_lexicon
from service.language.syntax.clauses import Clause
from service.language.syntax.groups import find_groups


def groups(text: str) -> dict[str, Clause]:
    doc = read(text)
    found = find_groups(doc.tags, doc.tokens.lows, 0, len(doc.tokens), load_lexicon())
    return {doc.span(clause.first, clause.head + 1).of(text): clause for clause in found}


@pytest.mark.parametrize(
    ("text", "group", "lemma", "form", "tense", "modal"),
    [
        ("The bank will cut rates.", "will cut", "cut", Form.FINITE, Tense.MODAL, "will"),
        ("They'll cut rates.", "'ll cut", "cut", Form.FINITE, Tense.MODAL, "will"),
        ("The bank cut its rate and left.", "left", "leave", Form.FINITE, Tense.PAST, None),
        ("The bank cuts its rate.", "cuts", "cut", Form.FINITE, Tense.PRESENT, None),
        ("They leave.", "leave", "leave", Form.BARE, None, None),
        ("He wants to leave.", "to leave", "leave", Form.INFINITIVE, None, None),
        ("Leaving the town, she wept.", "Leaving", "leave", Form.ING, None, None),
        ("A bomb planted by rebels went off.", "planted", "plant", Form.PARTICIPLE, None, None),
        ("The bank has been cutting rates.", "has been cutting", "cut", Form.FINITE, Tense.PRESENT, None),
    ],
)
def test_form_and_tense(text: str, group: str, lemma: str, form: Form, tense: Tense | None, modal: str | None) -> None:
    clause = groups(text)[group]

    assert (clause.lemma, clause.form, clause.tense, clause.modal) == (lemma, form, tense, modal)


@pytest.mark.parametrize(
    ("text", "group", "told"),
    [
        ("The bank has been cutting rates.", "has been cutting", {"perfect", "progressive"}),
        ("It had not been sold.", "had not been sold", {"perfect", "passive", "negated"}),
        ("The bank was sold.", "was sold", {"passive"}),
        ("It is being sold.", "is being sold", {"progressive", "passive"}),
        ("She never left.", "left", {"negated"}),
        ("She left.", "left", set()),
    ],
)
def test_what_else_a_group_tells(text: str, group: str, told: set[str]) -> None:
    clause = groups(text)[group]

    names = ("perfect", "progressive", "passive", "negated")
    assert {name for name in names if getattr(clause, name)} == told
    assert clause.voice is (Voice.PASSIVE if "passive" in told else Voice.ACTIVE)


def test_an_inverted_auxiliary_opens_a_condition() -> None:
    found = groups("Had they signed, it would end.")

    assert found["Had they signed"].marker is Marker.CONDITION
    assert found["would end"].marker is None


def test_a_modal_alone_is_no_group() -> None:
    assert groups("They will.") == {}
