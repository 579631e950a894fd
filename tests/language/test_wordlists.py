"""Word lists as typed classes: what fits is read, what does not is refused with the list's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import pytest

from service.language import wordlists
from service.language.wordlists import Phrases, WordListError, read_lists, word_lists


class Season(IntEnum):
    DRY = 1
    WET = 2


@dataclass(frozen=True, kw_only=True)
class Weather:
    rain: frozenset[str]
    warnings: Phrases
    days: Mapping[str, int]
    seasons: Mapping[str, Season]
    turns: Mapping[tuple[str, ...], Season]


SOUND = """
rain = "drizzle shower"
warnings = ["take cover", "stay in"]
[days]
1 = "one"
2 = ["two", "a pair"]
[seasons]
dry = "drought"
[turns]
wet = ["the rains"]
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a language that has only weather."""
    folder = tmp_path / "data" / "en"
    folder.mkdir(parents=True)
    monkeypatch.setattr(wordlists, "files", lambda _package: tmp_path)
    return folder / "weather.toml"


def test_each_list_has_the_type_of_its_field(written: Path) -> None:
    written.write_text(SOUND, encoding="utf-8")
    assert read_lists(Weather, "weather") == Weather(
        rain=frozenset({"drizzle", "shower"}),
        warnings=(("take", "cover"), ("stay", "in")),
        days={"one": 1, "two": 2, "a pair": 2},
        seasons={"drought": Season.DRY},
        turns={("the", "rains"): Season.WET},
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('rain = "drizzle shower"', "", "weather.rain is missing"),
        ("rain =", 'hail = "stones"\nrain =', "weather.hail is unknown"),
        ('"drizzle shower"', '"drizzle shower drizzle"', "weather.rain names words twice: drizzle"),
        ('"drizzle shower"', "3", "weather.rain is no list of words"),
        ('["take cover", "stay in"]', '"take cover"', "weather.warnings is no list of words"),
        ('2 = ["two', '2 = ["one', "weather.days names a word twice: one"),
        ("dry =", "cold =", "weather.seasons has no place for cold"),
        ("2 = [", "two = [", "weather.days has no place for two"),
        ('[seasons]\ndry = "drought"', "", "weather.seasons is missing"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_name(written: Path, old: str, new: str, message: str) -> None:
    assert old in SOUND
    written.write_text(SOUND.replace(old, new), encoding="utf-8")
    with pytest.raises(WordListError, match=message):
        read_lists(Weather, "weather")


def test_lists_without_a_class_are_sets_of_words(written: Path) -> None:
    written.write_text('rain = "drizzle shower"\nwind = ["gale", "dead calm"]', encoding="utf-8")
    assert word_lists("weather") == {"rain": {"drizzle", "shower"}, "wind": {"gale", "dead calm"}}
