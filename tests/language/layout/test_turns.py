"""Speaker labels, stage directions and datelines."""

import pytest

from service.language.layout.blocks import read_blocks
from service.language.layout.turns import dateline_end, find_labels, skip_stage
from service.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("HILL: It was late.\nMOSS: Was it?", ["HILL :", "MOSS :"]),
        ("MARY HILL, BYLINE: It was late. MOSS: Was it?", ["MARY HILL , BYLINE :", "MOSS :"]),
        ("Q: Why?\nAda Moe: Because.\nQ: And then?\nAda Moe: It ended.", ["Q :", "Ada Moe :", "Q :", "Ada Moe :"]),
        ("HILL: It was late.", []),
        ("DALEN: The pool shut.\nBUS BURNT: Crews came at six.", []),
        ("DALEN: The pool shut.\nBERG: We heard.", ["DALEN :", "BERG :"]),
        ("He had one wish: It was rain.\nShe had two: sun and wind.", []),
    ],
)
def test_labels(text: str, labels: list[str]) -> None:
    tokens = tokenize(text)

    found = find_labels(tokens, read_blocks(text, tokens, None))

    assert [" ".join(tokens.words[first:after]) for first, after in found.items()] == labels


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("(Laughter) It ended.", "It"),
        ("[MUSIC] (Through interpreter) It ended.", "It"),
        ("[The law] failed.", "["),
        ("(never closed", "("),
        ("It (really) ended.", "It"),
    ],
)
def test_stage_directions(text: str, rest: str) -> None:
    tokens = tokenize(text)

    assert tokens.words[skip_stage(tokens, 0, len(tokens))] == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("OSLO, Norway (Newswire) - Fares rose.", "Fares"),
        ("LONDON — Fares rose.", "Fares"),
        ("Rio de Janeiro, May 3 - Fares rose.", "Fares"),
        ("RIO DE JANEIRO, May 3 - Fares rose.", "Fares"),
        ("OSLO: Fares rose.", "Fares"),
        ("The vote - a close one - was lost.", "The"),
        ("Fares rose.", "Fares"),
    ],
)
def test_datelines(text: str, rest: str) -> None:
    tokens = tokenize(text)

    assert tokens.words[dateline_end(tokens, 0, len(tokens))] == rest
