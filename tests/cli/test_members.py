"""Members and their keys with the client commands."""

import pytest

from tests.cli.conftest import Run
from tests.cli.test_claims import told


def _add(claims: Run, name: str = "Anna Berg", mail: str = "anna@courier.example") -> str:
    scopes = ("--scope", "read", "--scope", "resolve")
    member_id: str = told(claims, "members", "add", name, mail, *scopes)["id"]
    return member_id


def test_a_member_is_added_listed_shown_and_edited(claims: Run) -> None:
    anna = _add(claims)

    assert [row["id"] for row in told(claims, "members", "list")] == [anna]
    edited = told(claims, "members", "edit", "ANNA@courier.example", "--name", "Anna Voss", "--scope", "read")
    assert (edited["name"], edited["scopes"], edited["version"]) == ("Anna Voss", ["read"], 2)
    assert told(claims, "members", "show", "anna voss") == edited
    assert told(claims, "members", "show", anna[-8:]) == edited
    assert "anna@courier.example" in claims("members", "list", "--table").stdout


def test_a_member_makes_moves_with_a_key_of_its_own(claims: Run) -> None:
    anna = _add(claims)
    made = claims("keys", "create", "laptop", "--scope", "read", "--scope", "resolve", "--member", "Anna Berg")
    article = told(claims, "add", "--published", "2026-03-02", stdin="The bridge will open on Friday.")
    claim_id = article["statements"][0]["claim_id"]

    assert claims("dismiss", claim_id, "duplicate", key=made.stdout.strip()).exit_code == 0

    assert [row["actor"] for row in told(claims, "events", claim_id)] == ["tester", "Anna Berg"]
    assert [row["member_id"] for row in told(claims, "keys", "list")] == [None, anna]


def test_a_member_leaves_once_and_after_a_question(claims: Run) -> None:
    anna = _add(claims)
    claims("keys", "create", "laptop", "--scope", "read", "--member", anna)

    refused = claims("members", "leave", anna, stdin="n")
    assert (refused.exit_code, told(claims, "members", "show", anna)["name"]) == (1, "Anna Berg")

    gone = claims("members", "leave", anna, "--json", stdin="y")
    assert gone.exit_code == 0, gone.stderr
    shown = told(claims, "members", "show", anna)
    assert (shown["name"], shown["mail"], shown["left_at"] is not None) == (None, None, True)
    assert "left" in claims("members", "leave", anna, "--yes").stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("show", "Ben"), "no member"),
        (("edit", "Anna Berg"), "--name, --mail or --scope"),
        (("edit", "Anna Berg", "--mail", "x"), "mail"),
        (("leave", "12345678", "--yes"), "no member"),
        (("add", "me", "me@courier.example", "--scope", "read"), "reserved"),
        (("add", "Ben", "ANNA@courier.example", "--scope", "read"), "mail address"),
    ],
)
def test_what_is_refused_is_told_in_a_line(claims: Run, command: tuple[str, ...], words: str) -> None:
    _add(claims)

    result = claims("members", *command)

    assert result.exit_code != 0
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_key_of_nobody(claims: Run) -> None:
    result = claims("keys", "create", "laptop", "--scope", "read", "--member", "Ben")

    assert (result.exit_code, "no member" in result.stderr) == (1, True)


def test_a_claim_is_assigned_and_commented(claims: Run) -> None:
    anna = _add(claims)
    article = told(claims, "add", "--published", "2026-03-02", stdin="The bridge will open on Friday.")
    claim_id = article["statements"][0]["claim_id"]

    assert told(claims, "assign", claim_id, "anna@courier.example")["assignee"] == "Anna Berg"
    assert [row["id"] for row in told(claims, "list", "--assignee", anna)] == [claim_id]
    assert "Anna Berg" in claims("show", claim_id, "--table").stdout
    assert told(claims, "assign", claim_id, "nobody")["assignee"] is None
    assert "No member" in claims("assign", claim_id, "ben@courier.example").stderr
    assert told(claims, "comment", claim_id, "I asked the ministry.")["by"] == "tester"
    assert [row["text"] for row in told(claims, "comments", claim_id)] == ["I asked the ministry."]
    assert "I asked" in claims("comments", claim_id, "--table").stdout


def test_who_has_a_claim_on_lease_is_shown_with_it(claims: Run) -> None:
    article = told(claims, "add", "--published", "2026-03-02", stdin="The bridge will open on Friday.")
    claim_id = article["statements"][0]["claim_id"]
    assert told(claims, "show", claim_id)["lease"] is None
    claims("sweep")
    told(claims, "leases", "take")

    assert told(claims, "show", claim_id)["lease"]["holder"] == "tester"
    assert "held by" in claims("show", claim_id, "--table").stdout
