"""What a reader of the API's document should know before its operations."""

from service.web.problems import CATALOGUE

_GUIDE = """\
Reads news text, tells stated outcomes from reported results, and tracks each stated outcome as a claim until it
is resolved.

### Keys
Send an API key as `Authorization: Bearer <key>`: 401 without one, 403 where it lacks the scope that the operation
names. The scopes are `read`, `write`, `resolve` and `admin`, which has them all. The feeds for readers and calendars
take the key as the password of HTTP Basic too.

### Changes and ETags
A claim is answered with its `ETag`, which is its version. To change a claim, send the ETag that you read as
`If-Match`: 428 without it, 412 where somebody else was first; then read the claim again and decide anew.
`If-Match: *` changes whichever version is there. A read with `If-None-Match` is 304 while the claim stays as it was.

### Sending again
A POST that creates something takes an `Idempotency-Key` of your making: for 24 hours the same request with the same
key is answered as it was the first time, with `Idempotent-Replayed: true`. Another request with that key is 422.

### Pages
Lists are pages: `{"data": […], "next": "<cursor>" or null}`, of `limit` items, 50 unless told, at most 200. For the
next page ask again with the same filters and `next` as `cursor`; null says that this was the last. A cursor is good
for the very list that it came from: 400 elsewhere. A list of claims can be had whole with `Accept: text/csv` or
`application/x-ndjson`.

### Limits
Each key has so many requests a minute: `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds) say
how many are left. 429 and 503 carry `Retry-After` in seconds. Every answer carries `X-Request-Id`: tell it when you
ask for help.

### Errors
Errors are `application/problem+json` (RFC 9457). `code` is stable and made for programs; `detail` is for people;
wrong fields are named in `errors`.

| status | code | what it says |
| --- | --- | --- |
"""
DESCRIPTION = _GUIDE + "".join(
    f"| {problem.status} | `{problem.code}` | {problem.title}. {problem.detail} |\n" for problem in CATALOGUE
)
