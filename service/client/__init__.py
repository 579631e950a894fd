"""The Python client of the HTTP API, on requests. It knows the words of the domain, nothing of the server."""

from service.client.claims import ExportFormat
from service.client.client import Client
from service.client.errors import (
    ApiError,
    ClientError,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    ServiceUnreachable,
    Stale,
    StillAtWork,
    TooManyRequests,
    Unauthorized,
    Unavailable,
    UnexpectedAnswer,
)
from service.client.listing import Listing, Page

__all__ = [
    "ApiError",
    "Client",
    "ClientError",
    "Conflict",
    "ExportFormat",
    "Forbidden",
    "Invalid",
    "Listing",
    "NotFound",
    "Page",
    "ServiceUnreachable",
    "Stale",
    "StillAtWork",
    "TooManyRequests",
    "Unauthorized",
    "Unavailable",
    "UnexpectedAnswer",
]
