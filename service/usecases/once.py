"""Doing a thing once: its answer is kept with it, in one transaction, and given again to whoever asks again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.answer import Answer, Asked
from service.domain.errors import IdempotencyInFlight, IdempotencyMismatch
from service.store import answers
from service.store.database import Database
from service.usecases.record import Action

KEPT = timedelta(hours=24)
_BATCH = 1_000  # answers, which may be long, to forget in one transaction


@dataclass(frozen=True, slots=True)
class Once:
    """The answer, and whether it is an earlier one given again."""

    answer: Answer
    replayed: bool


def once(
    database: Database,
    asked: Asked,
    work: Callable[[], Answer],
    *,
    strip: Callable[[Answer], Answer],
    action: Action,
) -> Once:
    """The answer of `work`, which is done at most once for what was `asked` within `KEPT`.

    Whatever `work` stores, it stores in the same transaction as its answer, of which only what `strip` leaves is
    kept. Where it raises, nothing is kept.
    Raises `IdempotencyMismatch` where the same key came with another request, `IdempotencyInFlight` where it
    is at work on another connection.
    """
    with database.as_one() as connection:
        if not answers.lock(connection, asked):
            raise IdempotencyInFlight
        kept = answers.find(connection, asked, since=action.now - KEPT)
        if kept is not None:
            fingerprint, answer = kept
            if fingerprint != asked.fingerprint:
                raise IdempotencyMismatch
            return Once(answer, replayed=True)
        answer = work()
        if answer.status < 300:
            answers.keep(connection, asked, strip(answer), action.now)
        return Once(answer, replayed=False)


def forget_old_answers(database: Database, *, now: datetime) -> int:
    """How many answers were forgotten: those that were kept for longer than `KEPT`."""
    total, forgotten = 0, 1
    while forgotten:
        with database.begin() as connection:
            forgotten = answers.forget(connection, now - KEPT, _BATCH)
        total += forgotten
    return total
