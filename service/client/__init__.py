"""The Python client of the HTTP API, on requests. It knows the wire shapes, nothing of the server."""

from service.client.client import Client, Page
from service.client.errors import ApiError, ClientError, ServiceUnreachable

__all__ = ["ApiError", "Client", "ClientError", "Page", "ServiceUnreachable"]
