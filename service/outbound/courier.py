"""Posts messages to the receivers of webhooks: signed as Standard Webhooks has it, behind the guard, in seconds."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from standardwebhooks import Webhook as Signer

from service.domain.delivery import Attempt, Parcel
from service.domain.errors import InvalidValue, SecretUnreadable
from service.domain.message import write
from service.domain.retry_after import seconds_asked
from service.domain.webhook import Webhook
from service.outbound.dial import look_up
from service.outbound.errors import FetchFailed, FetchRefused
from service.outbound.guard import Allowed
from service.outbound.session import HttpAnswer, SendLimits, destination, send, target

_log = structlog.get_logger()
_LIMITS = SendLimits(connect=3, read=5, total=5)  # seconds; a receiver that needs longer does its work afterwards
_MOST_SECONDS = 10**9  # more of a wait than a clock can add up
_TEST = "webhook.test"


class Courier:
    """Sends to public addresses, by https, and to the hosts that are `allowed`, which may do with http.

    `decrypt` gives the secret to sign with from what is stored of it.
    """

    def __init__(self, *, allowed: Allowed, decrypt: Callable[[str], str], limits: SendLimits = _LIMITS) -> None:
        self._allowed, self._decrypt, self._limits = allowed, decrypt, limits

    def check(self, url: str) -> None:
        """Raise `InvalidValue` for a URL that nothing would be sent to."""
        try:
            host, port, named = self._receiver(url)
            if not named:
                look_up(host, port, allowed=self._allowed, seconds=self._limits.connect)
        except (FetchRefused, FetchFailed) as error:
            words = str(error)
            raise InvalidValue("url", f"{words[0].upper()}{words[1:]}.") from error

    def send(self, webhook: Webhook, parcel: Parcel, now: datetime) -> Attempt:
        """What came of telling the webhook's receiver of an event."""
        try:
            return self._post(webhook, parcel.event.id, write(parcel), now)
        except Exception:
            # Whatever it is, it is no reason to hold up the messages of others.
            _log.exception("message not sent", webhook=str(webhook.id), event_id=str(parcel.event.id))
            return Attempt(at=now, response_status=None, error="the message could not be made or sent")

    def ping(self, webhook: Webhook, message_id: UUID, now: datetime) -> Attempt:
        """What came of sending the receiver a message of the type `webhook.test`, which tells of no event."""
        said = {"type": _TEST, "timestamp": now.isoformat(), "data": {"webhook_id": str(webhook.id)}}
        return self._post(webhook, message_id, json.dumps(said, sort_keys=True).encode(), now)

    def _post(self, webhook: Webhook, message_id: UUID, body: bytes, now: datetime) -> Attempt:
        try:
            secrets = [self._decrypt(stored) for stored in webhook.secrets_at(now)]
            headers = {
                "User-Agent": "claim-tracker",
                "Content-Type": "application/json",
                **_signed(secrets, str(message_id), body, now),
            }
            self._receiver(webhook.url)
            answer = send("POST", webhook.url, headers=headers, body=body, limits=self._limits, allowed=self._allowed)
        except (FetchRefused, FetchFailed, SecretUnreadable) as error:
            return Attempt(at=now, response_status=None, error=str(error))
        if 200 <= answer.status < 300:
            return Attempt(at=now, response_status=answer.status)
        words = f"the receiver answered with status {answer.status}"
        return Attempt(at=now, response_status=answer.status, error=words, retry_after=_asked(answer))

    def _receiver(self, url: str) -> tuple[str, int, bool]:
        """Host and port of the URL, and whether the host is allowed. Raises FetchRefused where it has to be."""
        scheme, host, port = destination(target(url))
        named = self._allowed.permits(host, port)
        if scheme != "https" and not named:
            raise FetchRefused("the URL must be https")
        return host, port, named


def _signed(secrets: Sequence[str], message_id: str, body: bytes, now: datetime) -> Mapping[str, str]:
    text = body.decode()
    signatures = [Signer(secret).sign(message_id, now.astimezone(UTC), text) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _asked(answer: HttpAnswer) -> timedelta | None:
    seconds = seconds_asked(answer.headers.get("Retry-After"), answer.headers.get("Date"))
    return None if seconds is None else timedelta(seconds=min(seconds, _MOST_SECONDS))
