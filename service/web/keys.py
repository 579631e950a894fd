"""/v1/keys: API keys, for admins."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from schemas.key import KeyIn, KeysOut, NewKeyOut
from service.domain.errors import InvalidValue
from service.domain.key import Scope
from service.usecases.keys import create_key, list_keys, revoke_key
from service.web.auth import requires
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent_without
from service.web.resources import Resource, services

blueprint = Resource("keys", __name__, description="API keys, for admins.")


@blueprint.route("/v1/keys", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent_without("key")
@blueprint.arguments(KeyIn)
@blueprint.response(201, NewKeyOut)
@blueprint.problems(400, 404, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_key(body: dict[str, Any]) -> dict[str, Any]:
    """Make a key. Its secret is shown this once.

    The history says its name of who did something, or names the member that it belongs to. No two keys in force have
    the same name, in any case of letters (`key_name_taken`).
    """
    now = services().clock.now()
    if body["expires_at"] is not None and body["expires_at"] <= now:
        raise InvalidValue("expires_at", "Must lie in the future.")
    key, token = create_key(services().database, **body, now=now)
    return {**asdict(key), "scopes": sorted(key.scopes), "key": token}


@blueprint.route("/v1/keys")
@requires(Scope.ADMIN)
@blueprint.response(200, KeysOut)
@blueprint.problems()
def get_keys() -> dict[str, Any]:
    """List every key, the revoked ones too."""
    return {"data": [{**asdict(key), "scopes": sorted(key.scopes)} for key in list_keys(services().database)]}


@blueprint.route("/v1/keys/<uuid:key_id>", methods=["DELETE"])
@requires(Scope.ADMIN)
@blueprint.response(204)
@blueprint.problems(404, 409)
def delete_key(key_id: UUID) -> None:
    """Revoke a key, at once and for good. It stays in the list.

    The last one in force with the scope `admin` is not revoked (`last_admin_key`): make another first.
    """
    revoke_key(services().database, key_id, now=services().clock.now())
