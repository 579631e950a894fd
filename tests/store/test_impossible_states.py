"""States that cannot be, tried by SQL on a real database: each is refused at the statement or at commit, or reported.

The numbers are those of the list that the first release was attacked with, 45 is of links between claims; 29, 35
and 36 in part are held by the audit.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from service.domain import dates
from service.domain.errors import InvalidValue
from service.domain.proposal import Judgement
from service.domain.status import Outcome, UnresolvableReason
from service.store import schema
from service.store.database import Database
from service.usecases.audit import audit, audit_by_night
from service.usecases.sweep import sweep
from tests.api import Api
from tests.conftest import NOW
from tests.http.test_by_hand import _correct
from tests.http.test_evidence import QUOTED, REPORTED, STATED
from tests.http.test_proposals import propose

_RESOLUTION = (
    "INSERT INTO resolution (id, claim_id, outcome, evidence, by, recorded_at)"
    " SELECT gen_random_uuid(), id, '{outcome}', '{{}}', 'x', now() FROM claim WHERE id = :{claim}"
)
_PROPOSAL = (
    "INSERT INTO proposal (id, claim_id, outcome, score, evidence, by, created_at, verdict, verdict_by, verdict_at)"
    " SELECT gen_random_uuid(), id, 'fulfilled', {score}, '{{}}', 'x', now(), {verdict} FROM claim WHERE id = :{claim}"
)
_ACCEPTED = _PROPOSAL.format(
    claim="resolved",
    score="NULL",
    verdict="'accepted', 'x', (SELECT recorded_at FROM resolution WHERE claim_id = :resolved)",
)
_EVIDENCE = (
    "INSERT INTO evidence (id, claim_id, statement_id, outcome, score, reasons, by, created_at)"
    " VALUES (gen_random_uuid(), :{claim}, {statement}, 'fulfilled', {score}, '{{}}', 'rules', now())"
)
_EVENT = (
    "INSERT INTO event (id, claim_id, type, actor, at, from_status, to_status, version, data, state)"
    " SELECT gen_random_uuid(), id, '{type}', 'x', now(), {start}, '{end}', {version}, '{{}}', '{{}}'"
    " FROM claim WHERE id = :{claim}"
)
_STATEMENT = (
    "INSERT INTO statement (id, article_id, matched_by, published_on, kind, text, start_at, end_at, sentence_start,"
    " sentence_end, head, head_start, head_end, rule, polarity, conditional)"
    " SELECT gen_random_uuid(), article_id, '{{}}', published_on, 'result', {words}, start_at, {end}, 0, 1, 'x',"
    " start_at, start_at + 1, 'x', 'positive', false FROM statement WHERE id = :result"
)
_LINK = (
    "INSERT INTO claim_link (id, relation, claim_id, other_id, matched_by, by, created_at)"
    " VALUES (gen_random_uuid(), {relation}, {claim}, {other}, '{{}}', 'x', now())"
)
_UP = "UPDATE claim SET version = version + 1, {change} WHERE id = :{claim}"

# number, what is tried
STATES: list[tuple[int, str]] = [
    (1, "UPDATE claim SET status = 'won' WHERE id = :open"),
    (2, "UPDATE claim SET status = 'resolved' WHERE id = :open"),
    (3, "UPDATE resolution SET superseded_at = now() WHERE claim_id = :resolved"),
    (3, "UPDATE claim SET version = version + 1, status = 'resolved', outcome = 'fulfilled' WHERE id = :open;"
        + _EVENT.format(type="claim.resolved", start="'open'", end="resolved", version="version", claim="open")),
    (4, "UPDATE resolution SET outcome = 'won' WHERE claim_id = :resolved"),
    (4, _RESOLUTION.format(outcome="won", claim="open")),
    (5, _RESOLUTION.format(outcome="fulfilled", claim="open")),
    (6, _RESOLUTION.format(outcome="fulfilled", claim="resolved")),
    (7, "UPDATE resolution SET happened_on = '2999-01-01' WHERE claim_id = :resolved"),
    (7, "UPDATE resolution SET happened_on = '2026-03-01' WHERE claim_id = :resolved"),
    (8, "UPDATE resolution SET reason = 'no_evidence' WHERE claim_id = :resolved"),
    (9, "UPDATE resolution SET evidence = ARRAY[gen_random_uuid()] WHERE claim_id = :resolved"),
    (9, "UPDATE resolution SET evidence = ARRAY(SELECT id FROM evidence WHERE claim_id = :proposed)"
        " WHERE claim_id = :resolved"),
    (9, "DELETE FROM evidence WHERE id IN (SELECT unnest(evidence) FROM proposal)"),
    (10, "UPDATE resolution SET superseded_at = recorded_at - interval '1 second' WHERE claim_id = :resolved"),
    (11, _UP.format(change="proposal_id = :foreign_proposal", claim="proposed")),
    (12, _UP.format(change="proposal_id = :rejected_proposal", claim="proposed") + ";" +
         _EVENT.format(type="claim.proposed", start="'proposed'", end="proposed", version="version", claim="proposed")),
    (12, "UPDATE proposal SET verdict = 'rejected', verdict_by = 'x', verdict_at = now()"
         " WHERE id = (SELECT proposal_id FROM claim WHERE id = :proposed)"),
    (13, _EVIDENCE.format(claim="open", statement=":result", score="'NaN'")),
    (13, _PROPOSAL.format(claim="open", score="'NaN'", verdict="NULL, NULL, NULL")),
    (14, _PROPOSAL.format(claim="resolved", score="NULL", verdict="'accepted', 'x', now()")),
    (14, f"{_ACCEPTED};{_ACCEPTED}"),
    (14, "UPDATE proposal SET verdict = 'accepted' WHERE id = :rejected_proposal"),
    (15, "UPDATE event SET actor = 'somebody else' WHERE claim_id = :open"),
    (15, """UPDATE event SET state = state || '{"text": "other"}' WHERE claim_id = :open"""),
    (16, "DELETE FROM event WHERE claim_id = :open"),
    (17, _EVENT.format(type="claim.guessed", start="'open'", end="due", version="2", claim="open")),
    (18, _EVENT.format(type="claim.due", start="'open'", end="due", version="0", claim="open")),
    (18, _EVENT.format(type="claim.due", start="NULL", end="due", version="-1", claim="open")),
    (18, _EVENT.format(type="claim.due", start="'open'", end="due", version="5", claim="open")),
    (19, _EVENT.format(type="claim.due", start="'resolved'", end="due", version="2", claim="open")),
    (20, "UPDATE claim SET version = version + 1 WHERE id = :open"),
    (21, "UPDATE claim SET version = version - 1 WHERE id = :resolved"),
    (22, "UPDATE claim SET status = 'due' WHERE id = :open"),
    (22, _UP.format(change="status = 'due'", claim="open")),
    (23, "UPDATE article SET text = text || ' More.', text_digest = sha256(convert_to(text || ' More.', 'UTF8'))"),
    (23, "UPDATE article SET text = 'blanked', withdrawn_at = now()"),
    (24, "UPDATE article SET text_digest = sha256('x')"),
    (24, "INSERT INTO article (id, text, text_digest, published_on, rules_version, created_at)"
         " VALUES (gen_random_uuid(), 'It rained.', sha256('x'), '2026-03-02', 'x', now())"),
    (25, "DELETE FROM article"),
    (26, "DELETE FROM claim WHERE id = :open"),
    (27, "UPDATE claim SET version = version + 1, text = '' WHERE id = :open"),
    (27, "UPDATE claim SET version = version + 1, text = E' \\n' WHERE id = :open"),
    (28, "UPDATE claim SET version = version + 1, mentions = -1 WHERE id = :open"),
    (29, "UPDATE claim SET mentions = 7 WHERE id = :open"),
    (30, "UPDATE claim SET version = version + 1, due = said_on - 1 WHERE id = :open"),
    (31, "UPDATE claim SET version = version + 1, review_on = said_on - 1 WHERE id = :open"),
    (32, _EVIDENCE.format(claim="open", statement="gen_random_uuid()", score="0.5")),
    (33, _EVIDENCE.format(claim="open", statement=":outcome", score="0.5")),
    (34, "DELETE FROM statement WHERE id IN (SELECT statement_id FROM evidence)"),
    (35, "UPDATE statement SET end_at = 100000 WHERE id = :result"),
    (35, _STATEMENT.format(words="'x'", end="100000")),
    (36, "UPDATE statement SET text = 'It snowed.' WHERE id = :result"),
    (37, "UPDATE statement SET claim_id = :resolved WHERE claim_id = :open"),
    (37, "UPDATE statement SET claim_id = NULL WHERE claim_id = :open"),
    (38, "INSERT INTO watched_key VALUES (1, gen_random_uuid())"),
    (38, "UPDATE watched_key SET claim_id = gen_random_uuid()"),
    (39, "UPDATE api_key SET digest = ''"),
    (40, "UPDATE api_key SET expires_at = created_at - interval '1 second'"),
    (41, "INSERT INTO lease SELECT gen_random_uuid(), id, 'x', now(), 'infinity' FROM api_key"),
    (42, "UPDATE webhook SET url = 'ftp://receiver.example/'"),
    (42, "UPDATE webhook SET types = '{claim.guessed}'"),
    (43, "UPDATE answer SET status = 0"),
    (45, _LINK.format(relation="'follows'", claim=":later", other=":open")),
    (45, _LINK.format(relation="'revises'", claim=":open", other=":open")),
    (45, _LINK.format(relation="'revises'", claim=":open", other=":later")),
    (45, _LINK.format(relation="'revises'", claim=":later", other="gen_random_uuid()")),
    (45, _LINK.format(relation="'revises'", claim=":later", other=":dismissed")),
    (45, _LINK.format(relation="'contradicts'", claim=":later", other=":first")),
    (45, _LINK.format(relation="'revises'", claim=":later", other=":first")
         + ";" + _LINK.format(relation="'contradicts'", claim=":first", other=":later")),
    (45, _LINK.format(relation="'revises'", claim=":later", other=":first")
         + ";" + _LINK.format(relation="'revises'", claim=":later", other=":open")),
    (45, _LINK.format(relation="'revises'", claim=":later", other=":first")
         + ";" + _LINK.format(relation="'revises'", claim=":latest", other=":first")),
    (45, _LINK.format(relation="'revises'", claim=":later", other=":first") + ";UPDATE claim_link SET by = 'y'"),
    (44, "UPDATE claim SET version = version + 1, due = 'infinity' WHERE id = :open"),
    (44, "UPDATE article SET published_on = '-infinity'"),
    (44, "UPDATE api_key SET revoked_at = 'infinity'"),
]  # fmt: skip


@pytest.fixture
def stocked(api: Api, database: Database) -> dict[str, Any]:
    """Claims in three statuses, statements, evidence, proposals, a webhook, a kept answer; the ids that are tried."""
    proposed = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    sweep(database, now=NOW, today=NOW.date())
    resolved = api.add_claim("The museum will open on Friday.", outlet="The Post")
    rejected = propose(api, resolved)
    api.move(api.get(f"/v1/claims/{resolved['id']}").json, f"proposals/{rejected['id']}/rejection", {"reason": "No."})
    resolved = api.get(f"/v1/claims/{resolved['id']}").json
    assert api.move(resolved, "resolution", {"outcome": "fulfilled", "happened_on": "2026-03-06"}).status_code == 200
    second = propose(api, api.get(f"/v1/claims/{proposed['id']}").json, "not_fulfilled")
    at = api.get(f"/v1/claims/{proposed['id']}").json
    api.move(at, f"proposals/{second['id']}/rejection", {"reason": "No."})
    opened = api.add_claim("The harbour will reopen next year.")
    api.post(f"/v1/claims/{opened['id']}/evidence", QUOTED)
    hook = {"url": "http://127.0.0.1:9/", "events": ["claim.resolved"]}
    assert api.post("/v1/webhooks", hook).status_code == 201
    entered = {"text": "It will snow.", "said_on": "2026-03-02", "modality": "expectation"}
    assert api.post("/v1/claims", entered, headers={"Idempotency-Key": "k"}).status_code == 201
    said = {**entered, "speaker": "Elin Haugmo"}
    first, later, latest, gone = (
        api.post("/v1/claims", {**said, "said_on": day}).json
        for day in ("2026-03-03", "2026-03-05", "2026-03-06", "2026-03-01")
    )
    assert api.move(gone, "dismissal", {"reason": "out_of_scope"}).status_code == 200
    with database.begin() as connection:
        result, outcome = (
            connection.scalar(text("SELECT id FROM statement WHERE kind = :kind ORDER BY id LIMIT 1"), {"kind": kind})
            for kind in ("result", "outcome")
        )
        assert connection.scalar(text("SELECT count(*) FROM evidence WHERE statement_id IS NOT NULL"))
        assert connection.scalar(text("SELECT count(*) FROM answer"))
        assert connection.scalar(text("SELECT count(*) FROM watched_key"))
    return {
        "open": opened["id"],
        "first": first["id"],
        "later": later["id"],
        "latest": latest["id"],
        "dismissed": gone["id"],
        "proposed": proposed["id"],
        "resolved": resolved["id"],
        "foreign_proposal": rejected["id"],
        "rejected_proposal": second["id"],
        "result": result,
        "outcome": outcome,
    }


def test_every_state_of_the_list_is_tried() -> None:
    assert {number for number, _ in STATES} == set(range(1, 46))


def test_states_that_cannot_be_are_refused(stocked: dict[str, Any], database: Database) -> None:
    """One database for all: what is refused leaves it as it was."""
    accepted = []
    for number, tried in STATES:
        try:
            with database.begin() as connection:
                for statement in tried.split(";"):
                    done = connection.execute(text(statement), stocked)
                    assert done.rowcount, f"{number} met no row: {statement}"
        except (IntegrityError, DataError):
            continue
        accepted.append((number, tried))
    assert accepted == []
    assert audit(database) == []


def _as_an_older_release(database: Database, *statements: str, **values: Any) -> None:
    """Write what no trigger or foreign key looks at, as what an older release let in stands."""
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement), values)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("UPDATE claim SET mentions = 7 WHERE id = :open", "count of mentions"),
        ("UPDATE statement SET text = 'It snowed.' WHERE id = :result", "do not stand at their place"),
        ("UPDATE statement SET end_at = 100000 WHERE id = :result", "do not stand at their place"),
        ("UPDATE resolution SET superseded_at = recorded_at WHERE claim_id = :resolved",
         "without a current resolution"),
        ("UPDATE resolution SET happened_on = '2026-03-07' WHERE claim_id = :resolved", "dates disagree"),
        ("UPDATE resolution SET evidence = ARRAY[gen_random_uuid()] WHERE claim_id = :resolved", "not their claim's"),
        ("UPDATE proposal SET verdict = 'rejected', verdict_by = 'x', verdict_at = now() WHERE verdict IS NULL",
         "does not wait"),
        ("UPDATE proposal SET verdict = 'accepted', verdict_code = NULL WHERE id = :rejected_proposal",
         "are no resolution"),
        ("UPDATE claim SET version = 9 WHERE id = :open", "has no event"),
        ("UPDATE event SET version = 7 WHERE claim_id = :resolved AND version = 2", "do not follow"),
        ("UPDATE evidence SET statement_id = gen_random_uuid() WHERE statement_id IS NOT NULL", "is not there"),
        ("UPDATE watched_key SET claim_id = gen_random_uuid()", "of no claim"),
    ],
)  # fmt: skip
def test_what_an_older_release_let_in_is_reported(
    stocked: dict[str, Any], database: Database, wrong: str, told: str
) -> None:
    _as_an_older_release(database, wrong, **stocked)

    found = audit(database)

    assert any(told in finding.state and finding.ids for finding in found), found


def test_by_night_what_is_new_is_looked_at(stocked: dict[str, Any], database: Database) -> None:
    assert audit_by_night(database, now=NOW) == []
    _as_an_older_release(database, "UPDATE claim SET mentions = 7 WHERE id = :open", **stocked)

    assert [finding.count for finding in audit_by_night(database, now=NOW)] == [1]
    assert audit_by_night(database, now=datetime(2027, 1, 1, tzinfo=UTC)) == []


def test_a_constraint_waits_for_the_rows_that_do_not_meet_it(
    api: Api, stocked: dict[str, Any], database: Database
) -> None:
    dropped = "ALTER TABLE claim DROP CONSTRAINT ck_claim_due_after_said"
    added = "ALTER TABLE claim ADD CONSTRAINT ck_claim_due_after_said CHECK (due >= said_on) NOT VALID"
    wrong = "UPDATE claim SET due = said_on - 1 WHERE id = :open"
    _as_an_older_release(database, dropped, wrong, added, **stocked)

    schema.upgrade(database)
    (finding,) = audit(database)
    assert (finding.count, finding.ids) == (1, (stocked["open"],))
    assert finding.state == "rows of claim that do not meet ck_claim_due_after_said"

    claim = api.get(f"/v1/claims/{stocked['open']}").json
    refused = api.move(claim, "dismissal", {"reason": "out_of_scope"})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "due")
    assert _correct(api, claim, {"due": "2026-04-01"}).status_code == 200
    schema.upgrade(database)
    assert audit(database) == []
    assert api.move({**claim, "version": 2}, "dismissal", {"reason": "out_of_scope"}).status_code == 200


def test_the_database_and_the_code_agree_on_dates(stocked: dict[str, Any], database: Database) -> None:
    """Every outcome with every order of the days; but for "tomorrow", which the database does not know."""
    said, today = date(2026, 3, 2), NOW.date()
    days = [None, date(2026, 3, 1), said, date(2026, 3, 5), date(2026, 3, 6), today]
    _as_an_older_release(database, "ALTER TABLE claim DROP CONSTRAINT ck_claim_due_after_said")
    query = text("SELECT claims_decision_agrees(:claim)")
    for outcome, due, happened_on, polarity in product(
        Outcome, [None, date(2026, 3, 5)], days, ["positive", "negative"]
    ):
        unresolvable = outcome is Outcome.UNRESOLVABLE
        reason = UnresolvableReason.NO_EVIDENCE if unresolvable else None
        judgement = Judgement(outcome=outcome, reason=reason, happened_on=happened_on)
        try:
            dates.check_decision(judgement, _Dated(said, due, polarity), today)
            right = True
        except InvalidValue:
            right = False
        with database.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            values = {"claim": stocked["resolved"], "outcome": outcome, "due": due, "reason": reason}
            claim = "UPDATE claim SET outcome = :outcome, due = :due, said_on = :said, polarity = :polarity"
            connection.execute(text(claim + " WHERE id = :claim"), {**values, "said": said, "polarity": polarity})
            decided = "UPDATE resolution SET outcome = :outcome, reason = :reason, happened_on = :day"
            connection.execute(text(decided + " WHERE claim_id = :claim"), {**values, "day": happened_on})
            assert connection.scalar(query, values) is right, (outcome, due, happened_on, polarity)


@dataclass(frozen=True)
class _Dated:
    said_on: date
    due: date | None
    polarity: str
