"""`claims webhooks`, against the app and a receiver on loopback."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.webhooks.receiver import Receiver, receiving

NOBODY = "01890000-0000-7000-8000-000000000000"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def told(claims: Run, *arguments: object, **options: Any) -> Any:
    """The JSON that the command prints."""
    result = claims(*arguments, **options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_webhook_from_birth_to_its_end(claims: Run, receiver: Receiver) -> None:
    made = told(
        claims, "webhooks", "create", receiver.url, "--event", "claim.created", "--modality", "scheduled",
        "--speaker", "Elin Haugmo", "--description", "Ours",
    )  # fmt: skip
    assert made["secret"].startswith("whsec_")
    assert (made["filter"]["speaker"], made["filter"]["modality"]) == ("Elin Haugmo", ["scheduled"])

    webhook = made["id"]
    shown = told(claims, "webhooks", "show", webhook)
    assert shown == {name: value for name, value in made.items() if name not in ("secret", "withheld")}
    assert told(claims, "webhooks", "list") == [shown]
    changed = told(claims, "webhooks", "change", webhook, "--event", "claim.due", "--tag", "north")
    assert (changed["events"], changed["filter"]["tag"], changed["filter"]["speaker"]) == (["claim.due"], "north", None)
    assert told(claims, "webhooks", "disable", webhook)["disabled_reason"] == "by_hand"
    assert told(claims, "webhooks", "enable", webhook)["enabled"] is True
    rotated = told(claims, "webhooks", "rotate", webhook, "--overlap", 60)
    assert rotated["secret"] != made["secret"]
    assert claims("webhooks", "delete", webhook).stdout == f"deleted {webhook}\n"
    assert told(claims, "webhooks", "list") == []


def test_a_receiver_is_tried(claims: Run, receiver: Receiver) -> None:
    webhook = told(claims, "webhooks", "create", receiver.url)["id"]
    assert told(claims, "webhooks", "test", webhook)["delivered"] is True
    assert claims("webhooks", "test", webhook, "--table").stdout == "delivered: status 204\n"

    receiver.says(500)
    result = claims("webhooks", "test", webhook, "--table")
    assert (result.exit_code, result.stdout) == (1, "not delivered: the receiver answered with status 500\n")


def test_deliveries_are_listed_and_sent_again(claims: Run, receiver: Receiver) -> None:
    webhook = told(claims, "webhooks", "create", receiver.url)["id"]
    told(claims, "add", "--published", "2026-03-02", stdin="The two ministers will sign the accord on Friday.")
    (delivery,) = told(claims, "webhooks", "deliveries", webhook, "--status", "pending")

    assert delivery["type"] == "claim.created"
    assert told(claims, "webhooks", "redeliver", webhook, delivery["id"]) == delivery
    assert "is to be sent again" in claims("webhooks", "redeliver", webhook, delivery["id"], "--table").stdout


def test_tables_for_people(claims: Run, receiver: Receiver) -> None:
    made = claims("webhooks", "create", receiver.url, "--event", "claim.due", "--outlet", "The Courier", "--table")
    assert "whsec_" in made.stdout
    told(claims, "add", "--published", "2026-03-02", stdin="The two ministers will sign the accord on Friday.")
    other = told(claims, "webhooks", "create", receiver.url)["id"]
    told(claims, "webhooks", "disable", other)

    listed = claims("webhooks", "list", "--table").stdout
    assert "disabled: by hand" in listed
    assert "claim.due" in listed
    shown = claims("webhooks", "show", other, "--table").stdout
    assert "disabled_reason" in shown
    assert "whsec_" not in shown
    assert "only outlet" in made.stdout
    assert "stands" in claims("webhooks", "deliveries", other, "--table").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["create"], 2),
        (["create", "https://desk.example/", "--event", "claim.lost"], 2),
        (["create", "https://127.0.0.2/"], 1),
        (["change", NOBODY], 2),
        (["change", NOBODY, "--tag", "x"], 1),
        (["show", NOBODY], 1),
        (["rotate", NOBODY, "--overlap", "-1"], 2),
        (["rotate", NOBODY, "--overlap", "999999999"], 1),
        (["deliveries", NOBODY, "--status", "lost"], 2),
        (["redeliver", NOBODY, NOBODY], 1),
        (["delete", NOBODY], 1),
    ],
)
def test_what_cannot_be_done(claims: Run, arguments: list[str], code: int) -> None:
    assert claims("webhooks", *arguments).exit_code == code
