"""Which names of articles are one person's or body's record, and which stay names."""

import tomllib
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from service.domain.entities import (
    EntityKind,
    EntityName,
    KnownEntity,
    key_by_hand,
    keys_for,
    match,
    named,
    named_by_hand,
)
from service.language import read

TABLE = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


def in_text(text: str, name: str, *, speaks: bool = True) -> EntityName | None:
    """The name as the text has it."""
    naming = read(text).namings.of_text(name)
    return naming and named(naming, speaks=speaks)


class Registry:
    """Entities in memory, as the store keeps them."""

    def __init__(self) -> None:
        self._known: dict[str, list[KnownEntity]] = {}
        self._ids = count(1)

    def add(self, *names: EntityName) -> dict[str, UUID]:
        """Match the names of an article; the ids of their entities, by key."""
        matched = match(names, self._known, lambda: UUID(int=next(self._ids)))
        for new in matched.born:
            self._keep(new.id, new.named)
        for id_, one in matched.learnt:
            self._keep(id_, one)
        return dict(matched.ids)

    def _keep(self, id_: UUID, one: EntityName) -> None:
        for key in (one.key, *keys_for(one.key, one.kind, one.initials)):
            derived = key != one.key
            known = KnownEntity(
                key=key, own=id_, root=id_, kind=one.kind, is_derived=derived, is_name=one.shown.lower() == key
            )
            self._known.setdefault(key, []).append(known)


def body(key: str, **told: object) -> EntityName:
    """A body by this name, told for sure."""
    values = {"key": key, "shown": key, "kind": EntityKind.BODY, "is_sure": True, "role": None, "initials": ()}
    return EntityName(**{**values, **told})  # type: ignore[arg-type]


def joins(pair: str) -> bool:
    """Whether the two names, in either order, come to one entity."""
    return any(_joins(pair.split(" = ")[::step]) for step in (1, -1))


def _joins(names: Sequence[str]) -> bool:
    registry = Registry()
    known, asked = (named_by_hand(name.title()) or body(name) for name in names)
    (made,) = registry.add(body(known.key, kind=EntityKind.BODY)).values()
    return registry.add(body(asked.key, is_sure=False)).get(asked.key) == made


def test_most_names_that_mean_the_same_join() -> None:
    joined = [pair for pair in TABLE["joins"] if joins(pair)]
    missed = sorted(set(TABLE["joins"]) - set(joined))
    assert len(joined) / len(TABLE["joins"]) >= 0.93, missed


@pytest.mark.parametrize("pair", TABLE["differs"])
def test_names_of_others_do_not_join(pair: str) -> None:
    assert not joins(pair)


@pytest.mark.parametrize("said", ["Trump", "Donald Trump"])
def test_short_and_titled_forms_of_one_article_are_one(said: str) -> None:
    text = "President Donald Trump will visit Norvania on Friday. Trump will sign the accord, President Trump said."
    one = in_text(text, said)
    assert one is not None
    assert (one.key, one.kind, one.is_sure) == ("donald trump", EntityKind.PERSON, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Haugmo said the bridge will open.", "Haugmo"),  # a surname alone
        ("W. Haugmo said the bridge will open.", "W. Haugmo"),  # with an initial
        ("The Finance Ministry said taxes will rise.", "Finance Ministry"),  # that any country has
        ("The Supreme Court said it will rule on Friday.", "Supreme Court"),
        ("The National Statistics Office said prices will rise.", "National Statistics Office"),
        ("GDP will rise, the bank said.", "GDP"),
    ],
)
def test_what_is_not_sure_stays_a_name(text: str, name: str) -> None:
    one = in_text(text, name)
    assert one is None or not one.is_sure


@pytest.mark.parametrize(
    ("text", "name", "key", "kind"),
    [
        ("Elin Haugmo said the bridge will open.", "Elin Haugmo", "elin haugmo", EntityKind.UNKNOWN),
        ("Minister Elin Haugmo said the bridge will open.", "Elin Haugmo", "elin haugmo", EntityKind.PERSON),
        ("Norway's Finance Ministry said so.", "Norway's Finance Ministry", "norway finance ministry", EntityKind.BODY),
        ("Corvan Motors Ltd will close a plant, it said.", "Corvan Motors Ltd", "corvan motors", EntityKind.BODY),
        ("NATO said it will send ships.", "NATO", "nato", EntityKind.BODY),
        ("The World Bank said it will lend more.", "World Bank", "world bank", EntityKind.BODY),
    ],
)
def test_what_is_sure_is_a_record(text: str, name: str, key: str, kind: EntityKind) -> None:
    one = in_text(text, name)
    assert one is not None
    assert (one.key, one.kind, one.is_sure) == (key, kind, True)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The transport minister, Elin Haugmo, said the bridge will open.", "transport minister"),
        ("Elin Haugmo, the chief executive of Corvan Motors, said it will open.", "chief executive of Corvan Motors"),
        ("Prime Minister Elin Haugmo said the bridge will open.", "Prime Minister"),
        ("In an interview, Elin Haugmo said the bridge will open.", None),
    ],
)
def test_what_an_article_tells_that_somebody_is(text: str, role: str | None) -> None:
    one = in_text(text, "Elin Haugmo")
    assert one is not None
    assert one.role == role


def test_letters_lead_to_the_one_body_that_has_them() -> None:
    registry = Registry()
    made = registry.add(body("ferry safety board"))["ferry safety board"]
    assert registry.add(body("fsb")) == {"fsb": made}
    registry.add(body("financial stability board"))
    assert registry.add(body("fsb", is_sure=False)) == {}


def test_a_body_known_by_letters_gets_the_full_name_that_an_article_ties_to_them() -> None:
    registry = Registry()
    made = registry.add(body("nato"))["nato"]
    full = body("north atlantic treaty organization", initials=("nato",))
    assert registry.add(full) == {full.key: made}


def test_a_name_of_another_kind_is_nobody_of_that_name() -> None:
    registry = Registry()
    registry.add(body("jordan hill"))
    assert registry.add(body("jordan hill", kind=EntityKind.PERSON)) == {}


def test_a_founder_is_not_his_firm() -> None:
    text = "Dick Pratt, the chairman, said so. Pratt Group said it will sell the mill."
    one = in_text(text, "Pratt Group")
    assert one is None or one.key != "dick pratt"


def test_any_words_that_somebody_gives_are_found_again() -> None:
    assert key_by_hand("  the Iron   Lady ") == key_by_hand("The iron lady")
    assert key_by_hand("President Donald Trump") == "donald trump"
