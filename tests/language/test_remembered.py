"""Answers are worked out once, and what is remembered stays within bounds whatever is asked."""

from service.language.remembered import Remembered


def test_work_is_done_once() -> None:
    asked: list[str] = []

    def measure(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Remembered(measure)
    assert [sizes["storm"], sizes["storm"], sizes["sea"]] == [5, 5, 3]
    assert asked == ["storm", "sea"]


def test_long_words_are_answered_and_not_kept() -> None:
    sizes: Remembered[str, int] = Remembered(len)
    assert sizes["a" * 1000] == 1000
    assert not sizes


def test_what_is_kept_does_not_grow_without_bound() -> None:
    sizes: Remembered[str, int] = Remembered(len)
    assert all(sizes[f"word{number}"] == len(f"word{number}") for number in range(70_000))
    assert 0 < len(sizes) <= 30_000
