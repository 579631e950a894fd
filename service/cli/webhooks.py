"""`claims webhooks`: who is told of events, and what became of telling them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.filters import event_options
from service.cli.ids import WEBHOOK, Ending, pick
from service.cli.output import EXIT_REFUSED, format_option, print_table
from service.cli.tables import print_found
from service.client.arguments import WebhookChange
from service.client.records import Delivery, Ping, Webhook
from service.client.wire import to_json
from service.domain.delivery import DeliveryStatus
from service.domain.status import EVENTS

_LOOKED_AT = 1_000  # deliveries, for one by the end of its id
_ID = click.argument("webhook_id", metavar="ID", type=WEBHOOK)
_EVENTS = click.option(
    "--event",
    "events",
    multiple=True,
    type=click.Choice(EVENTS),
    metavar="WORD",
    help=f"{', '.join(EVENTS)}. May be given several times.  [default: every event]",
)
_DESCRIPTION = click.option("--description", help="What it is for.")


@click.group("webhooks", short_help="Have events sent to other programs.")
def webhooks_command() -> None:
    """Have events sent to URLs, signed as Standard Webhooks has it. Needs a key with the scope admin."""


@webhooks_command.command("create", short_help="Have events sent to a URL.")
@click.argument("url")
@_EVENTS
@event_options
@_DESCRIPTION
@format_option
def create(url: str, as_json: bool, **wanted: Any) -> None:
    """Have events sent to URL, and print the secret that they are signed with: it cannot be shown again."""
    with client() as service:
        webhook = service.create_webhook(url, **wanted)
    print_found(webhook, as_json, _print)


@webhooks_command.command("list")
@format_option
def list_(as_json: bool) -> None:
    """List the webhooks, the disabled ones too."""
    with client() as service:
        found = list(service.webhooks())
    print_found(found, as_json, _print_all)


@webhooks_command.command("show", short_help="Show a webhook and how its receiver does.")
@_ID
@format_option
def show(webhook_id: UUID, as_json: bool) -> None:
    """Show the webhook with this ID: what it is told, and how its receiver has been doing."""
    with client() as service:
        webhook = service.webhook(webhook_id)
    print_found(webhook, as_json, _print)


@webhooks_command.command("change")
@_ID
@click.option("--url", help="Where events are sent to.")
@_EVENTS
@event_options
@_DESCRIPTION
@format_option
def change(
    webhook_id: UUID, url: str | None, events: tuple[str, ...], description: str | None, as_json: bool, **kept: Any
) -> None:
    """Change the webhook with this ID. What is not named stays, but the conditions are replaced as a whole."""
    changes = WebhookChange()
    if url is not None:
        changes["url"] = url
    if events:
        changes["events"] = events
    if description is not None:
        changes["description"] = description
    if any(kept.values()):
        changes["filter"] = kept  # type: ignore[typeddict-item]
    if not changes:
        raise click.UsageError("say what to change: --url, --event, --description or a condition")
    _change(webhook_id, as_json, changes)


@webhooks_command.command("enable", short_help="Switch a webhook on.")
@_ID
@format_option
def enable(webhook_id: UUID, as_json: bool) -> None:
    """Switch the webhook with this ID on: what waited for it is sent at once."""
    _change(webhook_id, as_json, WebhookChange(enabled=True))


@webhooks_command.command("disable", short_help="Switch a webhook off.")
@_ID
@format_option
def disable(webhook_id: UUID, as_json: bool) -> None:
    """Switch the webhook with this ID off: it is told nothing, and what happens meanwhile is not kept for it."""
    _change(webhook_id, as_json, WebhookChange(enabled=False))


@webhooks_command.command("rotate", short_help="Give a webhook a new secret.")
@_ID
@click.option(
    "--overlap",
    type=click.IntRange(0),
    metavar="SECONDS",
    help="How long messages are signed with the old secret as well.  [default: a day]",
)
@format_option
def rotate(webhook_id: UUID, overlap: int | None, as_json: bool) -> None:
    """Give the webhook with this ID a new secret and print it: it cannot be shown again."""
    with client() as service:
        webhook = service.rotate_webhook_secret(webhook_id, overlap=overlap)
    print_found(webhook, as_json, _print)


@webhooks_command.command("delete")
@_ID
def delete(webhook_id: UUID) -> None:
    """End the webhook with this ID and forget its deliveries."""
    with client() as service:
        service.delete_webhook(webhook_id)
    click.echo(f"deleted {webhook_id}")


@webhooks_command.command("test", short_help="Send a webhook a test message.")
@_ID
@format_option
def test(webhook_id: UUID, as_json: bool) -> None:
    """Send the webhook with this ID a test message, and tell what its receiver said. 1 where it did not take it."""
    with client() as service:
        said = service.ping_webhook(webhook_id)
    print_found(said, as_json, _say)
    if not said.delivered:
        raise SystemExit(EXIT_REFUSED)


@webhooks_command.command("deliveries", short_help="List what a webhook was told and is to be told.")
@_ID
@click.option(
    "--status",
    multiple=True,
    type=click.Choice([status.value for status in DeliveryStatus]),
    help="May be given several times.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@format_option
def deliveries(webhook_id: UUID, status: tuple[str, ...], limit: int, as_json: bool) -> None:
    """List what the webhook with this ID was told and is to be told, the newest first."""
    with client() as service:
        found = list(service.deliveries(webhook_id, status=status, limit=limit))
    print_found(found, as_json, _print_deliveries)


@webhooks_command.command("redeliver", short_help="Send a delivery again.")
@_ID
@click.argument("delivery_id", metavar="DELIVERY", type=Ending())
@format_option
def redeliver(webhook_id: UUID, delivery_id: UUID | str, as_json: bool) -> None:
    """Send the DELIVERY with this id again to the webhook with this ID, whatever became of it."""
    with client() as service:
        told = ((one.id, one.type) for one in service.deliveries(webhook_id, limit=_LOOKED_AT))
        delivery = service.redeliver(webhook_id, pick(delivery_id, told, "delivery"))
    print_found(delivery, as_json, lambda one: click.echo(f"{one.type} of claim {one.claim_id} is to be sent again"))


def _change(webhook_id: UUID, as_json: bool, changes: WebhookChange) -> None:
    with client() as service:
        webhook = service.change_webhook(webhook_id, **changes)
    print_found(webhook, as_json, _print)


def _say(said: Ping) -> None:
    click.echo(f"delivered: status {said.response_status}" if said.delivered else f"not delivered: {said.error}")


def _state(webhook: Webhook) -> str:
    if webhook.disabled_reason is not None:
        return f"disabled: {webhook.disabled_reason.replace('_', ' ')}"
    return "failing" if webhook.failures else "enabled"


def _print_all(webhooks: Iterable[Webhook]) -> None:
    print_table(
        ["id", "stands", "events", "url", "description"],
        [[one.id, _state(one), ", ".join(one.events) or "all", one.url, one.description] for one in webhooks],
    )


def _print_deliveries(found: Iterable[Delivery]) -> None:
    print_table(["id", "event", "stands", "tries", "last try (UTC)", "said"], map(_row, found))


def _row(delivery: Delivery) -> list[Any]:
    tried = delivery.attempted_at
    said = delivery.error or delivery.response_status
    when = tried and f"{tried:%Y-%m-%d %H:%M:%S}"
    return [delivery.id, delivery.type, delivery.status, delivery.attempts, when, said]


def _print(webhook: Webhook) -> None:
    record = to_json(webhook)
    conditions = {f"only {name}": value for name, value in record.pop("filter").items()}
    rows = [
        (name, ", ".join(value) if isinstance(value, list) else value) for name, value in (record | conditions).items()
    ]
    print_table(["", ""], [row for row in rows if row[1] not in (None, "")])
