"""Who asks, and whether they may: bearer keys with scopes. A route without a scope is closed."""

from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from flask import Flask, current_app, g, request

from service.domain.key import Scope
from service.usecases.keys import authenticate
from service.web.problems import NO_KEY, NO_SCOPE, RequestRefused
from service.web.resources import services

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"
_ATTRIBUTE = "required_scope"


def requires(scope: Scope) -> Callable[[View], View]:
    """Mark a view: only keys with `scope` may call it."""
    return _mark(scope)


def public(view: View) -> View:
    """Mark a view: anybody may call it."""
    return _mark(PUBLIC)(view)


def _mark(scope: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        setattr(view, _ATTRIBUTE, scope)
        return view

    return decorate


def scope_of(view: Callable[..., Any]) -> str | None:
    """What the view was marked with: a scope, "public", or None."""
    return getattr(view, _ATTRIBUTE, None)


def install(app: Flask) -> None:
    """Check the key of every request before its body is read."""

    def check_key() -> None:
        if request.endpoint is None:
            return  # no such route: 404 for everybody
        scope = scope_of(current_app.view_functions[request.endpoint])
        if scope == PUBLIC:
            return
        key = authenticate(services().database, _token(), now=services().clock.now())
        if key is None:
            raise RequestRefused(NO_KEY)
        g.actor, g.key_id, g.is_admin = key.name, key.id, key.allows(Scope.ADMIN)
        structlog.contextvars.bind_contextvars(key=key.name)
        if scope is None or not key.allows(Scope(scope)):
            raise RequestRefused(NO_SCOPE, f"This needs a key with the scope {scope or Scope.ADMIN}.")

    app.before_request(check_key)


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise RequestRefused(NO_KEY)
    return token.strip()
