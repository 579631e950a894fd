"""A span for each statement, within the request or the job that causes it: its text, and never its values."""

from contextlib import ExitStack
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from service.telemetry.spans import SpanKind, span

_LONGEST = 2_000  # characters of a statement
_STATEMENT: ContextVar[ExitStack | None] = ContextVar("statement", default=None)


def trace(engine: Engine) -> None:
    """Tell of the engine's statements from now on."""
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", _end)
    event.listen(engine, "handle_error", _fail)


def _begin(_connection: object, _cursor: object, statement: str, *_: Any) -> None:
    verb = statement.split(None, 1)[0].upper()
    told = {"db.system.name": "postgresql", "db.operation.name": verb, "db.query.text": statement[:_LONGEST]}
    stack = ExitStack()
    stack.enter_context(span(SpanKind.CLIENT, verb, told))
    _STATEMENT.set(stack)


def _end(*_: Any) -> None:
    if stack := _STATEMENT.get():
        _STATEMENT.set(None)
        stack.close()


def _fail(context: ExceptionContext) -> None:
    if stack := _STATEMENT.get():
        _STATEMENT.set(None)
        error = context.original_exception
        stack.__exit__(type(error), error, error.__traceback__)
