"""The driver's errors without the data that they quote: Postgres shows rows, keys and values in its messages."""

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

_NAMED = ("schema_name", "table_name", "column_name", "constraint_name", "datatype_name")


def silence(engine: Engine) -> None:
    """Have the engine's errors say what failed and where, from now on, but not on which data.

    Their types and what their `diag` tells stay, so that they can be handled as before.
    """
    event.listen(engine, "handle_error", _silence)


def _silence(context: ExceptionContext) -> None:
    words = _words(context.original_exception)
    context.original_exception.args = (words,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(context.original_exception).__name__}) {words}",)


def _words(error: BaseException) -> str:
    """The error's class and SQLSTATE, and the names of what it happened to; the server's own words quote values."""
    diagnosed = getattr(error, "diag", None)
    state = getattr(diagnosed, "sqlstate", None)
    if state is None:  # the connection's trouble, or the driver's: no statement had been answered
        return type(error).__name__
    named = ((name, getattr(diagnosed, name)) for name in _NAMED)
    return ", ".join([f"SQLSTATE {state}", *(f"{name} {value}" for name, value in named if value)])
