"""Logging: structlog's lines on stderr, JSON for machines, colours for people."""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from service.config import Settings

# The values of local variables are texts, bodies and keys: they have no place in a log.
_WITHOUT_LOCALS = ExceptionDictTransformer(show_locals=False)


def configure_logging(settings: Settings) -> None:
    """Set the process's logging up as the settings say. Nothing is logged of bodies, headers or keys."""
    people = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    renderers = (
        [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)]
        if people
        else [structlog.processors.ExceptionRenderer(_WITHOUT_LOCALS), structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *renderers,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.log_level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
