"""gunicorn as our own program.

gunicorn's puts the working folder on Python's path, and reads a `gunicorn.conf.py` that lies there.
"""

from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication


def create_app() -> Flask:
    """The application, whose modules are loaded after gunicorn's settings: these say where metrics are shared."""
    import service.serving.app

    return service.serving.app.create_app()


class Server(BaseApplication):  # type: ignore[misc]  # untyped
    """gunicorn with the settings of `service.serving.gunicorn_conf`, and the application that `create` makes."""

    def __init__(self, create: Callable[[], Flask] = create_app) -> None:
        self._create = create
        super().__init__()

    def load_config(self) -> None:
        """Take gunicorn's settings from the module, name by name; here, so that a fault in ours is told in a line."""
        from service.serving import gunicorn_conf

        for name, value in vars(gunicorn_conf).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._create()
