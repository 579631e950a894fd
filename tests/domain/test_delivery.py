"""When a message is sent again and when its receiver is given up, as pure functions of what came before."""

from datetime import timedelta

import pytest

from service.domain.delivery import (
    RETRIES,
    Attempt,
    disabled_by,
    has_recovered,
    health_after,
    next_attempt,
)
from service.domain.webhook import DisabledReason, Health
from tests.conftest import NOW

TAKEN = Attempt(at=NOW, response_status=200)


def _failed(status: int | None = 500, *, asked: timedelta | None = None) -> Attempt:
    return Attempt(at=NOW, response_status=status, error="no", retry_after=asked)


def test_tries_go_on_for_a_day_each_later_than_the_one_before() -> None:
    for chance in (0.0, 0.5, 1.0):
        waits = [next_attempt(tried, _failed(), chance) for tried in range(1, 13)]
        gaps = [at - NOW for at in waits if at]
        assert len(gaps) == len(RETRIES) == 10
        assert gaps == sorted(set(gaps))
        assert timedelta(hours=18) < sum(gaps, timedelta()) < timedelta(hours=30)
        assert waits[10:] == [None, None]
    assert sum(RETRIES, timedelta()) > timedelta(hours=23)


def test_chance_spreads_the_tries() -> None:
    early, late = (next_attempt(6, _failed(), chance) for chance in (0.0, 1.0))
    assert early
    assert late
    assert late - early == RETRIES[5] * 0.4


@pytest.mark.parametrize(
    ("tried", "asked", "wait"),
    [
        (1, timedelta(hours=1), timedelta(hours=1)),
        (8, timedelta(hours=1), RETRIES[7]),  # it is tried later anyway
        (1, timedelta(days=1_000), timedelta(days=1)),
        (1, timedelta(0), RETRIES[0]),
        (11, timedelta(hours=1), None),
    ],
)
def test_a_receiver_may_ask_for_more_time(tried: int, asked: timedelta, wait: timedelta | None) -> None:
    assert next_attempt(tried, _failed(503, asked=asked), 0.5) == (wait and NOW + wait)


def test_what_is_gone_is_not_tried_again() -> None:
    assert next_attempt(1, _failed(410), 0.5) is None


def test_pauses_grow_while_nothing_is_taken() -> None:
    health, pauses = Health(), []
    for _ in range(9):
        health = health_after(health, [_failed()], 0.0)
        assert health.resume_at
        pauses.append((health.resume_at - NOW).total_seconds())

    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert (health.failures, health.failing_since) == (9, NOW)
    assert health_after(Health(failures=10_000, failing_since=NOW), [_failed()], 1.0).failures == 10_001


def test_as_long_as_something_is_taken_only_what_is_asked_for_holds_up() -> None:
    before = Health(failures=5, failing_since=NOW)
    assert health_after(before, [_failed(), TAKEN], 0.5) == Health()
    asked = health_after(before, [_failed(429, asked=timedelta(minutes=3)), TAKEN], 0.5)
    assert asked == Health(resume_at=NOW + timedelta(minutes=3))


@pytest.mark.parametrize(("failures", "back"), [(0, False), (2, False), (3, True), (30, True)])
def test_a_receiver_that_was_down_is_back(failures: int, back: bool) -> None:
    before = Health(failures=failures, failing_since=NOW if failures else None)
    assert has_recovered(before, Health()) is back
    assert has_recovered(before, health_after(before, [_failed()], 0.5)) is False


@pytest.mark.parametrize(
    ("failures", "since", "status", "reason"),
    [
        (1, timedelta(0), 500, None),
        (1, timedelta(0), 410, DisabledReason.GONE),
        (9, timedelta(days=30), 500, None),
        (10, timedelta(days=2, hours=23), 500, None),
        (10, timedelta(days=3), 500, DisabledReason.FAILING),
        (1_000, timedelta(hours=1), None, None),
    ],
)
def test_when_a_webhook_is_disabled(
    failures: int, since: timedelta, status: int | None, reason: DisabledReason | None
) -> None:
    assert disabled_by([_failed(status)], Health(failures=failures, failing_since=NOW - since)) is reason
