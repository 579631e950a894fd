"""Evidence and proposals on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, pre_dump, validate, validates_schema

from schemas.actor import ActorId, ActorName
from schemas.base import Address, WireSchema, Words
from schemas.constraints import absent, given, where
from schemas.page import PageOut
from schemas.statement import SourceOut, StatementOut
from service.domain.evidence import EventPart, Relation
from service.domain.status import Outcome, RejectionCode, UnresolvableReason, Verdict

_QUOTATION, NOTE = 2_000, 10_000  # characters
_MOST_CITED = 50
_TELLING = [code for code in RejectionCode if code is not RejectionCode.OTHER]
_HAPPENINGS = [outcome for outcome in Outcome if outcome is not Outcome.UNRESOLVABLE]


class QuotationOut(WireSchema):
    """Words of a page that is not stored here."""

    text = fields.String(required=True)
    url = fields.String(required=True)
    published_on = fields.Date(required=True, allow_none=True)


class WordingOut(WireSchema):
    """Words of an article, as they are compared, and where they stand in its text."""

    text = fields.String(required=True)
    start = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Null where they stand outside the sentence, or are days that it tells of."},
    )
    end = fields.Integer(required=True, allow_none=True, metadata={"description": "Behind the last character."})


class PartOut(WireSchema):
    """One part of the event, as the claim and the result tell it."""

    part = fields.Enum(EventPart, by_value=True, required=True)
    relation = fields.Enum(
        Relation,
        by_value=True,
        required=True,
        metadata={"description": "How the result stands to the claim; `not_named` where one of them does not say."},
    )
    claim = fields.List(fields.Nested(WordingOut), required=True)
    result = fields.List(fields.Nested(WordingOut), required=True)


class GroundsOut(WireSchema):
    """Why a result decides a claim, as data. Offsets are of the text of the article that states each."""

    frame = fields.String(required=True, metadata={"description": "The event frame and its event: `rate.cut`."})
    points = fields.Float(required=True, metadata={"description": "What the parts that agree are worth together."})
    version = fields.String(required=True, metadata={"description": "Of the calibration that gave the score."})
    judged = fields.Integer(required=True, metadata={"description": "Judged pairs with about as many points."})
    right = fields.Integer(required=True, metadata={"description": "Of how many of them the outcome was right."})
    parts = fields.List(fields.Nested(PartOut), required=True)


class EvidenceOut(WireSchema):
    """A piece of evidence: a stored statement with its article, or a quotation that somebody added."""

    id = fields.UUID(required=True)
    statement = fields.Nested(StatementOut, required=True, allow_none=True)
    article = fields.Nested(SourceOut, required=True, allow_none=True)
    quotation = fields.Nested(QuotationOut, required=True, allow_none=True)
    outcome = fields.Enum(
        Outcome, by_value=True, required=True, metadata={"description": "What it says became of the claim."}
    )
    score = fields.Float(
        required=True,
        allow_none=True,
        metadata={
            "description": "How likely it is right, from 0 to 1, by `/v1/calibration`; null where added by hand."
        },
    )
    reasons = fields.List(fields.String(), required=True, metadata={"description": "For people to read."})
    grounds = fields.Nested(
        GroundsOut,
        required=True,
        allow_none=True,
        metadata={"description": "The same as data; null of what was added by hand or found by an earlier release."},
    )
    happened_on = fields.Date(required=True, allow_none=True)
    by = ActorName("`rules`, or the name of who added it.")
    by_id = ActorId("by")
    created_at = fields.AwareDateTime(required=True)

    @pre_dump
    def part(self, piece: Any, **_: Any) -> dict[str, Any]:
        """Set the statement beside its article."""
        record = {name: getattr(piece, name, None) for name in self.fields}
        if piece.mention is not None:
            record |= {"statement": piece.mention.statement, "article": piece.mention.article}
        return record


class EvidencePageOut(PageOut):
    """A page of a claim's evidence: what was added by hand first, then the best."""

    data = fields.List(fields.Nested(EvidenceOut), required=True)


class EvidenceIn(WireSchema):
    """Evidence added by hand: a stored statement, or a quotation with the address of its page."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = where(
        given("statement_id"), absent("quotation", "url", "published_on"), given("quotation", "url")
    )

    statement_id = fields.UUID(allow_none=True, load_default=None)
    quotation = Words(most=_QUOTATION, allow_none=True, load_default=None)
    url = Address(allow_none=True, load_default=None)
    published_on = fields.Date(
        allow_none=True, load_default=None, metadata={"description": "When the quoted page was published."}
    )
    outcome = fields.Enum(
        Outcome,
        by_value=True,
        required=True,
        validate=validate.OneOf(_HAPPENINGS),
        metadata={"description": "What it says became of the claim."},
    )
    happened_on = fields.Date(allow_none=True, load_default=None)
    note = Words(most=_QUOTATION, allow_none=True, load_default=None, metadata={"description": "Why it decides."})

    @validates_schema
    def check_source(self, data: dict[str, Any], **_: Any) -> None:
        """A statement, whose article is known, or a quotation with its address."""
        quoted = [data[name] is not None for name in ("quotation", "url")]
        stored = data["statement_id"] is not None
        if not ((stored and not any(quoted) and data["published_on"] is None) or (not stored and all(quoted))):
            raise ValidationError("Give either statement_id, or quotation and url.")


class ProposalOut(WireSchema):
    """An outcome suggested for a claim. Without a verdict it waits."""

    id = fields.UUID(required=True)
    claim_id = fields.UUID(required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.Enum(UnresolvableReason, by_value=True, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    happened_on = fields.Date(required=True, allow_none=True)
    score = fields.Float(
        required=True,
        allow_none=True,
        metadata={
            "description": "How likely it is right, by all its evidence together, from 0 to 1; the sweep's only."
        },
    )
    evidence = fields.List(fields.Nested(EvidenceOut), required=True)
    by = ActorName("The name of the key, or `sweep`.")
    by_id = ActorId("by")
    created_at = fields.AwareDateTime(required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True, allow_none=True)
    verdict_by = ActorName("The name of who gave the verdict.", allow_none=True)
    verdict_by_id = ActorId("verdict_by")
    verdict_at = fields.AwareDateTime(required=True, allow_none=True)
    verdict_reason = fields.String(required=True, allow_none=True)
    verdict_code = fields.Enum(
        RejectionCode,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "What is wrong with it, where somebody rejected it."},
    )


class ProposalPageOut(PageOut):
    """A page of the proposals ever made for a claim, the oldest first."""

    data = fields.List(fields.Nested(ProposalOut), required=True)


class JudgementIn(WireSchema):
    """What became of a claim, as somebody sees it."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = where(
        {"properties": {"outcome": {"const": Outcome.UNRESOLVABLE.value}}}, given("reason"), absent("reason")
    )

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.Enum(
        UnresolvableReason,
        by_value=True,
        allow_none=True,
        load_default=None,
        metadata={"description": "Why the claim is unresolvable; goes with that outcome only."},
    )
    note = Words(most=NOTE, allow_none=True, load_default=None)
    happened_on = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "When the deciding event took place: not before the claim was said, nor after tomorrow "
            "(UTC); by `due` for `fulfilled`, after it for `fulfilled_late`, which needs one. Of a claim that "
            "something will not happen the last day counts as the day, and goes on record where none is given."
        },
    )
    evidence = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=_MOST_CITED),
        metadata={"description": "Ids of the claim's evidence that it rests on."},
    )


class ProposalIn(JudgementIn):
    """What a claim's outcome is taken to be."""


class AcceptanceIn(WireSchema):
    """A word with the yes to a proposal."""

    note = Words(most=NOTE, allow_none=True, load_default=None)


class RejectionIn(WireSchema):
    """Why the answer to a proposal is no: a code, which is counted, words, or both. With `other` it takes words."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = where(
        {"properties": {"code": {"enum": [code.value for code in _TELLING]}}, "required": ["code"]},
        {},
        given("reason"),
    )

    code = fields.Enum(RejectionCode, by_value=True, load_default=RejectionCode.OTHER)
    reason = Words(most=NOTE, allow_none=True, load_default=None)

    @validates_schema
    def check_words(self, data: dict[str, Any], **_: Any) -> None:
        """Other reasons are told in words."""
        if data["code"] is RejectionCode.OTHER and data["reason"] is None:
            raise ValidationError("Say why in words, or give a code other than other.", "reason")
