"""What stands around a word whose tag is sought."""

from collections.abc import Callable

import pytest

from service.language.lexicon import load_lexicon
from service.language.tagging.neighbours import Neighbours
from service.language.tags import DO, NOUN, PAST
from tests.language.marked import marked_doc

N = Neighbours
# (question, words with the one that it is asked of, answer)
ANSWERS: list[tuple[Callable[[Neighbours, int], object], str, object]] = [
    (N.before, "did not, in fact, *sign*", DO),
    (N.before, "The man often *left*", NOUN),
    (N.before, "*He* left", "."),
    (N.last_verb, "They signed the old *deal*", PAST),
    (N.last_verb, "The old *deal*", None),
    (N.links, "It seems *biased*", True),
    (N.links, "It was *biased*", False),
    (N.agent_follows, "a bomb *planted* by rebels", True),
    (N.agent_follows, "prices *fell* by 3 percent", False),
    (N.subjunctive, "urged that the mayor *resign*", True),
    (N.subjunctive, "said that the mayor *resign*", False),
    (N.inverted, "only then did the rain *stop*", True),
    (N.inverted, "then the rain *stop*", False),
    (N.preposition_to, "according to *plan*", True),
    (N.preposition_to, "due to *rain* it ended", True),
    (N.preposition_to, "is due to *open*", False),
    (N.preposition_to, "wants to *plan*", False),
    (N.finite_before, "He saw the old *man*", 1),
    (N.finite_before, "of the old *man*", None),
    (N.in_object, "He put the last *touches* to it", True),
    (N.in_object, "He says the last *touches* were", False),
    (N.closes_apposition, "The mayor, Ana Lopez, *vowed* to go", True),
    (N.closes_apposition, "In May, *vowed* to go", False),
    (N.wanted_before, "They want the case *dismissed*", True),
    (N.wanted_before, "They will have the roof *repaired*", True),
    (N.wanted_before, "They left the case *dismissed*", False),
    (N.finite_after, "The men *arrested* in May have left", True),
    (N.finite_after, "The men *arrested* him in May", False),
]


def around(marked: str) -> tuple[Neighbours, int]:
    """The words with what each can be, all of them found to be what `read` makes of them; and the marked one."""
    doc, index = marked_doc(marked)
    lexicon, starts = load_lexicon(), {sentence.first for sentence in doc.sentences}
    raw = [
        lexicon.tags[word.lower()] if at in starts else lexicon.written[word]
        for at, word in enumerate(doc.tokens.words)
    ]
    near = Neighbours(doc.tokens.lows, raw, starts, set(), lexicon)
    near.out = list(doc.tags)
    return near, index


@pytest.mark.parametrize(
    ("ask", "marked", "answer"), ANSWERS, ids=[f"{ask.__name__}-{marked}" for ask, marked, _ in ANSWERS]
)
def test_what_stands_around(ask: Callable[[Neighbours, int], object], marked: str, answer: object) -> None:
    near, index = around(marked)

    assert ask(near, index) == answer
