"""Counts of claims by group and outcome, for scorecards.

An aggregate reads every claim that the conditions keep: from the index on `said_on` alone where it holds all that they
ask for, as it holds all that is counted. The statement timeout bounds it.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    RowMapping,
    Select,
    Subquery,
    Text,
    Uuid,
    all_,
    and_,
    cast,
    collate,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, aliased

from service.domain.listing import Filter
from service.domain.scorecard import Grouping, Score, Scorecard, ScorecardPlace, ScorecardRequest
from service.domain.status import Outcome, Status
from service.domain.thread import ClaimRelation
from service.store import links
from service.store.claim_lists import conditions
from service.store.database import Connection
from service.store.entity_tables import EntityRow
from service.store.tables import YEAR_AHEAD, ClaimRow, LinkRow, ResolutionRow

_OWN, _ROOT = aliased(EntityRow, name="own"), aliased(EntityRow, name="root")
_NAMES: Mapping[Grouping, InstrumentedAttribute[Any]] = {
    Grouping.ENTITY: _ROOT.name,
    Grouping.SPEAKER: ClaimRow.speaker,
    Grouping.OUTLET: ClaimRow.outlet,
    Grouping.MODALITY: ClaimRow.modality,
    Grouping.RULE: ClaimRow.rule,
}
_COUNTS = ("stated", "resolved", *Outcome)


def read(connection: Connection, asked: ScorecardRequest) -> Scorecard:
    """The groups that are asked for, and every modality; two statements, however many they are."""
    groups = _groups(asked.kept, asked.by, links.later_promises(connection))
    rows = connection.execute(union_all(_page(groups, asked), _modalities(groups))).mappings().all()
    shown = [row["key"] for row in rows if not row["of_modality"]]
    medians = {
        (row.of_modality, row.key, row.modality): row.median
        for row in connection.execute(_medians(asked.kept, asked.by, shown))
    }
    slips = {
        (row.of_modality, row.key, row.modality): (row.slips, row.median)
        for row in connection.execute(_slips(asked.kept, asked.by, shown))
    }
    told = [(row["of_modality"], _to_score(row, medians, slips, asked.by)) for row in rows]
    scores, modalities = (sorted((one for of, one in told if of == kind), key=_descending) for kind in (0, 1))
    page = scores[: asked.limit]
    last = ScorecardPlace(page[-1].n, page[-1].stated, page[-1].name) if len(scores) > asked.limit else None
    return Scorecard(scores=tuple(page), modalities=tuple(modalities), last=last)


def _descending(score: Score) -> tuple[int, int, str]:
    return -score.n, -score.stated, score.name


def _groups(kept: Filter, by: Grouping, later: Sequence[UUID]) -> CTE:
    """Counts by key, and counts by modality, told apart by `of_modality`."""
    cells = _cells(kept, by, later)
    sums = {name: cast(func.sum(cells.c[name]), Integer) for name in _COUNTS}
    query = select(
        *_sets(cells.c.key, cells.c.modality),
        func.max(cells.c.name).label("name"),
        *(total.label(name) for name, total in sums.items()),
        (sums["resolved"] - sums[Outcome.UNRESOLVABLE]).label("n"),
    )
    return query.group_by(_by_each(cells.c.key, cells.c.modality)).cte("groups")


def _cells(kept: Filter, by: Grouping, later: Sequence[UUID]) -> Subquery:
    """Counts by key and modality at once: Postgres counts so in parallel, and not by each of several.

    The `later` claims of threads are left out. They come as values: a query within would keep Postgres from that.
    """
    name = _NAMES[by]
    counts = [func.count().filter(ClaimRow.outcome == outcome).label(outcome) for outcome in Outcome]
    query = select(
        _key(by).label("key"),
        # In the order of code points capitals come first, so this is "Anna Berg" rather than "ANNA BERG".
        func.max(collate(name, "C")).label("name"),
        ClaimRow.modality,
        func.count().label("stated"),
        func.count(ClaimRow.outcome).label("resolved"),
        *counts,
    )
    kept_only = _with_entities(query, by).where(ClaimRow.status != Status.DISMISSED, *conditions(kept))
    if later:
        kept_only = kept_only.where(ClaimRow.id != all_(literal(list(later), ARRAY(Uuid))))
    return kept_only.group_by(_key(by), ClaimRow.modality).subquery("cells")


def _page(groups: CTE, asked: ScorecardRequest) -> Select[Any]:
    n, stated, name = groups.c.n, groups.c.stated, collate(groups.c.name, "C")
    query = select(groups).where(groups.c.of_modality == 0, groups.c.key.is_not(None), n >= asked.at_least)
    if asked.after is not None:
        place = tuple_(literal(-asked.after.n), literal(-asked.after.stated), literal(asked.after.name))
        query = query.where(tuple_(-n, -stated, name) > place)
    return query.order_by(n.desc(), stated.desc(), name).limit(asked.limit + 1)


def _modalities(groups: CTE) -> Select[Any]:
    return select(groups).where(groups.c.of_modality == 1)


def _medians(kept: Filter, by: Grouping, shown: list[str]) -> Select[Any]:
    """How late what came late was in the middle, in days, of the groups shown and of each modality."""
    late = _late(kept, by)
    median = func.percentile_cont(0.5).within_group(late.c.days).label("median")
    query = select(*_sets(late.c.key, late.c.modality), median)
    return query.group_by(_by_each(late.c.key, late.c.modality)).having(
        or_(func.grouping(late.c.key) == 1, late.c.key.in_(shown))
    )


def _slips(kept: Filter, by: Grouping, shown: list[str]) -> Select[Any]:
    """How many claims were put off by a later one, and how far in the middle, in days; of groups and of modalities."""
    off = _put_off(kept, by)
    median = func.percentile_cont(0.5).within_group(off.c.days).label("median")
    query = select(*_sets(off.c.key, off.c.modality), func.count().label("slips"), median)
    return query.group_by(_by_each(off.c.key, off.c.modality)).having(
        or_(func.grouping(off.c.key) == 1, off.c.key.in_(shown))
    )


def _put_off(kept: Filter, by: Grouping) -> Subquery:
    later = aliased(ClaimRow, name="later")
    days = (later.due - ClaimRow.due).label("days")
    moved = and_(LinkRow.other_id == ClaimRow.id, LinkRow.relation != ClaimRelation.CONTRADICTS)
    query = select(_key(by).label("key"), ClaimRow.modality.label("modality"), days).join(LinkRow, moved)
    moving = query.join(later, later.id == LinkRow.claim_id)
    tracked = _with_entities(moving, by).where(later.due > ClaimRow.due, *conditions(kept))
    return tracked.where(ClaimRow.status != Status.DISMISSED, later.status != Status.DISMISSED).subquery("put_off")


def _late(kept: Filter, by: Grouping) -> Subquery:
    is_late = literal(Outcome.FULFILLED_LATE.value, Text, literal_execute=True)  # for the index on these
    current = and_(
        ResolutionRow.claim_id == ClaimRow.id, ResolutionRow.superseded_at.is_(None), ResolutionRow.outcome == is_late
    )
    days = (ResolutionRow.happened_on - ClaimRow.due).label("days")
    query = select(_key(by).label("key"), ClaimRow.modality.label("modality"), days).join(ResolutionRow, current)
    kept_only = _with_entities(query, by).where(ClaimRow.outcome == is_late, days.is_not(None), *conditions(kept))
    # Older releases took dates that cannot be: they are left out.
    return kept_only.where(
        ResolutionRow.happened_on > ClaimRow.due,
        ResolutionRow.happened_on >= ClaimRow.said_on,
        ResolutionRow.happened_on <= cast(ResolutionRow.recorded_at, Date) + YEAR_AHEAD,
    ).subquery("late")


def _with_entities(query: Select[Any], by: Grouping) -> Select[Any]:
    """The query with the entities that speakers count as, where these are counted."""
    if by is not Grouping.ENTITY:
        return query
    own = query.outerjoin(_OWN, _OWN.id == ClaimRow.speaker_entity_id)
    return own.outerjoin(_ROOT, _ROOT.id == _OWN.canonical_id)


def _key(by: Grouping) -> ColumnElement[Any]:
    """What makes claims one group: names that differ in case alone are one, and what counts as one entity."""
    if by is Grouping.ENTITY:
        return cast(_OWN.canonical_id, Text)
    name = _NAMES[by]
    return func.lower(name) if by in (Grouping.SPEAKER, Grouping.OUTLET) else name.expression


def _sets(key: ColumnElement[Any], modality: Any) -> tuple[ColumnElement[Any], ...]:
    return func.grouping(key, type_=Integer).label("of_modality"), key.label("key"), modality.label("modality")


def _by_each(key: ColumnElement[Any], modality: Any) -> ColumnElement[Any]:
    return func.grouping_sets(tuple_(key), tuple_(modality))


def _to_score(
    row: RowMapping,
    medians: Mapping[tuple[int, str | None, str | None], float],
    slips: Mapping[tuple[int, str | None, str | None], tuple[int, float]],
    by: Grouping,
) -> Score:
    is_entity = by is Grouping.ENTITY and not row["of_modality"]
    group = row["of_modality"], row["key"], row["modality"]
    put_off, median_slip = slips.get(group, (0, None))
    return Score(
        entity_id=UUID(row["key"]) if is_entity else None,
        name=row["modality"] if row["of_modality"] else row["name"],
        **{name: row[name] for name in _COUNTS},
        median_days_late=medians.get(group),
        slips=put_off,
        median_slip_days=median_slip,
    )
