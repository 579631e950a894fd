"""What is tried again, after how long, and what is not; lost answers; answers that make no sense."""

import gc
import threading
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from service.client import (
    ApiError,
    Client,
    ClientError,
    Conflict,
    ExportFormat,
    ServiceUnreachable,
    Stale,
    TooManyRequests,
    Unavailable,
    UnexpectedAnswer,
)
from service.domain.status import DismissalReason, Move, Outcome, Status
from tests.client.serving import Fake, cut, drop, hang, lose, problem, reply
from tests.client.test_client import PUBLISHED, added

ID = UUID("019dc5a0-0000-7000-8000-000000000001")
EMPTY = reply(200, {"data": [], "next": None})

Clients = Callable[..., Client]


@pytest.mark.parametrize(
    "failure",
    [drop, problem(429, "too_many_requests"), problem(503, "unavailable"), reply(502, b"<p>"), reply(504, b"")],
)
def test_what_passes_is_tried_again(fake: Fake, client_of: Clients, naps: list[float], failure: Any) -> None:
    fake.then(failure, failure, EMPTY)

    assert list(client_of(fake.url).claims()) == []
    assert naps == [0.1875, 0.375]  # 0.25, then twice that, less a quarter: chance says a half


def test_a_silent_service_is_given_up_after_the_timeout(fake: Fake, client_of: Clients, naps: list[float]) -> None:
    fake.then(hang, hang)

    with pytest.raises(ServiceUnreachable, match=r"within 0\.05 seconds"):
        client_of(fake.url, timeout=0.05, retries=1).claim(ID)

    assert len(naps) == 1


def test_in_the_end_the_failure_is_told(fake: Fake, client_of: Clients, naps: list[float]) -> None:
    fake.then(*[problem(503, "unavailable")] * 4)

    with pytest.raises(Unavailable):
        client_of(fake.url, retries=3).claim(ID)

    assert len(naps) == 3
    assert len(fake.seen) == 4


def test_nobody_there(client_of: Clients, naps: list[float]) -> None:
    with pytest.raises(ServiceUnreachable, match="is the service running"):
        client_of("http://127.0.0.1:1", retries=2).claim(ID)

    assert len(naps) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415, 422, 428, 500])
def test_what_does_not_pass_is_not_tried_again(fake: Fake, client_of: Clients, naps: list[float], status: int) -> None:
    fake.then(problem(status, "refused"))

    with pytest.raises(ApiError) as caught:
        client_of(fake.url).claim(ID)

    assert (caught.value.status, naps) == (status, [])


@pytest.mark.parametrize(
    ("header", "naps_taken"),
    [
        ("7", [7.125]),
        ("0", [0.125]),
        ("Sun, 01 Mar 2026 12:00:09 GMT", [9.125]),
        ("Sun, 01 Mar 2026 11:59:00 GMT", [0.125]),
        ("soon", [0.1875]),
        ("-3", [0.1875]),
        ("Sun, 99 Mar 2026 11:59:00 GMT", [0.1875]),
    ],
)
def test_retry_after_is_honoured(
    fake: Fake, client_of: Clients, naps: list[float], header: str, naps_taken: list[float]
) -> None:
    def refuse(handler: Any) -> None:
        handler.date_time_string = lambda: "Sun, 01 Mar 2026 12:00:00 GMT"
        problem(429, "too_many_requests", retry_after=header)(handler)

    fake.then(refuse, EMPTY)

    list(client_of(fake.url).claims())

    assert naps == naps_taken


def test_who_asks_for_too_long_a_wait_is_not_waited_for(fake: Fake, client_of: Clients, naps: list[float]) -> None:
    fake.then(problem(429, "too_many_requests", retry_after="3600"))

    with pytest.raises(TooManyRequests) as caught:
        client_of(fake.url).claim(ID)

    assert (caught.value.retry_after, naps) == (3600, [])


@pytest.mark.parametrize(
    "create",
    [
        lambda client: client.add_article(text="It will rain.", published_on=PUBLISHED),
        lambda client: client.add_claim(text="It will rain.", said_on=PUBLISHED, modality="demand"),
        lambda client: client.create_key("desk", ["read"]),
        lambda client: client.split(ID, ID, version=1),
    ],
)
def test_a_creation_is_repeated_with_one_key(fake: Fake, client_of: Clients, create: Any) -> None:
    client = client_of(fake.url)
    for _ in range(2):
        fake.then(drop, problem(503, "unavailable"), problem(409, "idempotency_in_flight"), problem(422, "invalid"))
        with pytest.raises(ApiError):
            create(client)

    keys = [seen.headers["Idempotency-Key"] for seen in fake.seen]
    assert [keys.count(key) for key in dict.fromkeys(keys)] == [4, 4]
    assert len({seen.body for seen in fake.seen}) == 1


def test_a_batch_of_articles_needs_no_key(fake: Fake, client_of: Clients) -> None:
    fake.then(drop, problem(422, "invalid"))

    with pytest.raises(ApiError):
        client_of(fake.url).add_articles([{"text": "It will rain."}])

    assert len(fake.seen) == 2
    assert all("Idempotency-Key" not in seen.headers for seen in fake.seen)


def test_a_key_of_the_callers_own(fake: Fake, client_of: Clients) -> None:
    fake.then(problem(422, "idempotency_mismatch"))

    with pytest.raises(ApiError):
        client_of(fake.url).add_article(text="It will rain.", published_on=PUBLISHED, idempotency_key="mine")

    assert fake.seen[0].headers["Idempotency-Key"] == "mine"


def test_a_call_still_under_way_is_a_conflict_in_the_end(fake: Fake, client_of: Clients) -> None:
    fake.then(*[problem(409, "idempotency_in_flight")] * 2)

    with pytest.raises(Conflict):
        client_of(fake.url, retries=1).create_key("desk", ["read"])


class TestLostAnswers:
    """Changes that were carried out while their answer got lost."""

    def test_an_end_that_has_come_is_no_error(self, far_client: Client, wire: Fake) -> None:
        webhook = far_client.create_webhook("http://127.0.0.1:1/")
        wire.then(lose)

        far_client.delete_webhook(webhook.id)

        assert list(far_client.webhooks()) == []

    def test_a_creation_is_done_once(self, far_client: Client, wire: Fake) -> None:
        wire.then(lose)

        claim = far_client.add_claim(text="It will rain.", said_on=PUBLISHED, modality="demand")

        assert [one.id for one in far_client.claims()] == [claim.id]

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            (
                lambda client, claim: client.resolve(
                    claim.id, "fulfilled", version=1, note="Signed.", happened_on=date(2026, 3, 6)
                ),
                Status.RESOLVED,
            ),
            (lambda client, claim: client.dismiss(claim.id, "duplicate", version=1, note="Twice."), Status.DISMISSED),
            (lambda client, claim: client.correct(claim.id, version=1, due=None, tags=["b", "a", "b"]), Status.DUE),
        ],
    )
    def test_a_change_of_ones_own_is_handed_back(
        self, far_client: Client, wire: Fake, change: Any, status: Status
    ) -> None:
        claim = added(far_client)
        wire.then(lose)

        changed = change(far_client, claim)

        assert (changed.version, changed.status) == (2, status)
        assert changed == far_client.claim(claim.id)

    def test_a_reopening_and_an_amendment_too(self, far_client: Client, wire: Fake) -> None:
        claim = added(far_client)
        far_client.resolve(claim.id, Outcome.FULFILLED, version=1)

        wire.then(lose)
        amended = far_client.resolve(claim.id, Outcome.NOT_FULFILLED, version=2, amend=True)
        wire.then(lose)
        reopened = far_client.reopen(claim.id, version=3, reason="Look again.")

        assert (amended.outcome, amended.version) == (Outcome.NOT_FULFILLED, 3)
        assert (reopened.outcome, reopened.version) == (None, 4)

    def test_the_answer_to_a_proposal_too(self, far_client: Client, wire: Fake) -> None:
        claim = added(far_client)
        no = far_client.propose(claim.id, Outcome.NOT_FULFILLED, version=1)

        wire.then(lose)
        yes = far_client.propose(claim.id, Outcome.FULFILLED, version=2, note="Signed.")
        wire.then(lose)
        left = far_client.reject(claim.id, no.id, "The source errs.", version=3)
        wire.then(lose)
        accepted = far_client.accept(claim.id, yes.id, version=4)

        assert (left.status, left.version) == (Status.PROPOSED, 4)
        assert (accepted.outcome, accepted.version) == (Outcome.FULFILLED, 5)
        assert len(list(far_client.proposals(claim.id))) == 2

    @pytest.mark.parametrize(
        "other",
        [
            lambda client, claim: client.resolve(claim.id, Outcome.NOT_FULFILLED, version=1, note="Signed."),
            lambda client, claim: client.resolve(claim.id, Outcome.FULFILLED, version=1, note="Sealed."),
            lambda client, claim: client.dismiss(claim.id, DismissalReason.DUPLICATE, version=1, note="Signed."),
            lambda client, claim: client.reopen(
                client.resolve(claim.id, Outcome.FULFILLED, version=1, note="Signed.").id, version=2
            ),
        ],
    )
    def test_a_change_of_anothers_is_not(self, client: Client, far_client: Client, wire: Fake, other: Any) -> None:
        claim = added(client)

        def meanwhile(handler: Any) -> None:
            other(client, claim)
            drop(handler)

        wire.then(meanwhile)

        with pytest.raises(Stale):
            far_client.resolve(claim.id, Outcome.FULFILLED, version=1, note="Signed.")

    def test_a_stale_version_at_once_is_stale_even_after_the_same_decision(self, client: Client) -> None:
        claim = added(client)
        client.resolve(claim.id, Outcome.FULFILLED, version=1)

        with pytest.raises(Stale):
            client.resolve(claim.id, Outcome.FULFILLED, version=1)

    def test_a_merge_of_ones_own_answers_with_the_claim_that_stays(self, far_client: Client, wire: Fake) -> None:
        goes, stays = added(far_client), added(far_client, "The harbour will reopen in May.")
        wire.then(lose)

        merged = far_client.merge(goes.id, stays.id, version=1, note="One and the same.")

        assert (merged.id, merged.mentions) == (stays.id, 2)

    def test_a_merge_into_another_claim_is_not_ones_own(self, client: Client, far_client: Client, wire: Fake) -> None:
        goes, stays = added(client), added(client, "The harbour will reopen in May.")
        other = added(client, "The museum will close in June.")

        def meanwhile(handler: Any) -> None:
            client.merge(goes.id, other.id, version=1)
            drop(handler)

        wire.then(meanwhile)

        with pytest.raises(Stale):
            far_client.merge(goes.id, stays.id, version=1)

    def test_a_split_is_answered_again(self, far_client: Client, wire: Fake) -> None:
        goes, stays = added(far_client), added(far_client, "The harbour will reopen in May.")
        merged = far_client.merge(goes.id, stays.id, version=1)
        mention = next(one.statement for one in far_client.mentions(stays.id) if "accord" in one.statement.text)
        wire.then(lose)

        born = far_client.split(stays.id, mention.id, version=merged.version)

        assert [one.statement.id for one in far_client.mentions(born.id)] == [mention.id]
        assert far_client.claim(stays.id).mentions == 1

    def test_many_moves(self, far_client: Client, wire: Fake) -> None:
        first, second = added(far_client), added(far_client, "The harbour will reopen in May.")
        far_client.dismiss(second.id, DismissalReason.OUT_OF_SCOPE, version=1)
        wire.then(lose)

        moved = far_client.move_claims(Move.RESOLVE, [(first.id, 1), (second.id, 1)], {"outcome": "fulfilled"})

        assert [(one.status, one.claim and one.claim.version) for one in moved] == [(200, 2), (412, None)]


class TestAnswersThatMakeNoSense:
    """What stands between may answer in the service's place."""

    @pytest.mark.parametrize("body", [b"<html>Log in</html>", b"[]", b"{}", b'{"data": 3}', b'{"data": [{"id": 1}]}'])
    def test_a_page_of_something_else(self, fake: Fake, client_of: Clients, body: bytes) -> None:
        fake.then(reply(200, body))

        with pytest.raises(UnexpectedAnswer):
            list(client_of(fake.url).claims())

    @pytest.mark.parametrize("body", [b"<html>Gone</html>", b"[]", b"", b'{"errors": 3}', b'{"errors": [3]}'])
    def test_a_refusal_without_a_problem_document(self, fake: Fake, client_of: Clients, body: bytes) -> None:
        fake.then(reply(400, body, x_request_id="r7"))

        with pytest.raises(ApiError) as caught:
            client_of(fake.url).claim(ID)

        assert (caught.value.status, caught.value.code, caught.value.fields) == (400, "http_400", ())
        assert caught.value.request_id == "r7"

    def test_a_redirect_is_told_and_not_followed(self, fake: Fake, client_of: Clients) -> None:
        fake.then(reply(301, b"", location="https://elsewhere.test/v1/keys"))

        with pytest.raises(ApiError, match="redirects to https://elsewhere"):
            client_of(fake.url).create_key("desk", ["read"])

        assert len(fake.seen) == 1

    def test_half_an_answer_is_none(self, fake: Fake, client_of: Clients, naps: list[float]) -> None:
        fake.then(cut(b'{"data": ['), EMPTY)

        assert list(client_of(fake.url).claims()) == []
        assert len(naps) == 1


class TestExports:
    """Streams."""

    def test_lines_are_handed_on_before_the_rest_has_come(self, fake: Fake, client_of: Clients) -> None:
        fake.then(cut(b'{"id": 1}\n{"text": "' + b"x" * 70_000))

        lines = client_of(fake.url).export(ExportFormat.NDJSON)

        assert next(lines) == '{"id": 1}\n'
        with pytest.raises(ServiceUnreachable, match="broke off"):
            next(lines)

    def test_nothing_is_asked_before_the_first_line_is(self, fake: Fake, client_of: Clients) -> None:
        client_of(fake.url).export(ExportFormat.NDJSON).close()

        assert fake.seen == []

    def test_an_export_that_is_left_closes_its_connection(self, fake: Fake, client_of: Clients) -> None:
        fake.then(cut(b'{"id": 1}\n{"text": "' + b"x" * 70_000))
        lines = client_of(fake.url).export(ExportFormat.NDJSON)
        next(lines)

        lines.close()

        gc.collect()  # an open connection would warn, and a warning fails a test

    def test_only_line_feeds_end_lines(self, fake: Fake, client_of: Clients) -> None:
        fake.then(reply(200, "a\u2028b\r\nc\x0bd\n\nlast".encode()))

        assert list(client_of(fake.url).export(ExportFormat.CSV)) == ["a\u2028b\r\n", "c\x0bd\n", "\n", "last"]
        assert fake.seen[0].headers["Accept"] == "text/csv"

    def test_one_that_is_refused_at_first_is_tried_again(
        self, fake: Fake, client_of: Clients, naps: list[float]
    ) -> None:
        fake.then(problem(503, "unavailable", retry_after="2"), reply(200, b"x\n"))

        assert list(client_of(fake.url).export(ExportFormat.CSV)) == ["x\n"]
        assert naps == [2.125]


def test_each_thread_has_a_connection_of_its_own(fake: Fake, client_of: Clients) -> None:
    client, together = client_of(fake.url), threading.Barrier(3)
    fake.then(*[EMPTY] * 9)

    def read() -> None:
        for _ in range(3):
            together.wait(10)
            list(client.claims(speaker=threading.current_thread().name))

    threads = [threading.Thread(target=read, name=name) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    peers = {name: {seen.peer for seen in fake.seen if f"speaker={name}" in seen.path} for name in "abc"}
    assert [len(found) for found in peers.values()] == [1, 1, 1]
    assert len(set.union(*peers.values())) == 3


def test_the_key_is_sent_whatever_a_netrc_says(
    fake: Fake, client_of: Clients, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    fake.then(EMPTY)

    list(client_of(fake.url, "ct_mine").claims())

    assert fake.seen[0].headers["Authorization"] == "Bearer ct_mine"


@pytest.mark.parametrize("key", ["ct x", "ct_\n", "ct_é"])
def test_a_key_that_can_be_none_is_refused_and_not_shown(client_of: Clients, key: str) -> None:
    with pytest.raises(ValueError, match="characters that no key has") as caught:
        client_of("http://127.0.0.1:1", key)

    assert key not in str(caught.value)


def test_an_address_that_cannot_be_asked(client_of: Clients, naps: list[float]) -> None:
    with pytest.raises(ClientError, match="cannot be asked") as caught:
        client_of("http://[").claim(ID)

    assert not isinstance(caught.value, ServiceUnreachable)
    assert naps == []
