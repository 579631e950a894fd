"""/v1/claims.atom and /v1/claims.ics: what happens to claims, for feed readers and calendars."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from schemas.feed import FeedQuery
from service.domain.key import Scope
from service.usecases.feeds import due_days, newest_moves
from service.web import atom
from service.web import due_days as calendar
from service.web.auth import requires
from service.web.conditional import IF_NONE_MATCH
from service.web.resources import Resource, services

blueprint = Resource("feeds", __name__, description="Claims for feed readers and calendars.")
_ETAG = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
_TEXT = {"type": "string"}
_SAME = {"description": "Not modified since the answer that If-None-Match names.", "headers": _ETAG}


@blueprint.route("/v1/claims.atom")
@requires(Scope.READ, basic=True)
@blueprint.arguments(FeedQuery, location="query")
@blueprint.response(200, _TEXT, content_type=atom.MEDIA_TYPE, headers=_ETAG)
@blueprint.alt_response(304, success=True, **_SAME)
@blueprint.problems(422)
@blueprint.doc(**IF_NONE_MATCH)
def get_atom(query: dict[str, Any]) -> Response:
    """Read the newest moves of claims as an Atom feed.

    Readers that know no bearer keys send the key as the password of HTTP Basic, with any user name.
    """
    moves = newest_moves(services().database, query["kept"], query["limit"])
    arguments = urlencode(list(request.args.items(multi=True)))
    return _answer(atom.to_atom(moves, f"{request.path}?{arguments}".rstrip("?")), atom.MEDIA_TYPE)


@blueprint.route("/v1/claims.ics")
@requires(Scope.READ, basic=True)
@blueprint.arguments(FeedQuery, location="query")
@blueprint.response(200, _TEXT, content_type=calendar.MEDIA_TYPE, headers=_ETAG)
@blueprint.alt_response(304, success=True, **_SAME)
@blueprint.problems(422)
@blueprint.doc(**IF_NONE_MATCH)
def get_calendar(query: dict[str, Any]) -> Response:
    """Read the days on which claims fall due as a calendar, the soonest first.

    Unless the filters say otherwise, these are the claims that are not decided and are due today or later. Calendars
    that know no bearer keys send the key as the password of HTTP Basic, with any user name.
    """
    claims = due_days(services().database, query["kept"], query["limit"], today=services().clock.today())
    return _answer(calendar.to_calendar(claims), calendar.MEDIA_TYPE)


def _answer(body: bytes, media_type: str) -> Response:
    """The body, or a bare 304 where the reader has it.

    There is no Last-Modified: what leaves a feed changes it, and no instant in it would tell.
    """
    answer = Response(body, content_type=f"{media_type}; charset=utf-8")
    answer.add_etag()
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer
