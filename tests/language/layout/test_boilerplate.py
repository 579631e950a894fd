"""What speaks of the page and not of the news, told from itself."""

import pytest

from service.language.layout.boilerplate import has_signs, is_biography, is_boilerplate, is_caption
from service.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "boilerplate"),
    [
        ("Subscribe to our newsletter", True),
        ("Please sign up for alerts", True),
        ("By Mary Hill, Staff Writer", True),
        ("Published: May 3, 2024", True),
        ("Monday, May 3, 2024", True),
        ("Copyright 2024 Corve Media", True),
        ("Credit: Ada Moe", True),
        ("03:14", True),
        ("* * *", True),
        ("The post Harbour shut for a week appeared first on Corve Media.", True),
        ("We and our 512 partners will store information on your device.", True),
        ("If you accept, your data may be transferred abroad.", True),
        ("You can withdraw your consent at any time.", True),
        ("Comments will close after three days.", True),
        ("More follows", True),
        ("This is a developing story and will be updated.", True),
        ("The singer first appeared on stage in May.", False),
        ("The firm and its partners will store the grain in Corve.", False),
        ("The commission will close the discussion on Friday.", False),
        ("The court may accept the plea on Monday.", False),
        ("A second ship follows on Friday.", False),
        ("The board signed the treaty on Monday.", False),
        ("By noon the board had signed it.", False),
        ("Members must subscribe to the union's view, she said.", False),
    ],
)
def test_boilerplate(text: str, boilerplate: bool) -> None:
    tokens = tokenize(text)

    assert is_boilerplate(text, tokens, 0, len(tokens)) is boilerplate


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Photo: the dock at night", True),
        ("Pictured above: the dock at night", True),
        ("The dock at night (Ada Moe/photo)", True),
        ("The dock at night.", False),
        ("One rule: no photo", False),
    ],
)
def test_captions(text: str, caption: bool) -> None:
    tokens = tokenize(text)

    assert is_caption(text, tokens, 0, len(tokens)) is caption


@pytest.mark.parametrize(
    ("text", "biography"),
    [
        ("Mary Hill is a reporter for the Corve Post.", True),
        ("Mary Hill is a correspondent.", True),
        ("Mary Hill is a reporter whose book was banned.", False),
        ("Mary Hill was a mayor.", False),
    ],
)
def test_biographies(text: str, biography: bool) -> None:
    tokens = tokenize(text)

    assert is_biography(tokens, 0, len(tokens)) is biography


@pytest.mark.parametrize(("text", "signs"), [("share it", True), ("note: rain", True), ("it rained today", False)])
def test_signs(text: str, signs: bool) -> None:
    tokens = tokenize(text)

    assert has_signs(tokens, 0, len(tokens)) is signs
