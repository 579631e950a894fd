"""Who asks, and whether they may: bearer keys with scopes. A route without a scope is closed."""

from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from flask import Flask, current_app, g, request

from service.domain.key import Scope
from service.usecases.feed_addresses import find_address
from service.usecases.keys import authenticate
from service.web.problems import NO_KEY, NO_SCOPE, RequestRefused
from service.web.resources import services

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC, SECRET_ADDRESS = "public", "secret address"
_ATTRIBUTE, _BASIC = "required_scope", "takes_basic"
_CHALLENGE = 'Bearer, Basic realm="claims: the key as password", charset="UTF-8"'


def requires(*scopes: Scope, basic: bool = False) -> Callable[[View], View]:
    """Mark a view: only keys with one of `scopes` may call it.

    With `basic` the key may come as the password of HTTP Basic, for readers that know nothing else. A browser sends
    such a password again by itself, so this is for views that change nothing.
    """

    def decorate(view: View) -> View:
        setattr(view, _BASIC, basic)
        return _mark(*scopes)(view)

    return decorate


def public(view: View) -> View:
    """Mark a view: anybody may call it."""
    return _mark(PUBLIC)(view)


def at_secret_address(view: View) -> View:
    """Mark a view: whoever knows the secret in its address, its argument `token`, may call it."""
    return _mark(SECRET_ADDRESS)(view)


def _mark(*scopes: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        setattr(view, _ATTRIBUTE, scopes)
        return view

    return decorate


def scopes_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """The scopes of which a key needs one; none where the view is marked otherwise, or not at all."""
    marks: tuple[str, ...] = getattr(view, _ATTRIBUTE, ())
    return tuple(mark for mark in marks if mark not in (PUBLIC, SECRET_ADDRESS))


def scope_of(view: Callable[..., Any]) -> str | None:
    """What the view was marked with first: a scope, "public", or None."""
    marks: tuple[str, ...] = getattr(view, _ATTRIBUTE, ())
    return marks[0] if marks else None


def takes_basic(view: Callable[..., Any]) -> bool:
    """Whether the key may come as the password of HTTP Basic."""
    return getattr(view, _BASIC, False)


def install(app: Flask, *, count_failure: Callable[[], None]) -> None:
    """Check the key of every request before its body is read; `count_failure` is told of those without a valid one."""

    def check_key() -> None:
        if request.endpoint is None:
            return  # no such route: 404 for everybody
        view = current_app.view_functions[request.endpoint]
        scope = scope_of(view)
        if scope == PUBLIC:
            return
        if scope == SECRET_ADDRESS:
            _check_address((request.view_args or {})["token"])
            return
        basic = takes_basic(view)
        token = _token(basic=basic)
        key = authenticate(services().database, token, now=services().clock.now()) if token else None
        if key is None:
            count_failure()
            raise RequestRefused(NO_KEY, headers={"WWW-Authenticate": _CHALLENGE} if basic else None)
        g.actor, g.key_id, g.is_admin = key.actor, key.id, key.allows(Scope.ADMIN)
        g.member_id = key.member_id
        structlog.contextvars.bind_contextvars(key=key.name)
        scopes = scopes_of(view)
        if not any(key.allows(Scope(one)) for one in scopes):
            raise RequestRefused(NO_SCOPE, f"This needs a key with the scope {' or '.join(scopes) or Scope.ADMIN}.")

    app.before_request(check_key)


def _check_address(token: str) -> None:
    address = find_address(services().database, token, now=services().clock.now())
    g.actor, g.key_id, g.is_admin = address.name, address.id, False
    structlog.contextvars.bind_contextvars(feed=address.name)


def _token(*, basic: bool) -> str | None:
    sent = request.authorization
    if sent is not None and sent.type == "bearer":
        return (sent.token or "").strip()
    return sent.password if sent is not None and sent.type == "basic" and basic else None
