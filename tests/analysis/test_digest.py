"""The analysis version: it changes with all that can change an answer, and with nothing else."""

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from service.analysis import analysis_hash, digest
from service.analysis.digest import PACKAGES, code_digest, dump, libraries
from service.analysis.version import BUILT, LIBRARIES, combine

SERVICE = Path(__file__).parents[2] / "service"
PACKAGED = [path for package in PACKAGES for path in sorted((SERVICE / package).rglob("*"))]
DATA = [path for path in PACKAGED if path.is_file() and path.suffix not in (".py", ".pyc")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages, for a test to change."""
    return copied(tmp_path, "__pycache__")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Their data alone, which is read faster."""
    return copied(tmp_path, "__pycache__", "*.py")


def copied(to: Path, *but: str) -> Path:
    """The packages in the folder `to`, all but some files."""
    for package in PACKAGES:
        shutil.copytree(SERVICE / package, to / package, ignore=shutil.ignore_patterns(*but))
    return to


def changed(copy: Path, path: Path, edit: Callable[[str], str]) -> bool:
    """Whether the digest is another after the edit of a file."""
    before, file = code_digest(copy), copy / path.relative_to(SERVICE)
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    return code_digest(copy) != before


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(SERVICE).as_posix())
def test_an_entry_of_each_data_file_counts_and_a_comment_does_not(data: Path, path: Path) -> None:
    if path.suffix == ".toml":
        assert not changed(data, path, lambda text: f"# A word on it.\n{text}")
        assert tomllib.loads(path.read_text(encoding="utf-8"))
        assert changed(data, path, lambda text: f'a_new_entry = "x"\n{text}')
    else:
        file = data / path.relative_to(SERVICE)
        before = code_digest(data)
        file.write_bytes(file.read_bytes() + b"x")
        assert code_digest(data) != before


@pytest.mark.parametrize("package", PACKAGES)
def test_a_line_of_code_counts_and_words_about_it_do_not(copy: Path, package: str) -> None:
    path = max((SERVICE / package).rglob("*.py"), key=lambda path: path.stat().st_size)

    assert not changed(copy, path, lambda text: text.replace("\n\n\n", "\n\n\n# Why it is so.\n\n", 1) + "\n# End.\n")
    assert not changed(copy, path, lambda text: '"""Said otherwise."""\n' + text.partition('"""\n')[2])
    assert changed(copy, path, lambda text: f"{text}\n_NEW = 1\n")


def test_a_file_that_comes_or_goes_counts(copy: Path) -> None:
    before = code_digest(copy)
    (copy / "domain" / "more.py").write_text("")
    assert code_digest(copy) != before


def test_what_compilers_leave_does_not_count(copy: Path) -> None:
    before = code_digest(copy)
    (copy / "domain" / "__pycache__").mkdir()
    (copy / "domain" / "__pycache__" / "claim.cpython-313.pyc.140").write_bytes(b"x")
    (copy / "domain" / "claim.cpython-313-x86_64-linux-gnu.so").write_bytes(b"x")

    assert code_digest(copy) == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("x = 1  # so", "x = (\n  1)", True),
        ("x = 'a'", 'x = u"a"', True),
        ("x = 1", "x = 1.0", False),
        ("x = 1", "x = True", False),
        ("x = None", "x = ...", False),
        ('def f():\n "Doc."\n return 1', "def f():\n return 1", True),
        ('class A:\n "Doc."\n x: int\n "Of x."', "class A:\n x: int", True),
        ("def f(): return 'a'", "def f(): 'a'", False),
        ("f'a{x}b'", "f'a' f'{x}' 'b'", True),
        ("f'{x}'", "f'{x!r}'", False),
        ("f'{x:>3}'", "f'{x:>4}'", False),
        ("f'{x}{y}'", "f'{x}' + f'{y}'", False),
        ("{**a}", "{a: a}", False),
        ("x[1:]", "x[:1]", False),
        ("def f(a, /, b): ...", "def f(a, b, /): ...", False),
        ("a - b", "b - a", False),
        ("'a string by itself'", "", True),
    ],
)
def test_sources_that_mean_the_same(one: str, other: str, same: bool) -> None:
    assert (dump(one.encode()) == dump(other.encode())) is same


def test_pythons_that_part_a_string_in_other_places_agree() -> None:
    whole = ast.JoinedStr([ast.Constant("ab"), ast.FormattedValue(ast.Name("x"), -1, None)])
    parted = ast.JoinedStr(
        [ast.Constant("a"), ast.Constant("b"), ast.FormattedValue(ast.Name("x"), -1, None), ast.Constant("")]
    )

    assert digest._dump(whole) == digest._dump(parted)  # of trees that no source of this Python makes


def test_every_library_that_takes_part_is_known_and_counts() -> None:
    assert libraries(SERVICE) == LIBRARIES.keys()
    assert combine("code", {"snowballstemmer": "3.1.1"}) != combine("code", {"snowballstemmer": "3.1.2"})
    assert combine("code", {"snowballstemmer": "3.1.1"}) != combine("other", {"snowballstemmer": "3.1.1"})
    assert len(analysis_hash()) == 64


@pytest.mark.slow
def test_a_package_carries_what_a_checkout_works_out(tmp_path: Path) -> None:
    arguments = ("--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(tmp_path), str(SERVICE.parent))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *arguments], check=True)
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as packed:
        assert packed.read(f"service/analysis/{BUILT}").decode().strip() == code_digest(SERVICE)
