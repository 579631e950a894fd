"""`claims settings`: every setting, its default and its meaning."""

import click

from service.cli.context import settings
from service.cli.output import format_option, print_json, print_table
from service.config import settings_table


@click.command("settings", short_help="List the settings, their defaults and meanings.")
@format_option
def settings_command(as_json: bool) -> None:
    """List the settings: environment variables, their defaults and what they mean.

    What is set and not heeded is told on standard error.
    """
    rows = settings_table()
    if as_json:
        print_json([{"variable": name, "default": default, "meaning": meaning} for name, default, meaning in rows])
    else:
        print_table(["variable", "default", "meaning"], rows)
    for variable, reason in settings().unheeded.items():
        click.echo(f"claims: {variable} is set, and not heeded: {reason}", err=True)
