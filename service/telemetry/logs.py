"""Logging: structlog's lines on stderr, JSON for machines, colours for people; what libraries log, too."""

import logging
import sys
from collections.abc import Mapping

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import Processor

# The values of local variables are texts, bodies and keys: they have no place in a log.
_WITHOUT_LOCALS = ExceptionDictTransformer(show_locals=False)
_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_logging(*, level: str, form: str) -> None:
    """Set the process's logging up: from a `level`, in a `form`.

    The form is `json`, `console` or `auto`, which asks whether stderr is a terminal. Nothing is logged of bodies,
    headers or keys.
    """
    structlog.configure(
        processors=[*_SHARED, *_renderers(form)],
        wrapper_class=structlog.make_filtering_bound_logger(_level(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    root = logging.getLogger()
    root.setLevel(max(_level(level), logging.WARNING))  # libraries have much to say at the lower levels
    root.handlers[:] = [_library_handler(form)]


def log_unheeded(unheeded: Mapping[str, str]) -> None:
    """Say of each setting that is set and changes nothing that it is not heeded, and why; to be called once a start."""
    for variable, reason in unheeded.items():
        structlog.get_logger().warning("setting not heeded", setting=variable, reason=reason)


def _library_handler(form: str) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(form)],
        )
    )
    return handler


def _renderers(form: str) -> list[Processor]:
    if form == "console" or (form == "auto" and sys.stderr.isatty()):
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    return [structlog.processors.ExceptionRenderer(_WITHOUT_LOCALS), structlog.processors.JSONRenderer()]


def _level(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]
