"""A statement on the wire."""

from typing import Any

from marshmallow import fields, pre_dump

from schemas.base import WireSchema
from service.detect import Kind, Modality, Polarity


class SpanOut(WireSchema):
    """Character offsets into the article's text exactly as it was sent; the end is exclusive."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class TextSpanOut(SpanOut):
    """Offsets with the text between them."""

    text = fields.String(required=True)


class FoundStatementOut(WireSchema):
    """One clause about one event, as the detector found it."""

    kind = fields.Enum(Kind, by_value=True, required=True)
    text = fields.String(required=True)
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

    @pre_dump
    def nest(self, statement: Any, **_: Any) -> dict[str, Any]:
        """Group the offsets of the flat record."""
        record = {name: getattr(statement, name, None) for name in self.fields}
        record["kind"], record["polarity"] = Kind(statement.kind), Polarity(statement.polarity)
        record["modality"] = statement.modality and Modality(statement.modality)
        record["sentence"] = {"start": statement.sentence_start, "end": statement.sentence_end}
        record["head"] = {"start": statement.head_start, "end": statement.head_end, "text": statement.head}
        if statement.cue is not None:
            record["cue"] = {"start": statement.cue_start, "end": statement.cue_end, "text": statement.cue}
        return record


class StatementOut(FoundStatementOut):
    """A stored statement; an outcome has the claim that it states."""

    id = fields.UUID(required=True)
    claim_id = fields.UUID(required=True, allow_none=True)
