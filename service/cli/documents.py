"""What commands read documents from: a file or standard input, text or HTML."""

import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from service.cli.output import fail, note
from service.domain.markup import is_html_file
from service.outbound.charset import decode
from service.outbound.guard import Allowed
from service.outbound.page import WebPage
from service.outbound.web import Web

FILE = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path), default="-"
)
_STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """A document as it was found: its content, and whether that is HTML."""

    content: str
    html: bool


def read_source(file: Path, *, html: bool = False) -> DocumentSource:
    """The document in `file`: as HTML where that is said or seen. Ends the program where a text is not UTF-8."""
    with open_source(file) as stream:
        body = stream.read()
    if html or is_html_file(body, file.name):
        return DocumentSource(decode(body, None), html=True)
    try:
        return DocumentSource(body.decode("utf-8-sig"), html=False)
    except UnicodeDecodeError as error:
        fail(f"{_name(file)} is not UTF-8: {error.reason} at byte {error.start}. Convert it, with iconv for one.")


def open_source(file: Path) -> BinaryIO:
    """The bytes of `file`; says so where a person has to type them."""
    if file != _STDIN:
        return file.open("rb")
    if sys.stdin.isatty():
        note("reading standard input; Ctrl-D ends it")
    return sys.stdin.buffer


def _name(file: Path) -> str:
    return "standard input" if file == _STDIN else str(file)


def read_page(html: str) -> WebPage:
    """The page in `html`, read by the reader that the service has; raises what that does."""
    with closing(reader()) as pages:
        return pages.read(html, None, datetime.now(UTC).date())


def reader() -> Web:
    """What reads pages here: it fetches nothing. To be closed."""
    return Web(allowed=Allowed())
