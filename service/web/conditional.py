"""ETags: the version of a claim, or of a member, as its tag, If-Match on the way in, 304 on the way out."""

from typing import Any

from flask import Response, jsonify, request

from schemas.claim import ClaimOut
from service.domain.claim import Claim
from service.web.problems import INVALID_IF_MATCH, NO_IF_MATCH, RequestRefused

IF_MATCH = {
    "parameters": [
        {
            "in": "header",
            "name": "If-Match",
            "required": True,
            "description": "Its ETag as you read it, or `*`.",
            "schema": {"type": "string", "pattern": '^(\\*|"[0-9]{1,9}")$'},
            "example": '"1"',
        }
    ]
}
IF_NONE_MATCH = {
    "parameters": [
        {
            "in": "header",
            "name": "If-None-Match",
            "description": "The ETag of the version that you have: 304 where it is still the claim's.",
            "schema": {"type": "string"},
        }
    ]
}


def accepted_versions() -> frozenset[int] | None:
    """The versions that If-Match names, or None where it is `*`; refuses a request without it.

    Weak tags never match (RFC 9110, 13.1.1), so a header of them alone accepts no version.
    """
    if "If-Match" not in request.headers:
        raise RequestRefused(NO_IF_MATCH)
    tags = request.if_match
    if tags.star_tag:
        return None
    strong = tags.as_set()
    if not tags.as_set(include_weak=True):
        raise RequestRefused(INVALID_IF_MATCH)
    return frozenset(int(tag) for tag in strong if tag.isascii() and tag.isdecimal() and len(tag) < 10)


def show_claim(claim: Claim, *, created: bool = False) -> Response:
    """The claim with its ETag; a bare 304 where the reader has that version already; 201 where it was `created`."""
    return tagged(ClaimOut().dump(claim), claim.version, at=f"/v1/claims/{claim.id}" if created else None)


def tagged(shown: dict[str, Any], version: int, *, at: str | None = None) -> Response:
    """What is shown with its version as ETag; a bare 304 where the reader has that already; 201 where it is new `at`
    an address."""
    answer = jsonify(shown)
    if at is not None:
        answer.status_code = 201
        answer.headers["Location"] = at
    answer.set_etag(str(version))
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.method in ("GET", "HEAD"):
        answer.make_conditional(request)
    return answer
