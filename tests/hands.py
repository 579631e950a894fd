"""The HTTP door with a clock whose hands a test moves."""

from dataclasses import replace
from datetime import timedelta

from service.bootstrap import Clock, Services
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS, NOW, TODAY


class Hands:
    """An app with a clock, and a client of it with a key."""

    def __init__(self, services: Services, key: str) -> None:
        self.now = NOW
        clock = Clock(now=lambda: self.now, today=lambda: TODAY)
        self.app = make_app(replace(services, clock=clock), LIMITS)
        self.api = Api(self.app.test_client(), key)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
