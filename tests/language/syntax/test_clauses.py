"""Clauses: what one takes over from another."""

import pytest

from service.language.forms import ClauseLink, Form, Marker, Pronoun, Tense, Voice
from service.language.syntax.clauses import Clause


def clause(**parts: object) -> Clause:
    return Clause(3, 4, "sign", Form.BARE, **parts)  # type: ignore[arg-type]


def test_the_main_verb_stays_where_a_noun_becomes_the_head() -> None:
    found = clause()
    found.head = 7

    assert (found.verb, found.head) == (4, 7)


@pytest.mark.parametrize(("voice", "passive"), [(Voice.PASSIVE, True), (Voice.ACTIVE, False)])
def test_the_voice_tells_whether_the_subject_suffers(voice: Voice, passive: bool) -> None:
    assert clause(voice=voice).passive is passive


def test_a_second_verb_stands_under_the_auxiliaries_of_the_first() -> None:
    first = Clause(0, 1, "cut", Form.FINITE, Tense.MODAL, "will", True, True, Voice.PASSIVE, True)
    second = clause()

    second.share(first)

    assert (second.first, second.head, second.lemma) == (0, 4, "sign")
    assert (second.form, second.tense, second.modal) == (Form.FINITE, Tense.MODAL, "will")
    assert (second.perfect, second.progressive, second.passive, second.negated) == (True, True, True, True)


@pytest.mark.parametrize(("theirs", "kept"), [(2, 2), (None, 5)])
def test_and_in_its_surroundings(theirs: int | None, kept: int) -> None:
    lead = clause()
    first = clause(licenser="plan", by="to", marker=Marker.THAT, subject=Pronoun.IT, lead=lead, cue=theirs, via="able")
    second = clause(cue=5)

    second.follow(first)

    assert (second.licenser, second.by, second.marker, second.via) == ("plan", "to", Marker.THAT, "able")
    assert (second.lead, second.subject, second.cue) == (lead, Pronoun.IT, kept)


def test_what_governs_a_clause() -> None:
    found = clause()

    found.hang_on("expect", ClauseLink.THAT, 2)

    assert (found.licenser, found.by, found.cue) == ("expect", "that", 2)
