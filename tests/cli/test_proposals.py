"""Evidence and proposals with the client commands."""

from tests.cli.conftest import Run
from tests.cli.test_claims import told
from tests.http.test_evidence import REPORTED, STATED


def claim_of(claims: Run) -> str:
    article = told(claims, "add", "--published", "2026-03-02", stdin=STATED)
    told(claims, "add", "--published", "2026-03-07", stdin=REPORTED)
    found: str = article["statements"][0]["claim_id"]
    return found


def test_evidence_is_shown_with_its_reasons(claims: Run) -> None:
    claim_id = claim_of(claims)

    (piece,) = told(claims, "evidence", claim_id)
    table = claims("evidence", claim_id, "--table").stdout

    assert piece["statement"]["text"] == REPORTED
    event = piece["grounds"]["parts"][0]
    assert f"event: {event['claim'][0]['text']} / {event['result'][0]['text']} ({event['relation']})" in table
    judged, right = piece["grounds"]["judged"], piece["grounds"]["right"]
    assert f"{piece['score']:.2f}" in table
    assert f"of {judged} judged pairs with about as many points, {right} were right" in table
    assert f"“{REPORTED}”" in table


def test_a_claim_is_proposed_rejected_proposed_and_accepted(claims: Run) -> None:
    claim_id = claim_of(claims)
    (piece,) = told(claims, "evidence", claim_id)

    assert told(claims, "propose", claim_id, "not_fulfilled", "--note", "No.")["status"] == "proposed"
    rejected = told(claims, "reject", claim_id, "The source errs.")
    assert (rejected["status"], rejected["proposal"]) == ("due", None)
    proposed = told(claims, "propose", claim_id, "fulfilled", "--evidence", piece["id"], "--happened-on", "2026-03-06")
    assert proposed["proposal"]["evidence"] == [piece]
    accepted = told(claims, "accept", claim_id, "--proposal", proposed["proposal"]["id"], "--note", "So it was.")
    assert (accepted["outcome"], accepted["resolution"]["evidence"]) == ("fulfilled", [piece])
    assert [one["verdict"] for one in told(claims, "proposals", claim_id)] == ["rejected", "accepted"]
    table = claims("proposals", claim_id, "--table").stdout
    assert "rejected" in table
    assert f"“{REPORTED}”" in table


def test_a_claim_with_its_decision_is_shown_to_people(claims: Run) -> None:
    claim_id = claim_of(claims)
    (piece,) = told(claims, "evidence", claim_id)
    claims("resolve", claim_id, "fulfilled", "--evidence", piece["id"])

    shown = claims("show", claim_id, "--table").stdout

    assert "resolution: outcome" in shown
    assert f"“{REPORTED}”" in shown


def test_nothing_waits_for_a_word(claims: Run) -> None:
    claim_id = claim_of(claims)

    for arguments in (["accept", claim_id], ["reject", claim_id, "No."]):
        result = claims(*arguments)
        assert result.exit_code == 1
        assert "no proposal waits for this claim" in result.stderr


def test_why_a_proposal_is_rejected_is_said_and_counted(claims: Run) -> None:
    claim_id = claim_of(claims)
    told(claims, "propose", claim_id, "fulfilled")
    assert "Say why" in claims("reject", claim_id).stderr

    told(claims, "reject", claim_id, "--reason", "wrong_time")

    assert told(claims, "proposals", claim_id)[0]["verdict_code"] == "wrong_time"
    (counted,) = told(claims, "rejections", "--by", "rule")["data"]
    assert (counted["n"], counted["codes"]["wrong_time"]) == (1, 1)
    assert "wrong time" in claims("rejections", "--by", "rule", "--table").stdout
    assert told(claims, "rejections", "--from", "2999-01-01")["data"] == []
