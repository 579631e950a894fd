"""Webhooks, with receivers on loopback and a clock whose hands a test moves."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from service.bootstrap import Clock, Services
from service.usecases.deliver import Tally, deliver
from tests.api import Api
from tests.conftest import TODAY
from tests.webhooks.receiver import Receiver, receiving


class Hands:
    """The time, which stands still: now by the machine's clock at first, as signatures are checked by that."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **by: float) -> None:
        """Let time pass: `seconds=`, `minutes=`, `hours=`, `days=`."""
        self.time += timedelta(**by)


class Desk:
    """The HTTP door, the receivers of webhooks, and what a worker does."""

    def __init__(self, api: Api, services: Services, hands: Hands) -> None:
        self.api, self.services, self.hands = api, services, hands

    def subscribe(self, receiver: Receiver, **wanted: Any) -> dict[str, Any]:
        """The webhook that was made, with its secret."""
        answer = self.api.post("/v1/webhooks", {"url": receiver.url, **wanted})
        assert answer.status_code == 201, answer.json
        made: dict[str, Any] = answer.json
        return made

    def show(self, webhook: dict[str, Any]) -> dict[str, Any]:
        """The webhook as it is."""
        found: dict[str, Any] = self.api.get(f"/v1/webhooks/{webhook['id']}").json
        return found

    def change(self, webhook: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """The webhook, changed."""
        headers = {"Authorization": f"Bearer {self.api.key}"}
        answer = self.api.http.patch(f"/v1/webhooks/{webhook['id']}", json=changes, headers=headers)
        assert answer.status_code == 200, answer.json
        changed: dict[str, Any] = answer.json
        return changed

    def deliveries(self, webhook: dict[str, Any], status: str | None = None) -> list[dict[str, Any]]:
        """The webhook's deliveries, the newest first."""
        wanted = f"?status={status}" if status else ""
        rows: list[dict[str, Any]] = self.api.get(f"/v1/webhooks/{webhook['id']}/deliveries{wanted}").json["data"]
        return rows

    def run(self, webhook: dict[str, Any], **other: Any) -> Tally:
        """Do the job of the webhook."""
        services, webhook_id = replace(self.services, **other), UUID(webhook["id"])
        return deliver(services.database, webhook_id, services.courier, now=self.hands, chance=lambda: 0.5)

    def run_later(self, webhook: dict[str, Any]) -> bool:
        """Let time pass until the job that is planned for later, and do it; whether there is one."""
        planned = text("DELETE FROM procrastinate_jobs WHERE queueing_lock = :lock RETURNING scheduled_at")
        with self.services.database.begin() as connection:
            at = connection.scalar(planned, {"lock": f"deliver:{webhook['id']}:later"})
        if at is not None:
            self.hands.time = max(self.hands.time, at)
            self.run(webhook)
        return at is not None

    def claim(self, words: str = "The harbour", **fields: Any) -> dict[str, Any]:
        """A claim, entered by hand."""
        body = {"text": f"{words} will reopen.", "said_on": "2026-03-02", "modality": "scheduled", **fields}
        answer = self.api.post("/v1/claims", body)
        assert answer.status_code == 201, answer.json
        claim: dict[str, Any] = answer.json
        return claim

    def resolve(self, claim: dict[str, Any], note: str | None = None) -> dict[str, Any]:
        """The claim, resolved, or resolved anew."""
        move = "amendment" if claim["status"] == "resolved" else "resolution"
        answer = self.api.move(claim, move, {"outcome": "fulfilled", "note": note})
        assert answer.status_code == 200, answer.json
        resolved: dict[str, Any] = answer.json
        return resolved


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def services(services: Services, hands: Hands) -> Services:
    """The services on a fresh database, with the hands for a clock."""
    return replace(services, clock=Clock(now=hands, today=lambda: TODAY))


@pytest.fixture
def desk(api: Api, services: Services, hands: Hands) -> Desk:
    return Desk(api, services, hands)


@pytest.fixture
def receivers() -> Iterator[Callable[[], Receiver]]:
    """Makes receivers."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(receiving())


@pytest.fixture
def receiver(receivers: Callable[[], Receiver]) -> Receiver:
    return receivers()
