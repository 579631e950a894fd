"""Logging: structlog's lines on stderr, JSON for machines, colours for people; what libraries log, too."""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import Processor

from service.config import Settings

# The values of local variables are texts, bodies and keys: they have no place in a log.
_WITHOUT_LOCALS = ExceptionDictTransformer(show_locals=False)
_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_logging(settings: Settings) -> None:
    """Set the process's logging up as the settings say. Nothing is logged of bodies, headers or keys."""
    structlog.configure(
        processors=[*_SHARED, *_renderers(settings)],
        wrapper_class=structlog.make_filtering_bound_logger(_level(settings)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    root = logging.getLogger()
    root.setLevel(max(_level(settings), logging.WARNING))  # libraries have much to say at the lower levels
    root.handlers[:] = [_library_handler(settings)]


def log_unheeded(settings: Settings) -> None:
    """Say of each setting that is set and changes nothing that it is not heeded, and why; to be called once a start."""
    for variable, reason in settings.unheeded.items():
        structlog.get_logger().warning("setting not heeded", setting=variable, reason=reason)


def _library_handler(settings: Settings) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(settings)],
        )
    )
    return handler


def _renderers(settings: Settings) -> list[Processor]:
    if settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty()):
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    return [structlog.processors.ExceptionRenderer(_WITHOUT_LOCALS), structlog.processors.JSONRenderer()]


def _level(settings: Settings) -> int:
    return logging.getLevelNamesMapping()[settings.log_level.upper()]
