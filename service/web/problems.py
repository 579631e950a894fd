"""The error catalogue: every way a request can fail, as problem details (RFC 9457), in one handler."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

import structlog
from flask import Flask, Response, g, json
from werkzeug.exceptions import ClientDisconnected, HTTPException

from service.domain import errors
from service.domain.article_job import Failure
from service.outbound import errors as outside

_log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
_MOST_FAULTS = 20  # that an answer names
_LONGEST_NAME, _LONGEST_WORDS = 80, 500  # characters of what a client's own words may be part of


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of failure. `code` is stable; `detail` serves where the failure itself has no words."""

    status: int
    code: str
    title: str
    detail: str


class RequestRefused(Exception):
    """A request that is refused at the door, before any use case hears of it."""

    def __init__(
        self,
        problem: Problem,
        detail: str | None = None,
        *,
        fields: Iterable[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.problem, self.detail = problem, detail or problem.detail
        faults = iter(fields)  # there may be a million of them
        self.fields, self.omitted = list(islice(faults, _MOST_FAULTS)), sum(1 for _ in faults)
        self.headers = dict(headers or {})
        super().__init__(self.detail)


BAD_REQUEST = Problem(400, "bad_request", "Bad request", "The request cannot be understood.")
NOT_JSON = Problem(400, "not_json", "Not JSON", "The body is not valid JSON in UTF-8.")
INVALID_CURSOR = Problem(
    400,
    "invalid_cursor",
    "Invalid cursor",
    "Use the `next` of a page of this very list, with the same filters.",
)
INVALID_IF_MATCH = Problem(
    400, "invalid_if_match", "Invalid If-Match", "If-Match must hold the ETag of what you change as you read it."
)
INVALID_IDEMPOTENCY_KEY = Problem(
    400, "invalid_idempotency_key", "Invalid Idempotency-Key", "Use 1 to 255 visible ASCII characters."
)
DUPLICATE_KEY = Problem(
    400, "duplicate_key", "Duplicate key", "An object of the body has a name twice; which value counts is not said."
)
NO_KEY = Problem(401, "unauthorized", "No valid key", "Send a live API key as `Authorization: Bearer <key>`.")
NO_SCOPE = Problem(403, "forbidden", "Scope missing", "The key lacks the scope that this asks for.")
NOT_FOUND = Problem(404, "not_found", "Not found", "There is nothing at this address.")
NO_METHOD = Problem(405, "method_not_allowed", "Method not allowed", "This address does not take this method.")
ILLEGAL_MOVE = Problem(409, "illegal_move", "Illegal move", "The claim's status does not allow this.")
STALE = Problem(412, "stale_version", "Stale version", "It has changed since you read it: read it again.")
TOO_LARGE = Problem(413, "too_large", "Too large", "The request is larger than this service reads.")
NOT_JSON_TYPE = Problem(
    415, "unsupported_media_type", "Unsupported media type", "Send `Content-Type: application/json`."
)
UNSUPPORTED_ENCODING = Problem(
    415, "unsupported_encoding", "Unsupported encoding", "Send the body as it is, without Content-Encoding."
)
UNSUPPORTED_CHARSET = Problem(
    415, "unsupported_charset", "Unsupported charset", "Send JSON in UTF-8: no other charset is read."
)
INVALID = Problem(422, "invalid", "Invalid values", "Some values cannot be used; `errors` names each.")
NO_IF_MATCH = Problem(428, "if_match_required", "If-Match required", "Send its ETag as If-Match, so no change is lost.")
TOO_MANY = Problem(429, "too_many_requests", "Too many requests", "This key has made its requests for now.")
TOO_MANY_FAILED = Problem(
    429,
    "too_many_failed_keys",
    "Too many failed keys",
    "Too many requests without a valid key have come from this address. With a valid one they are answered as ever.",
)
INTERNAL = Problem(500, "internal", "Internal error", "Something went wrong here. It has been logged.")
UNAVAILABLE = Problem(
    503,
    "unavailable",
    "Unavailable",
    "The database cannot be reached just now. Nothing was stored; try again.",
)

OVERLOADED = Problem(
    503, "overloaded", "Overloaded", "More is being asked than can be done at once. Nothing was stored; try again."
)
URI_TOO_LONG = Problem(414, "uri_too_long", "URI Too Long", "The address has more than 8,190 bytes.")
EXPECTATION_FAILED = Problem(417, "expectation_failed", "Expectation Failed", "Of Expect only 100-continue is known.")
HEAD_TOO_LARGE = Problem(
    431, "head_too_large", "Request Header Fields Too Large", "The head has too many header lines, or too long ones."
)
NOT_IMPLEMENTED = Problem(501, "not_implemented", "Not Implemented", "Of transfer codings only chunked is known.")
FETCHES_FULL = Problem(
    503,
    "fetches_full",
    "Enough pages are being fetched",
    "Try again, or send it with `Prefer: respond-async`: then a worker fetches the page.",
)
OUT_OF_TIME = Problem(
    503, "out_of_time", "Out of time", "The articles before this one took the time of the whole batch: send it again."
)
TOO_SLOW = Problem(408, "too_slow", "Too slow", "The request did not arrive in time.")

# Problems for what Flask and Werkzeug refuse by themselves.
_OF_STATUS = {
    problem.status: problem
    for problem in (BAD_REQUEST, NOT_FOUND, NO_METHOD, TOO_LARGE, NOT_JSON_TYPE, TOO_MANY, INTERNAL, UNAVAILABLE)
}
_OF_ERROR: Mapping[type[errors.ClaimsError], Problem] = {
    errors.ArticleNotFound: Problem(404, "article_not_found", "No such article", "No article has this id."),
    errors.ArticleWithdrawn: Problem(
        409,
        "article_withdrawn",
        "Article withdrawn",
        "An article with this text or this URL was withdrawn, and is not taken again.",
    ),
    errors.ClaimWithdrawn: Problem(
        409,
        "claim_withdrawn",
        "Claim withdrawn",
        "The article that stated the claim was withdrawn: nothing is left of it to take up or to correct.",
    ),
    errors.ClaimNotFound: Problem(404, "claim_not_found", "No such claim", "No claim has this id."),
    errors.LinkNotFound: Problem(404, "link_not_found", "No such link", "The two claims are not linked."),
    errors.LinkKnown: Problem(
        409, "link_known", "Linked already", "The two claims are linked already: unlink them first."
    ),
    errors.MovesAnother: Problem(
        409, "moves_another", "Moves another", "The claim moves another claim already, and it moves one at most."
    ),
    errors.MovedAlready: Problem(
        409, "moved_already", "Moved already", "Another claim moves that one already: link to the newest of its thread."
    ),
    errors.StaysLinked: Problem(
        409, "stays_linked", "Linked", "The claim contradicts another claim of that speaker: unlink them first."
    ),
    errors.ProposalNotFound: Problem(
        404, "proposal_not_found", "No such proposal", "No proposal with this id waits for the claim."
    ),
    errors.EvidenceKnown: Problem(
        409, "evidence_known", "Evidence known", "The claim has this statement as evidence already."
    ),
    errors.JobNotFound: Problem(404, "job_not_found", "No such job", "This key has asked for no job with this id."),
    errors.StatementNotFound: Problem(
        404, "statement_not_found", "No such statement", "No statement has this id, or its article tells it no more."
    ),
    errors.StatementNoOutcome: Problem(
        409, "statement_no_outcome", "No outcome", "The statement states a result; only an outcome can be a claim."
    ),
    errors.StatementTracked: Problem(409, "statement_tracked", "Tracked already", "The statement has a claim."),
    errors.JobAbandoned: Problem(
        500,
        "job_abandoned",
        "Job abandoned",
        "It was tried again and again without coming to an end; ask anew.",
    ),
    errors.EntityNotFound: Problem(404, "entity_not_found", "No such entity", "No person or body has this id."),
    errors.EntityMerged: Problem(
        409, "entity_merged", "Entity merged", "It was merged into another: use the one that it counts as."
    ),
    errors.AliasTaken: Problem(
        409, "alias_taken", "Name taken", "Another entity is called so: merge the two, or take the name from that one."
    ),
    errors.WikidataIdTaken: Problem(
        409, "wikidata_id_taken", "Wikidata id taken", "Another entity has this id of Wikidata: merge the two."
    ),
    errors.FeedAddressNotFound: Problem(
        404, "feed_not_found", "No such feed", "There is no such address of feeds, or it was revoked."
    ),
    errors.KeyNotFound: Problem(404, "key_not_found", "No such key", "No key has this id."),
    errors.KeyNameTaken: Problem(
        409, "key_name_taken", "Name taken", "A key that is in force has this name: choose another, or revoke that key."
    ),
    errors.LastAdminKey: Problem(
        409, "last_admin_key", "Last admin key", "No other key in force has the scope admin: make one first."
    ),
    errors.MemberNotFound: Problem(404, "member_not_found", "No such member", "No member has this id."),
    errors.MemberLeft: Problem(409, "member_left", "Member left", "The member has left, which is for good."),
    errors.MemberNameTaken: Problem(
        409, "member_name_taken", "Name taken", "Another member has this name, in some case of letters."
    ),
    errors.MailTaken: Problem(
        409, "mail_taken", "Mail address taken", "Another member has this mail address, in some case of letters."
    ),
    errors.MemberNeeded: Problem(
        403,
        "member_needed",
        "Member needed",
        "A resolution takes two members here, and the key is a job's, which decides nothing: propose instead.",
    ),
    errors.SecondMemberNeeded: Problem(
        409,
        "second_member_needed",
        "Second member needed",
        "A resolution takes two members here: one other than the member who decided first has to accept it.",
    ),
    errors.LeaseNotFound: Problem(404, "lease_not_found", "No such lease", "No lease has this id, or it has ended."),
    errors.NotLeaseHolder: Problem(
        403, "not_lease_holder", "Not the holder", "Only the key that took the lease, or an admin's, may do this."
    ),
    errors.WebhookNotFound: Problem(404, "webhook_not_found", "No such webhook", "No webhook has this id."),
    errors.SecretKeyMissing: Problem(
        409,
        "secret_key_missing",
        "No key for secrets",
        "Secrets of webhooks are stored encrypted, and the service has no key for that: set CLAIMS_SECRET_KEYS_FILE.",
    ),
    errors.SecretUnreadable: Problem(
        500, "secret_unreadable", "Secret unreadable", "The webhook's secret is encrypted with a key that is not here."
    ),
    errors.DeliveryNotFound: Problem(
        404, "delivery_not_found", "No such delivery", "This webhook has no delivery with this id."
    ),
    errors.WebhookDisabled: Problem(
        409, "webhook_disabled", "Webhook disabled", "Nothing is sent to a webhook that is disabled: enable it first."
    ),
    errors.IllegalMove: ILLEGAL_MOVE,
    errors.StaleVersion: STALE,
    errors.InvalidValue: INVALID,
    errors.InvalidCursor: INVALID_CURSOR,
    errors.TextTooLarge: TOO_LARGE,
    errors.LanguageUnsupported: Problem(
        422,
        "language_unsupported",
        "Language unsupported",
        "The text is not in English, and no other language is read.",
    ),
    errors.ReadingTooLong: Problem(
        422, "reading_too_long", "Reading too long", "The text takes too long to read. Nothing was stored."
    ),
    errors.StoreUnavailable: UNAVAILABLE,
    errors.IdempotencyMismatch: Problem(
        422, "idempotency_mismatch", "Idempotency mismatch", "This Idempotency-Key has come with another request."
    ),
    errors.IdempotencyInFlight: Problem(
        409, "idempotency_in_flight", "In flight", "The request with this Idempotency-Key is still at work."
    ),
    outside.FetchRefused: Problem(422, "url_refused", "URL refused", "This service does not go to that address."),
    outside.FetchFailed: Problem(422, "fetch_failed", "Fetch failed", "The page could not be had from its server."),
    outside.PageTooLarge: Problem(413, "page_too_large", "Page too large", "The page is larger than is read."),
    outside.UnsupportedPage: Problem(422, "page_unsupported", "Page unsupported", "It is neither HTML nor text."),
    outside.UnreadablePage: Problem(422, "page_unreadable", "Page unreadable", "The HTML takes too long to read."),
    outside.NoText: Problem(422, "page_without_text", "Page without text", "No main text was found in the page."),
    outside.ReaderBusy: Problem(503, "reader_busy", "Reader busy", "Other pages are being read; try again."),
    outside.ReaderUnavailable: Problem(
        503, "reader_unavailable", "Reader unavailable", "What reads HTML does not start here; the log says why."
    ),
}
_OF_NAME = {kind.__name__: problem for kind, problem in _OF_ERROR.items()}
CATALOGUE = sorted(
    {*_OF_ERROR.values(), *(value for value in list(globals().values()) if isinstance(value, Problem))},
    key=lambda problem: (problem.status, problem.code),
)
# Errors whose own words say more than the catalogue's.
_TELLING = {
    kind.__name__
    for kind in (
        errors.IllegalMove,
        errors.TextTooLarge,
        errors.ReadingTooLong,
        outside.PageTooLarge,
        outside.FetchFailed,
        outside.FetchRefused,
    )
}


def install(app: Flask) -> None:
    """Make every failure of `app` answer as a problem."""
    app.register_error_handler(RequestRefused, _refused)
    app.register_error_handler(errors.ClaimsError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _refused(error: RequestRefused) -> Response:
    return _respond(describe(error), error.headers)


def describe(error: errors.ClaimsError | RequestRefused) -> dict[str, Any]:
    """The problem document of an error of the house."""
    if isinstance(error, RequestRefused):
        body = _with_fields(_body(error.problem, error.detail, g.get("request_id", "")), error.fields)
        return {**body, "errors_omitted": error.omitted} if error.omitted else body
    return describe_failure(Failure.of(error), g.get("request_id", ""))


def describe_failure(failure: Failure, request_id: str) -> dict[str, Any]:
    """The problem document of an error of the house that was kept, as the answer to the request that caused it."""
    problem = _OF_NAME.get(failure.kind, INTERNAL)
    words = failure.words
    detail = f"{words[0].upper()}{words[1:]}." if failure.kind in _TELLING else problem.detail
    body = _body(problem, detail, request_id)
    if failure.field is not None:
        return _with_fields(body, [{"in": "json", "field": failure.field, "message": failure.message or ""}])
    return body


def _with_fields(body: dict[str, Any], fields: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    return {**body, "errors": [_bounded(fault) for fault in fields]} if fields else body


def _bounded(fault: Mapping[str, str]) -> dict[str, str]:
    return {
        "in": fault["in"],
        "field": _cut(fault["field"], _LONGEST_NAME),
        "message": _cut(fault["message"], _LONGEST_WORDS),
    }


def _cut(words: str, most: int) -> str:
    """The words within bounds, and without halves of characters, which no UTF-8 holds."""
    short = words if len(words) <= most else f"{words[: most - 1]}…"
    return short.encode("utf-8", "replace").decode("utf-8")


def _domain_error(error: errors.ClaimsError) -> Response:
    if isinstance(error, errors.StoreUnavailable):
        _log.warning("store unavailable", cause=type(error.__cause__).__name__)
    headers = {"ETag": f'"{error.current}"'} if isinstance(error, errors.StaleVersion) else {}
    return _respond(describe(error), headers)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return cast(Response, error.get_response())
    if isinstance(error, ClientDisconnected):  # or the time is up in which it was to be read
        return _answer(TOO_SLOW)
    problem = _OF_STATUS.get(status) or Problem(status, f"http_{status}", error.name, error.name)
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return _answer(problem, headers)


def _unexpected(error: Exception) -> Response:
    _log.exception("request failed", exc_info=error)
    return _answer(INTERNAL)


def example_of(problem: Problem) -> dict[str, Any]:
    """The problem as it stands in the API's document."""
    body = _body(problem, problem.detail, "8f14e45fceea167a5a36dedd4bea2543")
    wrong = [{"in": "json", "field": "published_on", "message": "Not a valid date."}]
    return _with_fields(body, wrong if problem is INVALID else [])


def _body(problem: Problem, detail: str, request_id: str) -> dict[str, Any]:
    return {
        "type": f"urn:claim-tracker:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "detail": _cut(detail, _LONGEST_WORDS),
        "request_id": request_id,
    }


def document(problem: Problem, request_id: str) -> dict[str, Any]:
    """The problem as a client reads it, with the catalogue's own words."""
    return _body(problem, problem.detail, request_id)


def _answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    return _respond(_body(problem, problem.detail, g.get("request_id", "")), headers or {})


def _respond(body: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    answer = Response(json.dumps(body), status=body["status"], content_type=MEDIA_TYPE)
    answer.headers.extend(headers)
    if body["status"] == 401:
        answer.headers.setdefault("WWW-Authenticate", "Bearer")
    if body["status"] in (429, 503):
        answer.headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    return answer
