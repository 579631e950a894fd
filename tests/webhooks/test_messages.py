"""What receivers get: signed, whole, always the same bytes, never too many."""

import json
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import pytest
from openapi_schema_validator import OAS31Validator
from standardwebhooks import Webhook, WebhookVerificationError

from service.domain.delivery import Parcel, Said
from service.domain.message import write
from service.usecases.read import get_claim, list_events
from tests.webhooks.conftest import Desk, Hands
from tests.webhooks.receiver import Receiver

MOST = 20_000  # bytes
ANY = {"If-Match": "*"}


def test_a_message_is_signed_and_tells_the_event_and_the_claim(desk: Desk, receiver: Receiver) -> None:
    webhook = desk.subscribe(receiver)
    claim = desk.resolve(desk.claim(speaker="Elin Haugmo", tags=["north"]), note="Signed “at last”.")

    desk.run(webhook)

    born, decided = receiver.took
    told = Webhook(webhook["secret"]).verify(decided.body, dict(decided.headers))
    event = desk.api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]
    del claim["proposal"], claim["article"], claim["assignee"]
    assert told["data"] == {"claim": {**claim, "proposal_id": None}, "event": event}
    assert (told["type"], told["timestamp"], told["shortened"]) == ("claim.resolved", event["at"], [])
    assert decided.id == event["id"]
    assert decided.headers["Content-Type"] == "application/json"
    assert born.json["data"]["claim"]["status"] == "open"
    assert "–" not in decided.body.decode()
    assert "“at last”" in decided.body.decode()


def test_a_message_that_somebody_else_wrote_is_told(desk: Desk, receiver: Receiver) -> None:
    webhook = desk.subscribe(receiver)
    desk.claim()
    desk.run(webhook)
    (message,) = receiver.took

    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(message.body.replace(b"harbour", b"arbour"), dict(message.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 44).verify(message.body, dict(message.headers))


def test_messages_fit_the_document(desk: Desk, receiver: Receiver) -> None:
    webhook = desk.subscribe(receiver)
    for town in ("Listvik", "Listvik harbour"):
        desk.api.add(f"President Elin Haugmo will sign the fisheries treaty with Ostland in {town} on Friday.")
    claim = desk.resolve(desk.claim())
    merged = desk.claim("The port")
    desk.api.move(merged, "merge", {"into": claim["id"]})
    port = desk.claim("The port")
    quoted = {"quotation": "It has reopened.", "url": "https://news.example/port", "outcome": "fulfilled"}
    piece = desk.api.post(f"/v1/claims/{port['id']}/evidence", quoted).json
    path = f"/v1/claims/{port['id']}/proposals"
    for verdict in ("rejection", "acceptance"):
        body = {"outcome": "fulfilled", "evidence": [piece["id"]]}
        proposal = desk.api.post(path, body, headers=ANY).json
        said = {"reason": "Too early."} if verdict == "rejection" else {}
        decided = desk.api.post(f"{path}/{proposal['id']}/{verdict}", said, headers=ANY)
        assert decided.status_code == 200, decided.json
    desk.run(webhook)

    document: dict[str, Any] = desk.api.http.get("/openapi.json").json
    content = document["webhooks"]["event"]["post"]["requestBody"]["content"]["application/json"]
    check = OAS31Validator({**content["schema"], "components": document["components"]})
    expected = {"created", "mentioned", "resolved", "merged", "proposed", "proposal_rejected"}
    assert set(receiver.types) >= {f"claim.{name}" for name in expected}
    proposed, last = (message.json["data"]["claim"] for message in receiver.took[-2:])
    assert (proposed["proposal_id"], last["resolution"]["evidence"]) == (proposal["id"], [piece["id"]])
    for message in receiver.took:
        check.validate(message.json)


def test_retries_send_the_same_bytes_though_the_claim_has_changed_since(
    desk: Desk, hands: Hands, receiver: Receiver
) -> None:
    webhook = desk.subscribe(receiver)
    claim = desk.claim()
    receiver.says(500)
    desk.run(webhook)
    desk.resolve(claim)

    receiver.says(200)
    hands.pass_(minutes=1)
    desk.run(webhook)

    first, again, _ = receiver.got
    assert (first.body, first.id) == (again.body, again.id)
    assert first.headers["webhook-signature"] != again.headers["webhook-signature"]  # it is of the time of sending
    Webhook(webhook["secret"]).verify(again.body, dict(again.headers))


@pytest.mark.parametrize(
    ("fields", "note", "cut"),
    [
        ({}, "Signed.", []),
        ({}, "語" * 10_000, ["event.reason", "claim.resolution.note"]),
        ({"text": "𝄞" * 1_000, "tags": [f"{number}" + "𝄞" * 90 for number in range(50)]}, "𝄞" * 10_000, None),
    ],
)
def test_no_message_is_too_long(
    desk: Desk, receiver: Receiver, fields: dict[str, Any], note: str, cut: list[str] | None
) -> None:
    webhook = desk.subscribe(receiver)
    claim = desk.resolve(desk.claim(**fields), note=note)
    desk.run(webhook)

    message = receiver.took[-1]
    told = Webhook(webhook["secret"]).verify(message.body, dict(message.headers))
    assert len(message.body) < MOST
    assert told["shortened"] == cut or (cut is None and "claim.tags" in told["shortened"])
    reason = told["data"]["event"]["reason"]
    assert reason == note or (reason.endswith("…") and note.startswith(reason[:-1]) and len(reason) >= 50)
    assert told["data"]["claim"]["id"] == claim["id"]
    assert told["data"]["claim"]["version"] == 2


def test_an_event_with_more_to_tell_than_fits(desk: Desk) -> None:
    """Many mentions in one article make a long event; what cannot be cut goes as a whole."""
    claim_id = UUID(desk.claim()["id"])
    (event,), _ = list_events(desk.services.database, claim_id, None, 1)
    known = get_claim(desk.services.database, claim_id)
    said = Said(**{field.name: getattr(known, field.name) for field in fields(Said)})
    for data, cut in (
        ({"matched_by": [["event: sign"] * 9] * 1_000}, ["event.data.matched_by"]),
        ({f"name {number}": "x" * 40 for number in range(1_000)}, ["event.data"]),
    ):
        written = write(Parcel(event=replace(event, data=data), said=said, attempts=0))
        assert len(written) < MOST
        told = json.loads(written)
        assert told["shortened"] == cut
        assert told["data"]["claim"]["text"] == known.text
