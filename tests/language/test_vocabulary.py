"""Word classes of the shipped tables, and what a table of one's own adds."""

import pytest

from service.language.vocabulary import LicenserPart, build_vocabulary, load_vocabulary


@pytest.mark.parametrize(
    ("part", "word", "name"),
    [
        (LicenserPart.VERBS, "pledge", "promise"),
        (LicenserPart.PASSIVES, "slate", "schedule"),
        (LicenserPart.OBJECTS, "urge", "demand"),
        (LicenserPart.GERUNDS, "rule_out", "bar"),
        (LicenserPart.CLAUSES, "fear", "possible"),
        (LicenserPart.ADJECTIVES, "unlikely", "doubt"),
        (LicenserPart.NOUNS, "refusal", "fail"),
        (LicenserPart.ATTRIBUTES, "upcoming", "schedule"),
        (LicenserPart.DATED, "due", "schedule"),
        (LicenserPart.OF, "risk", "possible"),
    ],
)
def test_the_class_of_a_licenser(part: LicenserPart, word: str, name: str | None) -> None:
    assert load_vocabulary().licensers[part].get(word) == name


def test_events_times_and_absorbing_licensers() -> None:
    vocabulary = load_vocabulary()

    assert {"vote", "summit", "strike"} <= vocabulary.events
    assert "tomorrow" in vocabulary.future
    assert "ago" in vocabulary.past
    assert "usually" in vocabulary.lasting
    assert (vocabulary.absorbed["fail"], vocabulary.absorbed["manage"]) == ("flip", "keep")


def test_a_later_table_adds() -> None:
    found = build_vocabulary(
        [
            {"verb": {"say": "tell"}, "time": {"future": "soon"}},
            {"verb": {"think": "tell"}, "licenser": {"bar": {"gerunds": "call_off", "absorb": "flip"}}},
        ]
    )

    assert found.verbs == {"tell": frozenset({"say", "think"})}
    assert found.licensers[LicenserPart.GERUNDS] == {"call_off": "bar"}
    assert (found.phrasal, found.absorbed, found.future) == ({"call"}, {"bar": "flip"}, {"soon"})


@pytest.mark.parametrize("noun", ["closure", "closures", "marches", "departures", "inquiries"])
def test_event_nouns_stand_in_the_plural_too(noun: str) -> None:
    assert noun in load_vocabulary().events
