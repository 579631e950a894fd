"""Whether a document is HTML: by how it begins, as browsers tell it, or by its file's name."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath

_XML = "<?xml "  # XHTML
_SPACE = "\t\n\f\r "
_DECLARED = 520  # characters in which the root of a document in XML is looked for
_READ = 1_024  # bytes: what the standard looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """How HTML begins, what the root of a document in XML begins with, and how files of HTML are named."""

    beginnings: tuple[str, ...]
    roots: tuple[str, ...]
    suffixes: tuple[str, ...]


@cache
def _signs() -> _Signs:
    """The signs of markup.toml, read once."""
    data = tomllib.loads(files(__package__).joinpath("markup.toml").read_text(encoding="utf-8"))
    beginnings = (f"<{tag}{end}" for tag in data["tags"] for end in data["tag_ends"])
    return _Signs(
        beginnings=(data["comment"], *beginnings), roots=tuple(data["roots"]), suffixes=tuple(data["suffixes"])
    )


def is_html(document: str) -> bool:
    """Whether a text begins as HTML does."""
    start = document.lstrip(_SPACE)[:_DECLARED].lower()
    return start.startswith(_signs().beginnings) or (start.startswith(_XML) and _has_root(" ".join(start.split())))


def _has_root(start: str) -> bool:
    places = ((start.find(root), len(root)) for root in _signs().roots)
    return any(at >= 0 and not start[at + length : at + length + 1].isalnum() for at, length in places)


def is_html_file(beginning: bytes, name: str) -> bool:
    """Whether a file is HTML, by its name or its first bytes, in whichever encoding."""
    # The letters of markup are ASCII in every encoding of pages; UTF-16 has a NUL beside each.
    letters = beginning[:_READ].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    return PurePath(name).suffix.lower() in _signs().suffixes or is_html(letters)
