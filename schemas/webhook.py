"""Webhooks on the wire: subscriptions, their deliveries, and the messages that receivers get."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from schemas.base import Flag, Secret, Several, Whole, WireSchema, Withheld, Words
from schemas.claim import ClaimOut, EventOut, ResolutionOut
from schemas.page import PageOut, PageQuery
from service.detect import Modality
from service.domain.delivery import DeliveryStatus
from service.domain.status import EVENTS, Outcome, Status
from service.domain.webhook import LONGEST_OVERLAP, DisabledReason, EventFilter

_URL, _NAME, _TAG, _DESCRIPTION = 2_000, 500, 100, 200  # characters
_DAY = 24 * 60 * 60  # seconds
_LONGEST_OVERLAP = int(LONGEST_OVERLAP.total_seconds())
_WHOLE_NAME = {"description": "The whole name, in any case of letters."}


def _any_of(choice: fields.Field[Any], words: str, **options: Any) -> fields.List[Any]:
    return fields.List(choice, metadata={"description": f"{words} None named: any."}, **options)


class EventFilterIn(WireSchema):
    """Which events: those whose claim, as it is after the event, meets every condition."""

    status = _any_of(fields.Enum(Status, by_value=True), "Where the claim stands.", load_default=list)
    outcome = _any_of(fields.Enum(Outcome, by_value=True), "What became of it.", load_default=list)
    modality = _any_of(fields.Enum(Modality, by_value=True), "How it was stated.", load_default=list)
    speaker = Words(
        most=_NAME,
        allow_none=True,
        load_default=None,
        metadata={"description": "Words of the name, in any case and order."},
    )
    speaker_entity = fields.UUID(
        allow_none=True,
        load_default=None,
        metadata={"description": "The speaker is this entity, or one that counts as it."},
    )
    outlet = Words(most=_NAME, allow_none=True, load_default=None, metadata=_WHOLE_NAME)
    tag = Words(most=_TAG, allow_none=True, load_default=None)

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> EventFilter:
        """Gather the conditions in one value."""
        several = {"status": "statuses", "outcome": "outcomes", "modality": "modalities"}
        for wire, name in several.items():
            data[name] = tuple(dict.fromkeys(data.pop(wire)))
        return EventFilter(**data)


class EventFilterOut(WireSchema):
    """Which events: those whose claim, as it is after the event, meets every condition."""

    status = _any_of(fields.Enum(Status, by_value=True), "Where it stands.", required=True, attribute="statuses")
    outcome = _any_of(fields.Enum(Outcome, by_value=True), "What became of it.", required=True, attribute="outcomes")
    modality = _any_of(fields.String(), "How it was stated.", required=True, attribute="modalities")
    speaker = fields.String(required=True, allow_none=True)
    speaker_entity = fields.UUID(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    tag = fields.String(required=True, allow_none=True)


def _url(**options: Any) -> Words:
    return Words(
        most=_URL,
        validate=[validate.URL(schemes={"http", "https"}, require_tld=False)],
        metadata={
            "description": "Where events are posted to: by https to a public address, unless the service's settings "
            "name its host.",
            "format": "uri",
            "pattern": "^https?://[A-Za-z0-9]",
        },
        **options,
    )


class _WebhookFields(WireSchema):
    """What a client says of a subscription."""

    url = _url()
    description = Words(most=_DESCRIPTION, allow_none=True)
    events = _any_of(fields.String(validate=validate.OneOf(EVENTS)), "Types of events.")
    filter = fields.Nested(EventFilterIn)

    @post_load
    def to_webhook(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Name what was said as the domain does."""
        names = {"events": "types", "filter": "kept"}
        said = {names.get(name, name): value for name, value in data.items()}
        return {**said, "types": tuple(dict.fromkeys(said["types"]))} if "types" in said else said


class WebhookIn(_WebhookFields):
    """A subscription to make. It is told of every event, unless `events` and `filter` say which."""

    url = _url(required=True)


class WebhookChangeIn(_WebhookFields):
    """What is to be different about a subscription; what is left out stays. A `filter` is replaced as a whole."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = {"minProperties": 1}

    enabled = Flag(
        metadata={"description": "False: nothing is sent, and events are not kept for it. True: sending begins anew."}
    )

    @validates_schema
    def check_some(self, data: dict[str, Any], **_: Any) -> None:
        """A change changes something."""
        if not data:
            raise ValidationError("Give at least one of url, description, events, filter and enabled.")


class WebhookOut(WireSchema):
    """A subscription, without its secret."""

    id = fields.UUID(required=True)
    url = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    events = _any_of(fields.String(), "Types of events.", required=True, attribute="types")
    filter = fields.Nested(EventFilterOut, required=True, attribute="kept")
    enabled = fields.Boolean(required=True)
    disabled_at = fields.AwareDateTime(required=True, allow_none=True)
    disabled_reason = fields.Enum(
        DisabledReason,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "`gone`: the receiver answered 410. `failing`: it has taken nothing for three days."},
    )
    failures = fields.Integer(
        required=True,
        attribute="health.failures",
        metadata={"description": "Sendings in a row that have failed."},
    )
    failing_since = fields.AwareDateTime(required=True, allow_none=True, attribute="health.failing_since")
    resume_at = fields.AwareDateTime(
        required=True,
        allow_none=True,
        attribute="health.resume_at",
        metadata={"description": "Until when the receiver is left alone, after failures or because it asked."},
    )
    old_secret_until = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Until when messages are signed with the secret before this one too."},
    )
    created_at = fields.AwareDateTime(required=True)


class NewWebhookOut(WebhookOut):
    """A subscription with its secret, which is shown this once."""

    secret = Secret("What messages are signed with: `whsec_…`.")
    withheld = Withheld()


class WebhookPageOut(PageOut):
    """A page of subscriptions, oldest first."""

    data = fields.List(fields.Nested(WebhookOut), required=True)


class RotationIn(WireSchema):
    """How a secret is replaced."""

    overlap = Whole(
        load_default=_DAY,
        validate=validate.Range(0, _LONGEST_OVERLAP),
        metadata={
            "description": "Seconds for which messages are signed with the old secret as well; 0 where it has leaked."
        },
    )


class PingOut(WireSchema):
    """What the receiver said to a test message."""

    delivered = fields.Boolean(required=True)
    response_status = fields.Integer(required=True, allow_none=True)
    error = fields.String(required=True, allow_none=True)


class DeliveryOut(WireSchema):
    """An event on its way to a receiver."""

    id = fields.UUID(required=True, metadata={"description": "The event's, which the message has as `webhook-id`."})
    type = fields.String(required=True)
    claim_id = fields.UUID(required=True)
    version = fields.Integer(required=True, metadata={"description": "The claim's version after the event."})
    status = fields.Enum(DeliveryStatus, by_value=True, required=True)
    attempts = fields.Integer(required=True, metadata={"description": "Sendings since it was last queued."})
    created_at = fields.AwareDateTime(required=True)
    attempted_at = fields.AwareDateTime(required=True, allow_none=True)
    next_attempt_at = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "While pending."})
    response_status = fields.Integer(required=True, allow_none=True, metadata={"description": "Of the last sending."})
    error = fields.String(required=True, allow_none=True, metadata={"description": "Of the last sending."})


class DeliveryPageOut(PageOut):
    """A page of deliveries, the newest first."""

    data = fields.List(fields.Nested(DeliveryOut), required=True)


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    status = Several(DeliveryStatus)


class ToldResolutionOut(ResolutionOut):
    """The decision on record; its evidence by the ids."""

    evidence = fields.List(fields.UUID(), required=True)


class ToldClaimOut(ClaimOut):
    """A claim as it was right after an event; proposal and evidence by their ids."""

    class Meta(ClaimOut.Meta):
        """A message is not for evidence, which may be long, nor for what the claim's own address has."""

        exclude = ("proposal", "article", "assignee")

    proposal_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "While proposed: of the proposals that wait, the one that goes first."},
    )
    resolution = fields.Nested(ToldResolutionOut, required=True, allow_none=True)


class MessageDataOut(WireSchema):
    """The event, and its claim as it was right after it."""

    event = fields.Nested(EventOut, required=True)
    claim = fields.Nested(ToldClaimOut, required=True)


class MessageOut(WireSchema):
    """What a receiver is told of an event: under 20,000 bytes, signed as Standard Webhooks has it."""

    type = fields.String(required=True, validate=validate.OneOf(EVENTS))
    timestamp = fields.AwareDateTime(required=True, metadata={"description": "When the event was written."})
    data = fields.Nested(MessageDataOut, required=True)
    shortened = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "What had to be cut for the message to stay under its limit, such as `event.reason`: the "
            "whole is at `/v1/claims/{id}`."
        },
    )
