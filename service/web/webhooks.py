"""/v1/webhooks: who is told of events, and what became of telling them. For admins."""

from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from schemas.page import PageQuery
from schemas.webhook import (
    DeliveryOut,
    DeliveryPageOut,
    DeliveryQuery,
    NewWebhookOut,
    PingOut,
    RotationIn,
    WebhookChangeIn,
    WebhookIn,
    WebhookOut,
    WebhookPageOut,
)
from service.domain.delivery import Attempt, Delivery
from service.domain.key import Scope
from service.domain.webhook import Webhook
from service.usecases import webhooks
from service.usecases.webhooks import NewWebhook
from service.web.auth import requires
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent, idempotent_without
from service.web.resources import Resource, services

blueprint = Resource("webhooks", __name__, description="Who is told of events.")


@blueprint.route("/v1/webhooks", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent_without("secret")
@blueprint.arguments(WebhookIn)
@blueprint.response(201, NewWebhookOut)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_webhook(body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Have events sent to a URL. The secret that they are signed with is shown this once."""
    house = services()
    new = NewWebhook(**body)
    webhook, secret = webhooks.subscribe(house.database, new, house.courier, house.secrets, now=house.clock.now())
    return _shown_once(webhook, secret), 201, {"Location": f"/v1/webhooks/{webhook.id}"}


@blueprint.route("/v1/webhooks")
@requires(Scope.ADMIN)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, WebhookPageOut)
@blueprint.problems(400, 422)
def list_webhooks(query: dict[str, Any]) -> dict[str, Any]:
    """List webhooks, oldest first, the disabled ones too."""
    return page_of(query, "webhooks", UUID, partial(webhooks.list_webhooks, services().database))


@blueprint.route("/v1/webhooks/<uuid:webhook_id>")
@requires(Scope.ADMIN)
@blueprint.response(200, WebhookOut)
@blueprint.problems(404)
def read_webhook(webhook_id: UUID) -> Webhook:
    """Read a webhook: what it is told, and how its receiver has been doing."""
    return webhooks.get_webhook(services().database, webhook_id)


@blueprint.route("/v1/webhooks/<uuid:webhook_id>", methods=["PATCH"])
@requires(Scope.ADMIN)
@blueprint.arguments(WebhookChangeIn)
@blueprint.response(200, WebhookOut)
@blueprint.problems(400, 404, 413, 415, 422)
def patch_webhook(body: dict[str, Any], webhook_id: UUID) -> Webhook:
    """Change a webhook, or switch it off or on. What waited while it was off is sent; what happened then is not."""
    house = services()
    return webhooks.change_webhook(house.database, webhook_id, body, house.courier, now=house.clock.now())


@blueprint.route("/v1/webhooks/<uuid:webhook_id>", methods=["DELETE"])
@requires(Scope.ADMIN)
@blueprint.response(204)
@blueprint.problems(404)
def delete_webhook(webhook_id: UUID) -> None:
    """End a webhook and forget its deliveries."""
    webhooks.unsubscribe(services().database, webhook_id, now=services().clock.now())


@blueprint.route("/v1/webhooks/<uuid:webhook_id>/secret", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent_without("secret")
@blueprint.arguments(RotationIn, required=False)
@blueprint.response(200, NewWebhookOut)
@blueprint.problems(400, 404, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_secret(body: dict[str, Any], webhook_id: UUID) -> dict[str, Any]:
    """Make a new secret, shown this once. For a while messages carry a signature with the old one as well."""
    house, overlap = services(), timedelta(seconds=body["overlap"])
    rotated = webhooks.rotate_secret(house.database, webhook_id, house.secrets, overlap=overlap, now=house.clock.now())
    return _shown_once(*rotated)


@blueprint.route("/v1/webhooks/<uuid:webhook_id>/test", methods=["POST"])
@requires(Scope.ADMIN)
@blueprint.response(200, PingOut)
@blueprint.problems(404)
def post_test(webhook_id: UUID) -> Attempt:
    """Send a message of the type `webhook.test` at once, and tell what the receiver said."""
    house = services()
    return webhooks.ping_webhook(house.database, webhook_id, house.courier, now=house.clock.now())


@blueprint.route("/v1/webhooks/<uuid:webhook_id>/deliveries")
@requires(Scope.ADMIN)
@blueprint.arguments(DeliveryQuery, location="query")
@blueprint.response(200, DeliveryPageOut)
@blueprint.problems(400, 404, 422)
def list_deliveries(query: dict[str, Any], webhook_id: UUID) -> dict[str, Any]:
    """List what a webhook was told and is to be told, the newest first."""
    load = partial(webhooks.list_deliveries, services().database, webhook_id, query["status"])
    return page_of(query, ("deliveries", webhook_id, query["status"]), UUID, load)


@blueprint.route("/v1/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/redelivery", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent
@blueprint.response(202, DeliveryOut)
@blueprint.problems(400, 404, 409, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_redelivery(webhook_id: UUID, delivery_id: UUID) -> Delivery:
    """Send an event again, whatever became of it: the same bytes with the same `webhook-id`."""
    return webhooks.redeliver(services().database, webhook_id, delivery_id, now=services().clock.now())


def _shown_once(webhook: Webhook, secret: str) -> dict[str, Any]:
    shown = {field.name: getattr(webhook, field.name) for field in fields(webhook)}
    return {**shown, "enabled": webhook.enabled, "secret": secret}
