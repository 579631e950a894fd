"""Adding an article, looking at claims, and changing them, with the client commands."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import text

from service.domain.key import Scope
from service.store.database import Database
from tests.api import ACCORD, Api
from tests.cli.conftest import Run
from tests.conftest import TODAY

NOBODY = "019dc5a0-0000-7000-8000-000000000001"


def told(claims: Run, *arguments: object, stdin: str | bytes = "") -> Any:
    """The JSON that a command prints on a pipe."""
    result = claims(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def claim_id(claims: Run) -> str:
    """A claim that was said on March 2 and is due on March 6."""
    article = told(claims, "add", "--published", "2026-03-02", "--outlet", "Courier", stdin=ACCORD)
    found: str = article["statements"][0]["claim_id"]
    return found


class TestAdd:
    """`claims add` of one article."""

    def test_an_article_is_as_the_service_has_it(self, claims: Run, tmp_path: Path) -> None:
        file = tmp_path / "article.txt"
        file.write_bytes(ACCORD.replace(". ", ".\r\n").encode())

        article = told(claims, "add", file, "--published", "2026-03-02", "--title", "Accord")

        assert (article["title"], article["published_on"]) == ("Accord", "2026-03-02")
        assert "Friday.\r\nThe" in article["text"]
        assert [found["head"]["text"] for found in article["statements"]] == ["sign", "collapsed"]

    def test_a_table_for_people(self, claims: Run) -> None:
        result = claims("add", "--published", "2026-03-02", "--table", stdin=ACCORD)

        assert "2026-03-06" in result.stdout
        assert "article " in result.stdout

    def test_a_page(self, claims: Run) -> None:
        page = f"<html><body><article><p>{ACCORD}</p><p>{ACCORD}</p></article></body></html>"

        article = told(claims, "add", "--html", "--published", "2026-03-02", stdin=page)

        assert "<p>" not in article["text"]
        assert "sign the accord" in article["text"]

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--published", "May"],
            ["--published", "2026-03-02", "--again"],
            ["--published", "2026-03-02", "--failed", "x"],
            ["--fetch"],
            ["--fetch", "--html", "--url", "https://a.test/"],
            ["/no/such/file", "--published", "2026-03-02"],
            ["--jsonl", "--title", "T"],
        ],
    )
    def test_a_command_line_that_makes_no_sense(self, claims: Run, arguments: list[str]) -> None:
        assert claims("add", *arguments).exit_code == 2

    def test_a_file_that_is_not_utf_8(self, claims: Run) -> None:
        result = claims("add", "--published", "2026-03-02", stdin=b"caf\xe9")

        assert (result.exit_code, "not UTF-8" in result.stderr) == (1, True)

    def test_what_the_service_refuses_is_told(self, claims: Run) -> None:
        result = claims("add", "--published", "9999-01-01", stdin=ACCORD)

        assert result.exit_code == 1
        assert "published_on: Must lie between" in result.stderr


class TestLook:
    """`claims list`, `show`, `events`."""

    @pytest.mark.parametrize(
        ("arguments", "found"),
        [
            ([], True),
            (["--status", "open", "--status", "due"], True),
            (["--status", "resolved"], False),
            (["--outcome", "fulfilled"], False),
            (["--modality", "expectation"], True),
            (["--outlet", "courier"], True),
            (["--speaker", "Nobody"], False),
            (["--tag", "x"], False),
            (["--article", NOBODY], False),
            (["--due-after", "2026-03-06", "--due-before", "2026-03-06", "--sort", "-due"], True),
            (["--said-from", "2026-03-03"], False),
            (["--said-to", "2026-03-02"], True),
            (["-q", "accord -treaty", "--sort", "relevance"], True),
        ],
    )
    def test_a_list_of_what_meets_the_conditions(
        self, claims: Run, claim_id: str, arguments: list[str], found: bool
    ) -> None:
        assert [claim["id"] for claim in told(claims, "list", *arguments)] == [claim_id] * found

    def test_no_more_than_the_limit(self, claims: Run, claim_id: str) -> None:
        told(claims, "add", "--published", "2026-03-02", stdin="The harbour will reopen in May.")

        assert len(told(claims, "list", "--limit", 1)) == 1
        assert len(told(claims, "list")) == 2

    def test_tables_for_people(self, claims: Run, claim_id: str) -> None:
        assert claim_id in claims("list", "--table").stdout
        shown = claims("show", claim_id, "--table").stdout
        assert "said_on" in shown
        assert "claim.created" in shown
        assert "claim.created" in claims("events", claim_id, "--table").stdout

    def test_a_claim_with_its_history_now_and_then(self, claims: Run, claim_id: str) -> None:
        told(claims, "resolve", claim_id, "fulfilled")

        shown = told(claims, "show", claim_id)
        assert (shown["outcome"], [event["version"] for event in shown["events"]]) == ("fulfilled", [1, 2])
        assert told(claims, "events", claim_id) == shown["events"]
        assert told(claims, "show", claim_id, "--as-of", "2026-03-10T12:00:00Z") == shown
        assert claims("show", claim_id, "--as-of", "2026-03-10T11:59:59Z").exit_code == 1

    @pytest.mark.parametrize(
        "arguments",
        [
            ["list", "--status", "lost"],
            ["list", "--limit", "0"],
            ["list", "--due-after", "soon"],
            ["show", "x"],
            ["show", NOBODY, "--as-of", "2026-03-10T12:00:00"],
            ["show", NOBODY, "--as-of", "noon"],
        ],
    )
    def test_a_command_line_that_makes_no_sense(self, claims: Run, arguments: list[str]) -> None:
        assert claims(*arguments).exit_code == 2

    def test_a_claim_that_is_not_there(self, claims: Run) -> None:
        result = claims("show", NOBODY)

        assert (result.exit_code, result.stderr) == (1, "claims: No claim has this id. (claim_not_found)\n")


class TestChange:
    """`claims resolve`, `amend`, `reopen`, `dismiss`, `correct`."""

    def test_a_claim_from_birth_to_dismissal(self, claims: Run, claim_id: str) -> None:
        resolved = told(claims, "resolve", claim_id, "fulfilled", "--note", "Signed.", "--happened-on", "2026-03-06")
        assert resolved["resolution"]["happened_on"] == "2026-03-06"
        amended = told(claims, "amend", claim_id, "unresolvable", "--reason", "no_evidence")
        assert (amended["outcome"], amended["version"]) == ("unresolvable", 3)
        assert told(claims, "reopen", claim_id, "--reason", "Look again.")["resolution"] is None
        dismissed = told(claims, "dismiss", claim_id, "out_of_scope", "--note", "Not ours.")
        assert (dismissed["status"], dismissed["dismissal"]) == ("dismissed", "out_of_scope")
        assert [event["reason"] for event in told(claims, "events", claim_id)] == [
            None,
            "Signed.",
            None,
            "Look again.",
            "Not ours.",
        ]

    def test_what_is_named_is_corrected_and_the_rest_stays(self, claims: Run, claim_id: str) -> None:
        first = told(claims, "correct", claim_id, "--due", "2026-05-31", "--tag", "a", "--tag", "b")
        assert (first["due"], first["review_on"], first["tags"]) == ("2026-05-31", "2026-06-01", ["a", "b"])
        second = told(claims, "correct", claim_id, "--no-tags", "--text", "They will sign it.")
        assert (second["due"], second["tags"], second["text"]) == ("2026-05-31", [], "They will sign it.")
        assert told(claims, "correct", claim_id, "--no-due")["due"] is None
        third = told(
            claims, "correct", claim_id, "--speaker", "Rolf Berg", "--outlet", "The Post", "--modality", "demand",
            "--polarity", "negative", "--conditional", "--review-on", "2026-04-01", "--note", "It was so.",
        )  # fmt: skip
        assert (third["speaker"], third["outlet"], third["modality"]) == ("Rolf Berg", "The Post", "demand")
        assert (third["polarity"], third["conditional"], third["review_on"]) == ("negative", True, "2026-04-01")
        assert told(claims, "events", claim_id)[-1]["reason"] == "It was so."
        fourth = told(claims, "correct", claim_id, "--no-speaker", "--no-outlet", "--unconditional")
        assert (fourth["speaker"], fourth["outlet"], fourth["conditional"]) == (None, None, False)

    def test_two_claims_become_one_and_two_again(self, claims: Run, claim_id: str) -> None:
        other = told(claims, "add", "--published", "2026-03-02", stdin="The harbour will reopen in May.")
        statement = other["statements"][0]

        merged = told(claims, "merge", statement["claim_id"], claim_id, "--note", "One and the same.")
        assert (merged["id"], merged["mentions"]) == (claim_id, 2)
        born = told(claims, "split", claim_id, statement["id"])
        assert (born["mentions"], born["id"] == claim_id) == (1, False)
        assert told(claims, "show", claim_id)["mentions"] == 1

    def test_claims_are_tied_to_what_they_move(self, claims: Run, claim_id: str) -> None:
        later = told(claims, "add", "--published", "2026-03-05", stdin="The harbour will reopen on May 5.")
        (later_id,) = [one["claim_id"] for one in later["statements"]]

        linked = told(claims, "link", later_id, "revises", claim_id, "--note", "It is the same.")
        assert (linked["id"], linked["version"]) == (later_id, 2)
        thread = told(claims, "thread", claim_id)
        assert [one["claim"]["id"] for one in thread["data"]] == [claim_id, later_id]
        assert "revises" in claims("thread", claim_id, "--table").stdout
        assert "moved_already" not in claims("unlink", claim_id, later_id).stderr
        assert len(told(claims, "thread", claim_id)["data"]) == 1

    def test_a_version_that_is_past_is_refused(self, claims: Run, claim_id: str) -> None:
        told(claims, "resolve", claim_id, "fulfilled", "--version", 1)

        result = claims("reopen", claim_id, "--version", 1)

        assert (result.exit_code, "stale_version" in result.stderr) == (1, True)
        assert told(claims, "reopen", claim_id, "--version", 2)["version"] == 3

    @pytest.mark.parametrize("command", ["resolve", "propose"])
    def test_days_that_disagree_are_refused_and_told(self, claims: Run, claim_id: str, command: str) -> None:
        result = claims(command, claim_id, "fulfilled", "--happened-on", "2026-03-07")

        assert result.exit_code == 1
        assert "what happens later is fulfilled_late" in result.stderr
        assert told(claims, "show", claim_id)["version"] == 1

    def test_a_table_for_people(self, claims: Run, claim_id: str) -> None:
        assert "fulfilled" in claims("resolve", claim_id, "fulfilled", "--table").stdout

    @pytest.mark.parametrize(
        "arguments",
        [
            ["resolve", NOBODY],
            ["resolve", NOBODY, "true"],
            ["resolve", NOBODY, "fulfilled", "--happened-on", "soon"],
            ["dismiss", NOBODY, "dull"],
            ["correct", NOBODY],
            ["correct", NOBODY, "--due", "2026-03-06", "--no-due"],
            ["correct", NOBODY, "--tag", "a", "--no-tags"],
            ["correct", NOBODY, "--speaker", "a", "--no-speaker"],
            ["correct", NOBODY, "--modality", "wish"],
            ["correct", NOBODY, "--note", "Why?"],
            ["merge", NOBODY],
            ["split", NOBODY],
            ["reopen", NOBODY, "--version", "0"],
        ],
    )
    def test_a_command_line_that_makes_no_sense(self, claims: Run, arguments: list[str]) -> None:
        assert claims(*arguments).exit_code == 2


def test_a_service_that_is_not_there(claims: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)

    result = claims("list", url="http://127.0.0.1:1")

    assert (result.exit_code, "is the service running?" in result.stderr) == (3, True)


def test_a_key_that_can_be_none(claims: Run) -> None:
    result = claims("list", key="ct x")

    assert (result.exit_code, "CLAIMS_API_KEY" in result.stderr) == (4, True)


def test_a_wrong_key_names_its_variable(claims: Run) -> None:
    result = claims("list", key="ct_wrong")

    assert result.exit_code == 1
    assert result.stderr.startswith("claims: CLAIMS_API_KEY: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_key_that_may_not_names_its_variable(claims: Run, key_for: Callable[..., str]) -> None:
    result = claims("webhooks", "list", key=key_for(Scope.READ, name="reader"))

    assert (result.exit_code, result.stderr.startswith("claims: CLAIMS_API_KEY: ")) == (1, True)


class TestIds:
    """Ids by their last eight characters."""

    def test_a_claim_and_an_article_by_their_ends(self, claims: Run, api: Api) -> None:
        claim = api.add_claim()
        (article,) = api.get("/v1/articles").json["data"]

        assert json.loads(claims("show", claim["id"][-8:]).stdout)["id"] == claim["id"]
        assert json.loads(claims("show", claim["id"][-11:].upper()).stdout)["id"] == claim["id"]
        assert json.loads(claims("articles", "show", article["id"][-8:]).stdout)["id"] == article["id"]
        assert len(json.loads(claims("list", "--article", article["id"][-8:]).stdout)) == 1

    def test_none(self, claims: Run) -> None:
        result = claims("dismiss", "00000000", "out_of_scope")

        assert result.exit_code == 1
        assert "no claim has an id that ends in 00000000" in result.stderr

    def test_several(self, claims: Run, api: Api, database: Database) -> None:
        api.add("The harbour will reopen. The museum will close.")
        ends = [f"019dc5a0-0000-7000-8000-00{number}abcd1234" for number in (10, 11)]
        with database.begin() as connection:  # one in four thousand million: made, not waited for
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # without their events
            for end, name in zip(ends, ("harbour", "museum"), strict=True):
                copied = "text, status, polarity, modality, conditional, said_on, review_on, tags, mentions, version"
                connection.execute(
                    text(
                        f"INSERT INTO claim (id, created_at, updated_at, {copied}) "
                        f"SELECT :id, created_at, updated_at, {copied} FROM claim WHERE text LIKE :name"
                    ),
                    {"id": end, "name": f"%{name}%"},
                )

        result = claims("show", "abcd1234")

        assert result.exit_code == 1
        assert all(end in result.stderr for end in ends)
        assert claims("show", "10abcd1234").exit_code == 0

    def test_an_outcome_that_was_not_watched_is_made_a_claim(self, claims: Run) -> None:
        text = "The ceiling will remain the same."
        article = told(claims, "add", "--published", "2026-03-02", stdin=text)
        (left,) = article["statements"]

        shown = claims("statements", "--article", article["id"], "--table")
        claim = told(claims, "track", left["id"])

        assert f"untracked: state · {left['id']}" in shown.stdout
        assert (claim["text"], claim["mentions"]) == (text, 1)
        assert claims("track", left["id"]).exit_code == 1

    def test_a_mention_is_split_off_by_the_end_of_its_id(self, claims: Run, api: Api) -> None:
        claim, other = api.add_claim(), api.add_claim("The museum will reopen in May.")
        told(claims, "merge", other["id"][-8:], claim["id"][-8:])
        *_, last = told(claims, "mentions", claim["id"][-8:])

        result = claims("split", claim["id"][-8:], last["statement"]["id"][-8:])

        assert json.loads(result.stdout)["id"] != claim["id"]


class TestLists:
    """Articles, statements, leases."""

    def test_articles_and_statements(self, claims: Run, api: Api) -> None:
        article = api.add(title="Accord")

        assert [one["title"] for one in told(claims, "articles", "list")] == ["Accord"]
        assert "Accord" in claims("articles", "list", "--table").stdout
        (found,) = told(claims, "statements", "--kind", "result")
        assert found["statement"]["head"]["text"] == "collapsed"
        assert len(told(claims, "statements", "--article", article["id"])) == 2
        assert "collapsed" in claims("statements", "--table").stdout
        assert claims("statements", "--article", article["id"], "--kind", "result").exit_code == 2

    def test_leases(self, claims: Run, api: Api) -> None:
        claim = api.add_claim()

        lease = told(claims, "leases", "take", "--ttl", "60")
        assert [one["id"] for one in lease["data"]] == [claim["id"]]
        assert told(claims, "leases", "take")["data"] == []
        assert told(claims, "leases", "renew", lease["id"])["id"] == lease["id"]
        assert claim["id"] in claims("leases", "show", lease["id"], "--table").stdout
        (held,) = told(claims, "leases", "list", "--claim", claim["id"])
        assert (held["id"], held["claim_ids"]) == (lease["id"], [claim["id"]])
        assert told(claims, "leases", "list", "--holder", "nobody") == []
        assert claim["id"] in claims("leases", "list", "--table").stdout
        assert claims("leases", "release", lease["id"]).exit_code == 0
        assert claims("leases", "show", lease["id"]).exit_code == 1

    def test_articles_that_meet_every_condition(self, claims: Run, api: Api) -> None:
        harbour = api.add("The harbour will reopen in May.", outlet="Courier", published_on="2026-03-01")
        bridge = api.add("The bridge may close.", outlet="Herald", published_on="2026-02-01", url="https://x.example/b")

        def found(*options: str) -> list[str]:
            return [article["id"] for article in told(claims, "articles", "list", *options)]

        assert found() == [bridge["id"], harbour["id"]]
        assert found("--published-to", "2026-03-01") == [harbour["id"], bridge["id"]]
        assert found("--outlet", "courier") == found("-q", "harbour") == [harbour["id"]]
        assert found("--url", "https://x.example/b") == found("--published-to", "2026-02-01") == [bridge["id"]]
        assert found("-q", "harbour", "--outlet", "Herald") == []

    def test_secret_addresses_of_feeds(self, claims: Run, api: Api) -> None:
        atom, calendar = claims("feeds", "create", "Ann's phone").stdout.split()
        assert atom.removesuffix("/claims.atom") == calendar.removesuffix("/claims.ics")
        (listed,) = told(claims, "feeds", "list")
        assert (listed["name"], listed["revoked_at"]) == ("Ann's phone", None)
        assert "Ann's phone" in claims("feeds", "list", "--table").stdout
        assert requests.get(calendar, timeout=30).text.startswith("BEGIN:VCALENDAR")

        assert claims("feeds", "revoke", listed["id"]).stdout == f"revoked {listed['id']}\n"
        assert requests.get(atom, timeout=30).status_code == 404
        assert claims("feeds", "revoke", api.add()["id"]).exit_code == 1


class TestBulk:
    """`claims move`."""

    def test_nothing_is_moved_without_yes(self, claims: Run, claim_id: str) -> None:
        result = claims("move", "dismiss", "--reason", "out_of_scope", "--outlet", "Courier")

        assert (result.exit_code, len(json.loads(result.stdout))) == (0, 1)
        assert "--yes" in result.stderr
        assert told(claims, "show", claim_id)["status"] == "due"

    def test_every_claim_that_meets_the_conditions_is_moved(self, claims: Run, claim_id: str, api: Api) -> None:
        other = api.add_claim("The museum will reopen in May.", outlet="Herald")

        (moved,) = told(claims, "move", "resolve", "--to", "fulfilled", "--outlet", "Courier", "--yes")

        assert (moved["id"], moved["claim"]["outcome"]) == (claim_id, "fulfilled")
        assert told(claims, "show", other["id"])["status"] == "open"

    def test_what_is_refused_is_told(self, claims: Run, claim_id: str) -> None:
        result = claims("move", "reopen", "--outlet", "Courier", "--yes")

        assert result.exit_code == 1
        assert json.loads(result.stdout)[0]["problem"]["code"] == "illegal_move"

    @pytest.mark.parametrize(
        "arguments",
        [
            ["dismiss", "--reason", "out_of_scope"],
            ["resolve", "--tag", "a"],
            ["reopen", "--to", "fulfilled", "--tag", "a"],
        ],
    )
    def test_a_command_line_that_makes_no_sense(self, claims: Run, arguments: list[str]) -> None:
        assert claims("move", *arguments).exit_code == 2


class TestService:
    """What talks to the service that CLAIMS_URL names does all of its work there."""

    def test_a_sweep(self, claims: Run, api_on: Callable[[date], Api], monkeypatch: pytest.MonkeyPatch) -> None:
        claim_id = api_on(date(2026, 3, 3)).add_claim()["id"]
        monkeypatch.setenv("CLAIMS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

        assert claims("sweep").stdout == f"{TODAY}: 1 fell due, 0 proposed\n"
        assert told(claims, "show", claim_id)["status"] == "due"
        assert "Only for rehearsals" in claims("sweep", "--today", "2026-04-01").stderr

    def test_keys(self, claims: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLAIMS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

        secret = claims("keys", "create", "desk", "--scope", "read", "--days", "7").stdout.strip()
        assert claims("list", key=secret).exit_code == 0
        (row,) = [key for key in told(claims, "keys", "list") if key["name"] == "desk"]
        assert claims("keys", "revoke", row["id"][-8:]).exit_code == 0
        assert claims("list", key=secret).exit_code == 1


class TestWithdraw:
    """`claims withdraw`."""

    def test_it_asks_first(self, claims: Run, claim_id: str) -> None:
        article = told(claims, "show", claim_id)["article"]["id"]

        assert claims("withdraw", article, stdin="n\n").exit_code == 1
        assert told(claims, "articles", "show", article)["withdrawn_at"] is None

    def test_it_blanks_the_article_and_dismisses_its_claims(self, claims: Run, claim_id: str) -> None:
        article = told(claims, "show", claim_id)["article"]["id"]

        withdrawn = told(claims, "withdraw", article[-8:], "--reason", "Asked for.", "--yes")

        assert (withdrawn["text"], withdrawn["withdrawal_reason"]) == ("", "Asked for.")
        assert told(claims, "show", claim_id)["dismissal"] == "withdrawn"
        assert "Asked for." in claims("articles", "show", article, "--table").stdout
        assert [one["id"] for one in told(claims, "articles", "list", "--withdrawn")] == [article]
        assert told(claims, "articles", "list") == []
        again = claims("add", "--published", "2026-03-02", stdin=ACCORD)
        assert (again.exit_code, "article_withdrawn" in again.stderr) == (1, True)


@pytest.mark.slow
def test_the_demo_needs_no_service_and_leaves_nothing(claims: Run, api: Api, tmp_path: Path) -> None:
    result = claims("demo")

    assert result.exit_code == 0, result.stderr
    assert "fulfilled" in result.stdout
    assert api.get("/v1/articles").json["data"] == []
