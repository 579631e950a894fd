"""The client's methods for webhooks, which need a key with the scope admin."""

from collections.abc import Sequence
from typing import Any, Unpack

from service.client.arguments import EventConditions, WebhookChange
from service.client.calls import Calls, Id
from service.client.errors import NotFound
from service.client.listing import Listing
from service.client.records import Delivery, NewWebhook, Ping, Webhook
from service.client.transport import Call
from service.client.wire import read
from service.domain.delivery import DeliveryStatus


class Webhooks(Calls):
    """Subscriptions to events, and their deliveries."""

    def create_webhook(
        self,
        url: str,
        *,
        events: Sequence[str] = (),
        description: str | None = None,
        idempotency_key: str | None = None,
        **conditions: Unpack[EventConditions],
    ) -> NewWebhook:
        """A new subscription, with its secret: of these types of events, or of all, where the claims meet the
        conditions.

        `secret` is None where this is the answer to an earlier try, given again: `rotate_webhook_secret` makes another.
        """
        body = {"url": url, "events": events, "description": description, "filter": conditions}
        return read(NewWebhook, self._create("/v1/webhooks", body, idempotency_key))

    def webhooks(self, *, limit: int | None = None) -> Listing[Webhook]:
        """The subscriptions, oldest first, the disabled ones too."""
        return self._list(Webhook, "/v1/webhooks", {}, limit)

    def webhook(self, webhook_id: Id) -> Webhook:
        """The subscription with this id."""
        return self._get(Webhook, f"/v1/webhooks/{webhook_id}")

    def change_webhook(self, webhook_id: Id, **changes: Unpack[WebhookChange]) -> Webhook:
        """The subscription with other values. To change it so again changes nothing."""
        return read(Webhook, self._do("PATCH", f"/v1/webhooks/{webhook_id}", {**changes}))

    def delete_webhook(self, webhook_id: Id) -> None:
        """End the subscription, and forget its deliveries."""
        try:
            self._transport.send(Call(method="DELETE", path=f"/v1/webhooks/{webhook_id}", repeatable=True))
        except NotFound as error:
            if not error.uncertain:  # else an earlier try, whose answer was lost, has ended it
                raise

    def rotate_webhook_secret(
        self, webhook_id: Id, *, overlap: int | None = None, idempotency_key: str | None = None
    ) -> NewWebhook:
        """The subscription with a new secret; for `overlap` seconds messages are signed with the old one as well."""
        body = {} if overlap is None else {"overlap": overlap}
        return read(NewWebhook, self._create(f"/v1/webhooks/{webhook_id}/secret", body, idempotency_key))

    def ping_webhook(self, webhook_id: Id) -> Ping:
        """What the receiver says to a test message, which is sent at once."""
        return read(Ping, self._do("POST", f"/v1/webhooks/{webhook_id}/test"))

    def deliveries(
        self, webhook_id: Id, *, status: Sequence[DeliveryStatus | str] = (), limit: int | None = None
    ) -> Listing[Delivery]:
        """What the webhook was told and is to be told, the newest first."""
        return self._list(Delivery, f"/v1/webhooks/{webhook_id}/deliveries", {"status": status}, limit)

    def redeliver(self, webhook_id: Id, delivery_id: Id) -> Delivery:
        """The delivery, which is to be sent again."""
        path = f"/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redelivery"
        return read(Delivery, self._create(path, None, None))

    def _do(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The JSON answer to a call that may be made twice: it leaves things as making it once does."""
        return self._transport.send(Call(method=method, path=path, body=body, repeatable=True)).json()
