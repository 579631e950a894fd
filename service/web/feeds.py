"""/v1/claims.atom and /v1/claims.ics: what happens to claims, for feed readers and calendars."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from schemas.feed import FeedQuery
from service.domain.key import Scope
from service.usecases.feeds import due_days, newest_moves
from service.web import atom
from service.web import due_days as calendar
from service.web.auth import at_secret_address, requires
from service.web.conditional import IF_NONE_MATCH
from service.web.public_address import public_address
from service.web.resources import Resource, services

View = TypeVar("View", bound=Callable[..., Any])
blueprint = Resource("feeds", __name__, description="Claims for feed readers and calendars.")
_ETAG = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
_TEXT = {"type": "string"}
_SAME = {"description": "Not modified since the answer that If-None-Match names.", "headers": _ETAG}
_LIST, _ATOM, _CALENDAR = "/v1/claims", "/v1/claims.atom", "/v1/claims.ics"
_TOKEN = {
    "in": "path",
    "name": "token",
    "required": True,
    "description": "The secret of the address, as `POST /v1/feeds` told it.",
    "schema": {"type": "string", "pattern": "^cf_[0-9a-f]{32}_"},
}


def _feed(media_type: str, *statuses: int, parameters: Sequence[Mapping[str, Any]] = ()) -> Callable[[View], View]:
    """What every feed takes and answers; `parameters` are those of its path."""

    def decorate(view: View) -> View:
        view = blueprint.doc(parameters=[*IF_NONE_MATCH["parameters"], *parameters])(view)
        view = blueprint.problems(*statuses)(view)
        view = blueprint.alt_response(304, success=True, **_SAME)(view)
        view = blueprint.response(200, _TEXT, content_type=media_type, headers=_ETAG)(view)
        decorated: View = blueprint.arguments(FeedQuery, location="query")(view)
        return decorated

    return decorate


@blueprint.route(_ATOM)
@requires(Scope.READ, basic=True)
@_feed(atom.MEDIA_TYPE, 422)
def get_atom(query: dict[str, Any]) -> Response:
    """Read the newest moves of claims as an Atom feed.

    Readers that know no bearer keys send the key as the password of HTTP Basic, with any user name.
    """
    return _atom(query)


@blueprint.route("/v1/feeds/<string:token>/claims.atom")
@at_secret_address
@_feed(atom.MEDIA_TYPE, 404, 422, parameters=[_TOKEN])
def get_secret_atom(query: dict[str, Any], token: str) -> Response:
    """Read the newest moves of claims as an Atom feed, at a secret address."""
    return _atom(query)


@blueprint.route(_CALENDAR)
@requires(Scope.READ, basic=True)
@_feed(calendar.MEDIA_TYPE, 422)
def get_calendar(query: dict[str, Any]) -> Response:
    """Read the days on which claims fall due as a calendar, the soonest first.

    Unless the filters say otherwise, these are the claims that are not decided: of those that were due before today
    and those to come the nearest. Calendars that know no bearer keys send the key as the password of HTTP Basic, with
    any user name.
    """
    return _calendar(query)


@blueprint.route("/v1/feeds/<string:token>/claims.ics")
@at_secret_address
@_feed(calendar.MEDIA_TYPE, 404, 422, parameters=[_TOKEN])
def get_secret_calendar(query: dict[str, Any], token: str) -> Response:
    """Read the days on which claims fall due as a calendar, at a secret address."""
    return _calendar(query)


def _atom(query: dict[str, Any]) -> Response:
    """The feed. Its links are those of readers with keys: nothing in it tells a secret address."""
    moves = newest_moves(services().database, query["kept"], query["limit"])
    arguments = urlencode(list(request.args.items(multi=True)))
    links = atom.Links(
        base=public_address(""),
        feed=f"{_ATOM}?{arguments}".rstrip("?"),
        list=f"{_LIST}?{arguments}".rstrip("?"),
    )
    return _answer(atom.to_atom(moves, links), atom.MEDIA_TYPE)


def _calendar(query: dict[str, Any]) -> Response:
    claims = due_days(services().database, query["kept"], query["limit"], today=services().clock.today())
    return _answer(calendar.to_calendar(claims, public_address("")), calendar.MEDIA_TYPE)


def _answer(body: bytes, media_type: str) -> Response:
    """The body, or a bare 304 where the reader has it.

    There is no Last-Modified: what leaves a feed changes it, and no instant in it would tell.
    """
    answer = Response(body, content_type=f"{media_type}; charset=utf-8")
    answer.add_etag()
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer
