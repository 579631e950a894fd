"""Tracking what an article states: each outcome becomes a mention of the claim that says the same, or a claim."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from service.domain.article import NewArticle, NewStatement, Source, StoredStatement
from service.domain.claim import Claim
from service.domain.evidence import LaterResult as Reported
from service.domain.identity import Match, index_keys, moves, retold, same_outcome
from service.domain.status import MENTIONED
from service.domain.tracking import untracked
from service.language import Clause, Doc, read
from service.store import claims, entities, identities, statements
from service.store.database import Connection, uuid7
from service.store.identities import Identity
from service.store.statements import KeptStatement
from service.store.watches import Keyed, keyed
from service.usecases.detection import DetectedText
from service.usecases.gather import Result, gather_for_results, watch
from service.usecases.moved_claims import MovedClaim, tie
from service.usecases.name_entities import Cast, name_entities, read_cast
from service.usecases.reading_time import ReadingTime
from service.usecases.record import Action, Change, changed, record_births, record_changes
from service.usecases.stated import claim_text, stated

_NEAREST = 40  # claims of one article that are compared with a statement, of those that share a key with it


@dataclass(slots=True, kw_only=True)
class ReadStatement:
    """A statement of an article, on its way into the store; an outcome also on its way to a claim."""

    statement: NewStatement
    keyed: Keyed
    cast: Cast
    identity_keys: tuple[str, ...] = ()  # of outcomes: the keys by which their like are found
    untracked: str | None = None  # why it bears no claim of its own
    claim_id: UUID | None = None
    match: Match | None = None
    carried: bool = False  # it stood in the version before, and nothing follows from it anew
    moved: tuple[MovedClaim, ...] = ()  # what it may move, where it states no claim that is there
    statement_id: UUID = field(default_factory=uuid7)
    speaker_entity_id: UUID | None = None
    parts: Mapping[UUID, str] = field(default_factory=dict)  # entities that take part in it, each with its role

    def name(self, ids: Mapping[str, UUID]) -> None:
        """Point to the entities of its names, whose `ids` are told by their keys."""
        speaker = self.cast.speaker
        self.speaker_entity_id = ids.get(speaker.key) if speaker else None
        parts = [(ids[one.key], role) for role, one in self.cast.parts if one.key in ids]
        self.parts = dict(reversed(parts))  # of several roles the first

    @property
    def is_outcome(self) -> bool:
        """Whether it states an outcome, not a result."""
        return self.statement.modality is not None


def read_statements(article: NewArticle, found: DetectedText, time: ReadingTime) -> list[ReadStatement]:
    """The statements with what they say, in their order; raises `ReadingTooLong` where the `time` is up.

    Pure, and the expensive part of tracking: to be done before a transaction begins.
    """
    told = []
    for statement, clause in zip(found.statements, found.clauses, strict=True):
        time.check()
        told.append(_read(article, found.doc, statement, clause))
    return told


def read_stored(article: NewArticle, stored: Sequence[NewStatement]) -> list[ReadStatement | None]:
    """Stored statements with what they say; None for each where today's reading finds no clause."""
    doc = read(article.text, title=article.title)
    clauses = ((one, doc.clause_at(one.head_start)) for one in stored)
    return [_read(article, doc, one, clause) if clause else None for one, clause in clauses]


def _read(article: NewArticle, doc: Doc, statement: NewStatement, clause: Clause) -> ReadStatement:
    proposition = doc.proposition(clause, stated(statement), article.published_on)
    is_outcome = statement.modality is not None
    cast = read_cast(doc, statement.speaker, proposition, is_outcome=is_outcome)
    if not is_outcome:
        return ReadStatement(statement=statement, keyed=keyed(proposition), cast=cast)
    return ReadStatement(
        statement=statement,
        keyed=keyed(proposition),
        cast=cast,
        identity_keys=index_keys(proposition),
        untracked=untracked(proposition, statement.cue),
    )


def track(
    connection: Connection,
    article_id: UUID,
    article: NewArticle,
    told: Sequence[ReadStatement],
    action: Action,
    today: date,
    version: int,
    own: Collection[UUID] = (),
) -> tuple[StoredStatement, ...]:
    """Store what an article tells: outcomes with their claims, results as evidence for the claims they may decide.

    `version` is the analysis version that has read it; `own` are claims that it was the first to state.

    The statements, as they are stored.
    """
    name_told(connection, article_id, told, action)
    new = [one for one in told if not one.carried]
    gather_for_results(connection, [result_of(one, article) for one in new if not one.is_outcome], action, own)
    take_up(connection, article_id, article, [one for one in new if one.is_outcome], action, today, version)
    kept = [to_keep(one) for one in told]
    statements.add(connection, article_id, article.published_on, kept, version)
    return tuple(one.as_stored() for one in kept)


def name_told(connection: Connection, article_id: UUID, told: Sequence[ReadStatement], action: Action) -> None:
    """Let what an article tells point to the entities that it names."""
    ids = name_entities(connection, article_id, [one.cast for one in told], action.now)
    for one in told:
        one.name(ids)


def take_up(
    connection: Connection,
    article_id: UUID,
    article: NewArticle,
    outcomes: Sequence[ReadStatement],
    action: Action,
    today: date,
    version: int,
) -> None:
    """Make each outcome of an article a mention of the claim that says the same, or a claim where it is worth watching.

    To be done before its statements are stored: none of them decides a claim of the same article, and all would be
    read.
    """
    born = _settle_claims(
        connection,
        outcomes,
        article.published_on,
        partial(new_claim, article=article, article_id=article_id, now=action.now, today=today),
    )
    new = [
        (replace(born[one.statement_id], speaker_entity_id=one.speaker_entity_id), one)
        for one in outcomes
        if one.statement_id in born
    ]
    record_births(connection, [claim for claim, _ in new], action, {"article_id": str(article_id)})
    entities.take_part(connection, {claim.id: one.parts for claim, one in new})
    identities.add(connection, [(claim.id, one.keyed.proposition) for claim, one in new], version)
    _record_mentions(connection, article_id, [one for one in outcomes if one.match], action)
    watch(connection, [(claim, one.keyed) for claim, one in new], action, version, article_id)
    tie(connection, [(claim, one.moved) for claim, one in new], action)


def new_claim(statement: NewStatement, *, article: NewArticle, article_id: UUID, now: datetime, today: date) -> Claim:
    """The claim that the outcome is the first to state."""
    shown = claim_text(statement, article.text)
    return Claim.born(
        id=uuid7(),
        text=shown.text,
        clause=(shown.start, shown.end),
        head=statement.head,
        polarity=statement.polarity,
        modality=statement.modality or "",
        conditional=statement.conditional,
        speaker=statement.speaker,
        outlet=article.outlet,
        said_on=article.published_on,
        due=statement.due if statement.due and statement.due >= article.published_on else None,
        tags=(),
        mentions=1,
        article=_source(article, article_id),
        rule=statement.rule,
        now=now,
        today=today,
    )


def _settle_claims(
    connection: Connection, outcomes: Sequence[ReadStatement], published_on: date, bear: Callable[[NewStatement], Claim]
) -> dict[UUID, Claim]:
    """Find each outcome its claim; the new claims, which `bear` makes, by the statements that first state them.

    What is not worth watching is a mention of a claim that is there, or of none.
    """
    known = identities.find(connection, {key for one in outcomes for key in one.identity_keys})
    _settle(outcomes, _by_key(identity for identity in known if _may_be_meant(identity, published_on)))
    born: dict[UUID, Claim] = {}
    for first, *others in _one_claim_each([one for one in outcomes if one.claim_id is None]):
        born[first.statement_id] = bear(first.statement)
        for one in (first, *others):
            one.claim_id = born[first.statement_id].id
    return born


def _source(article: NewArticle, article_id: UUID) -> Source:
    return Source(
        id=article_id,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        published_on=article.published_on,
    )


def result_of(told: ReadStatement, article: NewArticle) -> Result:
    """The result that the article tells, as evidence is gathered from it."""
    found = Reported(
        proposition=told.keyed.proposition, published_on=article.published_on, polarity=told.statement.polarity
    )
    return Result(statement_id=told.statement_id, found=found, keys=frozenset(told.keyed.keys))


def _may_be_meant(identity: Identity, published_on: date) -> bool:
    """Whether the claim was still to be decided when the article came out."""
    return identity.decided_on is None or identity.decided_on >= published_on


def _by_key(known: Iterable[Identity]) -> defaultdict[str, list[Identity]]:
    found: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in known:
        for key in identity.keys:
            found[key].append(identity)
    return found


def _settle(outcomes: Iterable[ReadStatement], known: Mapping[str, Collection[Identity]]) -> None:
    for one in outcomes:
        near = {identity.claim_id: identity for key in one.identity_keys for identity in known.get(key, ())}
        matches = [
            (match, identity.claim_id)
            for identity in near.values()
            if (match := same_outcome(identity.proposition, one.keyed.proposition))
        ]
        one.moved = () if matches else tuple(_moved(one, near.values()))
        if matches:  # the closest, and of equals the oldest
            one.match, one.claim_id = min(matches, key=lambda found: (-found[0].points, found[1]))


def _moved(one: ReadStatement, near: Iterable[Identity]) -> Iterator[MovedClaim]:
    """The claims that the statement tells with another day or figure."""
    for identity in near:
        found = moves(identity.proposition, one.keyed.proposition, one.statement.text)
        if found is not None:
            relation, matched_by = found
            yield MovedClaim(claim_id=identity.claim_id, relation=relation, matched_by=matched_by)


def _one_claim_each(left: Sequence[ReadStatement]) -> Iterator[list[ReadStatement]]:
    """What states one outcome, for each that is worth watching: what bears the claim, and what states it again.

    Of many that share an event the last are compared, so that time grows with the text and not with its square.
    """
    near: defaultdict[str, deque[list[ReadStatement]]] = defaultdict(partial(deque, maxlen=_NEAREST))
    found: list[list[ReadStatement]] = []
    for one in left:
        known = {id(group): group for event in one.keyed.proposition.groups for group in near[event]}
        group = next((group for group in known.values() if _joins(one, group[0])), None)
        if group is not None:
            group.append(one)
        elif one.untracked is None:
            found.append([one])
            for event in one.keyed.proposition.groups:
                near[event].append(found[-1])
    return map(_by_day, found)


def _by_day(group: list[ReadStatement]) -> list[ReadStatement]:
    """The statements, first the one that bears the claim: the first that gives a day, or else the first."""
    first = next((one for one in group if one.statement.due), group[0])
    group[0].match, first.match = first.match, None
    return [first, *(one for one in group if one is not first)]


def _joins(one: ReadStatement, first: ReadStatement) -> bool:
    """Whether the statement states the same as the first; it then says why."""
    mine, its = first.keyed.proposition, one.keyed.proposition
    one.match = retold(mine, its) or same_outcome(mine, its)
    return one.match is not None


def _record_mentions(
    connection: Connection, article_id: UUID, mentions: Sequence[ReadStatement], action: Action
) -> None:
    by_claim: defaultdict[UUID, list[ReadStatement]] = defaultdict(list)
    for one in mentions:
        if one.claim_id is not None:
            by_claim[one.claim_id].append(one)
    known = claims.get_many(connection, by_claim, lock=True)
    changes = [
        Change(
            before=known[claim_id],
            after=changed(known[claim_id], action, mentions=known[claim_id].mentions + len(found)),
            type=MENTIONED,
            data={
                "article_id": str(article_id),
                "matched_by": [list(one.match.matched_by) for one in found if one.match],
            },
        )
        for claim_id, found in sorted(by_claim.items())
    ]
    record_changes(connection, changes, action)


def to_keep(told: ReadStatement) -> KeptStatement:
    """The statement as it is to be stored."""
    return KeptStatement(
        id=told.statement_id,
        statement=told.statement,
        claim_id=told.claim_id,
        matched_by=told.match.matched_by if told.match else (),
        untracked=told.untracked if told.claim_id is None else None,
        speaker_entity_id=told.speaker_entity_id,
        result=None if told.is_outcome else told.keyed,
    )
