"""What a judge answers, and whether that may be proposed."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from service.client.records import Candidate
from service.domain import dates
from service.domain.errors import InvalidValue
from service.domain.proposal import Judgement
from service.domain.status import Outcome
from service.judge.question import CANNOT_TELL, OUTCOMES, Question

_FIELDS = frozenset(("outcome", "number", "words", "happened_on"))
_FENCED = re.compile(r"\s*```(?:json)?\s*(\{.*\})\s*```\s*", re.DOTALL)  # as models like to write it
_QUOTES = str.maketrans("‘’‚‛“”„‟«»′″`´", "''''\"\"\"\"\"\"'\"''")
_LEAST = 3  # characters of a quotation that says anything


class RefusalReason(StrEnum):
    """Why an answer is refused."""

    FORM = "form"  # it is not of the form that was asked for
    WORDS = "words"  # its words are not in the candidate that it names
    DATES = "dates"  # its outcome disagrees with the days of the claim or of the candidate
    CHANGED = "changed"  # it is another when the candidates come in another order


class AnswerRefused(Exception):
    """An answer that nothing is made of."""

    def __init__(self, reason: RefusalReason, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAnswer:
    """An outcome with the exact words that show it, and the number of the candidate that they stand in.

    `outcome` is None where the judge cannot tell; then there is nothing else.
    """

    outcome: Outcome | None
    number: int = 0
    words: str = ""
    happened_on: date | None = None


def parsed(text: str) -> JudgeAnswer:
    """The answer that `text` is, one JSON object; raises `AnswerRefused`."""
    fenced = _FENCED.fullmatch(text)
    try:
        data = json.loads(fenced.group(1) if fenced else text)
    except (ValueError, RecursionError):
        raise _out_of_form("is no JSON object") from None
    if not isinstance(data, dict) or not data.keys() <= _FIELDS:
        raise _out_of_form("has other fields than outcome, number, words and happened_on")
    if data.get("outcome") == CANNOT_TELL:
        return JudgeAnswer(outcome=None)
    if data.get("outcome") not in OUTCOMES:
        raise _out_of_form("has no outcome that was asked for")
    return JudgeAnswer(outcome=Outcome(data["outcome"]), happened_on=_day(data.get("happened_on")), **_cited(data))


def _cited(data: dict[str, Any]) -> dict[str, Any]:
    number, words = data.get("number"), data.get("words")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(words, str):
        raise _out_of_form("has no number, or no words")
    return {"number": number, "words": words}


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _refuse_day()
    except ValueError:
        return _refuse_day()


def _refuse_day() -> date:
    raise _out_of_form("has a happened_on that is no date")


def _out_of_form(what: str) -> AnswerRefused:
    return AnswerRefused(RefusalReason.FORM, f"the answer {what}")


def checked(answer: JudgeAnswer, question: Question, today: date) -> Candidate:
    """The candidate that an answer with an outcome rests on; raises `AnswerRefused`."""
    candidate = question.numbered(answer.number)
    if candidate is None:
        raise AnswerRefused(RefusalReason.WORDS, f"there is no candidate {answer.number}")
    if len(squeezed(answer.words)) < _LEAST or squeezed(answer.words) not in squeezed(candidate.sentence):
        raise AnswerRefused(RefusalReason.WORDS, f"the words are not in candidate {answer.number}")
    _check_dates(answer, question, candidate, today)
    return candidate


def squeezed(text: str) -> str:
    """A text as quotations are compared: one sort of quotes, one space for any."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def _check_dates(answer: JudgeAnswer, question: Question, candidate: Candidate, today: date) -> None:
    published, due = candidate.article.published_on, question.claim.due
    if answer.outcome is None:
        return
    if answer.happened_on is not None and answer.happened_on > published:
        raise AnswerRefused(RefusalReason.DATES, "it happened after the candidate was published")
    if answer.outcome is Outcome.FULFILLED_LATE and due is not None and published <= due:
        raise AnswerRefused(RefusalReason.DATES, "the candidate was published before it could be late")
    judgement = Judgement(outcome=answer.outcome, happened_on=answer.happened_on)
    try:
        dates.check_decision(judgement, question.claim, today)
    except InvalidValue as error:
        raise AnswerRefused(RefusalReason.DATES, str(error)) from error
