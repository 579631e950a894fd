"""How far long work has come, on standard error, and only where that is a terminal."""

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


def make_progress(*, known_length: bool, quiet: bool = False) -> Progress:
    """A display of tasks: with a bar and the time left where their length is known. Does nothing off a terminal."""
    console = Console(stderr=True)
    bar = [BarColumn(), TaskProgressColumn(), TimeRemainingColumn()] if known_length else [TimeElapsedColumn()]
    words = TextColumn("{task.description}", markup=False)
    return Progress(
        SpinnerColumn(), words, *bar, console=console, transient=True, disable=quiet or not console.is_terminal
    )
