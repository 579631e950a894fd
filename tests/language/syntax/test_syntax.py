"""What the words around a verb group make of its clause."""

from typing import Any

import pytest

from service.language.forms import Form, Marker, Pronoun, Tense, TimeFrame
from tests.language.marked import marked_clause

CASES: list[tuple[str, dict[str, Any]]] = [
    ("If it *rains*, we stay.", {"marker": Marker.CONDITION, "subject": Pronoun.IT}),
    ("He said that she *left*.", {"marker": Marker.THAT, "subject": Pronoun.THIRD}),
    ("The man who *left* wept.", {"marker": Marker.RELATIVE}),
    ("He asked if she *left*.", {"marker": Marker.QUESTION}),
    ("The man *left*.", {"marker": None, "subject": None}),
    ("She *said* that he left.", {"complement": Marker.THAT}),
    ("The bank will cut and *sell* it.", {"form": Form.FINITE, "tense": Tense.MODAL, "modal": "will"}),
    ("It will ship and be *sold* here.", {"tense": Tense.MODAL, "passive": True}),
    ("Banks *cut* rates.", {"form": Form.FINITE, "tense": Tense.PAST}),
    ("Banks *lend* money.", {"form": Form.FINITE, "tense": Tense.PRESENT}),
    ("He usually *leaves* early.", {"time": TimeFrame.LASTING}),
    ("The board *meets* tomorrow.", {"time": TimeFrame.FUTURE}),
    ("The board *meets*.", {"time": None}),
    ("There will be four *concerts*.", {"lemma": "take_place", "subject": Pronoun.THERE}),
    ("The index *was* up 3 percent.", {"lemma": "rise"}),
    ("The army *called* an election off.", {"lemma": "call_off"}),
    ("He *called* the police.", {"lemma": "call_in"}),
    ("He *called* the police a mob.", {"lemma": "call"}),
    ("He *called* the raid “an outrage”.", {"lemma": "call"}),
    ("The sum *lost* is small.", {"by": "noun"}),
    ("The sum *lost* in May is small.", {"by": None}),
    ("A loss would *see* them drop.", {"absorbed": True}),
    ("They *saw* him drop it.", {"absorbed": False}),
    ("Nobody *left*.", {"negated": True}),
    ("They *signed* nothing.", {"negated": True}),
    ("After *losing* its appeal, the firm paid.", {"by": "after"}),
]


@pytest.mark.parametrize(("marked", "parts"), CASES)
def test_what_a_clause_is(marked: str, parts: dict[str, Any]) -> None:
    _, clause = marked_clause(marked)

    assert {name: getattr(clause, name) for name in parts} == parts


def test_a_clause_that_opens_the_sentence_hangs_on_the_main_one() -> None:
    doc, clause = marked_clause("After *losing* its appeal, the firm paid.")

    assert clause.lead is not None
    assert doc.tokens.words[clause.lead.head] == "paid"


def test_what_is_joined_at_the_front_hangs_on_the_same_verb() -> None:
    doc, clause = marked_clause("By testing the ash and then *dating* it, the team was able to rank the fires.")

    assert clause.by == "by"
    assert clause.lead is not None
    assert doc.tokens.words[clause.lead.head] == "rank"


@pytest.mark.parametrize(("text", "depends"), [("If it *rains*, we will stay.", True), ("It *rains*.", False)])
def test_a_sentence_with_a_condition(text: str, depends: bool) -> None:
    doc, _ = marked_clause(text)

    assert doc.sentences[0].conditional is depends
