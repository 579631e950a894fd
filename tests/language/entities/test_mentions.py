"""Where names stand, titles told apart from them."""

import pytest

from service.language.entities.mentions import Mentions, joined
from service.language.layout.pages import read_page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday Mary Hill won.", ["Mary Hill"]),
        ("He met Prime Minister Ana Lopez.", ["Prime Minister |Ana Lopez"]),
        ("Dr. John F. Smith left.", ["Dr. |John F. Smith"]),
        ("Shares of General Motors rose.", ["General Motors"]),
        ("The Bank of the West lent to Acme.", ["Bank of the West", "Acme"]),
        ("They saw Secretary of State Mary Hill.", ["Secretary of State |Mary Hill"]),
        ("There waited Vincent van Gogh.", ["Vincent van Gogh"]),
        ("It opens on Monday in May.", []),
        ("The president spoke. President of what?", []),
        ("However, Oslo waits.", ["Oslo"]),
    ],
)
def test_names_and_titles(text: str, found: list[str]) -> None:
    page = read_page(text)

    def shown(first: int, last: int, start: int) -> str:
        title = f"{joined(page, first, start)} |" if start > first else ""
        return title + joined(page, start, last)

    assert [shown(*mention) for mention in Mentions(page).find()] == found
