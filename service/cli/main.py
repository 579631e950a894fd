"""The `claims` program: its groups of commands."""

import importlib
import sys
from collections.abc import Mapping
from typing import Any

import click

from service.cli.failures import told_in_a_line

# Group → command → module that defines it: a command's imports are paid for by that command alone.
_GROUPS: Mapping[str, Mapping[str, str]] = {
    "Run": {
        "serve": "service.cli.serve",
        "worker": "service.cli.worker",
        "sweep": "service.cli.sweep",
        "demo": "service.cli.demo",
    },
    "Read": {
        "list": "service.cli.look",
        "show": "service.cli.look",
        "events": "service.cli.look",
        "mentions": "service.cli.look",
        "thread": "service.cli.threads",
        "evidence": "service.cli.look",
        "candidates": "service.cli.look",
        "proposals": "service.cli.look",
        "comments": "service.cli.assignment",
        "articles": "service.cli.articles",
        "statements": "service.cli.statements",
        "scorecard": "service.cli.scorecard",
        "calibration": "service.cli.calibration",
        "rejections": "service.cli.rejections",
        "export": "service.cli.export",
        "detect": "service.cli.detect",
        "parse": "service.cli.parse",
    },
    "Add": {"add": "service.cli.add", "jobs": "service.cli.jobs"},
    "Decide": {
        "propose": "service.cli.moves",
        "accept": "service.cli.moves",
        "reject": "service.cli.moves",
        "resolve": "service.cli.moves",
        "amend": "service.cli.moves",
        "reopen": "service.cli.moves",
        "dismiss": "service.cli.moves",
        "move": "service.cli.bulk",
        "assign": "service.cli.assignment",
        "comment": "service.cli.assignment",
        "leases": "service.cli.leases",
        "judge": "service.cli.judge",
    },
    "Put right": {
        "track": "service.cli.moves",
        "correct": "service.cli.correct",
        "link": "service.cli.threads",
        "unlink": "service.cli.threads",
        "merge": "service.cli.moves",
        "split": "service.cli.moves",
        "entities": "service.cli.entities",
        "withdraw": "service.cli.withdraw",
    },
    "Tell": {"webhooks": "service.cli.webhooks", "feeds": "service.cli.feeds"},
    "Operate": {
        "members": "service.cli.members",
        "keys": "service.cli.keys",
        "db": "service.cli.db",
        "prune": "service.cli.prune",
        "reread": "service.cli.reread",
        "rules": "service.cli.rules",
        "settings": "service.cli.settings",
        "openapi": "service.cli.openapi",
    },
}
_MODULES = {name: module for commands in _GROUPS.values() for name, module in commands.items()}


class _Program(click.Group):
    """A group whose commands are imported when asked for, and whose failures are told in a line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _MODULES:
            return None
        module = importlib.import_module(_MODULES[name])
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=_MODULES, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, _MODULES))
        for group, commands in _GROUPS.items():
            formatter.write(f"{group}:\n")
            for name in commands:
                command = self.get_command(ctx, name)
                about = command.get_short_help_str(formatter.width - width - 4) if command else ""
                formatter.write(f"  {name:{width}}  {about}\n")

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program; ends it with its exit code."""
        with told_in_a_line(self.name or "claims"):
            code = super().main(*args, **{**extra, "standalone_mode": False})
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="claim-tracker", prog_name="claims")
def main() -> None:
    """Read news, keep every stated outcome as a claim, and see that it gets resolved.

    Output is a table on a terminal and JSON on a pipe; --json and --table choose.
    Exit codes: 0 done; 1 refused, or some input could not be used; 2 the command
    line is wrong; 3 the service or the database cannot be reached; 4 a setting is
    wrong; 130 stopped by Ctrl-C.
    """
