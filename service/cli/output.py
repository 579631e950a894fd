"""What the commands print: tables for people, JSON for programs, failures in a line."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

EXIT_REFUSED, EXIT_UNREACHABLE, EXIT_SETTINGS = 1, 3, 4
EXIT_INTERRUPTED = 130  # as shells say it of Ctrl-C
Command = TypeVar("Command", bound=Callable[..., Any])


_WHOLE = ("id", "kind", "stands", "due")  # columns whose cells are short, or are there to be copied


def format_option(command: Command) -> Command:
    """Add --json and --table to a command, which gets `as_json`: by default, JSON where stdout is a pipe."""
    return click.option(
        "--json/--table",
        "as_json",
        default=lambda: not sys.stdout.isatty(),
        help="JSON, or a table for people.  [default: a table on a terminal, JSON on a pipe]",
    )(command)


def print_json(value: Any) -> None:
    """Print `value` as indented JSON."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None) -> None:
    """Print rows under headings, cut to the width of the terminal. Cell texts are taken literally."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _WHOLE)
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console().print(table)


def progress_console() -> Console:
    """Where long work shows its progress: standard error, and nothing where that is no terminal."""
    return Console(stderr=True, quiet=not sys.stderr.isatty())


def note(message: str) -> None:
    """Tell something on stderr that is no failure."""
    click.echo(f"claims: {message}", err=True)


def note_omitted(count: int) -> None:
    """Tell how many statements of a text are left out, where any are."""
    if count:
        note(f"{count:,} more statements are left out: they stand too close together")


def fail(message: str, code: int = EXIT_REFUSED) -> NoReturn:
    """End the program with `message` on stderr."""
    click.echo(f"claims: {message}", err=True)
    sys.exit(code)
