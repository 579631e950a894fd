"""The `claims` program: its groups of commands, and what each failure looks like to a person."""

import importlib
import sys
from typing import Any

import click

from service.cli.output import EXIT_REFUSED, EXIT_SETTINGS, EXIT_UNREACHABLE, fail

# Command → module that defines it: a command's imports are paid for by that command alone.
_COMMANDS = {
    "accept": "service.cli.moves",
    "add": "service.cli.add",
    "amend": "service.cli.moves",
    "correct": "service.cli.moves",
    "db": "service.cli.db",
    "demo": "service.cli.demo",
    "detect": "service.cli.detect",
    "dismiss": "service.cli.moves",
    "events": "service.cli.look",
    "evidence": "service.cli.look",
    "export": "service.cli.export",
    "jobs": "service.cli.jobs",
    "keys": "service.cli.keys",
    "list": "service.cli.look",
    "merge": "service.cli.moves",
    "openapi": "service.cli.openapi",
    "parse": "service.cli.parse",
    "proposals": "service.cli.look",
    "propose": "service.cli.moves",
    "reject": "service.cli.moves",
    "prune": "service.cli.prune",
    "reopen": "service.cli.moves",
    "resolve": "service.cli.moves",
    "rules": "service.cli.rules",
    "scorecard": "service.cli.scorecard",
    "serve": "service.cli.serve",
    "settings": "service.cli.settings",
    "show": "service.cli.look",
    "split": "service.cli.moves",
    "sweep": "service.cli.sweep",
    "webhooks": "service.cli.webhooks",
    "worker": "service.cli.worker",
}


class _Program(click.Group):
    """A group whose commands are imported when asked for, and whose failures are told in a line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[name])
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        from service.client.errors import ClientError, ServiceUnreachable
        from service.config import ConfigError
        from service.domain.errors import ClaimsError, StoreUnavailable
        from service.embedded import EmbeddedUnavailable

        try:
            return super().invoke(ctx)
        except ConfigError as error:
            fail(
                "\n".join(["the settings are wrong:", *(f"  {fault}" for fault in error.faults)]),
                EXIT_SETTINGS,
            )
        except (ServiceUnreachable, EmbeddedUnavailable) as error:
            fail(str(error), EXIT_UNREACHABLE)
        except StoreUnavailable:
            fail("the database cannot be reached", EXIT_UNREACHABLE)
        except (ClientError, ClaimsError) as error:
            fail(str(error), EXIT_REFUSED)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output has gone: nothing is left to tell anybody
            sys.exit(0)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claim-tracker", prog_name="claims")
def main() -> None:
    """Read news, keep every stated outcome as a claim, and see that it gets resolved.

    Output is a table on a terminal and JSON on a pipe; --json and --table choose.

    \b
    Exit codes:
      0  done
      1  refused, or some of the input could not be used
      2  the command line is wrong
      3  the service or the database cannot be reached
      4  a setting is wrong
    130  stopped by Ctrl-C
    """
