"""Other shapes of claims than JSON pages: CSV and NDJSON of a whole list, schema.org's Claim and ClaimReview."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from flask import Response, request, stream_with_context

from schemas.claim import ClaimOut
from service.domain.claim import Claim
from service.domain.status import Outcome

_SHAPE = ClaimOut()
_CSV, _NDJSON, _JSON, JSON_LD = "text/csv", "application/x-ndjson", "application/json", "application/ld+json"
_COLUMNS = [name for name in _SHAPE.fields if name not in ("tags", "resolution")]
_RESOLUTION = ["reason", "note", "happened_on", "by", "recorded_at"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell as a formula

# What an operation answers with besides JSON, for the API's document.
OTHER_CONTENT: Mapping[str, Mapping[str, Any]] = {
    "list_claims": {
        _CSV: {"schema": {"type": "string", "description": "The whole list, a claim a row, with a header."}},
        _NDJSON: {"schema": {"type": "string", "description": "The whole list, a claim as JSON a line."}},
    },
    "get_scorecard": {
        _CSV: {"schema": {"type": "string", "description": "Up to 10,000 groups, one a row, with a header."}},
    },
    "read_claim": {
        JSON_LD: {
            "schema": {
                "type": "object",
                "properties": {
                    "@context": {"const": "https://schema.org"},
                    "@type": {"enum": ["Claim", "ClaimReview"]},
                },
                "required": ["@context", "@type"],
            }
        }
    },
}

# schema.org rates reviews; alternateName is what readers are shown.
_RATINGS: Mapping[Outcome, int | None] = {
    Outcome.FULFILLED: 5,
    Outcome.FULFILLED_LATE: 4,
    Outcome.FULFILLED_IN_PART: 3,
    Outcome.NOT_FULFILLED: 1,
    Outcome.UNRESOLVABLE: None,
}


def wanted_stream() -> Callable[[Iterable[Claim]], Response] | None:
    """What makes the answer that the request's Accept asks for, or None where it is JSON."""
    best = request.accept_mimetypes.best_match([_JSON, _CSV, _NDJSON], default=_JSON)
    return {_CSV: _as_csv, _NDJSON: _as_ndjson}.get(best)


def wants_csv() -> bool:
    """Whether the request asks for CSV."""
    return request.accept_mimetypes.best_match([_JSON, _CSV], default=_JSON) == _CSV


def wants_linked_data() -> bool:
    """Whether the request asks for JSON-LD."""
    return request.accept_mimetypes.best_match([_JSON, JSON_LD], default=_JSON) == JSON_LD


def linked_data(claim: Claim) -> dict[str, Any]:
    """The claim as schema.org has it: a Claim, and once it is resolved the ClaimReview of it."""
    stated: dict[str, Any] = {
        "@type": "Claim",
        "identifier": str(claim.id),
        "text": claim.text,
        "datePublished": claim.said_on.isoformat(),
    }
    if claim.speaker:
        stated["author"] = {"@type": "Thing", "name": claim.speaker}
    resolution = claim.resolution
    if resolution is None:
        return {"@context": "https://schema.org", **stated}
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": resolution.outcome.replace("_", " ")}
    value = _RATINGS[resolution.outcome]
    if value is not None:
        rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": stated,
        "author": {"@type": "Organization", "name": resolution.by},
        "datePublished": resolution.recorded_at.date().isoformat(),
        "reviewRating": rating,
        **({"reviewBody": resolution.note} if resolution.note else {}),
    }


def _as_ndjson(claims: Iterable[Claim]) -> Response:
    lines = (json.dumps(_SHAPE.dump(claim), ensure_ascii=False) + "\n" for claim in claims)
    return Response(stream_with_context(lines), content_type=_NDJSON)


def _as_csv(claims: Iterable[Claim]) -> Response:
    return _csv_answer("claims.csv", _csv_lines(claims))


def csv_file(name: str, columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Response:
    """The records as a CSV file with a header."""
    rows = (_csv_line([record[column] for column in columns]) for record in records)
    return _csv_answer(name, chain([_csv_line(columns)], rows))


def _csv_answer(name: str, lines: Iterator[str]) -> Response:
    answer = Response(stream_with_context(lines), content_type=f"{_CSV}; charset=utf-8; header=present")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv_lines(claims: Iterable[Claim]) -> Iterator[str]:
    yield _csv_line([*_COLUMNS, "tags", *(f"resolution_{name}" for name in _RESOLUTION)])
    for claim in claims:
        record = _SHAPE.dump(claim)
        resolution = record["resolution"] or {}
        yield _csv_line(
            [*(record[name] for name in _COLUMNS), " ".join(record["tags"]), *map(resolution.get, _RESOLUTION)]
        )


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
