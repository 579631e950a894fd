"""What the order of words tells of clauses and times, without a parse."""

from collections.abc import Callable

import pytest

from service.language.temporal.phrasing import Phrasing
from service.language.tokens import tokenize

P = Phrasing
# (question, words, the places that it is asked of, answer)
ANSWERS: list[tuple[Callable[..., object], str, tuple[int, ...], object]] = [
    (P.low, "a b", (1,), "b"),
    (P.low, "a b", (2,), ""),
    (P.words, "a b c", (1, 9), ["b", "c"]),
    (P.reaches, "a b", (0, 1), True),
    (P.reaches, "a b", (0, 40), False),
    (P.segment, "On Monday, the board will vote", (5,), 3),
    (P.after_parenthesis, "on Monday, officials said, it opens", (2,), 6),
    (P.after_parenthesis, "on Monday, it opens", (2,), 2),
    (P.opens, "the board met", (0,), True),
    (P.opens, "the board met", (2,), False),
    (P.opens_phrase, "the board met", (1,), True),
    (P.opens_phrase, "the board met", (2,), False),
    (P.is_dateline, "OSLO, May 3 (Wire) - It", (2, 4), True),
    (P.is_dateline, "It opens May 3 in Oslo", (2, 4), False),
    (P.preposition, "at the rally", (2,), "at"),
    (P.preposition, "at rally", (1,), ""),
    (P.is_aftermath, "after the vote on", (0, 3), True),
    (P.is_aftermath, "the crash in Oslo on", (0, 4), True),
    (P.is_aftermath, "the vote in Oslo on", (0, 4), False),
    (P.is_act, "he said on", (1,), True),
    (P.is_act, "is said to", (1,), False),
    (P.has_act, "he has said it", (0, 4), True),
    (P.has_act, "he will say it", (0, 4), False),
    (P.has_verb, "who left the town", (0, 4), True),
    (P.has_verb, "in the old town", (0, 4), False),
    (P.has_relative, "the man who left", (0, 4), True),
    (P.has_relative, "the man left", (0, 3), False),
    (P.is_bare_ing, "people flying home", (1,), True),
    (P.is_bare_ing, "are flying home", (1,), False),
    (P.has_timing, "when it meets", (0, 3), True),
    (P.has_timing, "it meets", (0, 2), False),
    (P.is_past, "he arrested him", (1,), True),
    (P.is_past, "is arrested", (1,), False),
    (P.is_participle, "the man arrested on", (2,), True),
    (P.is_participle, "talks scheduled on", (1,), False),
    (P.is_auxiliary, "will go", (0,), True),
    (P.is_auxiliary, "go will", (0,), False),
    (P.is_noun, "the vote", (1,), True),
    (P.is_noun, "we vote", (1,), False),
    (P.is_object, "the annual vote", (0, 2), True),
    (P.is_object, "that will vote", (0, 2), False),
    (P.is_phrase, "the annual summer", (1, 3), True),
    (P.is_phrase, "and the summer", (0, 2), False),
    (P.is_clause, ", the board vote", (0, 3), True),
    (P.is_clause, "and board vote", (0, 2), False),
    (P.has_mark, "a, b", (0, 3), True),
    (P.has_mark, "a b", (0, 2), False),
    (P.is_conjunct, "met and then voted", (3,), True),
    (P.is_conjunct, "met it voted", (2,), False),
]


@pytest.mark.parametrize(
    ("ask", "text", "places", "answer"), ANSWERS, ids=[f"{row[0].__name__}-{row[1]}" for row in ANSWERS]
)
def test_what_the_order_of_words_tells(
    ask: Callable[..., object], text: str, places: tuple[int, ...], answer: object
) -> None:
    lows = tokenize(text).lows

    assert ask(Phrasing(lows, 0, len(lows)), *places) == answer


def test_words_outside_of_the_sentence_are_not_seen() -> None:
    lows = tokenize("He left. The vote is on Monday.").lows

    phrasing = Phrasing(lows, 3, len(lows))

    assert (phrasing.low(2), phrasing.low(3), phrasing.words(0, 5)) == ("", "the", ["the", "vote"])


@pytest.mark.parametrize(("words", "in_time"), [(["ready", "in", "time"], True), (["in", "the", "time"], False)])
def test_in_time(words: list[str], in_time: bool) -> None:
    assert Phrasing([], 0, 0).is_in_time(words) is in_time
