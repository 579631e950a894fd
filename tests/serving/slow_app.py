"""The application with a route that takes as long as a file is missing, to hold requests in flight."""

import os
import time
from pathlib import Path

from flask import Flask, request

import service.serving.app
from service.web.auth import public


def create_app() -> Flask:
    """The application, with GET and POST /held, which answer once the file that HELD_UNTIL names is there."""
    app = service.serving.app.create_app()
    until = Path(os.environ["HELD_UNTIL"])

    @public
    def held() -> str:
        size = len(request.get_data())
        while not until.exists():
            time.sleep(0.02)
        return f"{size} bytes"

    app.add_url_rule("/held", view_func=held, methods=["GET", "POST"])
    return app
