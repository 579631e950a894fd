"""The application that gunicorn runs: settings from the environment, logging, and the HTTP door."""

import os

from flask import Flask

from service.bootstrap import make_services
from service.config import ConfigError, Settings, load_settings
from service.telemetry.logs import configure_logging
from service.web.api import RequestLimits, make_app


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application; raises `ConfigError` where a setting is wrong or there is no database."""
    settings = settings or load_settings(os.environ)
    if settings.database_url is None:
        raise ConfigError(["CLAIMS_DATABASE_URL: must be set for the bare application; `claims serve` embeds one"])
    configure_logging(level=settings.log_level, form=settings.log_format)
    services = make_services(settings, settings.database_url)
    return make_app(services, limits_of(settings), metrics_port=settings.metrics_port)


def limits_of(settings: Settings) -> RequestLimits:
    """What the settings let a client ask."""
    return RequestLimits(
        request_bytes=settings.request_limit,
        rate=settings.rate_limit,
        failure_rate=settings.failure_rate_limit,
        processes=settings.workers,
        rate_storage=settings.rate_limit_storage,
        working=settings.threads,
        waiting=settings.waiting,
        fetches=settings.fetches,
    )
