"""`claims export`: every claim that a filter keeps, streamed as CSV or NDJSON."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from service.cli.context import client
from service.cli.filters import claim_options
from service.cli.output import fail
from service.cli.progress import make_progress
from service.client import ExportFormat

_TOLD_EVERY = 500  # lines


@click.command("export", short_help="Write claims as CSV or NDJSON.")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, allow_dash=True, path_type=Path), default="-")
@click.option(
    "--format",
    "shape",
    type=click.Choice([shape.value for shape in ExportFormat]),
    help="[default: csv for a FILE that ends in .csv, else ndjson]",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel knows UTF-8.")
@claim_options
def export_command(file: Path, shape: str | None, bom: bool, **conditions: Any) -> None:
    """Write the claims that meet every condition given to FILE (- or nothing: standard output).

    FILE comes into being, or is replaced, once all of it has arrived. Any number of claims goes through.
    """
    chosen = ExportFormat(shape or ("csv" if file.suffix.lower() == ".csv" else "ndjson"))
    with client() as service, closing(service.export(chosen, bom=bom, **conditions)) as lines:
        if str(file) == "-":
            _write(lines, sys.stdout.buffer, quiet=sys.stdout.isatty())
            return
        try:
            with _written_whole(file) as target:
                _write(lines, target)
        except OSError as error:
            fail(f"{file} cannot be written: {error.strerror}")


def _write(lines: Iterable[str], target: BinaryIO, *, quiet: bool = False) -> None:
    with make_progress(known_length=False, quiet=quiet) as progress:
        task = progress.add_task("")
        for number, line in enumerate(lines, 1):
            target.write(line.encode())
            if number % _TOLD_EVERY == 0:
                progress.update(task, description=f"{number:,} lines")
    target.flush()


@contextmanager
def _written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` at the end, and leaves nothing where the end is not reached."""
    if path.exists() and not path.is_file():  # a device or a pipe
        with path.open("wb") as device:
            yield device
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
