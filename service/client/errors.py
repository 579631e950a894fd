"""What can go wrong between a client and the service."""

from collections.abc import Mapping
from typing import Any


class ClientError(Exception):
    """The root of the client's errors."""


class ServiceUnreachable(ClientError):
    """No answer came: the service is not there, or took too long."""


class ApiError(ClientError):
    """The service refused. `problem` is its problem document, `status` and `code` are taken from it."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status, self.problem = status, problem
        self.code: str = str(problem.get("code", f"http_{status}"))
        super().__init__(self._words())

    def _words(self) -> str:
        detail = str(self.problem.get("detail") or self.problem.get("title") or f"HTTP {self.status}")
        fields = [f"  {row.get('field')}: {row.get('message')}" for row in self.problem.get("errors", ())]
        return "\n".join([f"{detail} ({self.code})", *fields])
