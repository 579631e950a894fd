"""The names of actors, as answers show them: each member is looked up once a request."""

from flask import Flask, g

from schemas.actor import show_names
from service.usecases.members import shown_name
from service.web.resources import services


def install(app: Flask) -> None:
    """Have every answer of `app` show the members' names of today."""
    app.before_request(lambda: show_names(name_of))


def name_of(actor: str) -> str:
    """What people read of an actor."""
    known: dict[str, str] = g.setdefault("names", {})
    if actor not in known:
        known[actor] = shown_name(services().database, actor)
    return known[actor]
