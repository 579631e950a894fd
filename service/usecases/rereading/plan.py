"""What a second reading makes of an article's statements and of their claims, worked out before anything is written.

What people have decided, corrected, added or relied on is left out of it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.article import StoredStatement
from service.domain.claim import Claim
from service.domain.proposal import Proposal
from service.domain.rereading import claim_values
from service.domain.status import REREAD
from service.store import rereading
from service.store.database import Connection
from service.usecases.record import Action, Change, changed
from service.usecases.rereading.second import Second
from service.usecases.retract import retract
from service.usecases.stated import claim_text
from service.usecases.track import ReadStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to become of what is stored.

    `kept` are the ids of statements that stay as they are, `gone` what is found no more. `claims` are all that are
    concerned, as they are; `changes` those of the rules' own that are to follow, and `firsts` what their first
    mentions tell, by claim. `withdrawn` are proposals that rest on nothing that is left.
    """

    second: Second
    kept: frozenset[UUID]
    gone: tuple[StoredStatement, ...]
    claims: Mapping[UUID, Claim]
    changes: tuple[Change, ...]
    firsts: Mapping[UUID, ReadStatement]
    withdrawn: tuple[Proposal, ...]


def make_plan(connection: Connection, second: Second, action: Action, *, lock: bool) -> Plan:
    """The plan; with `lock`, nobody else changes the claims until the transaction ends."""
    stored = [*(one for one, _ in second.again()), *second.compared.gone]
    retraction = retract(connection, stored, second.gone(), lock=lock)
    free = retraction.free
    firsts = _firsts(connection, second, free)
    return Plan(
        second=second,
        kept=retraction.kept,
        gone=retraction.gone,
        claims=retraction.claims,
        changes=tuple(_changes(second, free, firsts, retraction.gone, action)),
        firsts=firsts,
        withdrawn=retraction.fallen,
    )


def _firsts(connection: Connection, second: Second, free: Collection[UUID]) -> dict[UUID, ReadStatement]:
    """What the first mentions of the claims tell, as far as they stand in this article and were found again."""
    mentions = rereading.first_mentions(connection, free)
    claim_of = {first.statement.id: claim_id for claim_id, first in mentions.items()}
    return {claim_of[stored.id]: told for stored, told in second.again() if stored.id in claim_of}


def _changes(
    second: Second,
    free: Mapping[UUID, Claim],
    firsts: Mapping[UUID, ReadStatement],
    gone: Collection[StoredStatement],
    action: Action,
) -> list[Change]:
    lost = Counter(one.claim_id for one in gone)
    back = Counter(one.claim_id for one, _ in second.again() if one.vanished_in is not None)
    found = (
        _change(second, claim, firsts.get(id_), (lost[id_], back[id_]), action) for id_, claim in sorted(free.items())
    )
    return list(filter(None, found))


def _change(
    second: Second, claim: Claim, first: ReadStatement | None, mentions: tuple[int, int], action: Action
) -> Change | None:
    """The change of a claim, of whose mentions so many are lost and so many are back; None where it stays."""
    values = claim_values(claim, first.statement, _shown(first, second)) if first else {}
    data: dict[str, object] = {"article_id": str(second.article_id)}
    if values:
        data["was"] = {name: _plain(getattr(claim, name)) for name in sorted(values)}
    lost, back = mentions
    if lost or back:
        data |= {"mentions_lost": lost, "mentions_back": back}
        values["mentions"] = max(claim.mentions - lost + back, 0)
    if not values:
        return None
    return Change(before=claim, after=changed(claim, action, **values), type=REREAD, data=data)


def _shown(first: ReadStatement, second: Second) -> dict[str, object]:
    shown = claim_text(first.statement, second.article.text)
    return {"text": shown.text, "clause_start": shown.start, "clause_end": shown.end}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
