"""What receivers of webhooks get, for the API's document."""

from typing import Any

from flask_smorest import Api

from schemas.webhook import MessageOut

_HEADERS = {
    "webhook-id": "The event's id, the same however often it is sent: what you have seen already, you may drop.",
    "webhook-timestamp": "When it is sent, in seconds since 1970: refuse what is older than a few minutes.",
    "webhook-signature": "One or more signatures, separated by spaces: take it where one of them fits your secret.",
}


def describe_messages(api: Api) -> dict[str, Any]:
    """The `webhooks` of the document of `api`."""
    api.spec.components.schema("MessageOut", schema=MessageOut)
    return {
        "event": {
            "post": {
                "tags": ["webhooks"],
                "operationId": "receive_event",
                "summary": "What your receiver gets of each event.",
                "description": "Signed as [Standard Webhooks](https://www.standardwebhooks.com) has it; its libraries "
                "check the signature. Delivery is at least once. The events of a claim come in their order, each when "
                "the one before it was taken or given up; `version` tells of gaps. Answer within ten seconds. A "
                "message that is not taken is sent eleven times in all, over a day. No redirect is followed.",
                "security": [],
                "parameters": [
                    {"in": "header", "name": name, "required": True, "description": words, "schema": {"type": "string"}}
                    for name, words in _HEADERS.items()
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MessageOut"}}},
                },
                "responses": {
                    "2XX": {"description": "Taken."},
                    "410": {"description": "Send nothing ever again: the webhook is disabled."},
                    "429": {"description": "Send it later. Retry-After is heeded, with 503 and others too."},
                    "default": {"description": "Not taken: send it again."},
                },
            }
        }
    }
