"""Whoever is asked: a program or an endpoint."""

from dataclasses import dataclass
from typing import Protocol

from service.judge.question import Question


class RespondentFailed(Exception):
    """Whoever is asked does not answer, or refuses to: asking about other claims will not help now."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, as it came, and how many tokens the endpoint counted for it."""

    text: str
    tokens: int = 0


class Respondent(Protocol):
    """Somebody who can be asked."""

    @property
    def place(self) -> str:
        """Where the question goes, for people to read; no secret stands in it."""

    def ask(self, question: Question) -> Reply:
        """The reply; raises `RespondentFailed`, and `AnswerRefused` for one that is too long."""

    def close(self) -> None:
        """Let go of whoever was asked."""
