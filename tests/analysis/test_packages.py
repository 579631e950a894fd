"""The checkout, its wheel, and the wheel with modules compiled by mypyc: one analysis version, and the same answers."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from service.analysis import analysis_hash
from service.analysis.version import BUILT

ROOT = Path(__file__).parents[2]
# What is compiled here: one module of syntax, one of time. More of them only take longer.
COMPILED = ("service/language/temporal/conventions.py", "service/language/syntax/bounds.py")
TEXT = (
    "The bank, Orvana's largest, will cut its rate by the end of next month, and Boris Hall hopes it will open "
    "a branch on the first Tuesday of June. Talks collapsed on Monday."
)
TELL = f"""
import json, sys
from datetime import date
from service.analysis import analysis_hash
from service.detect import detect, load_rules
from service.language import read
from service.language.syntax import bounds
found = detect(read({TEXT!r}), published=date(2024, 5, 15), rules=load_rules())
told = [[str(one.kind), one.span.start, one.span.end, str(one.due), one.rule] for one in found]
json.dump({{"file": bounds.__file__, "hash": analysis_hash(), "told": told}}, sys.stdout)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel holds, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    arguments = ("--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(folder), str(ROOT))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *arguments], check=True, timeout=300)
    (packed,) = folder.glob("*.whl")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.fixture(scope="module")
def compiled(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with some modules compiled beside their sources."""
    folder = tmp_path_factory.mktemp("compiled")
    shutil.copytree(wheel / "service", folder / "service")
    subprocess.run([sys.executable, "-m", "mypyc", *COMPILED], cwd=folder, capture_output=True, check=True, timeout=600)
    return folder


def told_in(folder: Path) -> dict[str, Any]:
    """What the package in the folder says of itself and of the text."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_a_wheel_is_of_the_version_of_its_checkout_and_answers_the_same(wheel: Path) -> None:
    packed, checkout = told_in(wheel), told_in(ROOT)

    assert (wheel / "service" / "analysis" / BUILT).is_file()
    assert Path(packed["file"]).is_relative_to(wheel)
    assert packed["hash"] == checkout["hash"] == analysis_hash()
    assert packed["told"] == checkout["told"] != []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler: nothing can be compiled here")
@pytest.mark.parametrize("shipped", [True, False], ids=["of a wheel", "of a checkout"])
def test_compiled_modules_change_neither_the_version_nor_an_answer(
    wheel: Path, compiled: Path, tmp_path: Path, shipped: bool
) -> None:
    folder = tmp_path / "package"
    shutil.copytree(compiled, folder)
    if not shipped:  # the hash is worked out from the sources beside what was compiled
        (folder / "service" / "analysis" / BUILT).unlink()

    found, plain = told_in(folder), told_in(wheel)

    assert found["file"].endswith((".so", ".pyd"))
    assert (found["hash"], found["told"]) == (plain["hash"], plain["told"])
