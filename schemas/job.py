"""Jobs on the wire: what was asked for, where it stands, and what became of it."""

from marshmallow import fields

from schemas.base import WireSchema
from schemas.page import PageOut
from schemas.problem import ProblemOut
from schemas.statement import omitted
from service.domain.article_job import JobStatus, JobTask


class JobArticleOut(WireSchema):
    """What became of one article: new (201) or known (200), or the problem."""

    status = fields.Integer(required=True, metadata={"description": "As the HTTP status for this article alone."})
    article_id = fields.UUID(required=True, allow_none=True)
    location = fields.String(required=True, allow_none=True, metadata={"description": "Where the article can be read."})
    omitted = omitted(allow_none=True)
    problem = fields.Nested(ProblemOut, required=True, allow_none=True)


class JobOut(WireSchema):
    """A job. It is at work while its status is `queued` or `running`."""

    id = fields.UUID(required=True)
    task = fields.Enum(
        JobTask,
        by_value=True,
        required=True,
        metadata={
            "description": "`add_article` fails where the article cannot be added; `add_articles` succeeds with an "
            "answer for each."
        },
    )
    status = fields.Enum(JobStatus, by_value=True, required=True)
    total = fields.Integer(required=True, metadata={"description": "How many articles there are to add."})
    articles = fields.List(
        fields.Nested(JobArticleOut),
        required=True,
        metadata={"description": "What became of those that it has come to, in the order of the request."},
    )
    problem = fields.Nested(
        ProblemOut,
        required=True,
        allow_none=True,
        metadata={"description": "Why it failed: what the same request, made to wait, would have been answered."},
    )
    created_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Null while it is at work, and where it was abandoned."},
    )


class JobPageOut(PageOut):
    """A page of jobs, the last first."""

    data = fields.List(fields.Nested(JobOut), required=True)
