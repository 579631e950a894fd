"""Subscriptions: made, changed, rotated, tried, ended; what each is told, and where nothing is ever sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from standardwebhooks import Webhook, WebhookVerificationError

from service.domain.key import Scope
from service.outbound.courier import Courier
from service.outbound.guard import Allowed
from service.web.resources import bind
from tests.api import Api
from tests.conftest import BOX
from tests.webhooks.conftest import Desk, Hands
from tests.webhooks.receiver import Receiver

Receivers = Callable[[], Receiver]
_NOT_PUBLIC = "The URL leads to an address that is not public."
NOBODY = "01890000-0000-7000-8000-000000000000"


def _fits(secret: str, receiver: Receiver) -> bool:
    """Whether the last message bears a signature that is made with the secret."""
    message = receiver.got[-1]
    try:
        Webhook(secret).verify(message.body, dict(message.headers))
    except WebhookVerificationError:
        return False
    return True


class TestSecrets:
    """Shown once; two are valid for a while."""

    def test_a_secret_is_shown_when_it_is_made_and_never_again(
        self, desk: Desk, receiver: Receiver, capsys: pytest.CaptureFixture[str]
    ) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        receiver.says(500)
        desk.run(webhook)
        paths = ("", f"/{webhook['id']}", f"/{webhook['id']}/deliveries")
        told = "".join(desk.api.get(f"/v1/webhooks{path}").text for path in paths)
        told += str(desk.change(webhook, description="Ours"))
        captured = capsys.readouterr()

        assert webhook["secret"].startswith("whsec_")
        assert webhook["secret"] not in told + captured.out + captured.err
        with desk.services.database.begin() as connection:
            events = connection.execute(text("SELECT e::text FROM event e UNION ALL SELECT d::text FROM delivery d"))
            assert not any(webhook["secret"] in row for (row,) in events)

    def test_two_secrets_are_valid_for_a_while(self, desk: Desk, hands: Hands, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        path = f"/v1/webhooks/{webhook['id']}/secret"
        second = desk.api.post(path, {"overlap": 120}).json
        assert second["old_secret_until"] == (hands.time + timedelta(seconds=120)).isoformat()
        third = desk.api.post(path, {"overlap": 60}).json
        secrets = [webhook["secret"], second["secret"], third["secret"]]

        valid = []
        for _ in range(2):
            desk.claim()
            desk.run(webhook)
            valid.append([_fits(secret, receiver) for secret in secrets])
            hands.pass_(seconds=60)
        assert valid == [[False, True, True], [False, False, True]]

    def test_a_secret_that_has_leaked_ends_at_once(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        fresh = desk.api.post(f"/v1/webhooks/{webhook['id']}/secret", {"overlap": 0}).json
        desk.claim()
        desk.run(webhook)

        assert (_fits(webhook["secret"], receiver), _fits(fresh["secret"], receiver)) == (False, True)
        assert fresh["old_secret_until"] is None

    def test_a_rotation_that_is_sent_again_rotates_once(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        path, key = f"/v1/webhooks/{webhook['id']}/secret", {"Idempotency-Key": "r1"}

        first, again = (desk.api.post(path, {}, headers=key) for _ in range(2))
        assert (first.json["secret"] is None, again.json["secret"]) == (False, None)
        assert again.headers["Idempotent-Replayed"] == "true"


class TestFilters:
    """Each is told what it asked for."""

    @pytest.mark.parametrize(
        ("wanted", "told"),
        [
            ({}, ["created", "created", "resolved", "amended", "reopened", "corrected", "dismissed"]),
            ({"events": ["claim.resolved", "claim.dismissed"]}, ["resolved", "dismissed"]),
            ({"filter": {"status": ["resolved"]}}, ["resolved", "amended"]),
            ({"filter": {"outcome": ["not_fulfilled", "unresolvable"]}}, ["amended"]),
            ({"filter": {"modality": ["demand"]}}, ["created", "dismissed"]),
            ({"filter": {"speaker": "ELIN haugmo"}}, ["created", "resolved", "amended", "reopened", "corrected"]),
            ({"filter": {"speaker": "haugmo"}}, ["created", "resolved", "amended", "reopened", "corrected"]),
            ({"filter": {"speaker": "Eli"}}, []),
            ({"filter": {"speaker": "Elin Berg"}}, []),
            ({"filter": {"outlet": "the courier"}}, ["created", "dismissed"]),
            ({"filter": {"tag": "north"}}, ["corrected"]),
            ({"events": ["claim.created"], "filter": {"modality": ["demand", "possibility"]}}, ["created"]),
            ({"events": ["claim.resolved"], "filter": {"modality": ["demand"]}}, []),
        ],
    )
    def test_events_that_meet_every_condition_are_told(
        self, desk: Desk, receiver: Receiver, wanted: dict[str, Any], told: list[str]
    ) -> None:
        webhook = desk.subscribe(receiver, **wanted)
        one = desk.claim(speaker="Elin Haugmo")
        other = desk.claim(outlet="The Courier", modality="demand")
        one = desk.resolve(one)
        one = desk.api.move(one, "amendment", {"outcome": "not_fulfilled"}).json
        one = desk.api.move(one, "reopening", {}).json
        headers = {"Authorization": f"Bearer {desk.api.key}", "If-Match": "*"}
        desk.api.http.patch(f"/v1/claims/{one['id']}", json={"tags": ["north", "sea"]}, headers=headers)
        desk.api.move(other, "dismissal", {"reason": "out_of_scope"})
        desk.run(webhook)

        assert sorted(receiver.types) == sorted(f"claim.{name}" for name in told)

    def test_events_before_the_subscription_and_while_it_is_off_are_not_told(
        self, desk: Desk, receiver: Receiver
    ) -> None:
        desk.claim("Before")
        webhook = desk.subscribe(receiver)
        desk.change(webhook, enabled=False)
        assert desk.show(webhook)["disabled_reason"] == "by_hand"
        desk.claim("Meanwhile")
        desk.change(webhook, enabled=True)
        desk.claim("After")
        desk.run(webhook)

        assert [message.json["data"]["claim"]["text"] for message in receiver.took] == ["After will reopen."]


class TestChanges:
    """PATCH changes what it names."""

    def test_what_is_named_changes_and_the_rest_stays(self, desk: Desk, receivers: Receivers) -> None:
        old, new = receivers(), receivers()
        wanted = {"events": ["claim.created"], "filter": {"tag": "x", "status": ["open"]}, "description": "Ours"}
        made = desk.subscribe(old, **wanted)
        changed = desk.change(made, url=new.url, filter={"speaker": "Elin Haugmo"})

        assert changed["filter"] == {**made["filter"], "tag": None, "status": [], "speaker": "Elin Haugmo"}
        assert changed == desk.show(made)
        kept = ("id", "description", "events", "enabled", "created_at")
        assert {name: changed[name] for name in kept} == {name: made[name] for name in kept}
        desk.claim(speaker="Elin Haugmo")
        desk.run(made)
        assert (len(old.got), len(new.got)) == (0, 1)

    def test_another_address_gets_what_waited_at_once(self, desk: Desk, receivers: Receivers) -> None:
        down, up = receivers(), receivers()
        down.says(503, Retry_After="86400")
        webhook = desk.subscribe(down)
        desk.claim()
        desk.run(webhook)

        desk.change(webhook, url=up.url)
        desk.run(webhook)
        assert len(up.took) == 1

    def test_an_end_forgets_everything(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        path, headers = f"/v1/webhooks/{webhook['id']}", {"Authorization": f"Bearer {desk.api.key}"}

        assert [desk.api.http.delete(path, headers=headers).status_code for _ in range(2)] == [204, 404]
        desk.claim()
        assert desk.run(webhook).delivered == 0
        assert desk.api.get("/v1/webhooks").json == {"data": [], "next": None}

    def test_lists_are_pages(self, desk: Desk, receiver: Receiver) -> None:
        made = [desk.subscribe(receiver)["id"] for _ in range(3)]
        claims = [desk.claim(f"Harbour {number}")["id"] for number in range(5)]
        for path, ids, field in (
            ("/v1/webhooks", made, "id"),
            (f"/v1/webhooks/{made[0]}/deliveries", claims, "claim_id"),
        ):
            found, cursor = list[str](), ""
            while cursor is not None:
                page = desk.api.get(f"{path}?limit=2{cursor and f'&cursor={cursor}'}").json
                found += [row[field] for row in page["data"]]
                cursor = page["next"]
            assert found == (ids if field == "id" else ids[::-1])


def _every(api: Api, path: str) -> Iterator[dict[str, Any]]:
    """The rows of every page."""
    cursor: str | None = ""
    while cursor is not None:
        page = api.get(path + (cursor and f"&cursor={cursor}")).json
        yield from page["data"]
        cursor = page["next"]


class TestPing:
    """A test message, sent while one waits."""

    def test_what_the_receiver_says_is_told(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        path = f"/v1/webhooks/{webhook['id']}/test"
        assert desk.api.post(path).json == {"delivered": True, "response_status": 204, "error": None}
        assert receiver.got[-1].json["type"] == "webhook.test"
        assert receiver.got[-1].json["data"] == {"webhook_id": webhook["id"]}
        assert _fits(webhook["secret"], receiver)

        receiver.says(401)
        words = "the receiver answered with status 401"
        assert desk.api.post(path).json == {"delivered": False, "response_status": 401, "error": words}
        assert desk.deliveries(webhook) == []
        assert desk.show(webhook)["failures"] == 0


class TestAddresses:
    """Nothing is ever sent to an address that is not public, unless a setting names it."""

    @pytest.mark.parametrize(
        ("url", "message"),
        [
            ("http://127.0.0.2/", "The URL must be https."),
            ("https://127.0.0.2/", _NOT_PUBLIC),
            (
                "https://10.1.2.3:8443/x",
                _NOT_PUBLIC,
            ),
            ("https://169.254.169.254/latest", _NOT_PUBLIC),
            ("https://[::1]/", _NOT_PUBLIC),
            ("https://localhost/", _NOT_PUBLIC),
            ("https://2130706433/", _NOT_PUBLIC),
            ("https://user:word@127.0.0.1/", "The URL holds a user name or password."),
            ("ftp://127.0.0.1/", "Not a valid URL."),
            ("https://127.0.0.1:99999/", "The URL is not a valid http or https URL."),
            ("desk", "Not a valid URL."),
            ("https://desk.example/" + "x" * 2_000, "Length must be between 1 and 2000."),
        ],
    )
    def test_a_url_that_nothing_would_be_sent_to_is_refused(
        self, desk: Desk, receiver: Receiver, url: str, message: str
    ) -> None:
        webhook = desk.subscribe(receiver)
        headers = {"Authorization": f"Bearer {desk.api.key}"}
        for answer in (
            desk.api.post("/v1/webhooks", {"url": url}),
            desk.api.http.patch(f"/v1/webhooks/{webhook['id']}", json={"url": url}, headers=headers),
        ):
            assert (answer.status_code, answer.json["code"]) == (422, "invalid")
            assert [error["field"] for error in answer.json["errors"]] == ["url"]
            assert answer.json["errors"][0]["message"].startswith(message)
        assert desk.show(webhook)["url"] == receiver.url

    def test_an_address_is_judged_again_when_it_is_sent_to(self, desk: Desk, receiver: Receiver) -> None:
        webhook = desk.subscribe(receiver)
        desk.claim()
        desk.change(webhook, description="The setting that named its host has gone since.")
        with desk.services.database.begin() as connection:
            connection.execute(text("UPDATE webhook SET url = replace(url, 'http:', 'https:')"))
        strict = Courier(allowed=Allowed(), decrypt=BOX.decrypt)

        assert desk.run(webhook, courier=strict).failed == 1
        assert receiver.got == []
        (delivery,) = desk.deliveries(webhook)
        assert delivery["error"].endswith("leads to an address that is not public")
        bind(desk.api.http.application, replace(desk.services, courier=strict))
        assert desk.api.post(f"/v1/webhooks/{webhook['id']}/test").json["error"] == delivery["error"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": None}, "url"),
        ({"url": "http://127.0.0.1/", "events": ["claim.lost"]}, "events.0"),
        ({"url": "http://127.0.0.1/", "events": "claim.due"}, "events"),
        ({"url": "http://127.0.0.1/", "filter": {"status": ["lost"]}}, "filter.status.0"),
        ({"url": "http://127.0.0.1/", "filter": {"q": "harbour"}}, "filter.q"),
        ({"url": "http://127.0.0.1/", "filter": None}, "filter"),
        ({"url": "http://127.0.0.1/", "secret": "whsec_mine"}, "secret"),
        ({"url": "http://127.0.0.1/", "description": "\x00"}, "description"),
    ],
)
def test_a_subscription_that_cannot_be(api: Api, body: dict[str, Any], field: str) -> None:
    answer = api.post("/v1/webhooks", body)

    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    ("method", "tail"),
    [
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/secret"),
        ("POST", "/test"),
        ("GET", "/deliveries"),
        ("POST", f"/deliveries/{NOBODY}/redelivery"),
    ],
)
def test_a_webhook_that_is_not_there(api: Api, method: str, tail: str) -> None:
    body = {"json": {"enabled": True}} if method == "PATCH" else {}
    headers = {"Authorization": f"Bearer {api.key}"}
    answer = api.http.open(f"/v1/webhooks/{NOBODY}{tail}", method=method, headers=headers, **body)

    assert (answer.status_code, answer.json["code"]) == (404, "webhook_not_found")


def test_webhooks_are_for_admins(http: FlaskClient, key_for: Callable[..., str]) -> None:
    other = Api(http, key_for(Scope.READ, Scope.WRITE, Scope.RESOLVE))

    assert [other.get("/v1/webhooks").status_code, other.post("/v1/webhooks", {}).status_code] == [403, 403]
