"""Logging: structlog's lines on stderr, JSON for machines, colours for people."""

import logging
import sys

import structlog

from service.config import Settings


def configure_logging(settings: Settings) -> None:
    """Set the process's logging up as the settings say. Nothing is logged of bodies, headers or keys."""
    people = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    renderers = (
        [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if people
        else [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer()]
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
