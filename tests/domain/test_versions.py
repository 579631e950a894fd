"""Where two texts differ."""

import random

import pytest

from service.domain.versions import differences


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ("One. Two.", "One.  Two.\n", []),
        ("One. Two.", "One.", [("deleted", "Two.", "")]),
        ("One.", "Zero. One.", [("inserted", "", "Zero. ")]),
        ("It opens on May 3. It rains.", "It opens on June 3. It rains.", [
            ("replaced", "It opens on May 3. ", "It opens on June 3. ")]),
        ("A headline\nOne. Two!", "A headline\nTwo! Three?", [("deleted", "One. ", ""), ("inserted", "", "Three?")]),
        ("“Go.” They went.", "“Stay.” They went.", [("replaced", "“Go.” ", "“Stay.” ")]),
    ],
)  # fmt: skip
def test_differences_are_told_by_sentences(before: str, after: str, told: list[tuple[str, str, str]]) -> None:
    assert [(str(one.kind), one.before.text, one.after.text) for one in differences(before, after)] == told


def test_the_later_text_follows_from_the_earlier_one_but_for_white_space() -> None:
    chance = random.Random(3)
    for _ in range(500):
        before, after = ("".join(chance.choices("ab.!\n ”", k=30)) for _ in range(2))
        made, at = "", 0
        for one in differences(before, after):
            assert before[one.before.start : one.before.end] == one.before.text
            assert after[one.after.start : one.after.end] == one.after.text
            made += before[at : one.before.start] + one.after.text
            at = one.before.end
        assert "".join((made + before[at:]).split()) == "".join(after.split())


def test_texts_that_share_nothing_are_one_difference_however_long() -> None:
    before, after = (" ".join(f"{word} {number}." for number in range(100_000)) for word in ("Old", "New"))

    (one,) = differences(before, after)

    assert (one.before.text, one.after.text) == (before, after)
