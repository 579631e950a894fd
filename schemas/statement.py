"""A statement on the wire."""

from typing import Any

from marshmallow import fields, post_load

from schemas.base import Several, WireSchema, Words
from schemas.page import PageOut, PageQuery
from service.detect import MOST_STATEMENTS, STRETCH, Kind, Modality, Polarity
from service.domain.article import StatementFilter
from service.domain.tracking import UntrackedReason
from service.language.syntax.bounds import LONGEST_CLAUSE


class SpanOut(WireSchema):
    """Character offsets into the article's `text` as it is answered; the end is exclusive.

    It is the text as it was first sent: `text_as_sent` of a POST says whether it is what you have sent.
    """

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class TextSpanOut(SpanOut):
    """Offsets with the text between them."""

    text = fields.String(required=True)


def omitted(**kwargs: Any) -> fields.Integer:
    """How many statements of a text are left out."""
    told = f"Statements that are left out: beyond {MOST_STATEMENTS} in each {STRETCH:,} characters of the text."
    return fields.Integer(required=True, metadata={"description": told}, **kwargs)


class FoundStatementOut(WireSchema):
    """One clause about one event, as the detector found it."""

    kind = fields.Enum(Kind, by_value=True, required=True)
    text = fields.String(
        required=True, metadata={"description": f"The clause with its subject: at most {LONGEST_CLAUSE} characters."}
    )
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    sentence = fields.Nested(SpanOut, required=True)
    head = fields.Nested(TextSpanOut, required=True, metadata={"description": "The event's main word."})
    cue = fields.Nested(
        TextSpanOut, required=True, allow_none=True, metadata={"description": "The words that gave it away."}
    )
    rule = fields.String(required=True, metadata={"description": "The id of the rule that fired."})
    polarity = fields.Enum(Polarity, by_value=True, required=True)
    modality = fields.Enum(
        Modality, by_value=True, required=True, allow_none=True, metadata={"description": "Outcomes only."}
    )
    conditional = fields.Boolean(required=True)
    speaker = fields.String(required=True, allow_none=True)
    due = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "The last day on which the event would still be on time."},
    )

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """The record, by hand: an article has dozens, and asking each field for its value costs ten times as much."""
        return [self.record(one) for one in obj] if many else self.record(obj)

    def record(self, statement: Any) -> dict[str, Any]:
        """One statement on the wire."""
        cue = {"start": statement.cue_start, "end": statement.cue_end, "text": statement.cue}
        return {
            "kind": statement.kind,
            "text": statement.text,
            "start": statement.start,
            "end": statement.end,
            "sentence": {"start": statement.sentence_start, "end": statement.sentence_end},
            "head": {"start": statement.head_start, "end": statement.head_end, "text": statement.head},
            "cue": cue if statement.cue is not None else None,
            "rule": statement.rule,
            "polarity": statement.polarity,
            "modality": statement.modality,
            "conditional": statement.conditional,
            "speaker": statement.speaker,
            "due": statement.due and statement.due.isoformat(),
        }


class _StoredOut(WireSchema):
    """What has an id; fields of a base that is named later come first."""

    id = fields.UUID(required=True)


class StatementOut(FoundStatementOut, _StoredOut):
    """A stored statement; an outcome has the claim that it states."""

    claim_id = fields.UUID(required=True, allow_none=True)
    matched_by = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Why it is a mention of a claim that was known before; empty where it was the first."},
    )
    untracked = fields.Enum(
        UntrackedReason,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "Why an outcome makes no claim; `POST /v1/statements/{id}/claim` makes it one."},
    )
    vanished = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether it is told no more: the article was read again and this was not found, or another "
            "text stands at its URL without it. Only shown by name, and in superseded versions."
        },
    )
    replaced_by = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The statement that says the same in the next version of the article."},
    )
    speaker_entity_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={
            "description": "The person or body that the speaker is, which may have been merged since; null where that "
            "is not sure."
        },
    )

    def record(self, statement: Any) -> dict[str, Any]:
        """One stored statement on the wire."""
        claim_id = statement.claim_id and str(statement.claim_id)
        stored = {
            "claim_id": claim_id,
            "matched_by": list(statement.matched_by),
            "untracked": statement.untracked,
            "vanished": statement.vanished_in is not None and statement.replaced_by is None,
            "replaced_by": statement.replaced_by and str(statement.replaced_by),
            "speaker_entity_id": statement.speaker_entity_id and str(statement.speaker_entity_id),
        }
        return {"id": str(statement.id), **super().record(statement), **stored}


class SourceOut(WireSchema):
    """The article that a statement stands in."""

    id = fields.UUID(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    published_on = fields.Date(required=True)
    withdrawn_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "When it was withdrawn: its words have gone."}
    )


class MentionOut(WireSchema):
    """A statement with its article."""

    statement = fields.Nested(StatementOut, required=True)
    article = fields.Nested(SourceOut, required=True)


class StatementPageOut(PageOut):
    """A page of an article's statements, in the order of the text."""

    data = fields.List(fields.Nested(StatementOut), required=True)


class MentionPageOut(PageOut):
    """A page of statements with their articles."""

    data = fields.List(fields.Nested(MentionOut), required=True)


class StatementQuery(PageQuery):
    """Which statements: those that meet every condition."""

    kind = Several(Kind)
    q = Words(most=500, load_default=None, metadata={"description": "Words to find, in the syntax of web searches."})
    speaker = Words(most=500, load_default=None, metadata={"description": "Words of the name, in any case and order."})
    published_from = fields.Date(load_default=None, metadata={"description": "Published on that day or later."})
    published_to = fields.Date(load_default=None, metadata={"description": "Published on that day or earlier."})

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        paging = {name: data.pop(name) for name in ("limit", "cursor")}
        return {**paging, "kept": StatementFilter(kinds=data.pop("kind"), **data)}
