"""A run of a judge: due claims on lease, a question each, a proposal where the answer holds."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import structlog

from service.client import Client, Conflict, Invalid, NotFound, Stale
from service.client.records import Claim
from service.judge.answer import AnswerRefused, JudgeAnswer, RefusalReason, checked, parsed
from service.judge.proposing import propose
from service.judge.question import Question, question_for
from service.judge.respondent import Respondent, RespondentFailed
from service.judge.state import AskedBefore

_log = structlog.get_logger()
_TTL = 600  # seconds of a lease, which is renewed while the work goes on
_BATCH = 10  # claims on lease at a time: a slow judge keeps few from others


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeLimits:
    """How far a run may go: claims asked about, questions sent, tokens as the endpoint counts them; None for no end."""

    claims: int | None = None
    questions: int | None = None
    tokens: int | None = None


@dataclass(slots=True, kw_only=True)
class Judged:
    """What a run has done.

    `asked` are claims, `questions` what was sent. `nothing` are claims without a candidate to show, `known` those whose
    question has not changed, `unclear` those that the judge cannot tell of, `taken` those that somebody else decided
    meanwhile.
    """

    asked: int = 0
    questions: int = 0
    tokens: int = 0
    proposed: int = 0
    unclear: int = 0
    nothing: int = 0
    known: int = 0
    taken: int = 0
    refused: Counter[RefusalReason] = field(default_factory=Counter)
    stopped: str | None = None  # why it ended before its time


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeOrders:
    """How to judge: candidates shown at most, outlets whose articles are not, and whether to ask twice."""

    candidates: int = 20
    withheld: Collection[str] = ()
    twice: bool = True
    bounds: JudgeLimits = field(default_factory=JudgeLimits)
    conditions: Mapping[str, Any] = field(default_factory=dict)


def judge_claims(
    client: Client, respondent: Respondent, orders: JudgeOrders, before: AskedBefore, today: date
) -> Judged:
    """What was done with the due claims that meet the conditions, the oldest review day first.

    Whoever does not answer is asked no more: the rest stays due. Raises what the client raises.
    """
    run = _Run(client, respondent, orders, before, today)
    due = client.due_claims(batch=_BATCH, ttl=_TTL, **orders.conditions)
    try:
        for claim in due:
            run.judge(claim)
            if run.is_spent:
                break
    except RespondentFailed as error:
        run.done.stopped = str(error)
    finally:
        due.close()  # the lease ends with the run
    return run.done


def questions(client: Client, orders: JudgeOrders) -> Iterator[Question]:
    """What a run would ask, without a lease and without asking."""
    for claim in client.claims(status="due", limit=orders.bounds.claims, **orders.conditions):
        question = question_for(claim, client.candidates(claim.id, limit=orders.candidates), orders.withheld)
        if question is not None:
            yield question


@dataclass(slots=True)
class _Run:
    client: Client
    respondent: Respondent
    orders: JudgeOrders
    before: AskedBefore
    today: date
    done: Judged = field(default_factory=Judged)

    @property
    def is_spent(self) -> bool:
        """Whether the next claim would go beyond the bounds."""
        bounds, each = self.orders.bounds, 1 + self.orders.twice
        return (
            (bounds.claims is not None and self.done.asked >= bounds.claims)
            or (bounds.questions is not None and self.done.questions + each > bounds.questions)
            or (bounds.tokens is not None and self.done.tokens >= bounds.tokens)
        )

    def judge(self, claim: Claim) -> None:
        """Ask about the claim, where there is something to ask, and propose what holds."""
        if self.is_spent:
            return
        found = self.client.candidates(claim.id, limit=self.orders.candidates)
        question = question_for(claim, found, self.orders.withheld)
        if question is None:
            self.done.nothing += 1
        elif self.before.knows(question):
            self.done.known += 1
        else:
            self.done.asked += 1
            self._settle(question)
            self.before.note(question)

    def _settle(self, question: Question) -> None:
        try:
            self._conclude(question)
        except AnswerRefused as error:
            self.done.refused[error.reason] += 1
            # The detail is ours: no words of an answer, which may be an article's, stand in logs.
            _log.warning("answer refused", claim_id=str(question.claim.id), reason=error.reason, detail=str(error))
        except (Stale, NotFound, Conflict) as error:
            self.done.taken += 1
            _log.info("decided by somebody else", claim_id=str(question.claim.id), code=error.code)
        except Invalid as error:
            self.done.refused[RefusalReason.DATES] += 1
            _log.warning("proposal refused", claim_id=str(question.claim.id), code=error.code)

    def _conclude(self, question: Question) -> None:
        answer = self._answer(question)
        if answer.outcome is None:
            self.done.unclear += 1
            return
        candidate = checked(answer, question, self.today)
        if self.orders.twice:
            self._check_again(answer, question.turned())
        propose(self.client, question.claim, answer, candidate)
        self.done.proposed += 1

    def _answer(self, question: Question) -> JudgeAnswer:
        self.done.questions += 1
        reply = self.respondent.ask(question)
        self.done.tokens += reply.tokens
        return parsed(reply.text)

    def _check_again(self, answer: JudgeAnswer, turned: Question) -> None:
        again = self._answer(turned)
        if again.outcome is not answer.outcome:
            raise AnswerRefused(RefusalReason.CHANGED, "another order of the candidates gave another outcome")
        checked(again, turned, self.today)
