"""Which names of two articles are the same."""

import tomllib
from pathlib import Path

import pytest

from service.domain.names import same_across

TABLE = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


def test_the_table_is_large_enough() -> None:
    assert len(set(TABLE["joins"])) >= 60
    assert len(set(TABLE["differs"])) >= 80


@pytest.mark.parametrize("pair", TABLE["joins"])
def test_names_that_join(pair: str) -> None:
    one, other = pair.split(" = ")
    assert same_across(one, other)
    assert same_across(other, one)


@pytest.mark.parametrize("pair", TABLE["differs"])
def test_names_that_do_not(pair: str) -> None:
    one, other = pair.split(" = ")
    assert not same_across(one, other)
    assert not same_across(other, one)
