"""Whom a phrase means: a fuller name, whoever was spoken of before, or the phrase itself."""

import pytest

from service.language.entities.names import Names
from service.language.entities.resolution import SpeakerIdentity
from service.language.layout.pages import read_page

STORY = (
    "Mary Hill, the mayor, met Tom Reed of the Corve Council. The council was late. She left with a letter from Reed. "
    "He stayed, and so did they."
)


def of(words: str, place: int, *, spoke: dict[int, str] | None = None) -> str | None:
    page = read_page(STORY)
    identity = SpeakerIdentity(page, Names(page))
    for at, speaker in (spoke or {}).items():
        identity.note(at, speaker)
    sentence = page.sentences[place]
    said = page.tokens.words[sentence.first : sentence.last]
    wanted = words.split()
    first = next(at for at in range(len(said)) if said[at : at + len(wanted)] == wanted) + sentence.first
    return identity.of((first, first + len(wanted)), place)


@pytest.mark.parametrize(
    ("words", "place", "speaker"),
    [
        ("Mary Hill", 0, "Mary Hill"),
        ("Reed", 2, "Tom Reed"),
        ("The council", 1, "Corve Council"),
        ("She", 2, "Mary Hill"),
        ("He", 3, "Tom Reed"),
        ("a letter from Reed", 2, "Tom Reed"),
        ("the mayor", 0, "Mary Hill"),
    ],
)
def test_whom_a_phrase_means(words: str, place: int, speaker: str) -> None:
    assert of(words, place) == speaker


def test_a_pronoun_means_who_spoke_last() -> None:
    assert of("they", 3, spoke={1: "Corve Council"}) == "Corve Council"


LABELS = [
    ("HILL", "Mary Hill"),
    ("MAYOR REED", "Tom Reed"),
    ("DOE", "Doe"),
    ("THE CHAIR", "Chair"),
    ("THE MINISTER FOR TRANSPORT", "Minister for Transport"),
]


@pytest.mark.parametrize(("label", "name"), LABELS)
def test_the_labels_of_a_transcript(label: str, name: str) -> None:
    page = read_page(f"Mary Hill and Tom Reed met.\n\n{label}: It was late.\n\nMOSS: Why?\n\n{label}: We were lost.")

    found = SpeakerIdentity(page, Names(page)).label(label)

    assert found == name
