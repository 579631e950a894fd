"""/v1/feeds: secret addresses of feeds, for readers that know no passwords."""

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from schemas.feed import FeedAddressIn, FeedAddressPageOut, NewFeedAddressOut
from schemas.page import PageQuery
from service.domain.key import Scope
from service.usecases import feed_addresses
from service.web.auth import requires
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent_without
from service.web.public_address import public_address
from service.web.resources import Resource, services

blueprint = Resource("feed_addresses", __name__, description="Secret addresses of feeds, for admins.")


@blueprint.route("/v1/feeds", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent_without("url")
@blueprint.arguments(FeedAddressIn)
@blueprint.response(201, NewFeedAddressOut)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_feed(body: dict[str, Any]) -> dict[str, Any]:
    """Make a secret address of feeds. It is shown this once.

    Whoever knows it reads the feeds without a key, and nothing else; so it is to be kept as a password is.
    """
    address, token = feed_addresses.create_address(services().database, body["name"], now=services().clock.now())
    return {**asdict(address), "url": public_address(f"/v1/feeds/{token}")}


@blueprint.route("/v1/feeds")
@requires(Scope.ADMIN)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, FeedAddressPageOut)
@blueprint.problems(400, 422)
def list_feeds(query: dict[str, Any]) -> dict[str, Any]:
    """List secret addresses of feeds, oldest first, the revoked ones too."""
    return page_of(query, "feeds", UUID, partial(feed_addresses.list_addresses, services().database))


@blueprint.route("/v1/feeds/<uuid:feed_id>", methods=["DELETE"])
@requires(Scope.ADMIN)
@blueprint.response(204)
@blueprint.problems(404)
def delete_feed(feed_id: UUID) -> None:
    """Revoke a secret address of feeds, at once and for good. It stays in the list."""
    feed_addresses.revoke_address(services().database, feed_id, now=services().clock.now())
