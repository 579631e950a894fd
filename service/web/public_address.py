"""Where readers reach the service: what links in feeds begin with."""

from flask import request

from service.web.resources import services


def public_address(path: str) -> str:
    """The absolute address of `path`: at the public address of the settings, else where the request came in."""
    return f"{services().public_url or request.url_root.rstrip('/')}{path}"
