"""`claims db backup` and `claims db restore`: everything in one file, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from service.cli.context import local_services
from service.cli.output import fail
from service.cli.progress import make_progress
from service.store import schema
from service.store.backup import BackupRefused, backup, restore
from service.store.embedded import tool_folders
from service.store.pg_tools import Report, ToolFailed, ToolMissing

_FILE = click.Path(dir_okay=False, path_type=Path)
_SHORT = 60  # characters of a line of progress


@click.command("backup", short_help="Write the whole database to a file.")
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
def backup_command(file: Path, force: bool) -> None:
    """Write the whole database to FILE, keys and history and all, as it is at one instant.

    The service may go on running. FILE comes into being once it is whole, in pg_dump's custom format, readable by its
    owner alone. The secrets of webhooks are encrypted in it; neither their keys nor the key in admin.key are in it.
    """
    with local_services(any_schema=True) as services, _told(file) as report:
        revision = backup(services.database, file, tool_folders(), force=force, report=report)
    click.echo(f"{file}: {file.stat().st_size / 1e6:,.1f} MB, schema {revision}")


@click.command("restore", short_help="Bring a backup into an empty database.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def restore_command(file: Path) -> None:
    """Bring everything in FILE, which `claims db backup` made, into an empty database.

    All of it comes, or nothing. To restore into the embedded database, name a new folder with CLAIMS_DATA_DIR.
    """
    with local_services(any_schema=True) as services, _told(file) as report:
        revision = restore(services.database, file, tool_folders(), report=report)
    needed = "" if revision == schema.head() else f"; this release needs {schema.head()}: run `claims db upgrade`"
    click.echo(f"restored from {file}, schema {revision}{needed}")


@contextmanager
def _told(file: Path) -> Iterator[Report]:
    """Shows what the block tells, and ends the program in a line where it fails."""
    try:
        with make_progress(known_length=False) as progress:
            task = progress.add_task(str(file))
            yield lambda line: progress.update(task, description=line[:_SHORT])
    except (BackupRefused, ToolMissing, ToolFailed) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{file}: {error.strerror}")
