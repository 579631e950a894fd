"""Delivery: at least once, in order per claim, again for a day, and nobody waits for anybody else's receiver."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from service.outbound.courier import Courier
from service.outbound.guard import Allowed
from service.outbound.session import SendLimits
from service.store import claims as stored
from service.store.database import Database
from service.usecases.add_claim import NewClaim, add_claim
from service.usecases.prune import prune, survey
from service.usecases.publishing import schedule_due_deliveries
from service.usecases.record import Action, record_births
from service.usecases.sweep import sweep
from service.usecases.webhooks import KEPT, forget_old_deliveries
from tests.conftest import BOX, NOW, SECRET_KEY, TODAY
from tests.jobs.working import Worker
from tests.webhooks.conftest import Desk, Hands
from tests.webhooks.receiver import Receiver

Receivers = Callable[[], Receiver]


def _by_claim(receiver: Receiver) -> dict[str, list[int]]:
    """The versions of each claim, as they were taken."""
    versions: defaultdict[str, list[int]] = defaultdict(list)
    for message in receiver.took:
        claim_id, version = message.claim
        versions[claim_id].append(version)
    return versions


class TestOrder:
    """Each event once it can be, those of a claim one after the other."""

    def test_a_receiver_that_was_down_gets_every_event_in_order_once_it_is_back(
        self, desk: Desk, hands: Hands, receiver: Receiver
    ) -> None:
        webhook = desk.subscribe(receiver)
        receiver.says(503)
        claims = [desk.claim(f"Harbour {number}") for number in range(12)]
        for _ in range(20):  # of six minutes: two hours
            hands.pass_(minutes=6)
            desk.run(webhook)
            claims[0] = desk.resolve(claims[0])
        desk.resolve(claims[1])
        assert len(receiver.got) < 12 * 11
        assert desk.show(webhook)["failures"] == len(receiver.got)

        receiver.says(204)
        while desk.run_later(webhook):
            pass

        assert _by_claim(receiver) == {
            claims[0]["id"]: list(range(1, 22)),
            claims[1]["id"]: [1, 2],
            **{claim["id"]: [1] for claim in claims[2:]},
        }
        assert desk.show(webhook)["failures"] == 0

    def test_once_it_takes_something_nothing_waits_any_longer(
        self, desk: Desk, hands: Hands, receiver: Receiver
    ) -> None:
        webhook = desk.subscribe(receiver)
        receiver.says(500)
        desk.claim()
        desk.run(webhook)
        for _ in range(8):
            desk.run_later(webhook)
        (waiting,) = desk.deliveries(webhook)
        assert waiting["next_attempt_at"] > (hands.time + timedelta(hours=1)).isoformat()

        receiver.says(200)
        desk.claim("The museum")
        hands.pass_(minutes=5)
        desk.run(webhook)

        assert [row["status"] for row in desk.deliveries(webhook)] == ["delivered", "delivered"]

    def test_an_event_waits_for_the_one_before_it(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        stuck, free = desk.claim("The harbour"), desk.claim("The museum")
        receiver.answer = lambda message: (500 if message.claim == (stuck["id"], 1) else 200, {})
        desk.resolve(desk.resolve(stuck))
        desk.resolve(free)
        desk.run(webhook)
        assert _by_claim(receiver) == {free["id"]: [1, 2]}
        assert desk.show(webhook)["failures"] == 0  # it is not the receiver that is ill

        receiver.says(200)
        hands.pass_(seconds=5)
        desk.run(webhook)
        assert _by_claim(receiver)[stuck["id"]] == [1, 2, 3]

    def test_what_is_given_up_after_a_day_does_not_hold_up_what_follows(
        self, desk: Desk, hands: Hands, receiver: Receiver
    ) -> None:
        webhook = desk.subscribe(receiver)
        claim = desk.claim()
        receiver.answer = lambda message: (422 if message.claim[1] == 1 else 200, {})
        desk.resolve(claim)
        began = hands.time
        desk.run(webhook)
        while desk.run_later(webhook):
            pass

        (failed,) = desk.deliveries(webhook, "failed")
        assert timedelta(hours=20) < hands.time - began < timedelta(hours=30)
        assert (failed["attempts"], failed["response_status"], failed["next_attempt_at"]) == (11, 422, None)
        assert failed["error"] == "the receiver answered with status 422"
        assert _by_claim(receiver) == {claim["id"]: [2]}
        assert len(receiver.got) == 12

    def test_many_events_of_one_moment(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver, events=["claim.due"])
        told = "Team {} from the northern district league will sign by the end of March."
        for part in range(3):
            desk.api.add(" ".join(told.format(part * 60 + number) for number in range(60)))
        moved = sweep(desk.services.database, now=NOW, today=date(2026, 4, 1))

        assert desk.run(webhook).delivered == moved.due == 180
        assert set(receiver.types) == {"claim.due"}
        assert len({message.id for message in receiver.took}) == 180


class TestOthers:
    """Receivers that are slow, runs that meet, writers that meet."""

    def test_a_slow_receiver_does_not_delay_others(self, desk: Desk, receivers: Receivers) -> None:
        slow, fast = receivers(), receivers()
        answered = Event()

        def wait(_: Any) -> tuple[int, dict[str, str]]:
            answered.wait(30)
            return 200, {}

        slow.answer = wait
        late, soon = desk.subscribe(slow), desk.subscribe(fast)
        for number in range(20):
            desk.claim(f"Harbour {number}")
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(desk.run, late)
            assert desk.run(soon).delivered == 20
            assert slow.took == []
            answered.set()
            assert running.result().delivered == 20

    def test_runs_that_meet_send_nothing_twice(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        claims = [desk.resolve(desk.claim(f"Harbour {number}")) for number in range(20)]

        with ThreadPoolExecutor(4) as pool:
            tallies = [future.result() for future in [pool.submit(desk.run, webhook) for _ in range(4)]]

        assert sum(tally.delivered for tally in tallies) == 40
        assert _by_claim(receiver) == {claim["id"]: [1, 2] for claim in claims}

    def test_a_long_run_gives_way_and_goes_on_later(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        for number in range(30):
            desk.claim(f"Harbour {number}")
        _forget_jobs(desk.services.database)
        receiver.answer = lambda _: (hands.pass_(seconds=2), (200, {}))[1]

        assert 0 < desk.run(webhook).delivered < 30
        assert _jobs(desk.services.database) == [(f"deliver:{webhook['id']}", None)]
        desk.run(webhook)
        desk.run(webhook)
        desk.run(webhook)
        assert len(receiver.took) == 30

    def test_an_unfinished_writer_holds_up_no_other(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        new = NewClaim(
            text="The harbour will reopen.", head=None, said_on=date(2026, 3, 2), modality="scheduled",
            polarity="positive", conditional=False, speaker=None, outlet=None, due=None, tags=(),
        )  # fmt: skip
        action = Action(actor="tester", now=desk.hands.time)
        database = desk.services.database
        with database.as_one(), ThreadPoolExecutor(1) as pool:
            first = add_claim(database, new, action=action, today=TODAY)
            other = pool.submit(add_claim, database, new, action=action, today=TODAY).result(timeout=5)

        desk.run(webhook)
        assert set(_by_claim(receiver)) == {str(first.id), str(other.id)}

    def test_an_event_that_is_undone_is_told_to_nobody(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver, events=["claim.created"])
        known = UUID(desk.claim()["id"])
        _forget_jobs(desk.services.database)
        with desk.services.database.engine.connect() as connection:
            claim = stored.get(connection, known)
            assert claim is not None
            born = replace(claim, id=UUID(int=claim.id.int + 1))
            record_births(connection, [born], Action(actor="tester", now=NOW), {})
            connection.rollback()

        assert len(desk.deliveries(webhook)) == 1
        assert _jobs(desk.services.database) == []

    def test_a_webhook_that_goes_while_an_event_is_written(self, desk: Desk, receivers: Receivers) -> None:
        stays = desk.subscribe(receivers())
        with ThreadPoolExecutor(8) as pool:
            for _ in range(8):
                goes = desk.subscribe(receivers())
                writers = [pool.submit(_add, desk) for _ in range(4)]
                headers = {"Authorization": f"Bearer {desk.api.key}"}
                path = f"/v1/webhooks/{goes['id']}"
                assert desk.api.http.application.test_client().delete(path, headers=headers).status_code == 204
                assert [writer.result() for writer in writers] == [201] * 4
                assert desk.api.get(path).status_code == 404
        assert len(desk.deliveries(stays)) == 32


def _add(desk: Desk) -> int:
    """The status of a claim that is posted by a client of its own."""
    body = {"text": "The port will reopen.", "said_on": "2026-03-02", "modality": "scheduled"}
    headers = {"Authorization": f"Bearer {desk.api.key}"}
    return desk.api.http.application.test_client().post("/v1/claims", json=body, headers=headers).status_code


class TestCrash:
    """Whatever was not settled is sent again."""

    def test_a_process_that_is_killed_while_a_message_is_on_its_way(
        self, desk: Desk, hands: Hands, receiver: Receiver, database_url: str
    ) -> None:
        came, stay = Event(), Event()

        def hang(_: Any) -> tuple[int, dict[str, str]]:
            came.set()
            stay.wait(30)
            return 500, {}

        receiver.answer = hang
        webhook = desk.subscribe(receiver)
        claim = desk.resolve(desk.claim())
        doomed = subprocess.Popen([sys.executable, "-c", _DELIVER, database_url, webhook["id"]])
        assert came.wait(30)
        doomed.send_signal(signal.SIGKILL)
        assert doomed.wait() == -signal.SIGKILL
        stay.set()
        receiver.says(200)

        assert desk.run(webhook).delivered == 0  # its lease is still good
        hands.pass_(minutes=2)
        assert schedule_due_deliveries(desk.services.database, now=hands()) == 1
        desk.run(webhook)

        assert _by_claim(receiver) == {claim["id"]: [1, 2]}
        assert Counter(message.id for message in receiver.got)[receiver.got[0].id] == 2

    def test_jobs_that_are_lost_are_made_anew(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        desk.claim("The museum")
        database = desk.services.database
        assert _jobs(database) == [(f"deliver:{webhook['id']}", None)]  # one, however many events
        _forget_jobs(database)

        schedule_due_deliveries(database, now=hands())
        schedule_due_deliveries(database, now=hands())
        assert _jobs(database) == [(f"deliver:{webhook['id']}", None)]

    def test_the_next_sending_is_planned(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        _forget_jobs(desk.services.database)
        receiver.says(500)
        desk.run(webhook)

        (delivery,) = desk.deliveries(webhook)
        ((lock, at),) = _jobs(desk.services.database)
        assert (lock, at) == (f"deliver:{webhook['id']}:later", hands.time + timedelta(seconds=5))
        assert delivery["next_attempt_at"] == at.isoformat()


_DELIVER = """
import random, sys
from datetime import UTC, datetime
from uuid import UUID
from service.outbound.courier import Courier
from service.outbound.guard import Allowed
from service.store.database import Database
from service.usecases.deliver import deliver
courier = Courier(allowed=Allowed.of(["127.0.0.1"]), decrypt=lambda _: "whsec_c2VjcmV0")
deliver(Database(sys.argv[1]), UUID(sys.argv[2]), courier, now=lambda: datetime.now(UTC), chance=random.random)
"""


def _jobs(database: Database) -> list[Any]:
    query = "SELECT queueing_lock, scheduled_at FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
    with database.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _forget_jobs(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs"))


class TestRefusal:
    """What a receiver says is heeded."""

    def test_410_disables_and_what_waits_is_kept(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        claim = desk.resolve(desk.claim())
        receiver.says(410)
        desk.run(webhook)
        desk.claim("The museum")
        hands.pass_(days=1)
        desk.run(webhook)

        shown = desk.show(webhook)
        assert (shown["enabled"], shown["disabled_reason"]) == (False, "gone")
        assert shown["disabled_at"] == (hands.time - timedelta(days=1)).isoformat()
        assert len(receiver.got) == 1
        assert [(row["version"], row["status"]) for row in desk.deliveries(webhook)] == [(2, "pending"), (1, "failed")]

        receiver.says(200)
        assert desk.change(webhook, enabled=True)["disabled_reason"] is None
        desk.run(webhook)
        assert _by_claim(receiver) == {claim["id"]: [2]}

    @pytest.mark.parametrize("status", [429, 503, 500])
    @pytest.mark.parametrize("dated", [False, True])
    def test_retry_after_is_honoured(
        self, desk: Desk, hands: Hands, receiver: Receiver, status: int, dated: bool
    ) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        until = format_datetime(hands.time + timedelta(hours=2), usegmt=True)
        asked = {"Retry_After": until, "Date": format_datetime(hands.time, usegmt=True)} if dated else {}
        receiver.says(status, **(asked or {"Retry_After": "7200"}))
        desk.run(webhook)
        assert desk.show(webhook)["resume_at"] == (hands.time + timedelta(hours=2)).isoformat()

        receiver.says(200)
        for _ in range(3):
            hands.pass_(minutes=39)
            desk.claim("Another")
            desk.run(webhook)
            assert schedule_due_deliveries(desk.services.database, now=hands()) == 0
        assert len(receiver.got) == 1
        hands.pass_(minutes=3)
        desk.run(webhook)
        assert len(receiver.took) == 4

    @pytest.mark.parametrize("asked", ["9" * 400, "soon", "-1", "1e9", ""])
    def test_a_retry_after_that_makes_no_sense(self, desk: Desk, hands: Hands, receiver: Receiver, asked: str) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        receiver.says(503, Retry_After=asked)
        desk.run(webhook)
        receiver.says(200)
        hands.pass_(days=1)

        assert desk.run(webhook).delivered == 1

    def test_days_of_failures_disable_and_say_so(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        receiver.says(500)
        began = hands.time
        for number in range(32):
            desk.claim(f"Harbour {number}")
            hands.pass_(hours=3)
            desk.run(webhook)
        shown = desk.show(webhook)
        assert (shown["enabled"], shown["disabled_reason"]) == (False, "failing")
        assert shown["failing_since"] == (began + timedelta(hours=3)).isoformat()
        assert timedelta(days=3) <= datetime.fromisoformat(shown["disabled_at"]) - began < timedelta(days=3, hours=6)
        assert len(desk.deliveries(webhook)) < 28  # what happens while it is disabled is not kept for it

        receiver.says(200)
        desk.change(webhook, enabled=True)
        while desk.deliveries(webhook, "pending"):
            desk.run(webhook)
        assert desk.show(webhook)["failures"] == 0

    def test_one_message_that_is_never_taken_disables_nothing(
        self, desk: Desk, hands: Hands, receiver: Receiver
    ) -> None:
        webhook = desk.subscribe(receiver)
        receiver.says(500)
        desk.claim()
        desk.run(webhook)
        while desk.run_later(webhook):
            pass
        hands.pass_(days=5)
        desk.run(webhook)

        assert desk.deliveries(webhook)[0]["status"] == "failed"
        assert desk.show(webhook)["enabled"] is True

    def test_a_receiver_that_is_down_is_tried_with_one_message_at_a_time(
        self, desk: Desk, hands: Hands, receiver: Receiver
    ) -> None:
        webhook = desk.subscribe(receiver)
        for number in range(30):
            desk.claim(f"Harbour {number}")
        receiver.says(500)
        desk.run(webhook)
        first = len(receiver.got)
        assert first == 8

        for _ in range(12):
            hands.pass_(minutes=5)
            desk.run(webhook)
        assert len(receiver.got) == first + 12

    def test_redirects_are_not_followed_and_bodies_are_not_read(
        self, desk: Desk, hands: Hands, receivers: Receivers
    ) -> None:
        other, receiver = receivers(), receivers()
        webhook = desk.subscribe(receiver)
        desk.claim()
        receiver.says(307, Location=other.url)
        desk.run(webhook)
        assert other.got == []
        assert desk.deliveries(webhook)[0]["error"] == "the receiver answered with status 307"

        receiver.says(200, Content_Length=str(10**15))
        hands.pass_(seconds=5)
        assert desk.run(webhook).delivered == 1

    def test_a_receiver_that_never_answers(self, desk: Desk, receiver: Receiver) -> None:
        receiver.answer = lambda _: (receiver.released.wait(30), (200, {}))[1]
        webhook = desk.subscribe(receiver)
        desk.claim()
        limits = SendLimits(connect=1, read=0.2, total=0.5)
        hasty = Courier(allowed=Allowed.of(["127.0.0.1"]), decrypt=BOX.decrypt, limits=limits)

        services = {"courier": hasty}
        assert desk.run(webhook, **services).failed == 1
        (delivery,) = desk.deliveries(webhook)
        assert (delivery["error"], delivery["response_status"]) == ("the server did not answer in time", None)

    def test_nobody_there(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        desk.change(webhook, url="http://127.0.0.1:1/claims")
        desk.claim()
        desk.run(webhook)

        (delivery,) = desk.deliveries(webhook)
        assert (delivery["error"], delivery["status"]) == ("no connection to the server could be made", "pending")


class TestAgain:
    """Redelivery by hand."""

    def test_a_delivery_is_sent_again_with_the_same_id_and_bytes(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        claim = desk.resolve(desk.claim())
        desk.run(webhook)
        old = desk.deliveries(webhook)[-1]

        path = f"/v1/webhooks/{webhook['id']}/deliveries/{old['id']}/redelivery"
        answer = desk.api.post(path)
        assert (answer.status_code, answer.json["status"], answer.json["attempts"]) == (202, "pending", 0)
        desk.run(webhook)

        assert [message.claim for message in receiver.took] == [(claim["id"], number) for number in (1, 2, 1)]
        first, _, again = receiver.took
        assert (first.id, first.body) == (again.id, again.body)

    def test_what_was_given_up_has_all_its_tries_again(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        receiver.says(500)
        desk.claim()
        desk.run(webhook)
        while desk.run_later(webhook):
            pass
        (failed,) = desk.deliveries(webhook, "failed")

        desk.api.post(f"/v1/webhooks/{webhook['id']}/deliveries/{failed['id']}/redelivery")
        desk.run(webhook)
        (delivery,) = desk.deliveries(webhook, "pending")
        assert delivery["attempts"] == 1

    def test_what_cannot_be_sent_again(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        (delivery,) = desk.deliveries(webhook)
        path = f"/v1/webhooks/{webhook['id']}/deliveries"

        unknown = desk.api.post(f"{path}/{webhook['id']}/redelivery")
        assert (unknown.status_code, unknown.json["code"]) == (404, "delivery_not_found")
        desk.change(webhook, enabled=False)
        off = desk.api.post(f"{path}/{delivery['id']}/redelivery")
        assert (off.status_code, off.json["code"]) == (409, "webhook_disabled")


def test_old_deliveries_are_forgotten_and_waiting_ones_kept(desk: Desk, hands: Hands, receiver: Receiver) -> None:
    webhook = desk.subscribe(receiver)
    claims = [desk.claim(f"Harbour {number}") for number in range(3)]
    desk.run(webhook)
    hands.pass_(days=30)
    receiver.says(500)
    desk.resolve(claims[0])
    desk.run(webhook)

    database = desk.services.database
    assert forget_old_deliveries(database, now=hands.time) == 0
    assert forget_old_deliveries(database, now=hands.time + timedelta(seconds=1)) == 3
    assert [row["version"] for row in desk.deliveries(webhook)] == [2]


def test_what_waits_for_a_disabled_webhook_is_forgotten_in_time(desk: Desk, hands: Hands, receivers: Receivers) -> None:
    off, on = desk.subscribe(receivers()), desk.subscribe(receivers())
    desk.claim()
    desk.change(off, enabled=False)

    database, early, late = desk.services.database, hands.time + KEPT, hands.time + KEPT + timedelta(seconds=1)
    assert survey(database, TODAY, now=early, today=TODAY).deliveries == 0
    assert prune(database, TODAY, now=early, today=TODAY).deliveries == 0
    assert survey(database, TODAY, now=late, today=TODAY).deliveries == 1
    assert prune(database, TODAY, now=late, today=TODAY).deliveries == 1
    assert [len(desk.deliveries(webhook)) for webhook in (off, on)] == [0, 1]


@pytest.mark.slow
def test_a_worker_delivers_while_another_receiver_sleeps(desk: Desk, receivers: Receivers, database_url: str) -> None:
    """The whole of it: the program, its queue, two receivers of which one does not answer."""
    slow, fast = receivers(), receivers()
    slow.answer = lambda _: (slow.released.wait(60), (200, {}))[1]
    desk.subscribe(slow)
    webhook = desk.subscribe(fast)
    settings = {"CLAIMS_WEBHOOK_HOSTS": "127.0.0.1", "CLAIMS_SECRET_KEYS": SECRET_KEY}
    environment = {**os.environ, "CLAIMS_DATABASE_URL": database_url, **settings}
    with subprocess.Popen(
        [sys.executable, "-c", "from service.cli import main; main()", "worker"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        claims = [desk.resolve(desk.claim(f"Harbour {number}")) for number in range(10)]
        _wait_until(lambda: len(fast.took) >= 20)
        assert slow.took == []
        worker.send_signal(signal.SIGKILL)
        log = worker.communicate()[1]

    assert _by_claim(fast) == {claim["id"]: [1, 2] for claim in claims}
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {line["status"] for line in lines if line.get("task") == "deliver"} == {"succeeded"}
    for secret in (webhook["secret"], webhook["secret"].removeprefix("whsec_"), fast.url):
        assert secret not in log


@pytest.mark.slow
def test_other_jobs_do_not_wait_long_for_slow_receivers(
    desk: Desk, receivers: Receivers, database_url: str, tmp_path: Path
) -> None:
    """Receivers that take nearly all the time they are given hold every slot of a worker."""
    slow = [receivers() for _ in range(4)]
    for receiver in slow:
        receiver.answer = lambda _, over=receiver.released: (over.wait(4), (200, {}))[1]
        desk.subscribe(receiver)
    for number in range(40):
        desk.claim(f"Harbour {number}")
    worker = Worker(database_url, tmp_path / "log", webhook_hosts="127.0.0.1")
    try:
        _wait_until(lambda: all(receiver.got for receiver in slow))
        began = time.monotonic()
        article = {"text": "The harbour will reopen on Friday.", "published_on": "2026-03-02"}
        asked = desk.api.post("/v1/articles/batch", {"articles": [article]}, headers={"Prefer": "respond-async"})
        path = f"/v1/jobs/{asked.json['id']}"
        _wait_until(lambda: desk.api.get(path).json["status"] == "succeeded")
        assert time.monotonic() - began < 10
    finally:
        worker.process.kill()
        worker.end()


def _wait_until(true: Callable[[], bool]) -> None:
    for _ in itertools.takewhile(lambda _: not true(), range(600)):
        time.sleep(0.1)
    assert true()
