"""Which sentences may hold something else than plain fact."""

import pytest

from service.language.factuality.signs import load_signs


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("he denied it", True),
        ("it nearly sank", True),
        ("in the film a queen wept", True),
        ("he did not confirm it", True),
        ("if they had signed it would end", True),
        ("he took it back", True),
        ("he took it", False),
        ("he confirmed it", False),
        ("they would sign", False),
        ("it sank", False),
    ],
)
def test_a_sentence_without_signs_is_passed_over(text: str, stand: bool) -> None:
    assert load_signs().stand_in(text.split()) is stand
