"""An article on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from schemas.actor import ActorId, ActorName
from schemas.base import Address, Unread, WireSchema, Words
from schemas.constraints import absent, both, given, where
from schemas.page import PageOut, PageQuery
from schemas.problem import ProblemOut
from schemas.statement import FoundStatementOut, SourceOut, StatementOut, TextSpanOut, omitted
from service.domain.article import ArticleFilter
from service.domain.markup import is_html
from service.domain.versions import DifferenceKind

MOST_TEXTS = 100  # in one request
_TITLE, _OUTLET, _REASON = 1_000, 200, 1_000  # characters


class Story(Words):
    """The text of an article. HTML is refused: what stands in its scripts and menus is not said by anybody."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if is_html(text):
            raise ValidationError("This is HTML: send it as `html`.")
        return text


class DetectIn(WireSchema):
    """A text or a page of HTML to look through; nothing of it is stored."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = where(given("text"), absent("html"), given("html"))

    text = Story(allow_none=True, load_default=None, metadata={"description": "Up to 1,000,000 bytes of UTF-8."})
    html = Words(
        allow_none=True,
        load_default=None,
        metadata={"description": "Instead of text: a page, from which the main text is taken."},
    )
    title = Words(most=_TITLE, allow_none=True, load_default=None)
    published_on = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={"description": "Needed to work out due dates from words such as “Thursday”; else a page's own."},
    )

    @validates_schema(skip_on_field_errors=False)
    def check_form(self, data: dict[str, Any], **_: Any) -> None:
        """One form of the document."""
        given = [name for name in ("text", "html") if data.get(name) is not None]
        if len(given) > 1:
            raise ValidationError("Give text or html, not both.", "html")
        if not given and {"text", "html"} <= data.keys():
            raise ValidationError("Missing data for required field.", "text")


class DetectManyIn(WireSchema):
    """Texts to look through."""

    documents = fields.List(fields.Nested(DetectIn), required=True, validate=validate.Length(1, MOST_TEXTS))


class ReadPageOut(WireSchema):
    """What was read of a page of HTML: its main text, and what it says of itself."""

    text = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    published_on = fields.Date(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)


class DetectOut(WireSchema):
    """What was found in a text, in its order."""

    statements = fields.List(fields.Nested(FoundStatementOut), required=True)
    omitted = omitted()
    page = fields.Nested(
        ReadPageOut,
        required=True,
        allow_none=True,
        metadata={"description": "What was read of `html`: the offsets are of its text. Null where a text was sent."},
    )


class DetectedOut(DetectOut):
    """What was found in one document of many, or the problem for which it was not looked through."""

    status = fields.Integer(required=True, metadata={"description": "As the HTTP status for this document alone."})
    problem = fields.Nested(ProblemOut, required=True, allow_none=True)


class DetectManyOut(WireSchema):
    """What was found in each document, in the order of the request."""

    data = fields.List(fields.Nested(DetectedOut), required=True)


class ArticleIn(WireSchema):
    """An article to keep: its text, its HTML, or the URL of its page."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = where(
        given("text"),
        both(absent("html"), given("published_on")),
        where(given("html"), {}, given("url")),
    )

    text = Story(allow_none=True, load_default=None, metadata={"description": "Up to 1,000,000 bytes of UTF-8."})
    html = Words(
        allow_none=True, load_default=None, metadata={"description": "A page, from which the main text is taken."}
    )
    url = Address(
        allow_none=True,
        load_default=None,
        metadata={"description": "Where it stands. Fetched when neither text nor html is given."},
    )
    title = Words(most=_TITLE, allow_none=True, load_default=None)
    outlet = Words(most=_OUTLET, allow_none=True, load_default=None)
    published_on = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={"description": "Required with text; else a page's own date will do."},
    )

    @validates_schema(skip_on_field_errors=False)
    def check_form(self, data: dict[str, Any], **_: Any) -> None:
        """One form of the article, and a date for one that cannot tell its own."""
        given = {name for name in ("text", "html", "url") if data.get(name) is not None}
        if {"text", "html"} <= given:
            raise ValidationError("Give text or html, not both.", "html")
        if not given and {"text", "html", "url"} <= data.keys():
            raise ValidationError("Give text, html or url.", "text")
        if "text" in given and data.get("published_on", ...) is None:
            raise ValidationError("Missing data for required field.", "published_on")


class ListedArticleOut(SourceOut):
    """An article as lists show it, without its text."""

    rules_version = fields.String(
        required=True, metadata={"description": "The version of the rules that found the statements."}
    )
    omitted = omitted()
    analysis_version = fields.Integer(
        required=True,
        metadata={
            "description": "What has read it: rules, words and code together. A later version has a greater number; "
            "0 is whatever there was before versions were kept."
        },
    )
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(
        required=True, metadata={"description": "Which of the texts that have stood at its URL this is, from 1."}
    )
    superseded_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Since when another text stands at its URL."}
    )


class ArticleOut(ListedArticleOut):
    """A stored article with its statements in the order of the text."""

    text = fields.String(required=True, metadata={"description": "Empty where the article was withdrawn."})
    withdrawn_by = ActorName("The name of the key that withdrew it.", allow_none=True)
    withdrawn_by_id = ActorId("withdrawn_by")
    withdrawal_reason = fields.String(required=True, allow_none=True)
    statements = fields.List(fields.Nested(StatementOut), required=True)


class AddedArticleOut(ArticleOut):
    """A stored article with its statements, as who sent it is answered."""

    text_as_sent = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={
            "description": "Whether `text`, which all offsets are of, is what was sent, to the character. False where "
            "the article was known with other line ends or white space around it, or by its URL. Null where no text "
            "was sent."
        },
    )


class ArticlePageOut(PageOut):
    """A page of articles."""

    data = fields.List(fields.Nested(ListedArticleOut), required=True)


class VersionPageOut(PageOut):
    """A page of the versions of an article, the first one first."""

    data = fields.List(fields.Nested(ListedArticleOut), required=True)


class DifferenceOut(WireSchema):
    """A stretch of whole sentences in which two versions differ; where one has nothing its span is empty."""

    kind = fields.Enum(DifferenceKind, by_value=True, required=True)
    before = fields.Nested(TextSpanOut, required=True)
    after = fields.Nested(TextSpanOut, required=True)


class VersionDiffOut(WireSchema):
    """Where a version differs from the one before it."""

    before = fields.Nested(ListedArticleOut, required=True)
    after = fields.Nested(ListedArticleOut, required=True)
    differences = fields.List(
        fields.Nested(DifferenceOut),
        required=True,
        metadata={
            "description": "In the order of the texts. Where these differ in more than 2,000 sentences, all from the "
            "first of them to the last are one."
        },
    )


class ArticleQuery(PageQuery):
    """Which articles: those that meet every condition."""

    url = Words(most=2_000, load_default=None, metadata={"description": "The whole address, to the letter."})
    outlet = Words(most=500, load_default=None, metadata={"description": "The whole name, in any case of letters."})
    q = Words(
        most=500,
        load_default=None,
        metadata={"description": "Words to find in title and text, in the syntax of web searches."},
    )
    published_from = fields.Date(load_default=None, metadata={"description": "Published on that day or later."})
    published_to = fields.Date(load_default=None, metadata={"description": "Published on that day or earlier."})
    withdrawn = fields.Boolean(
        load_default=False, metadata={"description": "Those that were withdrawn, in place of those that stand."}
    )

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        paging = {name: data.pop(name) for name in ("limit", "cursor")}
        return {**paging, "kept": ArticleFilter(**data)}


class WithdrawalIn(WireSchema):
    """Why an article is withdrawn."""

    reason = Words(
        most=_REASON,
        allow_none=True,
        load_default=None,
        metadata={"description": "It is shown with the article, and stands in the histories of its claims."},
    )


class BatchIn(WireSchema):
    """Articles to keep. Each is read as one posted alone would be."""

    articles = fields.List(
        Unread(ArticleIn),
        required=True,
        validate=validate.Length(1, MOST_TEXTS),
        metadata={"description": "One that cannot be used has a problem for its answer; the others are kept."},
    )


class AddedOut(WireSchema):
    """What became of one article of many: the article, new (201) or known (200), or the problem."""

    status = fields.Integer(required=True, metadata={"description": "As the HTTP status for this article alone."})
    article = fields.Nested(AddedArticleOut, required=True, allow_none=True)
    problem = fields.Nested(ProblemOut, required=True, allow_none=True)


class BatchOut(WireSchema):
    """One answer each, in the order of the request."""

    data = fields.List(fields.Nested(AddedOut), required=True)
