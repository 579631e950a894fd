"""A database of the release before: it is restored, upgraded and read again, and what must be kept is kept."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from service.bootstrap import Services
from service.cli import main
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.keys import create_key
from service.usecases.record import Action
from service.usecases.withdraw import withdraw_article
from service.web.resources import bind
from tests.api import Api
from tests.conftest import NOW

BACKUP = Path(__file__).parent / "fixtures" / "release-0.1.backup"
CLAIMS = text("SELECT to_jsonb(claim) - 'search' FROM claim ORDER BY id")
# Who the speakers are is nobody's doing: a reading tells it.
_CLAIM = "SELECT to_jsonb(c) - '{search,speaker_entity_id}'::text[] FROM claim c"
# What people did, and what rests on it.
PEOPLE = {
    "resolved claims": f"{_CLAIM} WHERE status = 'resolved'",
    "dismissed claims": f"{_CLAIM} WHERE status = 'dismissed'",
    "corrected claims": f"{_CLAIM} WHERE id IN (SELECT claim_id FROM event WHERE type = 'claim.corrected')",
    "claims by hand": f"{_CLAIM} WHERE rule IS NULL",
    "resolutions": "SELECT to_jsonb(r) FROM resolution r",
    "their evidence": "SELECT to_jsonb(e) FROM evidence e WHERE by <> 'rules'"
    " OR EXISTS (SELECT FROM resolution WHERE e.id = ANY(resolution.evidence))",
    "what they said": "SELECT to_jsonb(a) - '{rules_version,analysis_version}'::text[] FROM article a",
}
SPEAKERS = text("SELECT speaker, name FROM claim LEFT JOIN entity ON entity.id = speaker_entity_id WHERE speaker <> ''")
Rows = dict[str, list[Any]]


@pytest.fixture
def upgraded(empty_database_url: str) -> Iterator[Database]:
    """The database of the release before, restored and upgraded as its operator would."""
    assert claims(empty_database_url, "db", "restore", str(BACKUP)).startswith("restored")
    assert "→" in claims(empty_database_url, "db", "upgrade")
    database = Database(empty_database_url)
    yield database
    database.dispose()


def claims(url: str, *arguments: str) -> str:
    """What `claims` prints."""
    result = CliRunner(env={"CLAIMS_DATABASE_URL": url, "CLAIMS_TODAY": "2026-03-10"}).invoke(main, [*arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(database: Database) -> Rows:
    """What people did, by what it is."""
    with database.begin() as connection:
        return {name: list(connection.scalars(text(f"{query} ORDER BY id"))) for name, query in PEOPLE.items()}


def events(database: Database) -> list[Any]:
    """All histories."""
    with database.begin() as connection:
        return list(connection.scalars(text("SELECT to_jsonb(e) FROM event e ORDER BY id")))


def test_all_of_it_is_left_and_an_upgrade_reads_nothing(upgraded: Database, empty_database_url: str) -> None:
    with upgraded.begin() as connection:
        assert set(connection.scalars(text("SELECT analysis_version FROM article"))) == {0}

    assert "7 claims and 6 articles" in claims(empty_database_url, "db", "check")


def test_what_people_did_is_kept(upgraded: Database, empty_database_url: str) -> None:
    before, history = rows(upgraded), events(upgraded)
    assert all(before.values())

    told = json.loads(claims(empty_database_url, "reread"))

    assert (told["claims"], told["articles"], told["skipped"]) == (7, 6, 0)
    assert told["left"] == {"claims": 0, "articles": 0}
    assert rows(upgraded) == before
    assert [event for event in events(upgraded) if event in history] == history
    assert "left" not in claims(empty_database_url, "db", "check")


def test_speakers_are_known_once_they_are_read_again(upgraded: Database, empty_database_url: str) -> None:
    assert _speakers(upgraded) == {("Petra Okonjo", None)}

    claims(empty_database_url, "reread")

    assert _speakers(upgraded) == {("Petra Okonjo", "Petra Okonjo")}


def _speakers(database: Database) -> set[tuple[str, str | None]]:
    """Whom claims name as their speakers, each with the name of the person or body that it is."""
    with database.begin() as connection:
        return {(row.speaker, row.name) for row in connection.execute(SPEAKERS)}


def test_the_claims_of_the_rules_are_the_same_claims(upgraded: Database, empty_database_url: str) -> None:
    with upgraded.begin() as connection:
        before = {row["id"]: row for row in connection.scalars(CLAIMS)}
    told = json.loads(claims(empty_database_url, "reread"))

    with upgraded.begin() as connection:
        now = {row["id"]: row for row in connection.scalars(CLAIMS)}
    assert before.keys() <= now.keys()
    assert len([id_ for id_ in before if now[id_]["version"] != before[id_]["version"]]) <= told["claims_changed"]
    (proposed,) = [row for row in before.values() if row["status"] == "proposed"]
    assert (now[proposed["id"]]["status"], now[proposed["id"]]["mentions"]) == ("proposed", 2)


def test_claims_and_results_have_propositions(upgraded: Database, empty_database_url: str) -> None:
    assert _without_proposition(upgraded) == {"claims": 7, "results": 5, "identities": 6}

    claims(empty_database_url, "reread")

    assert _without_proposition(upgraded) == {"claims": 0, "results": 0, "identities": 0}


def test_a_withdrawn_article_is_left_out(upgraded: Database, empty_database_url: str) -> None:
    with upgraded.begin() as connection:
        article_id = connection.scalar(text("SELECT min(article_id::text)::uuid FROM statement WHERE keys IS NOT NULL"))
    withdraw_article(upgraded, article_id, None, action=Action(actor="editor", now=NOW), today=NOW.date())

    told = json.loads(claims(empty_database_url, "reread"))

    assert (told["articles"], told["skipped"], told["left"]["articles"]) == (5, 0, 0)
    with upgraded.begin() as connection:
        vanished = text("SELECT count(*) FROM statement WHERE article_id = :id AND vanished_in IS NOT NULL")
        assert connection.scalar(vanished, {"id": article_id}) == 0


def _without_proposition(database: Database) -> dict[str, int]:
    """How many rows cannot be compared, by what they are."""
    counts = {
        "claims": "SELECT count(*) FROM watch WHERE proposition IS NULL",
        "results": "SELECT count(*) FROM statement WHERE keys IS NOT NULL AND proposition IS NULL",
        "identities": "SELECT count(*) FROM identity WHERE proposition IS NULL",
    }
    with database.begin() as connection:
        return {name: connection.scalar(text(query)) for name, query in counts.items()}


def test_new_articles_meet_what_was_there(
    upgraded: Database, empty_database_url: str, app: Flask, services: Services, key_for: Callable[..., str]
) -> None:
    claims(empty_database_url, "reread")
    key = create_key(upgraded, "tester", [Scope.ADMIN], now=NOW, expires_at=None)[1]
    bind(app, Services(database=upgraded, clock=services.clock, web=services.web))
    api = Api(app.test_client(), key)
    (bridge,) = api.get("/v1/claims?q=Tarn").json["data"]
    before = api.get(f"/v1/claims/{bridge['id']}/evidence").json["data"]

    api.add("The council of Lofthaven will open the Tarn bridge on March 20, it said.", published_on="2026-03-08")
    api.add("The council of Lofthaven opened the Tarn bridge on Monday.", published_on="2026-03-10")

    assert api.get(f"/v1/claims/{bridge['id']}").json["mentions"] == 2
    assert len(api.get(f"/v1/claims/{bridge['id']}/evidence").json["data"]) == len(before) + 1


def test_what_the_old_rules_proposed_is_superseded_and_told(upgraded: Database, empty_database_url: str) -> None:
    (before,) = _proposed(upgraded)
    held = rows(upgraded)

    told = claims(empty_database_url, "sweep")

    assert "1 superseded" in told
    assert _proposed(upgraded) == []
    with upgraded.begin() as connection:
        asked = {"id": before["id"]}
        of_claim = text("SELECT to_jsonb(p) FROM proposal p WHERE claim_id = :id AND by = 'sweep' ORDER BY id")
        (proposal,) = connection.scalars(of_claim, asked)
        last = connection.scalar(text("SELECT to_jsonb(e) FROM event e WHERE claim_id = :id ORDER BY id DESC"), asked)
    assert (proposal["verdict"], proposal["verdict_by"]) == ("superseded", "sweep")
    assert proposal["verdict_reason"].startswith("analysis changed")
    assert (last["type"], last["from_status"], last["actor"]) == ("claim.proposal_rejected", "proposed", "sweep")
    assert last["reason"].startswith("analysis changed")
    assert "superseded" not in claims(empty_database_url, "sweep")
    noted = {"their evidence": None}  # a sweep notes there that it took it into account
    assert rows(upgraded) | noted == held | noted


def test_what_is_read_again_is_proposed_by_todays_rules_alone(upgraded: Database, empty_database_url: str) -> None:
    (before,) = _proposed(upgraded)
    claims(empty_database_url, "sweep")
    claims(empty_database_url, "reread")
    claims(empty_database_url, "sweep")

    with upgraded.begin() as connection:
        waiting = text(
            "SELECT count(*) FROM proposal WHERE verdict IS NULL AND by = 'sweep' AND EXISTS (SELECT FROM evidence"
            " WHERE evidence.id = ANY (proposal.evidence) AND grounds IS NULL)"
        )
        grounds = text("SELECT count(grounds) FROM evidence WHERE claim_id = :id AND by = 'rules'")
        assert connection.scalar(waiting) == 0
        assert connection.scalar(grounds, {"id": before["id"]}) > 0


def _proposed(database: Database) -> list[Any]:
    with database.begin() as connection:
        query = text("SELECT to_jsonb(c) - 'search' FROM claim c WHERE status = 'proposed' ORDER BY id")
        return list(connection.scalars(query))
