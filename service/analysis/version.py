"""Today's analysis version: that of the code, made when the package is built, with the libraries that are installed."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from service.analysis.digest import code_digest

BUILT = "code.sha256"  # in this package; a source checkout has none
# Libraries that have a say in what is found, and what each leans on where it is there. Nothing of Python itself: what
# it knows of letters has changed for no letter that English is written in. A test finds who is missing.
LIBRARIES = {"snowballstemmer": ("snowballstemmer", "PyStemmer")}


@cache
def analysis_hash() -> str:
    """The hash of all that can change what a text is found to say: 64 hexadecimal digits.

    In a source checkout the code is read for it, once a process (a second).
    """
    return combine(_code(), {name: _version(name) for names in LIBRARIES.values() for name in names})


def combine(code: str, versions: dict[str, str]) -> str:
    """The hash of a code's digest with the versions of libraries, by their names."""
    told = [code, *(f"{name} {number}" for name, number in sorted(versions.items()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _code() -> str:
    built = files("service.analysis") / BUILT
    return built.read_text().strip() if built.is_file() else code_digest(Path(__file__).parents[1])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
