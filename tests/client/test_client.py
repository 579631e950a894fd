"""The client against the app itself: typed values in and out, over real connections."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from marshmallow import Schema

from schemas import article as article_shapes
from schemas import claim as claim_shapes
from schemas import feed as feed_shapes
from schemas import job as job_shapes
from schemas import key as key_shapes
from schemas import lease as lease_shapes
from schemas import moves as move_shapes
from schemas import problem as problem_shapes
from schemas import scorecard as scorecard_shapes
from schemas import statement as statement_shapes
from schemas import webhook as webhook_shapes
from service.client import (
    Client,
    Conflict,
    ExportFormat,
    Forbidden,
    Invalid,
    NotFound,
    Stale,
    Unauthorized,
    records,
)
from service.detect import Kind, Modality, Polarity
from service.domain.key import Scope
from service.domain.listing import Sort
from service.domain.status import DismissalReason, Move, Outcome, Status, UnresolvableReason
from tests.api import ACCORD
from tests.conftest import NOW

PUBLISHED = date(2026, 3, 2)


def added(client: Client, text: str = ACCORD, **parts: Any) -> records.Claim:
    """The first claim of an article, added."""
    article = client.add_article(text=text, published_on=PUBLISHED, **parts)
    return client.claim(next(found.claim_id for found in article.statements if found.claim_id))


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        (records.FoundStatement, statement_shapes.FoundStatementOut),
        (records.Detection, article_shapes.DetectOut),
        (records.Detected, article_shapes.DetectedOut),
        (records.ReadPage, article_shapes.ReadPageOut),
        (records.Statement, statement_shapes.StatementOut),
        (records.Source, statement_shapes.SourceOut),
        (records.Mention, statement_shapes.MentionOut),
        (records.ListedArticle, article_shapes.ListedArticleOut),
        (records.Article, article_shapes.AddedArticleOut),
        (records.Added, article_shapes.AddedOut),
        (records.Resolution, claim_shapes.ResolutionOut),
        (records.Claim, claim_shapes.ClaimOut),
        (records.Event, claim_shapes.EventOut),
        (records.Lease, lease_shapes.TakenLeaseOut),
        (records.ListedLease, lease_shapes.ListedLeaseOut),
        (records.FeedAddress, feed_shapes.FeedAddressOut),
        (records.NewFeedAddress, feed_shapes.NewFeedAddressOut),
        (records.Score, scorecard_shapes.ScoreOut),
        (records.Scorecard, scorecard_shapes.ScorecardOut),
        (records.JobArticle, job_shapes.JobArticleOut),
        (records.Job, job_shapes.JobOut),
        (records.Moved, move_shapes.MovedOut),
        (records.Key, key_shapes.KeyOut),
        (records.NewKey, key_shapes.NewKeyOut),
        (records.EventFilter, webhook_shapes.EventFilterOut),
        (records.Webhook, webhook_shapes.WebhookOut),
        (records.NewWebhook, webhook_shapes.NewWebhookOut),
        (records.Ping, webhook_shapes.PingOut),
        (records.Delivery, webhook_shapes.DeliveryOut),
        (records.Problem, problem_shapes.ProblemOut),
        (records.FieldError, problem_shapes.FieldErrorOut),
    ],
)
def test_each_record_has_every_field_of_its_wire_shape(kind: Any, shape: type[Schema]) -> None:
    wire = {field.data_key or name for name, field in shape().fields.items()}
    assert {field.metadata.get("name", field.name) for field in fields(kind)} == wire


class TestArticles:
    """Detection, articles, statements."""

    def test_detection_stores_nothing(self, client: Client) -> None:
        found = client.detect(ACCORD, published_on=PUBLISHED)
        outcome, result = found.statements

        assert found.omitted == 0
        assert (outcome.kind, outcome.head.text, outcome.due) == (Kind.OUTCOME, "sign", date(2026, 3, 6))
        assert (outcome.modality, outcome.polarity) == (Modality.EXPECTATION, Polarity.POSITIVE)
        assert (result.kind, result.modality) == (Kind.RESULT, None)
        assert list(client.articles()) == []

    def test_many_texts_are_looked_through(self, client: Client) -> None:
        rain, nothing, page = client.detect_many(
            [{"text": "It will rain.", "published_on": PUBLISHED}, {"text": "Rain."}, {"html": "<html></html>"}]
        )

        assert [found.head.text for found in rain.statements] == ["rain"]
        assert (nothing.statements, nothing.problem) == ((), None)
        assert page.problem is not None
        assert page.problem.code == "page_without_text"

    def test_a_page_is_looked_through(self, client: Client) -> None:
        found = client.detect_page(f"<html><title>Accord</title><article><p>{ACCORD}</p></article></html>")

        assert found.page is not None
        assert found.page.text == ACCORD
        assert [one.head.text for one in found.statements] == ["sign", "collapsed"]

    def test_an_article_is_typed(self, client: Client) -> None:
        article = client.add_article(text=ACCORD, published_on=PUBLISHED, title="Accord", outlet="Courier")

        assert isinstance(article.id, UUID)
        assert (article.published_on, article.created_at) == (PUBLISHED, NOW)
        assert isinstance(article.statements[0].claim_id, UUID)
        assert ACCORD[article.statements[0].start : article.statements[0].end] == article.statements[0].text
        assert article.text_as_sent
        assert client.article(article.id) == replace(article, text_as_sent=None)
        crlf = client.add_article(text=f"{ACCORD}\r\n", published_on=PUBLISHED)
        assert crlf == replace(article, text_as_sent=False)
        assert client.add_article(text=ACCORD, published_on=PUBLISHED) == article
        assert [listed.id for listed in client.articles()] == [article.id]
        assert tuple(client.article_statements(article.id)) == article.statements

    def test_many_articles_have_an_answer_each(self, client: Client) -> None:
        good = {"text": ACCORD, "published_on": PUBLISHED}

        answers = client.add_articles([good, {"text": " ", "published_on": PUBLISHED}, good])

        assert [answer.status for answer in answers] == [201, 422, 200]
        assert answers[0].article == answers[2].article
        assert answers[1].problem is not None
        assert [error.field for error in answers[1].problem.errors] == ["text"]

    def test_statements_are_searched(self, client: Client) -> None:
        article = client.add_article(text=ACCORD, published_on=PUBLISHED, outlet="Courier")

        (found,) = client.statements(kind=Kind.RESULT, published_from=PUBLISHED)

        assert found.statement == article.statements[1]
        assert (found.article.id, found.article.outlet) == (article.id, "Courier")
        assert list(client.statements(published_to=date(2026, 3, 1))) == []

    def test_any_text_comes_back_as_it_was(self, client: Client) -> None:
        text = "“The café will reopen,” said Ž. 𝔘\u2028 Then\r\nit rained."

        assert client.add_article(text=text, published_on=PUBLISHED).text == text


class TestClaims:
    """Reading and entering claims."""

    def test_a_claim_is_typed(self, client: Client) -> None:
        claim = added(client, outlet="Courier")

        assert (claim.status, claim.outcome, claim.version) == (Status.DUE, None, 1)
        assert (claim.said_on, claim.due, claim.review_on) == (PUBLISHED, date(2026, 3, 6), date(2026, 3, 7))
        assert (claim.created_at, claim.modality, claim.outlet) == (NOW, Modality.EXPECTATION, "Courier")
        (mention,) = client.mentions(claim.id)
        assert mention.statement.claim_id == claim.id

    def test_a_claim_by_hand(self, client: Client) -> None:
        claim = client.add_claim(
            text="The harbour will reopen.", said_on=PUBLISHED, modality=Modality.DEMAND, tags=["port"]
        )

        assert (claim.head, claim.tags, claim.modality) == (None, ("port",), Modality.DEMAND)
        assert client.claim(claim.id) == claim

    def test_a_list_reads_page_after_page(self, client: Client) -> None:
        made = [
            client.add_claim(text=f"It will rain on day {number}.", said_on=PUBLISHED, modality="expectation").id
            for number in range(5)
        ]
        listing = client.claims(sort=Sort.CREATED)

        pages = list(listing.pages(size=2))
        assert [len(page.data) for page in pages] == [2, 2, 1]
        assert [claim.id for claim in listing] == made
        assert [claim.id for page in listing.pages(pages[0].next, size=2) for claim in page.data] == made[2:]
        assert [claim.id for claim in client.claims(sort=Sort.CREATED, limit=3)] == made[:3]
        assert list(client.claims(limit=0)) == []

    @pytest.mark.parametrize(
        ("conditions", "found"),
        [
            ({"status": [Status.OPEN, Status.DUE]}, True),
            ({"status": [Status.RESOLVED]}, False),
            ({"outcome": [Outcome.FULFILLED]}, False),
            ({"modality": [Modality.EXPECTATION]}, True),
            ({"speaker": "Nobody"}, False),
            ({"outlet": "courier"}, True),
            ({"tag": "x"}, False),
            ({"article_id": uuid4()}, False),
            ({"due_after": date(2026, 3, 6), "due_before": date(2026, 3, 6)}, True),
            ({"said_from": date(2026, 3, 3)}, False),
            ({"said_to": PUBLISHED}, True),
            ({"q": "accord -treaty"}, True),
            ({"q": "treaty"}, False),
            ({"unstated": True}, False),
            ({"unstated": False}, True),
        ],
    )
    def test_every_condition(self, client: Client, conditions: Any, found: bool) -> None:
        claim = added(client, outlet="Courier")

        assert [listed.id for listed in client.claims(**conditions)] == [claim.id] * found
        assert [json.loads(line)["id"] for line in client.export(ExportFormat.NDJSON, **conditions)] == [
            str(claim.id)
        ] * found

    def test_an_export_as_csv(self, client: Client) -> None:
        claim = added(client)

        head, row = client.export(ExportFormat.CSV)

        assert head.startswith("id,text,")
        assert head.endswith("\r\n")
        assert row.startswith(str(claim.id))

    def test_the_past(self, client: Client) -> None:
        claim = added(client)
        client.resolve(claim.id, Outcome.FULFILLED, version=1)

        assert client.claim(claim.id, as_of=NOW).status is Status.RESOLVED
        with pytest.raises(NotFound):
            client.claim(claim.id, as_of=datetime(2026, 3, 1, tzinfo=UTC))


class TestChanges:
    """Moves and corrections."""

    def test_a_claim_from_birth_to_dismissal(self, client: Client) -> None:
        claim = added(client)

        resolved = client.resolve(claim.id, Outcome.FULFILLED, version=1, note="Signed.", happened_on=date(2026, 3, 6))
        assert resolved.resolution == records.Resolution(
            outcome=Outcome.FULFILLED,
            reason=None,
            note="Signed.",
            happened_on=date(2026, 3, 6),
            evidence=(),
            by="tester",
            recorded_at=NOW,
        )
        amended = client.resolve(
            claim.id, Outcome.UNRESOLVABLE, version=2, reason=UnresolvableReason.NO_EVIDENCE, amend=True
        )
        assert amended.outcome is Outcome.UNRESOLVABLE
        assert client.reopen(claim.id, version=3, reason="Look again.").status is Status.DUE
        dismissed = client.dismiss(claim.id, DismissalReason.OUT_OF_SCOPE, version=4, note="Not ours.")
        assert dismissed.dismissal is DismissalReason.OUT_OF_SCOPE
        assert [event.type for event in client.events(claim.id)] == [
            "claim.created",
            "claim.resolved",
            "claim.amended",
            "claim.reopened",
            "claim.dismissed",
        ]

    def test_a_correction_changes_what_it_names(self, client: Client) -> None:
        claim = added(client)

        corrected = client.correct(claim.id, version=1, due=None, tags=["a", "b", "a"])

        assert (corrected.due, corrected.tags, corrected.text) == (None, ("a", "b"), claim.text)

    def test_two_claims_become_one_and_two_again(self, client: Client) -> None:
        goes, stays = added(client), added(client, "The harbour will reopen in May.")

        merged = client.merge(goes.id, stays.id, version=1, note="One and the same.")
        assert (merged.id, merged.mentions) == (stays.id, 2)
        assert client.claim(goes.id).dismissal is DismissalReason.DUPLICATE

        first, second = client.mentions(stays.id)
        born = client.split(stays.id, second.statement.id, version=merged.version)
        assert (born.mentions, born.status) == (1, Status.OPEN)
        assert [one.statement.id for one in client.mentions(stays.id)] == [first.statement.id]

    def test_many_moves_have_an_answer_each(self, client: Client) -> None:
        claim, missing = added(client), uuid4()

        moved = client.move_claims(
            Move.RESOLVE, [(claim.id, 1), (missing, 1), (claim.id, 1)], {"outcome": Outcome.FULFILLED}
        )

        assert [(one.id, one.status) for one in moved] == [(claim.id, 200), (missing, 404), (claim.id, 412)]
        assert moved[0].claim is not None
        assert moved[0].claim.outcome is Outcome.FULFILLED
        assert moved[1].problem is not None
        assert moved[1].problem.code == "claim_not_found"


class TestKeys:
    """Keys over HTTP."""

    def test_a_key_is_made_and_revoked(self, client: Client, served: str, client_of: Callable[..., Client]) -> None:
        expires = datetime(2027, 1, 1, tzinfo=UTC)
        made = client.create_key("desk", [Scope.READ, Scope.WRITE], expires_at=expires)
        assert (made.scopes, made.expires_at) == ((Scope.READ, Scope.WRITE), expires)
        assert made.key not in repr(made)
        assert list(client_of(served, made.key).claims()) == []

        client.revoke_key(made.id)
        client.revoke_key(made.id)

        listed = client.keys()
        assert {key.name: key.revoked_at for key in listed} == {"tester": None, "desk": NOW}


class TestWebhooks:
    """Subscriptions to events."""

    def test_a_webhook_is_made_changed_and_ended(self, client: Client) -> None:
        url = "http://127.0.0.1:1/claims"
        made = client.create_webhook(url, events=["claim.created"], speaker="Elin Haugmo", status=[Status.OPEN])
        assert (made.events, made.filter.speaker, made.filter.status) == (
            ("claim.created",),
            "Elin Haugmo",
            (Status.OPEN,),
        )
        assert made.secret not in repr(made)
        assert client.rotate_webhook_secret(made.id, overlap=0).secret != made.secret
        assert client.change_webhook(made.id, enabled=False).disabled_reason == "by_hand"
        assert client.change_webhook(made.id, enabled=True, filter={}, events=[]).events == ()
        assert client.ping_webhook(made.id).error == "no connection to the server could be made"

        claim = added(client)
        (delivery,) = client.deliveries(made.id, status="pending")
        assert (delivery.claim_id, delivery.version) == (claim.id, 1)
        assert client.redeliver(made.id, delivery.id) == delivery
        assert [one.id for one in client.webhooks()] == [client.webhook(made.id).id]
        client.delete_webhook(made.id)
        with pytest.raises(NotFound):
            client.delete_webhook(made.id)


class TestRefusals:
    """Each refusal is an exception that carries its problem."""

    def test_nothing_there(self, client: Client) -> None:
        with pytest.raises(NotFound, match="No claim has this id") as caught:
            client.claim(uuid4())

        assert (caught.value.status, caught.value.code) == (404, "claim_not_found")
        assert caught.value.problem["title"] == "No such claim"
        assert caught.value.request_id

    def test_a_stale_version_tells_the_current_one(self, client: Client) -> None:
        claim = added(client)
        client.resolve(claim.id, Outcome.FULFILLED, version=1)

        with pytest.raises(Stale) as caught:
            client.reopen(claim.id, version=1)

        assert caught.value.current == 2

    def test_an_illegal_move(self, client: Client) -> None:
        with pytest.raises(Conflict, match="must be dismissed or resolved"):
            client.reopen(added(client).id, version=1)

    def test_wrong_values_are_named(self, client: Client) -> None:
        with pytest.raises(Invalid) as caught:
            client.add_article(text=ACCORD, published_on=date(9999, 1, 1))

        assert [field for field, _ in caught.value.fields] == ["published_on"]
        assert "published_on: Must lie between" in str(caught.value)

    def test_a_text_that_cannot_be_sent_as_utf_8_is_named_too(self, client: Client) -> None:
        with pytest.raises(Invalid) as caught:
            client.detect("It will \ud800 rain.")

        assert caught.value.fields[0][0] == "text"

    def test_keys_that_are_wrong_or_too_weak(
        self, served: str, client_of: Callable[..., Client], key_for: Callable[..., str]
    ) -> None:
        with pytest.raises(Unauthorized):
            list(client_of(served, None).claims())
        with pytest.raises(Forbidden, match="scope write"):
            client_of(served, key_for(Scope.READ)).add_article(text=ACCORD, published_on=PUBLISHED)

    def test_a_filter_that_cannot_be(self, client: Client) -> None:
        with pytest.raises(Invalid) as caught:
            list(client.claims(status=["lost"]))

        assert caught.value.fields[0][0].startswith("status")


def test_feeds_are_texts_to_hand_on(client: Client) -> None:
    claim = added(client)

    assert f"/v1/claims/{claim.id}" in client.feed(status=["open", "due"], limit=1)
    assert str(claim.id) not in client.feed(speaker="Nobody")
    assert f"UID:{claim.id}" in client.calendar(due_after=PUBLISHED, limit=1)
    assert "VEVENT" not in client.calendar(modality=["demand"])
