"""The features of clauses and events are written as rule files, answers and stored propositions have them."""

from enum import StrEnum

import pytest

from service.language import forms

WRITTEN: dict[type[StrEnum], str] = {
    forms.Form: "finite infinitive bare ing participle noun",
    forms.Tense: "past present modal",
    forms.Voice: "active passive",
    forms.Marker: "if time question relative that quotation other",
    forms.ClauseLink: "to that ing noun object adverbial absolute",
    forms.Pronoun: "first third you it there kind",
    forms.TimeFrame: "past future lasting",
    forms.Certainty: "likely possible",
    forms.Factuality: "asserted denied doubted counterfactual near imagined hypothetical",
    forms.EventFeature: (
        "step inceptive open earlier late timely nothing some plural pronoun unknown_agent it him transitive passive "
        "ergative nominal indefinite definite own tally lead stated governing"
    ),
}


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
def test_how_members_are_written(kind: type[StrEnum]) -> None:
    assert [member.value for member in kind] == WRITTEN[kind].split()


def test_each_kind_is_in_the_table() -> None:
    kinds = {kind for kind in vars(forms).values() if isinstance(kind, type) and issubclass(kind, StrEnum)}

    assert kinds - {StrEnum} == WRITTEN.keys()
