"""The weights made of the averaged perceptron of textblob-aptagger."""

import pickle
import sys
from pathlib import Path

import pytest

from service.language.tagging.weights.build import in_letters, main, read_weights
from service.language.tags import NOUN, THIRD

MODEL = {
    "bias": {"NN": 2.0},
    "i suffix ing": {"VBG": 4.25, "NN": -1.0},
    "i-1 tag NN": {"VBZ": 3.0},
    "i-1 tag+i word VBZ record": {"NN": 1.75},
    "i+1 word small": {"NN": 0.3},
    "i word nosuchwordatall": {"NN": 9.0},
    "nothing asked for": {"NN": 9.0},
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.pickle"
    path.write_bytes(pickle.dumps((MODEL, {}, set())))
    return path


def test_the_features_that_are_asked_for(model: Path) -> None:
    assert {(feature, value) for feature, value, _ in read_weights(model)} == {
        ("bias", ""), ("suffix", "ing"), ("tag", "NN"), ("tag_word", "VBZ record"), ("after", "small"),
        ("word", "nosuchwordatall"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("feature", "value", "written"),
    [
        ("suffix", "ing", "ing"),
        ("tag", "NN", NOUN),
        ("tag_word", "VBZ record", f"{THIRD} record"),
        ("tags", "NN VBZ", f"{NOUN} {THIRD}"),
        ("tags", "NN XX", None),
        ("tag", "XX", None),
    ],
)
def test_tags_in_our_letters(feature: str, value: str, written: str | None) -> None:
    assert in_letters(feature, value) == written


def test_a_row_has_its_numbers_in_tenths_and_small_ones_are_left_out(
    model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build", str(model)])

    main()

    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines() if not line.startswith("#")]
    assert [row[:2] for row in rows] == [
        ["bias", ""], ["suffix", "ing"], ["tag", NOUN], ["tag_word", f"{THIRD} record"],
    ]  # fmt: skip
    assert {"42", "-10"} <= set(rows[1][2].split())
