"""The client reaches every route of the API, and none besides."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from service.client import ApiError, Client, ExportFormat
from service.domain.status import Move
from service.web.api import openapi
from tests.client.serving import Fake
from tests.client.test_client import PUBLISHED

ID = UUID("019dc5a0-0000-7000-8000-000000000001")
VERSION = 2
CALLS: list[Callable[[Client], Any]] = [
    lambda client: client.detect("x"),
    lambda client: client.detect_many([]),
    lambda client: client.detect_page("x"),
    lambda client: client.find_ids("00000001"),
    lambda client: client.sweep(),
    lambda client: client.calibration(),
    lambda client: client.add_article(text="x"),
    lambda client: client.add_articles([]),
    lambda client: client.article(ID),
    lambda client: list(client.articles()),
    lambda client: list(client.versions(ID)),
    lambda client: client.version_diff(ID, VERSION),
    lambda client: client.withdraw(ID),
    lambda client: list(client.article_statements(ID)),
    lambda client: list(client.statements()),
    lambda client: list(client.claims()),
    lambda client: list(client.export(ExportFormat.CSV)),
    lambda client: client.claim(ID),
    lambda client: list(client.mentions(ID)),
    lambda client: list(client.events(ID)),
    lambda client: client.add_claim(text="x", said_on=PUBLISHED, modality="demand"),
    lambda client: client.resolve(ID, "fulfilled", version=1),
    lambda client: client.resolve(ID, "fulfilled", version=1, amend=True),
    lambda client: client.reopen(ID, version=1),
    lambda client: client.dismiss(ID, "duplicate", version=1),
    lambda client: client.move_claims(Move.REOPEN, [(ID, 1)]),
    lambda client: client.correct(ID, version=1, due=None),
    lambda client: client.merge(ID, ID, version=1),
    lambda client: client.link(ID, "revises", ID, version=1),
    lambda client: client.unlink(ID, ID, version=1),
    lambda client: client.thread(ID),
    lambda client: client.track(ID),
    lambda client: client.split(ID, ID, version=1),
    lambda client: list(client.entities(q="x")),
    lambda client: client.entity(ID),
    lambda client: list(client.entity_events(ID)),
    lambda client: client.correct_entity(ID, version=1, note=None),
    lambda client: client.merge_entity(ID, ID, version=1),
    lambda client: client.split_entity(ID, ID, version=1),
    lambda client: list(client.evidence(ID)),
    lambda client: client.candidates(ID),
    lambda client: client.add_evidence(ID, statement_id=ID, outcome="fulfilled"),
    lambda client: list(client.proposals(ID)),
    lambda client: client.propose(ID, "fulfilled", version=1),
    lambda client: client.accept(ID, ID, version=1),
    lambda client: client.reject(ID, ID, "No.", version=1),
    lambda client: client.assign(ID, ID, version=1),
    lambda client: client.unassign(ID, version=1),
    lambda client: client.comment(ID, "x"),
    lambda client: list(client.comments(ID)),
    lambda client: client.rejections(),
    lambda client: client.take_lease(),
    lambda client: list(client.leases(holder="x")),
    lambda client: client.lease(ID),
    lambda client: client.renew_lease(ID),
    lambda client: client.release_lease(ID),
    lambda client: client.scorecard(),
    lambda client: client.judges(),
    lambda client: client.submit_article(url="https://courier.example/story"),
    lambda client: client.submit_articles([]),
    lambda client: client.job(ID),
    lambda client: list(client.jobs()),
    lambda client: client.feed(),
    lambda client: client.calendar(),
    lambda client: client.create_feed("x"),
    lambda client: list(client.feeds()),
    lambda client: client.revoke_feed(ID),
    lambda client: client.create_key("x", ["read"]),
    lambda client: client.keys(),
    lambda client: client.revoke_key(ID),
    lambda client: client.add_member("x", "x@courier.example", ["read"]),
    lambda client: list(client.members()),
    lambda client: client.member(ID),
    lambda client: client.change_member(ID, version=1, name="y"),
    lambda client: client.leave(ID),
    lambda client: client.create_webhook("https://desk.example/claims"),
    lambda client: list(client.webhooks()),
    lambda client: client.webhook(ID),
    lambda client: client.change_webhook(ID, enabled=True),
    lambda client: client.delete_webhook(ID),
    lambda client: client.rotate_webhook_secret(ID),
    lambda client: client.ping_webhook(ID),
    lambda client: list(client.deliveries(ID)),
    lambda client: client.redeliver(ID, ID),
]


def test_every_route_has_a_method(app: Flask, fake: Fake, client_of: Callable[..., Client]) -> None:
    client = client_of(fake.url)
    for call in CALLS:
        with pytest.raises(ApiError, match="no_step"):
            call(client)

    reached = {(seen.method, _bare(seen.path.partition("?")[0])) for seen in fake.seen}
    offered = {
        (method.upper(), _bare(path))
        for path, item in openapi(app)["paths"].items()
        for method, operation in item.items()
        # (what needs no key is for readers of feeds)
        if path.startswith("/v1/")
        and method in ("get", "post", "patch", "put", "delete")
        and operation.get("security") != []
    }
    assert reached == offered


def _bare(path: str) -> str:
    """The path with every id and number in it left out."""
    named = (str(ID), str(VERSION))
    return "/".join("{}" if part.startswith("{") or part in named else part for part in path.split("/"))
