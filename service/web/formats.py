"""Other shapes of claims than JSON pages: CSV and NDJSON of a whole list, schema.org's Claim and ClaimReview."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from flask import Response, request, stream_with_context

from schemas.claim import ClaimOut
from service.domain.actor import member_of
from service.domain.article import Source
from service.domain.claim import Claim
from service.domain.proposal import Evidence
from service.domain.status import Outcome
from service.web.actors import name_of

_SHAPE = ClaimOut()
_CSV, _NDJSON, _JSON, JSON_LD = "text/csv", "application/x-ndjson", "application/json", "application/ld+json"
# What has parts has a column for each that says something in a table.
_PARTS: Mapping[str, Sequence[str]] = {
    "clause": ("start", "end"),
    "article": ("id", "title", "url"),
    "proposal": ("id", "outcome", "reason", "note", "happened_on", "score", "by", "created_at"),
    "resolution": ("reason", "note", "happened_on", "by", "recorded_at"),
}
_CITED = ("proposal", "resolution")
_COLUMNS = [name for name in _SHAPE.fields if name not in ("tags", *_PARTS)]
_HEADER = [
    *_COLUMNS,
    "tags",
    *(f"{part}_{name}" for part, names in _PARTS.items() for name in names),
    *(f"{part}_{name}" for part in _CITED for name in ("quotation", "quotation_url")),
]
_BOM = "\ufeff"
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
                "description": "A Claim of schema.org; once the claim is resolved, the ClaimReview of it.",
                "properties": {
                    "@context": {"type": "string", "const": "https://schema.org"},
                    "@type": {"type": "string", "enum": ["Claim", "ClaimReview"]},
                },
                "required": ["@context", "@type"],
                "additionalProperties": True,  # the rest is as schema.org has it
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


def wanted_stream(*, bom: bool) -> Callable[[Iterable[Claim]], Response] | None:
    """What makes the answer that the request's Accept asks for, or None where it is JSON."""
    best = request.accept_mimetypes.best_match([_JSON, _CSV, _NDJSON], default=_JSON)
    if best == _CSV:
        return partial(_as_csv, bom=bom)
    return _as_ndjson if best == _NDJSON else None


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
    if claim.article:
        stated["firstAppearance"] = _appearance(claim.article)
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
        "author": {"@type": _author_type(resolution.by), "name": name_of(resolution.by)},
        "datePublished": resolution.recorded_at.date().isoformat(),
        "reviewRating": rating,
        **({"reviewBody": resolution.note} if resolution.note else {}),
        **({"citation": [_citation(piece) for piece in resolution.evidence]} if resolution.evidence else {}),
    }


def _author_type(actor: str) -> str:
    return "Person" if member_of(actor) else "Organization"


def _appearance(article: Source) -> dict[str, Any]:
    publisher = article.outlet and {"@type": "Organization", "name": article.outlet}
    told = {"headline": article.title, "url": article.url, "publisher": publisher}
    said = {name: value for name, value in told.items() if value}
    return {"@type": "NewsArticle", "datePublished": article.published_on.isoformat(), **said}


def _citation(piece: Evidence) -> dict[str, Any]:
    words, url = _quoted(piece)
    return {"@type": "CreativeWork", "text": words, **({"url": url} if url else {})}


def _quoted(piece: Evidence) -> tuple[str, str | None]:
    """The words of a piece of evidence, and where they stand."""
    if piece.mention is not None:
        return piece.mention.statement.text, piece.mention.article.url
    return (piece.quotation.text, piece.quotation.url) if piece.quotation else ("", None)


def _as_ndjson(claims: Iterable[Claim]) -> Response:
    lines = (json.dumps(_SHAPE.dump(claim), ensure_ascii=False) + "\n" for claim in claims)
    return Response(stream_with_context(lines), content_type=_NDJSON)


def _as_csv(claims: Iterable[Claim], *, bom: bool) -> Response:
    return _csv_answer("claims.csv", _csv_lines(claims), bom=bom)


def csv_file(name: str, columns: Sequence[str], records: Iterable[Mapping[str, Any]], *, bom: bool) -> Response:
    """The records as a CSV file with a header."""
    rows = (_csv_line([record[column] for column in columns]) for record in records)
    return _csv_answer(name, chain([_csv_line(columns)], rows), bom=bom)


def _csv_answer(name: str, lines: Iterator[str], *, bom: bool) -> Response:
    answer = Response(
        stream_with_context(chain([_BOM] if bom else [], lines)), content_type=f"{_CSV}; charset=utf-8; header=present"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv_lines(claims: Iterable[Claim]) -> Iterator[str]:
    yield _csv_line(_HEADER)
    for claim in claims:
        record = _SHAPE.dump(claim)
        cells = [record[name] for name in _COLUMNS]
        parts = [(record[part] or {}).get(name) for part, names in _PARTS.items() for name in names]
        yield _csv_line([*cells, " ".join(record["tags"]), *parts, *_first_quoted(claim)])


def _first_quoted(claim: Claim) -> Iterator[str | None]:
    """The words that a proposal and a resolution rest on first, and where they stand."""
    for decided in (claim.proposal, claim.resolution):
        yield from _quoted(decided.evidence[0]) if decided and decided.evidence else (None, None)


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
