"""What each failure looks like to a person: a line on stderr that says what, where and what to do; an exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from service.cli.output import EXIT_INTERRUPTED, EXIT_REFUSED, EXIT_SETTINGS, EXIT_UNREACHABLE, fail
from service.client.errors import ClientError, Forbidden, ServiceUnreachable, Unauthorized
from service.config import ConfigError
from service.domain.errors import ClaimsError, StoreUnavailable
from service.store.errors import EmbeddedUnavailable, SchemaRefused

# Error → exit code, and the line with the error's own words in it. The first that fits counts.
_LINES: tuple[tuple[type[Exception], int, str], ...] = (
    (
        Unauthorized,
        EXIT_REFUSED,
        "CLAIMS_API_KEY: the service does not take this key (unauthorized): `claims keys create` makes one there.",
    ),
    (Forbidden, EXIT_REFUSED, "CLAIMS_API_KEY: {} `claims keys list` tells what each key may do."),
    (ServiceUnreachable, EXIT_UNREACHABLE, "{} CLAIMS_URL names it, and `claims serve` starts one."),
    (EmbeddedUnavailable, EXIT_UNREACHABLE, "{}"),
    (
        StoreUnavailable,
        EXIT_UNREACHABLE,
        "the database cannot be reached: see that it runs, and that CLAIMS_DATABASE_URL is right.",
    ),
    (ClientError, EXIT_REFUSED, "{}"),
    (ClaimsError, EXIT_REFUSED, "{}"),
    (SchemaRefused, EXIT_REFUSED, "{}"),
)


@contextmanager
def told_in_a_line(program: str) -> Iterator[None]:
    """Whatever fails within ends the process, in a line and with an exit code."""
    try:
        yield
    except click.ClickException as error:
        _tell_click(program, error)
    except (click.Abort, KeyboardInterrupt):
        fail("stopped", EXIT_INTERRUPTED)
    except ConfigError as error:
        fail("\nclaims: ".join(f"{fault}; see `claims settings`" for fault in error.faults), EXIT_SETTINGS)
    except (ClientError, ClaimsError, EmbeddedUnavailable, SchemaRefused) as error:
        code, line = next((code, line) for kind, code, line in _LINES if isinstance(error, kind))
        fail(line.format(_sentence("; ".join(map(str.strip, str(error).splitlines())))), code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to tell anybody
        sys.exit(0)


def _tell_click(program: str, error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        sys.exit(error.exit_code)
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else program
    advice = f" See `{where} --help`." if isinstance(error, click.UsageError) else ""
    fail(f"{_sentence(error.format_message())}{advice}", error.exit_code)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", ")")) else f"{words}."
