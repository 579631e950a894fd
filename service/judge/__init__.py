"""Asking somebody else what became of a claim: a program or a model gets the claim and its candidates, nothing else.

It knows the client and the guarded way out, nothing of the server. What a judge answers is checked here before
anything is proposed, and all that it can do is to propose.
"""

from service.judge.answer import AnswerRefused, JudgeAnswer, RefusalReason, checked, parsed
from service.judge.endpoint import Endpoint
from service.judge.program import Program
from service.judge.question import Question, question_for
from service.judge.respondent import Respondent, RespondentFailed
from service.judge.run import Judged, JudgeLimits, JudgeOrders, judge_claims, questions
from service.judge.state import AskedBefore

__all__ = [
    "AnswerRefused",
    "AskedBefore",
    "Endpoint",
    "JudgeAnswer",
    "JudgeLimits",
    "JudgeOrders",
    "Judged",
    "Program",
    "Question",
    "RefusalReason",
    "Respondent",
    "RespondentFailed",
    "checked",
    "judge_claims",
    "parsed",
    "question_for",
    "questions",
]
