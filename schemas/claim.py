"""A claim, its resolution and its history on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from schemas.actor import ActorId, ActorName
from schemas.base import Flag, Several, WireSchema, Words
from schemas.constraints import where
from schemas.evidence import NOTE, EvidenceOut, ProposalOut
from schemas.page import CsvQuery, PageOut, PageQuery
from schemas.statement import SourceOut
from service.detect import Modality, Polarity
from service.domain.listing import Filter, Sort
from service.domain.member import ME, NOBODY
from service.domain.status import DismissalReason, Outcome, Status, UnresolvableReason


class ResolutionOut(WireSchema):
    """The decision on record."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.Enum(UnresolvableReason, by_value=True, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    happened_on = fields.Date(required=True, allow_none=True)
    evidence = fields.List(fields.Nested(EvidenceOut), required=True)
    by = ActorName("The name of the key that resolved it.")
    by_id = ActorId("by")
    recorded_at = fields.AwareDateTime(required=True)


_TEXT, _NAME, _TAG, _TAGS = 1_000, 200, 100, 50  # characters, characters, characters, tags


class _Tags(fields.List[Any]):
    """Labels of the client's own: short, each once, in the order given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Words(most=_TAG), validate=validate.Length(max=_TAGS), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(dict.fromkeys(super()._deserialize(value, attr, data, **kwargs)))


class ClaimIn(WireSchema):
    """An outcome entered by hand."""

    text = Words(most=_TEXT, required=True, metadata={"description": "The sentence that states it."})
    head = Words(most=_NAME, allow_none=True, load_default=None)
    said_on = fields.Date(required=True)
    modality = fields.Enum(Modality, by_value=True, required=True)
    polarity = fields.Enum(Polarity, by_value=True, load_default=Polarity.POSITIVE)
    conditional = Flag(load_default=False)
    speaker = Words(most=_NAME, allow_none=True, load_default=None)
    outlet = Words(most=_NAME, allow_none=True, load_default=None)
    due = fields.Date(allow_none=True, load_default=None)
    tags = _Tags(load_default=())


class CorrectionIn(WireSchema):
    """What is wrong with a claim, put right; what is left out stays."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = where({"required": ["note"]}, {"minProperties": 2}, {"minProperties": 1})

    text = Words(most=_TEXT)
    due = fields.Date(allow_none=True)
    review_on = fields.Date(metadata={"description": "When to look. Without it the day follows from the other dates."})
    tags = _Tags()
    speaker = Words(most=_NAME, allow_none=True)
    outlet = Words(most=_NAME, allow_none=True)
    modality = fields.Enum(Modality, by_value=True)
    polarity = fields.Enum(Polarity, by_value=True)
    conditional = Flag()
    note = Words(most=NOTE, allow_none=True, metadata={"description": "Why. It stands in the history."})

    @validates_schema
    def check_some(self, data: dict[str, Any], **_: Any) -> None:
        """A correction corrects something."""
        if not data.keys() - {"note"}:
            named = [name for name in self.fields if name != "note"]
            raise ValidationError(f"Give at least one of {', '.join(named[:-1])} and {named[-1]}.")


class ClauseOut(WireSchema):
    """Character offsets into the claim's text; the end is exclusive."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class ClaimOut(WireSchema):
    """A tracked outcome."""

    id = fields.UUID(required=True)
    text = fields.String(
        required=True,
        metadata={"description": "The sentence that states it, at most 1,000 characters of it around its clause."},
    )
    clause = fields.Nested(
        ClauseOut,
        required=True,
        allow_none=True,
        metadata={"description": "Where in `text` its clause stands; null where somebody wrote the text."},
    )
    head = fields.String(
        required=True, allow_none=True, metadata={"description": "The main word of its event, where it is known."}
    )
    status = fields.Enum(Status, by_value=True, required=True)
    outcome = fields.Enum(
        Outcome, by_value=True, required=True, allow_none=True, metadata={"description": "While resolved."}
    )
    dismissal = fields.Enum(
        DismissalReason,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "Why it is not tracked, while dismissed."},
    )
    polarity = fields.String(required=True, validate=validate.OneOf([item.value for item in Polarity]))
    modality = fields.String(required=True, validate=validate.OneOf([item.value for item in Modality]))
    conditional = fields.Boolean(required=True)
    speaker = fields.String(required=True, allow_none=True)
    speaker_entity_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The person or body that the speaker is; null where that is not sure."},
    )
    outlet = fields.String(required=True, allow_none=True)
    said_on = fields.Date(required=True)
    due = fields.Date(required=True, allow_none=True)
    review_on = fields.Date(required=True, metadata={"description": "When to look."})
    tags = fields.List(fields.String(), required=True)
    mentions = fields.Integer(required=True, metadata={"description": "Statements that state this claim."})
    article = fields.Nested(
        SourceOut,
        required=True,
        allow_none=True,
        metadata={"description": "That it was first stated in; null where somebody entered it."},
    )
    proposal = fields.Nested(
        ProposalOut,
        required=True,
        allow_none=True,
        metadata={"description": "While proposed: of the proposals that wait, the one that goes first."},
    )
    resolution = fields.Nested(ResolutionOut, required=True, allow_none=True)
    assignee = ActorName("The member who is to see to it.", allow_none=True)
    assignee_id = fields.UUID(required=True, allow_none=True)
    version = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    updated_at = fields.AwareDateTime(required=True)


class ClaimConditions(WireSchema):
    """What claims are about: conditions that say nothing of where the work on them stands."""

    modality = Several(Modality)
    speaker = Words(most=500, load_default=None, metadata={"description": "Words of the name, in any case and order."})
    speaker_entity = fields.UUID(
        load_default=None, metadata={"description": "The speaker is this entity, or one that counts as it."}
    )
    entity = fields.UUID(
        load_default=None, metadata={"description": "This entity is the speaker or takes part in the event."}
    )
    outlet = Words(most=500, load_default=None, metadata={"description": "The whole name, in any case of letters."})
    tag = Words(most=100, load_default=None)
    article_id = fields.UUID(load_default=None, metadata={"description": "Claims that this article mentions."})
    due_after = fields.Date(load_default=None, metadata={"description": "Due on that day or later."})
    due_before = fields.Date(load_default=None, metadata={"description": "Due on that day or earlier."})
    said_from = fields.Date(load_default=None, metadata={"description": "Said on that day or later."})
    said_to = fields.Date(load_default=None, metadata={"description": "Said on that day or earlier."})
    q = Words(
        most=500,
        load_default=None,
        metadata={"description": 'Words to find, in the syntax of web searches: `summit -trade "joint agreement"`.'},
    )


_PLURALS = {"status": "statuses", "outcome": "outcomes", "modality": "modalities"}
_CONDITIONS = ("status", "outcome", "unstated", "assignee", *ClaimConditions().fields)


def take_filter(data: dict[str, Any]) -> Filter:
    """The filter that the conditions in `data` make; they are taken out of it."""
    conditions = {name: data.pop(name) for name in _CONDITIONS if name in data}
    return Filter(**{_PLURALS.get(name, name): value for name, value in conditions.items()})


class ClaimFilter(ClaimConditions):
    """Which claims: those that meet every condition."""

    status = Several(Status)
    outcome = Several(Outcome)
    unstated = fields.Boolean(
        load_default=None,
        metadata={
            "description": "With `true`: claims that were found in articles whose mentions a later reading found no "
            "more, to be looked at. With `false`: all others."
        },
    )


class _Assignee(fields.String):
    """A member's id, or a word for who asks, or for none."""

    def __init__(self) -> None:
        told = f"A member's id: claims that are assigned to it. With `{ME}` to who asks, with `{NOBODY}` to none."
        ids = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
        super().__init__(load_default=None, metadata={"description": told, "pattern": f"^({ME}|{NOBODY}|{ids})$"})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if value in (ME, NOBODY):
            return value
        return fields.UUID().deserialize(value, attr, data)


class ClaimFilterQuery(ClaimFilter):
    """Which claims, in which order."""

    assignee = _Assignee()
    sort = fields.Enum(
        Sort,
        by_value=True,
        load_default=None,
        metadata={
            "description": "A leading minus: the greatest first. By default the best match first with `q`, by due "
            "date where that is filtered, the latest said first where that is, else the newest first."
        },
    )

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        kept = take_filter(data)
        sort = data.pop("sort") or kept.natural_sort()
        if sort is Sort.RELEVANCE and kept.q is None:
            raise ValidationError({"sort": ["Relevance goes with q only."]})
        return {**data, "kept": kept, "sort": sort}


class ClaimReadQuery(WireSchema):
    """How to read a claim."""

    as_of = fields.AwareDateTime(
        load_default=None,
        metadata={"description": "Show the claim as it stood at this instant, which needs its offset."},
    )


class ClaimQuery(ClaimFilterQuery, PageQuery, CsvQuery):
    """Which claims to list, a page at a time."""


class ClaimPageOut(PageOut):
    """A page of claims."""

    data = fields.List(fields.Nested(ClaimOut), required=True)


class EventOut(WireSchema):
    """A line of a claim's history."""

    id = fields.UUID(required=True)
    type = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    actor = ActorName("The name of the key, or `sweep`.")
    actor_id = ActorId("actor")
    from_status = fields.Enum(Status, by_value=True, required=True, allow_none=True)
    to_status = fields.Enum(Status, by_value=True, required=True)
    reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, metadata={"description": "The claim's version after the event."})
    data = fields.Dict(required=True)


class EventPageOut(PageOut):
    """A page of a claim's history, oldest first."""

    data = fields.List(fields.Nested(EventOut), required=True)
