"""Withdrawal over HTTP: an article's words go from wherever they stand, and the history keeps that it was there."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from service.bootstrap import Services
from service.domain.key import Scope
from service.domain.message import write
from service.outbound.guard import Allowed
from service.store import deliveries
from service.store.database import Database
from service.usecases.audit import audit
from service.usecases.prune import prune
from tests.api import PUBLISHED, Api
from tests.http.story import OneDesk
from tests.http.test_by_hand import _correct
from tests.http.test_evidence import REPORTED, STATED, evidence_of
from tests.http.test_proposals import now, propose
from tests.jobs.working import run_queued

ALONE = "Chairman Quorvath Zimbelin said the Xylomax consortium will open the Brontak tunnel on March 20."
VOTE = "The Grelb parliament will vote on the Drovnik bill on March 25"
FIRST, ELSEWHERE = f"{VOTE}, minister Snarvel Ploog said.", f"{VOTE}, the speaker of the house said."
AWAITED = "Prime Minister Odalys Brenn will open the Tarnhelm bridge in Corvale on Friday."
OPENED = "Odalys Brenn opened the Tarnhelm bridge in Corvale on Friday, a jubilant Wimplestock crowd watching."
BODY = {
    "text": f"{REPORTED} {OPENED} {ALONE} {FIRST}",
    "title": "Vexillor Quandary",
    "outlet": "Plimsoll Gazette",
    "url": "https://news.example/quandary",
    "published_on": "2026-03-07",
}
WORDS = (
    "quorvath",
    "zimbelin",
    "xylomax",
    "brontak",
    "snarvel",
    "ploog",
    "wimplestock",
    "vexillor",
    "quandari",
    "plimsoll",
)


@pytest.fixture
def services(services: Services) -> Services:
    """The services, with receivers of webhooks that are always at home."""
    return replace(services, courier=OneDesk(allowed=Allowed(), decrypt=str))


def _withdraw(api: Api, article: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = api.post(f"/v1/articles/{article['id']}/withdrawal", body)
    assert answer.status_code == 200, answer.json
    told: dict[str, Any] = answer.json
    return told


def _claims(article: dict[str, Any]) -> dict[str, str]:
    """The ids of the claims that an article states, by their main words."""
    return {found["head"]["text"]: found["claim_id"] for found in article["statements"] if found["claim_id"]}


def _holding(database: Database) -> dict[str, list[str]]:
    """Which of the words stand in which table."""
    found: dict[str, list[str]] = {}
    with database.begin() as connection:
        tables = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for table in tables:
            for row in connection.scalars(text(f'SELECT t::text FROM "{table}" AS t')):
                readable = _plain(row)
                found.setdefault(table, []).extend(word for word in WORDS if word in readable)
    return {table: words for table, words in found.items() if words}


def _plain(row: str) -> str:
    r"""The row with what bytea columns hold, which are shown as \x…."""
    parts = [row, *(bytes.fromhex(part).decode("utf-8", "replace") for part in _hex(row))]
    return " ".join(parts).casefold()


def _hex(row: str) -> list[str]:
    found = [part.strip('"\\').split('"')[0] for part in row.replace("\\\\x", "\\x").split("\\x")[1:]]
    cut = ["".join(one for one in part.split(",")[0].split(")")[0]) for part in found]
    return [part for part in cut if len(part) % 2 == 0 and all(one in "0123456789abcdef" for one in part)]


class Filled:
    """A store in which the article's words stand in every place that there is."""

    def __init__(self, api: Api) -> None:
        self.treaty, self.bridge = api.add_claim(STATED), api.add_claim(AWAITED)
        self.article = api.post("/v1/articles", BODY, headers={"Idempotency-Key": "first"}).json
        self.later = api.add(ELSEWHERE, published_on="2026-03-08", outlet="Daily Post")
        claims = _claims(self.article)
        self.alone, self.vote = claims["open"], claims["vote"]
        api.post("/v1/sweeps")
        self._decide(api)
        self.job = api.post(
            "/v1/articles/batch",
            {"articles": [BODY, {**BODY, "url": None}, {"html": f"<p>{ALONE}</p>", "published_on": PUBLISHED}]},
            headers={"Prefer": "respond-async"},
        ).json

    def _decide(self, api: Api) -> None:
        """Notes that quote it, on its own claim and on one that it is evidence for."""
        (piece,) = evidence_of(api, self.treaty)
        decision = {"outcome": "fulfilled", "happened_on": "2026-03-06", "evidence": [piece["id"]]}
        self.cited = piece["id"]
        note = f"It says: {ALONE}"
        resolved = api.move(now(api, self.treaty), "resolution", {**decision, "note": note}).json
        api.move(resolved, "amendment", {**decision, "note": "It was signed."})
        own = {"id": self.alone}
        for claim_id in (self.alone, self.vote, self.treaty["id"]):
            api.post(f"/v1/claims/{claim_id}/comments", {"text": f"{note} {FIRST}"})
        for right in ({"tags": ["xylomax"], "note": note}, {"speaker": "Quorvath Z.", "text": f"{ALONE} Xylomax."}):
            corrected = _correct(api, now(api, own), right).json
        _correct(api, now(api, {"id": self.vote}), {"speaker": "Snarvel P.", "outlet": "Plimsoll", "note": FIRST})
        propose(api, corrected, note=note)
        opened = {"outcome": "fulfilled_in_part", "note": note, "happened_on": "2026-03-09"}
        quoted = {"quotation": ALONE, "url": BODY["url"], "outcome": "fulfilled", "note": note}
        api.post(f"/v1/claims/{self.vote}/evidence", quoted)
        answer = api.move(now(api, own), "resolution", opened)
        assert answer.status_code == 200, answer.json
        headers = {"Idempotency-Key": "second", "If-Match": f'"{answer.json["version"]}"'}
        amended = api.post(f"/v1/claims/{self.alone}/amendment", opened, headers=headers)
        assert amended.status_code == 200, amended.json


@pytest.fixture
def filled(api: Api) -> Filled:
    return Filled(api)


def test_its_words_are_in_no_table_any_more(api: Api, filled: Filled, database: Database) -> None:
    before = _holding(database)
    assert before.keys() >= {
        "article", "claim", "evidence", "event", "identity", "watch", "answer", "job", "proposal", "resolution",
        "comment",
    }, before  # fmt: skip
    assert any(table.startswith("statement") for table in before)

    told = _withdraw(api, filled.article, reason="Its source asked for it.")

    assert _holding(database) == {}
    assert (told["text"], told["title"], told["outlet"], told["statements"]) == ("", None, None, [])
    assert (told["url"], told["withdrawn_by"], told["withdrawal_reason"]) == (
        BODY["url"], "tester", "Its source asked for it.",
    )  # fmt: skip
    assert api.get(f"/v1/articles/{told['id']}").json == told
    assert audit(database) == []


def test_a_claim_that_it_alone_stated_is_dismissed_whatever_it_was(api: Api, filled: Filled) -> None:
    _withdraw(api, filled.article, reason="Asked for.")

    claim = now(api, {"id": filled.alone})
    assert (claim["status"], claim["dismissal"], claim["text"]) == ("dismissed", "withdrawn", "[withdrawn]")
    assert (claim["speaker"], claim["head"], claim["tags"], claim["mentions"]) == (None, None, [], 0)
    assert claim["article"]["withdrawn_at"] == "2026-03-10T12:00:00+00:00"
    history = api.get(f"/v1/claims/{filled.alone}/events").json["data"]
    assert [event["type"] for event in history] == [
        "claim.created", "claim.corrected", "claim.corrected", "claim.proposed", "claim.resolved", "claim.amended",
        "claim.dismissed",
    ]  # fmt: skip
    assert history[0]["data"]["article_id"] == filled.article["id"]
    assert (history[-1]["from_status"], history[-1]["reason"]) == ("resolved", "Asked for.")
    assert history[-1]["data"] == {"reason": "withdrawn", "withdrawn_article_id": filled.article["id"]}
    assert history[2]["data"] == {"fields": ["speaker", "text"], "before": {}, "after": {}}
    past = api.get(f"/v1/claims/{filled.alone}?as_of=2026-03-10T12:00:00Z").json
    assert past["text"] == "[withdrawn]"


def test_a_claim_that_is_stated_elsewhere_lives_on_from_there(api: Api, filled: Filled) -> None:
    assert _claims(filled.later) == {"vote": filled.vote}
    before = now(api, {"id": filled.vote})

    _withdraw(api, filled.article)

    claim = now(api, {"id": filled.vote})
    assert (claim["status"], claim["mentions"], claim["version"]) == ("open", 1, before["version"] + 1)
    assert claim["text"] == ELSEWHERE
    assert (claim["outlet"], claim["said_on"], claim["due"]) == ("Daily Post", "2026-03-08", "2026-03-25")
    assert claim["article"]["id"] == filled.later["id"]
    assert [one["article"]["id"] for one in api.get(f"/v1/claims/{filled.vote}/mentions").json["data"]] == [
        filled.later["id"]
    ]
    again = api.add(f"{VOTE}, officials said.", published_on="2026-03-09")
    assert _claims(again) == {"vote": filled.vote}


def test_the_sweeps_proposal_on_it_waits_no_more_and_peoples_decisions_stay(api: Api, filled: Filled) -> None:
    assert now(api, filled.bridge)["status"] == "proposed"

    _withdraw(api, filled.article)

    assert now(api, filled.bridge)["status"] == "due"
    (proposal,) = api.get(f"/v1/claims/{filled.bridge['id']}/proposals").json["data"]
    assert proposal["verdict"] == "superseded"
    (cited,) = now(api, filled.treaty)["resolution"]["evidence"]
    assert (cited["id"], cited["reasons"], cited["score"], cited["statement"]["text"]) == (filled.cited, [], 0, "")
    assert cited["article"]["withdrawn_at"]
    assert now(api, filled.treaty)["resolution"]["note"] == "It was signed."
    api.post("/v1/sweeps")
    assert now(api, filled.bridge)["status"] == "due"


def test_it_is_not_taken_again(api: Api, filled: Filled, services: Services) -> None:
    _withdraw(api, filled.article)

    for body in (
        {**BODY, "url": None},
        {**BODY, "text": "It rained in Oslo on Friday."},
        {"url": BODY["url"], "published_on": PUBLISHED},
    ):
        answer = api.post("/v1/articles", body)
        assert (answer.status_code, answer.json["code"]) == (409, "article_withdrawn")
    assert api.post("/v1/articles", BODY, headers={"Idempotency-Key": "first"}).status_code == 409
    run_queued(services)
    job = api.get(f"/v1/jobs/{filled.job['id']}").json
    assert [one["problem"]["code"] for one in job["articles"]] == ["article_withdrawn"] * 3


def test_nothing_shows_it(api: Api, database: Database) -> None:
    assert api.post("/v1/webhooks", {"url": "https://receiver.example/"}).status_code == 201
    filled = Filled(api)
    _withdraw(api, filled.article)

    for path, accept in (
        ("/v1/claims", "text/csv"),
        ("/v1/claims", "application/x-ndjson"),
        ("/v1/claims.atom", "*/*"),
        ("/v1/claims.ics", "*/*"),
        ("/v1/statements?limit=200", "*/*"),
        ("/v1/articles?limit=200", "*/*"),
        (f"/v1/articles/{filled.article['id']}/statements", "*/*"),
        ("/v1/articles?q=brontak", "*/*"),
        ("/v1/claims?q=brontak", "*/*"),
    ):
        shown = api.get(path, headers={"Accept": accept})
        assert shown.status_code == 200, path
        assert not [word for word in WORDS if word in shown.text.casefold()], path
    assert filled.article["id"] not in {one["id"] for one in api.get("/v1/articles").json["data"]}
    assert [one["id"] for one in api.get("/v1/articles?withdrawn=true").json["data"]] == [filled.article["id"]]
    with database.begin() as connection:
        webhook = connection.scalar(text("SELECT id FROM webhook"))
        parcels = deliveries.due(connection, webhook, datetime.now(UTC) + timedelta(days=1), 100)
    assert len(parcels) > 3
    assert not [word for one in parcels for word in WORDS if word in write(one).decode().casefold()]
    told = [json.loads(write(one))["data"]["claim"] for one in parcels]
    assert not [one for one in told if one["speaker"] is None and one["speaker_entity_id"]]


def test_to_withdraw_it_again_changes_nothing(api: Api, filled: Filled) -> None:
    first = _withdraw(api, filled.article, reason="First.")
    version = now(api, {"id": filled.alone})["version"]

    assert _withdraw(api, filled.article, reason="Second.") == first
    assert now(api, {"id": filled.alone})["version"] == version


def test_it_is_answered_again_by_its_idempotency_key(api: Api, filled: Filled) -> None:
    path, named = f"/v1/articles/{filled.article['id']}/withdrawal", {"Idempotency-Key": "down"}

    first = api.post(path, headers=named)

    assert first.status_code == 200
    assert api.post(path, headers=named).json == first.json


def test_a_withdrawn_claim_is_not_taken_up_nor_corrected(api: Api, filled: Filled) -> None:
    _withdraw(api, filled.article)
    claim = now(api, {"id": filled.alone})

    assert api.move(claim, "reopening", {}).json["code"] == "claim_withdrawn"
    assert _correct(api, claim, {"text": "Other words."}).json["code"] == "claim_withdrawn"


def test_a_claim_is_not_dismissed_as_withdrawn_by_order(api: Api) -> None:
    assert api.move(api.add_claim(), "dismissal", {"reason": "withdrawn"}).status_code == 422


def test_its_statements_are_no_evidence_by_hand(api: Api) -> None:
    article = api.add(REPORTED)
    claim = api.add_claim()
    _withdraw(api, article)

    body = {"statement_id": article["statements"][0]["id"], "outcome": "fulfilled"}
    answer = api.post(f"/v1/claims/{claim['id']}/evidence", body)

    assert answer.status_code == 422
    assert answer.json["errors"][0]["message"] == "Its article was withdrawn."


@pytest.mark.parametrize("join", ["merge", "split"])
def test_claims_that_were_merged_or_split_do_not_keep_its_words(api: Api, database: Database, join: str) -> None:
    article = api.add(f"{ALONE} {FIRST}")
    claims = _claims(article)
    if join == "merge":
        other = api.add_claim(STATED)
        api.move(now(api, {"id": claims["open"]}), "merge", {"into": other["id"]})
    else:
        api.add(ELSEWHERE, published_on="2026-03-08")
        statement = next(one["id"] for one in article["statements"] if one["claim_id"] == claims["vote"])
        api.move(now(api, {"id": claims["vote"]}), "split", {"statement_id": statement})

    _withdraw(api, article)

    assert _holding(database) == {}


def test_pruning_leaves_it_known(api: Api, database: Database) -> None:
    body = {"text": "A jubilant Wimplestock crowd watched the match on Sunday.", "published_on": PUBLISHED}
    article = api.post("/v1/articles", body).json
    _withdraw(api, article)
    later = datetime.now(UTC) + timedelta(days=90)

    prune(database, later.date(), now=later, today=later.date())

    assert api.get(f"/v1/articles/{article['id']}").status_code == 200
    assert api.post("/v1/articles", body).json["code"] == "article_withdrawn"


@pytest.mark.parametrize(
    ("body", "status"), [({"reason": ""}, 422), ({"reason": "x" * 1_001}, 422), ({"why": "x"}, 422), (None, 200)]
)
def test_the_reason_is_short_and_may_be_left_out(api: Api, body: Any, status: int) -> None:
    assert api.post(f"/v1/articles/{api.add()['id']}/withdrawal", body).status_code == status


def test_there_is_no_such_article(api: Api) -> None:
    assert api.post(f"/v1/articles/{uuid4()}/withdrawal").json["code"] == "article_not_found"


def test_it_takes_an_admin(api: Api, key_for: Callable[..., str]) -> None:
    editor = Api(api.http, key_for(Scope.READ, Scope.WRITE, Scope.RESOLVE))

    assert editor.post(f"/v1/articles/{UUID(api.add()['id'])}/withdrawal").status_code == 403
