"""The sweep: claims fall due, strong evidence becomes a proposal, nothing is guessed, and nothing is done twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from service.bootstrap import make_services
from service.config import load_settings
from service.domain import evidence as rules
from service.jobs.tasks import tasks
from service.store.database import Database
from service.usecases import suggest
from service.usecases.sweep import Swept, sweep
from tests.api import Api
from tests.http.test_evidence import REPORTED, STATED
from tests.http.test_proposals import decide, now, propose

NOW = datetime(2026, 3, 20, 4, tzinfo=UTC)
TODAY = date(2026, 3, 20)


def swept(database: Database, days: int = 0) -> Swept:
    later = timedelta(days=days)
    return sweep(database, now=NOW + later, today=TODAY + later)


def test_strong_evidence_becomes_a_proposal_once(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")

    assert swept(database) == Swept(proposed=1)
    assert swept(database) == Swept()

    proposal = now(api, claim)["proposal"]
    assert (proposal["outcome"], proposal["by"], proposal["happened_on"]) == ("fulfilled", "sweep", "2026-03-06")
    assert [piece["statement"]["text"] for piece in proposal["evidence"]] == [REPORTED]
    assert proposal["score"] >= rules.STRONG


def test_without_evidence_a_claim_falls_due_and_no_more(
    api: Api, api_on: Callable[[date], Api], database: Database
) -> None:
    claim = api_on(date(2026, 3, 4)).add_claim(STATED)
    assert claim["status"] == "open"

    assert swept(database) == Swept(due=1)
    assert now(api, claim)["status"] == "due"


def test_evidence_is_proposed_before_the_review_day_too(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED.replace("on Friday", "by the end of the year"))
    api.add(REPORTED, published_on="2026-03-07")

    assert swept(database) == Swept(proposed=1)
    assert now(api, claim)["status"] == "proposed"


@pytest.mark.parametrize(("arrived", "status", "due"), [(date(2026, 3, 4), "open", 1), (date(2026, 3, 10), "due", 0)])
def test_what_arrived_at_the_same_moment_is_found_by_the_next_sweep(
    api: Api, api_on: Callable[[date], Api], database: Database, arrived: date, status: str, due: int
) -> None:
    """Of a claim that falls due, and of one that is born due."""
    claim = api_on(arrived).add_claim(STATED)
    assert claim["status"] == status
    api.add(REPORTED, published_on="2026-03-07")
    with database.begin() as connection:  # as though neither had seen the other
        connection.execute(text("DELETE FROM evidence"))

    assert swept(database) == Swept(due=due, proposed=1)
    assert now(api, claim)["proposal"]["outcome"] == "fulfilled"
    assert swept(database) == Swept()  # it looked once


def test_a_rejected_proposal_is_made_again_on_new_evidence_only(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    swept(database)
    decide(api, now(api, claim)["proposal"], "rejection", {"reason": "That was the draft."})

    assert swept(database, days=1) == Swept()
    api.add(REPORTED.replace("signed", "finally signed"), published_on="2026-03-09")
    assert swept(database, days=2) == Swept(proposed=1)


def test_a_proposal_of_a_client_stays_beside_the_sweeps(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    mine = propose(api, claim, "not_fulfilled")
    api.add(REPORTED, published_on="2026-03-07")

    assert swept(database) == Swept(proposed=1)

    assert now(api, claim)["proposal"]["id"] == mine["id"]
    assert [one["by"] for one in api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]] == ["tester", "sweep"]


def test_a_decided_claim_is_left_alone(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    api.move(claim, "dismissal", {"reason": "out_of_scope"})

    assert swept(database) == Swept()
    assert now(api, claim)["status"] == "dismissed"


def test_nothing_resolves_by_itself_whatever_its_score(api: Api, database_url: str) -> None:
    claim = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    given = {"CLAIMS_AUTO_RESOLVE_SCORE": "0.1", "CLAIMS_AUTO_RESOLVE_DAYS": "0", "CLAIMS_TODAY": "2027-03-20"}
    services = make_services(load_settings(given), database_url)

    for _ in range(2):
        tasks()["sweep"].run(services, {})
    services.database.dispose()

    assert now(api, claim)["status"] == "proposed"


def test_a_bad_claim_is_skipped_and_the_others_are_not(
    api: Api, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["Haugmo", "Berge", "Lindqvist", "Okafor", "Petrova"]
    claims = [api.add_claim(STATED.replace("Haugmo", name)) for name in names]
    for name in names:
        api.add(REPORTED.replace("Haugmo", name), published_on="2026-03-07")
    conclude = suggest.decide

    def fail_for_okafor(weights: list[rules.EvidenceScore]) -> rules.EvidenceVerdict | None:
        if any("Okafor" in reason for weight in weights for reason in weight.reasons):
            raise RuntimeError("a bad claim")
        return conclude(weights)

    monkeypatch.setattr(suggest, "decide", fail_for_okafor)
    assert swept(database) == Swept(proposed=4, skipped=1)
    monkeypatch.undo()
    assert swept(database) == Swept(proposed=1)  # nothing of it was lost

    assert {now(api, claim)["status"] for claim in claims} == {"proposed"}
