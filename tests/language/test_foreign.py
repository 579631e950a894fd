"""What is not in English is told from what is: by whole news texts, and never by a headline."""

import time
import tomllib
from pathlib import Path

import pytest

from service.detect import detect
from service.language import is_foreign, read

_TEXTS = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text(encoding="utf-8"))
_NEWS = (
    "The government wants to pass the new law before the summer, the finance minister said in Berlin on Tuesday. "
    "The opposition said it would go to court if parliament approves the bill on Friday."
)


@pytest.mark.parametrize("language", _TEXTS["other"])
def test_news_in_another_language(language: str) -> None:
    text = _TEXTS["other"][language]

    assert len(text) >= 200
    assert is_foreign(text)
    assert is_foreign(text.upper())


@pytest.mark.parametrize("kind", _TEXTS["short"])
def test_what_is_too_short_to_tell_is_read(kind: str) -> None:
    assert not is_foreign(_TEXTS["short"][kind])


@pytest.mark.parametrize(
    "text",
    [
        "",
        _NEWS,
        _NEWS.upper(),
        f"“{_TEXTS['other']['French']}”, he told reporters. {_NEWS}",
        f"{_NEWS} “{_TEXTS['other']['Russian'][:90]}”, she wrote on Monday in a letter to the ministers and the press.",
        "Shr 34 cts vs 1.19 dlrs, net 3.2 mln vs 4.1 mln, revs 41.2 mln vs 39.9 mln, avg shrs 9.1 mln, nine mths net "
        "1.1 mln vs 2.3 mln, revs 99 mln vs 97 mln, backlog 12.1 mln vs 13 mln, cap ex 2 mln vs 1.9 mln, div 12 cts",
        "https://news.example/search?q=bridge&ie=utf-8&oe=utf-8&aq=t&rls=org.news:en-US:official&client=reader-a&out=1"
        "&sort=date&page=2&lang=en&from=home&src=top&ref=feed&utm=none&id=ab-cd-ef-gh-ij-kl-mn-op",
    ],
    ids=["empty", "news", "capitals", "a French quotation", "a Russian quotation", "figures", "an address"],
)
def test_english_with_other_things_in_it_is_read(text: str) -> None:
    assert not is_foreign(text)


def test_it_costs_little_beside_detection() -> None:
    text = _NEWS * 200

    def seconds(work: object) -> float:
        best = []
        for _ in range(5):
            start = time.process_time()
            work(text)  # type: ignore[operator]
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(is_foreign) < 0.05 * seconds(lambda news: detect(read(news)))
