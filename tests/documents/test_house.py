"""The drawings of the house in docs/explanation.md are those that the linter proves."""

import re
import tomllib

import pytest

import service
from tests.documents.blocks import ROOT

SERVICE = ROOT / "service"
DRAWINGS = re.findall(r"^```text\n(.*?)^```$", (ROOT / "docs" / "explanation.md").read_text("utf-8"), re.M | re.S)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


@pytest.mark.parametrize(("drawing", "container"), [(0, "service"), (1, "service.language")])
def test_a_drawing_has_the_floors_that_are_proved(drawing: int, container: str) -> None:
    rows = [set(line.split()) for line in DRAWINGS[drawing].splitlines()]
    contract = next(one for one in CONTRACTS if one.get("containers") == [container])
    assert rows == [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]
    assert contract["exhaustive"]


def test_few_modules_stand_loose_at_the_top() -> None:
    assert service.__file__ == str(SERVICE / "__init__.py")
    loose = {path.stem for path in SERVICE.glob("*.py")} - {"__init__"}
    assert loose == {"bootstrap", "config", "cores"}
