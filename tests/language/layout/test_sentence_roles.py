"""The part that each block plays on its page."""

import pytest

from service.language.layout.blocks import read_blocks
from service.language.layout.sentence_roles import Role, assign_roles
from service.language.tokens import tokenize

H, C, F, B, BIO = Role.HEADLINE, Role.CAPTION, Role.BOILERPLATE, Role.BODY, Role.BIOGRAPHY
LEAD = "The ferry company will raise its fares in April, its owner said on Monday."
MORE = "Fares have not changed since the year of the storm, and nobody expected that."


@pytest.mark.parametrize(
    ("lines", "title", "roles"),
    [
        ([LEAD, MORE], None, [B, B]),
        (["Home", "Sport", "Ferry fares to rise", LEAD], "Ferry fares to rise", [F, F, H, B]),
        (["Subscribe to our newsletter", LEAD], None, [F, B]),
        (["Photo: the dock at night", LEAD], None, [C, B]),
        ([LEAD, MORE, "Mary Hill is a reporter for the Corve Post."], None, [B, B, BIO]),
        (["(Music)", LEAD], None, [F, B]),
        ([LEAD, "By Mary Hill", MORE], None, [B, F, B]),
        ([LEAD, "• Fares rise by a tenth", "- Fog stops trains.", "- Map", MORE], None, [B, H, B, F, B]),
    ],
)
def test_roles(lines: list[str], title: str | None, roles: list[Role]) -> None:
    text = "\n\n".join(lines)
    tokens = tokenize(text)

    assert assign_roles(text, tokens, read_blocks(text, tokens, title), (), title) == roles
