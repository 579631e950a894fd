"""`claims reread`: what is the same stays, what is new is added, what is gone is marked, what is people's is not
touched; in steps that may end at any time.

What an earlier version found is made by patching detection: an `edit` of what today's finds.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text
from structlog.testing import capture_logs

from service.cli import main
from service.domain.article import NewStatement
from service.store import analysis
from service.store.database import Database
from service.usecases import article_reading
from service.usecases.detection import DetectedText, find_statements
from service.usecases.rereading import Orders, reread, second
from service.usecases.sweep import sweep
from tests.api import Api
from tests.conftest import NOW, TODAY
from tests.http.test_evidence import REPORTED, STATED

TEXT = (
    "The two ministers are expected to sign the accord on Friday. Lofthaven will open the Tarn bridge in June. "
    "The talks collapsed in January. The mayor resigned on Monday."
)
Run = Callable[..., Any]
Edit = Callable[[list[NewStatement]], list[NewStatement]]


@pytest.fixture
def run(database_url: str) -> Run:
    """Runs `claims reread`; what it tells as JSON."""

    def run(*arguments: str, exit_code: int = 0) -> Any:
        result = invoke(database_url, "reread", *arguments)
        assert result.exit_code == exit_code, result.output
        return json.loads(result.stdout)

    return run


def invoke(database_url: str, *arguments: str) -> Result:
    """What `claims` does with these arguments on the database."""
    environment = {"CLAIMS_DATABASE_URL": database_url, "CLAIMS_TODAY": "2026-03-10"}
    return CliRunner(env=environment).invoke(main, [*arguments])


@contextmanager
def earlier(edit: Edit = lambda found: found) -> Iterator[None]:
    """Within the block, articles are read by an earlier version, which finds what `edit` makes of today's findings."""

    with (
        patch.object(analysis, "analysis_hash", lambda: "an earlier one"),
        patch.object(article_reading, "find_statements", edited(edit)),
    ):
        yield


@contextmanager
def later(edit: Edit) -> Iterator[None]:
    """Within the block, articles are read again by a version that finds what `edit` makes of today's findings."""

    with (
        patch.object(analysis, "analysis_hash", lambda: "a later one"),
        patch.object(article_reading, "find_statements", edited(edit)),
    ):
        yield


def edited(edit: Edit) -> Callable[..., DetectedText]:
    """Finding statements as ever, each of which `edit` then changes or leaves out."""

    def found(text: str, **given: Any) -> DetectedText:
        now = find_statements(text, **given)
        kept = [
            (other, clause) for one, clause in zip(now.statements, now.clauses, strict=True) for other in edit([one])
        ]
        return replace(now, statements=[one for one, _ in kept], clauses=[clause for _, clause in kept])

    return found


def without(*heads: str) -> Edit:
    """All but the statements with these heads."""
    return lambda found: [one for one in found if one.head not in heads]


def with_(changed: str, /, **values: Any) -> Edit:
    """All, where the statement with the head `changed` has other values."""
    return lambda found: [replace(one, **values) if one.head == changed else one for one in found]


def listed(api: Api, article: dict[str, Any]) -> dict[str, Any]:
    """An article's statements as they are listed, by head."""
    return {one["head"]["text"]: one for one in api.get(f"/v1/articles/{article['id']}").json["statements"]}


def claim_of(api: Api, statement: dict[str, Any]) -> dict[str, Any]:
    """The claim of a statement, as it stands."""
    claim: dict[str, Any] = api.get(f"/v1/claims/{statement['claim_id']}").json
    return claim


def events_of(api: Api, claim: dict[str, Any]) -> list[dict[str, Any]]:
    """A claim's history."""
    events: list[dict[str, Any]] = api.get(f"/v1/claims/{claim['id']}/events").json["data"]
    return events


def everything(database: Database) -> dict[str, Any]:
    """Every row that reading writes, as text."""
    tables = ("article", "statement", "claim", "identity", "watch", "watched_key", "evidence", "proposal", "event")
    with database.begin() as connection:
        return {
            name: connection.scalar(text(f"SELECT json_agg(t ORDER BY t::text)::text FROM {name} t")) for name in tables
        }


def versions(database: Database) -> list[tuple[Any, ...]]:
    """By which transaction each row was written that says what a claim is found by."""
    rows = "SELECT '{0}', claim_id, xmin::text FROM {0}"
    query = text(f"{rows.format('identity')} UNION ALL {rows.format('watch')} ORDER BY 1, 2")
    with database.begin() as connection:
        return [tuple(row) for row in connection.execute(query)]


class TestWorthWatching:
    """What an earlier version did not watch, or what today's does not."""

    def test_what_is_worth_watching_now_becomes_a_claim(self, api: Api, run: Run) -> None:
        with earlier(with_("remain", due=None)):
            article = api.add("The ceiling will remain the same until Friday. The talks collapsed in January.")
        assert listed(api, article)["remain"]["untracked"] == "state"

        run()

        statement = listed(api, article)["remain"]
        claim = claim_of(api, statement)
        assert (statement["untracked"], claim["due"], claim["mentions"]) == (None, "2026-03-06", 1)
        assert [event["type"] for event in events_of(api, claim)] == ["claim.created"]

    def test_what_is_a_claim_stays_one(self, api: Api, run: Run) -> None:
        with earlier():
            article = api.add("The ceiling will remain the same until Friday.")
        with later(with_("remain", due=None)):
            run()

        statement = listed(api, article)["remain"]
        assert (statement["untracked"], statement["claim_id"] is None) == (None, False)


class TestTheSameReading:
    """Nothing that is shown changes where a later version finds the same."""

    def test_ids_claims_and_evidence_stay(self, api: Api, run: Run, database: Database) -> None:
        with earlier():
            article = api.add(TEXT)
            claim = api.add_claim(STATED)
            api.add(REPORTED, published_on="2026-03-07")
        found = api.get(f"/v1/claims/{claim['id']}/evidence").json
        before = listed(api, article)

        told = run()

        assert (told["claims"], told["articles"], told["left"]) == (3, 3, {"claims": 0, "articles": 0})
        assert [told[name] for name in ("changed", "new", "gone", "claims_changed", "skipped")] == [0] * 5
        assert listed(api, article) == before
        assert api.get(f"/v1/claims/{claim['id']}").json == claim
        assert api.get(f"/v1/claims/{claim['id']}/evidence").json == found
        assert found["data"]

    def test_a_claim_is_settled_once(self, api: Api, run: Run, database: Database) -> None:
        with earlier():
            api.add(TEXT)

        told, written = run("--limit", "2"), versions(database)  # claims come first

        assert (told["claims"], told["articles"], len(written)) == (2, 0, 4)
        assert run()["articles"] == 1
        assert versions(database) == written

    def test_a_second_run_finds_nothing(self, api: Api, run: Run, database: Database) -> None:
        with earlier():
            api.add(TEXT)
        run()
        before = everything(database)

        told = run()

        assert (told["claims"], told["articles"]) == (0, 0)
        assert everything(database) == before

    def test_the_article_names_the_version(self, api: Api, run: Run) -> None:
        with earlier():
            first = api.add(TEXT)["analysis_version"]
            article = api.add(STATED)
        today = api.add(REPORTED)["analysis_version"]
        run()

        assert 0 < first == article["analysis_version"] < today
        assert {one["analysis_version"] for one in api.get("/v1/articles").json["data"]} == {today}


class TestWhatIsNew:
    """What an earlier version missed is added as if the article had just arrived, in the order of the text."""

    def test_an_outcome_gets_a_claim(self, api: Api, run: Run) -> None:
        with earlier(without("open", "collapsed")):
            article = api.add(TEXT)
        assert list(listed(api, article)) == ["sign", "resigned"]

        assert run()["new"] == 2

        assert list(listed(api, article)) == ["sign", "open", "collapsed", "resigned"]
        claim = claim_of(api, listed(api, article)["open"])
        assert (claim["status"], claim["mentions"], claim["said_on"]) == ("open", 1, "2026-03-02")
        assert [event["actor"] for event in events_of(api, claim)] == ["system"]

    def test_all_of_it(self, api: Api, run: Run) -> None:
        with earlier(lambda found: []):
            article = api.add(TEXT)

        assert run()["new"] == 4
        assert list(listed(api, article)) == ["sign", "open", "collapsed", "resigned"]

    def test_what_stands_first_comes_first(self, api: Api, run: Run) -> None:
        with earlier(without("sign", "resigned")):
            article = api.add(TEXT)

        run()

        assert list(listed(api, article)) == ["sign", "open", "collapsed", "resigned"]

    def test_what_an_article_reports_is_no_evidence_for_its_own_claims(self, api: Api, run: Run) -> None:
        both = f"{STATED} {REPORTED}"
        with earlier():
            claim = api.add_claim(both)
        with earlier(without("signed")):
            other = api.add_claim(both.replace("Haugmo", "Berge"))

        run()

        for one in (claim, other):
            assert api.get(f"/v1/claims/{one['id']}/evidence").json["data"] == []

    def test_a_result_that_was_there_is_no_evidence_for_a_new_claim_of_its_article(self, api: Api, run: Run) -> None:
        with earlier(without("sign")):
            article = api.add(f"{STATED} {REPORTED}")

        run()

        claim = claim_of(api, listed(api, article)["sign"])
        assert api.get(f"/v1/claims/{claim['id']}/evidence").json["data"] == []

    def test_an_outcome_that_is_known_is_a_mention(self, api: Api, run: Run) -> None:
        with earlier(without("sign")):
            api.add(STATED.replace("will", "is to"))
        claim = api.add_claim(STATED)

        run()

        assert api.get(f"/v1/claims/{claim['id']}").json["mentions"] == 2

    def test_a_result_is_evidence(self, api: Api, run: Run, database: Database) -> None:
        claim = api.add_claim(STATED)
        with earlier(without("signed")):
            api.add(REPORTED, published_on="2026-03-07")
        assert not api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]

        run()

        assert api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]
        assert sweep(database, now=NOW, today=TODAY).proposed == 1


class TestWhatIsGone:
    """What a later version finds no more is marked, not deleted; its claim is there to be looked at."""

    def test_a_statement_is_hidden_and_its_claim_flagged(self, api: Api, run: Run) -> None:
        with earlier():
            article = api.add(TEXT)
        statement = listed(api, article)["sign"]

        with later(without("sign", "collapsed")):
            told = run()

        assert (told["gone"], told["claims_changed"], told["unstated"]) == (2, 1, 1)
        assert list(listed(api, article)) == ["open", "resigned"]
        heads = {one["statement"]["head"]["text"] for one in api.get("/v1/statements").json["data"]}
        assert heads == {"open", "resigned"}
        claim = claim_of(api, statement)
        assert (claim["status"], claim["mentions"]) == ("due", 0)
        assert [event["type"] for event in events_of(api, claim)] == ["claim.created", "claim.reread"]
        assert [one["id"] for one in api.get("/v1/claims?unstated=true").json["data"]] == [claim["id"]]
        (mention,) = api.get(f"/v1/claims/{claim['id']}/mentions").json["data"]
        assert mention["statement"]["vanished"] is True

    def test_it_comes_back(self, api: Api, run: Run) -> None:
        with earlier():
            article = api.add(TEXT)
        before = listed(api, article)
        with later(without("sign", "collapsed")):
            run()

        run()

        assert listed(api, article) == before
        assert claim_of(api, before["sign"])["mentions"] == 1
        assert api.get("/v1/claims?unstated=true").json["data"] == []

    def test_evidence_goes_and_a_proposal_on_nothing_else_is_withdrawn(
        self, api: Api, run: Run, database: Database
    ) -> None:
        with earlier():
            claim = api.add_claim(STATED)
            api.add(REPORTED, published_on="2026-03-07")
        sweep(database, now=NOW, today=TODAY)

        with later(without("signed")):
            assert run()["withdrawn"] == 1

        now = api.get(f"/v1/claims/{claim['id']}").json
        assert (now["status"], now["proposal"]) == ("due", None)
        assert events_of(api, claim)[-1]["actor"] == "system"
        assert sweep(database, now=NOW, today=TODAY).proposed == 0

    def test_a_proposal_stays_while_its_evidence_does(self, api: Api, run: Run, database: Database) -> None:
        with earlier():
            claim = api.add_claim(STATED)
            api.add(REPORTED, published_on="2026-03-07")
        sweep(database, now=NOW, today=TODAY)
        before = api.get(f"/v1/claims/{claim['id']}").json

        run()

        assert api.get(f"/v1/claims/{claim['id']}").json == before

    def test_it_counts_as_no_mention_when_claims_are_merged_or_split(
        self, api: Api, run: Run, database_url: str
    ) -> None:
        with earlier():
            claim = api.add_claim(STATED)
            again = api.add(STATED.replace("will", "is to"))
            other = claim_of(api, listed(api, api.add(TEXT))["open"])
        assert claim_of(api, listed(api, again)["sign"])["mentions"] == 2
        with later(lambda found: [one for one in found if "is to" not in one.text]):
            run()
        claim = api.get(f"/v1/claims/{claim['id']}").json
        other = api.get(f"/v1/claims/{other['id']}").json
        (gone,) = [
            one["statement"]
            for one in api.get(f"/v1/claims/{claim['id']}/mentions").json["data"]
            if one["statement"]["vanished"]
        ]

        assert claim["mentions"] == 1
        assert api.move(claim, "split", {"statement_id": gone["id"]}).status_code == 422
        assert api.move(claim, "merge", {"into": other["id"]}).status_code == 200
        assert api.get(f"/v1/claims/{other['id']}").json["mentions"] == 2
        assert invoke(database_url, "db", "check").exit_code == 0


class TestWhatIsReadOtherwise:
    """A claim follows its first mention; its history tells what it was."""

    def test_a_statement_keeps_its_text_and_its_place(self, api: Api, run: Run) -> None:
        shorter = TEXT[TEXT.index("open the") : TEXT.index(" in June")]
        start = TEXT.index(shorter)
        with earlier(with_("open", text=shorter, start=start, end=start + len(shorter), speaker="Nobody")):
            before = listed(api, api.add(TEXT))["open"]
        assert before["text"] == shorter

        told = run()

        now = api.get(f"/v1/articles/{api.get('/v1/articles').json['data'][0]['id']}").json["statements"]
        (opened,) = [one for one in now if one["head"]["text"] == "open"]
        assert (told["changed"], told["new"], told["gone"], told["skipped"]) == (1, 0, 0, 0)
        assert opened == {**before, "speaker": None}

    def test_a_due_date_before_it_was_said_is_none_of_the_claim(self, api: Api, run: Run) -> None:
        with earlier():
            article = api.add(TEXT)

        with later(with_("open", due=date(2026, 1, 1))):
            assert run()["skipped"] == 0

        assert claim_of(api, listed(api, article)["open"])["due"] is None

    def test_the_claim_follows(self, api: Api, run: Run) -> None:
        with earlier(with_("open", due=date(2026, 4, 1), speaker="Nobody", modality="possibility")):
            article = api.add(TEXT)
        before = claim_of(api, listed(api, article)["open"])
        assert (before["due"], before["speaker"]) == ("2026-04-01", "Nobody")

        assert run()["claims_changed"] == 1

        now = claim_of(api, listed(api, article)["open"])
        assert (now["due"], now["speaker"], now["modality"]) == ("2026-06-30", None, "scheduled")
        assert now["version"] == before["version"] + 1
        last = events_of(api, now)[-1]
        assert (last["type"], last["data"]["was"]["speaker"]) == ("claim.reread", "Nobody")

    def test_the_past_stays_as_it_was(self, api: Api, run: Run) -> None:
        with earlier(with_("open", speaker="Nobody", polarity="negative")):
            article = api.add(TEXT)
        instant = NOW.isoformat().replace("+00:00", "Z")
        run()

        claim = claim_of(api, listed(api, article)["open"])
        then = api.get(f"/v1/claims/{claim['id']}?as_of={instant}").json
        assert (claim["speaker"], claim["polarity"]) == (None, "positive")
        assert (then["speaker"], then["polarity"]) == ("Nobody", "negative")

    def test_another_head_in_the_same_clause_is_the_same_statement(self, api: Api, run: Run) -> None:
        def other_head(found: list[NewStatement]) -> list[NewStatement]:
            at = TEXT.index("bridge")
            return with_("open", head="bridge", head_start=at, head_end=at + 6)(found)

        with earlier(other_head):
            article = api.add(TEXT)
        before = listed(api, article)["bridge"]

        told = run()

        assert (told["new"], told["gone"], told["changed"]) == (0, 0, 1)
        assert listed(api, article)["open"]["id"] == before["id"]

    def test_evidence_is_weighed_anew(self, api: Api, run: Run, database: Database) -> None:
        with earlier(with_("signed", polarity="negative")):
            claim = api.add_claim(STATED)
            api.add(REPORTED, published_on="2026-03-07")
        (before,) = api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]

        run()

        (now,) = api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]
        assert (before["outcome"], now["outcome"]) == ("not_fulfilled", "fulfilled")
        assert now["id"] == before["id"]


PEOPLE = {
    "resolved": lambda api, claim: api.move(claim, "resolution", {"outcome": "fulfilled"}),
    "dismissed": lambda api, claim: api.move(claim, "dismissal", {"reason": "not_a_claim"}),
    "corrected": lambda api, claim: api.http.patch(
        f"/v1/claims/{claim['id']}",
        json={"due": "2026-05-05"},
        headers={"Authorization": f"Bearer {api.key}", "If-Match": f'"{claim["version"]}"'},
    ),
}


class TestPeople:
    """What people decided, corrected or added is not touched, whatever is read."""

    @pytest.mark.parametrize("action", PEOPLE)
    @pytest.mark.parametrize("edit", [without("sign"), with_("sign", due=date(2027, 1, 1), speaker="Nobody")])
    def test_a_claim_stays_as_it_is(self, api: Api, run: Run, action: str, edit: Edit) -> None:
        with earlier():
            article = api.add(TEXT)
        statement = listed(api, article)["sign"]
        assert PEOPLE[action](api, claim_of(api, statement)).status_code == 200
        before = claim_of(api, statement)

        with later(edit):
            told = run()

        assert (told["claims_changed"], told["left"]) == (0, {"claims": 0, "articles": 0})
        assert claim_of(api, statement) == before
        assert listed(api, article)["sign"] == statement

    @pytest.mark.parametrize(
        ("change", "again"),
        [
            ({"due": "2026-03-20"}, "Elin Haugmo is expected to sign the fisheries treaty with Ostland on March 20."),
            (
                {"text": "Elin Haugmo will open the Tarn bridge on Friday."},
                "Elin Haugmo is expected to open the Tarn bridge on Friday.",
            ),
        ],
    )
    def test_a_claim_is_found_by_what_people_made_of_it(
        self, api: Api, run: Run, change: dict[str, Any], again: str
    ) -> None:
        with earlier():
            claim = api.add_claim(STATED)
            tag = {"Authorization": f"Bearer {api.key}", "If-Match": f'"{claim["version"]}"'}
            assert api.http.patch(f"/v1/claims/{claim['id']}", json=change, headers=tag).status_code == 200

        run()

        assert [one["claim_id"] for one in api.add(again, published_on="2026-03-03")["statements"]] == [claim["id"]]

    def test_what_somebody_added_as_evidence_stays(self, api: Api, run: Run) -> None:
        with earlier():
            article = api.add(TEXT)
            claim = api.add_claim(STATED)
        statement = listed(api, article)["resigned"]
        piece = {"statement_id": statement["id"], "outcome": "fulfilled", "note": "Mine."}
        assert api.post(f"/v1/claims/{claim['id']}/evidence", piece).status_code == 201

        with later(without("resigned")):
            run()

        assert listed(api, article)["resigned"] == statement
        (found,) = api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]
        assert found["statement"]["vanished"] is False

    def test_a_claim_by_hand_is_found_by_new_results_as_today_reads_it(self, api: Api, run: Run) -> None:
        body = {"text": STATED, "said_on": "2026-03-02", "modality": "expectation", "due": "2026-03-06"}
        with earlier():
            claim = api.post("/v1/claims", body).json

        assert run()["claims"] == 1

        api.add(REPORTED, published_on="2026-03-07")
        assert api.get(f"/v1/claims/{claim['id']}").json["version"] == claim["version"]
        assert api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]


class TestTheRun:
    """It may be stopped, limited, repeated, and run beside itself and beside the service."""

    def test_a_dry_run_tells_and_changes_nothing(self, api: Api, run: Run, database: Database) -> None:
        with earlier(without("open")):
            article = api.add(TEXT)
        before = everything(database)

        with later(without("sign", "open")):
            told = run("--dry-run")
        assert everything(database) == before
        assert (told["gone"], told["unstated"], told["left"]["articles"]) == (1, 1, 1)
        assert told["examples"]["gone"] == [listed(api, article)["sign"]["id"]]

        assert run("--dry-run")["examples"]["new"] == [article["id"]]
        assert everything(database) == before

    def test_nothing_of_a_text_is_told(self, api: Api, database_url: str) -> None:
        with earlier(without("open")):
            api.add(TEXT)

        result = invoke(database_url, "reread", "--table")

        assert result.exit_code == 0
        assert "1 articles" in result.output
        assert "accord" not in result.output

    def test_undecided_claims_come_first(self, api: Api, run: Run, database: Database) -> None:
        with earlier():
            article = api.add(TEXT)
            api.move(claim_of(api, listed(api, article)["sign"]), "dismissal", {"reason": "not_a_claim"})

        assert run("--limit", "1")["left"] == {"claims": 1, "articles": 1}
        with database.begin() as connection:
            undone = connection.scalar(
                text("SELECT status FROM claim JOIN watch ON claim_id = id WHERE analysis_version = 1")
            )
        assert undone == "dismissed"
        assert run("--limit", "1")["left"] == {"claims": 0, "articles": 1}
        assert run("--limit", "1")["left"] == {"claims": 0, "articles": 0}

    def test_it_goes_on_where_it_was_stopped(self, api: Api, run: Run, database: Database) -> None:
        with earlier(without("open")):
            articles = [api.add(TEXT.replace("mayor", name)) for name in ("mayor", "judge", "envoy")]
        whole = second.add_new
        done: list[object] = []

        def stop(*arguments: Any) -> None:
            whole(*arguments)
            done.append(arguments)
            if len(done) == 2:
                raise KeyboardInterrupt

        with patch("service.usecases.rereading.run.add_new", stop):
            assert run(exit_code=130)["articles"] == 1

        assert run()["articles"] == 2
        for article in articles:
            assert list(listed(api, article)) == ["sign", "open", "collapsed", "resigned"]
        assert claim_of(api, listed(api, articles[0])["open"])["mentions"] == 3

    def test_what_fails_is_skipped_and_told_by_its_id_alone(self, api: Api, database_url: str, run: Run) -> None:
        with earlier():
            articles = [api.add(TEXT.replace("mayor", name)) for name in ("mayor", "judge", "envoy")]
        read = article_reading.find_statements

        def fail(text: str, **given: Any) -> DetectedText:
            if "judge" in text:
                raise RuntimeError(text)
            return read(text, **given)

        with (
            patch.object(article_reading, "find_statements", fail),
            capture_logs() as logs,
        ):
            result = invoke(database_url, "reread", "--json")

        assert result.exit_code == 1
        assert articles[1]["id"] in {line.get("article_id") for line in logs}
        assert "accord" not in f"{logs}{result.output}"
        assert run()["articles"] == 1

    def test_several_at_once_read_each_article_once(self, api: Api, database: Database) -> None:
        with earlier(without("open")):
            for number in range(12):
                api.add(TEXT.replace("The mayor", f"Mayor Number{number}"))

        def work(_: int) -> int:
            return reread(
                database, Orders(batch=3), now=lambda: datetime.now(UTC), today=TODAY, progress=lambda done: None
            ).articles

        with ThreadPoolExecutor(3) as pool:
            assert sum(pool.map(work, range(3))) == 12
        assert len(api.get("/v1/statements?limit=200").json["data"]) == 48

    def test_articles_may_be_posted_all_the_while(self, api: Api, database: Database) -> None:
        with earlier(without("sign")):
            article = api.add(TEXT)
        whole = second.add_new

        def beside(*arguments: Any) -> None:
            api.add("Lofthaven will open the Tarn bridge in June, officials said.", published_on="2026-03-03")
            whole(*arguments)

        with patch("service.usecases.rereading.run.add_new", beside):
            done = reread(database, Orders(), now=lambda: NOW, today=TODAY, progress=lambda done: None)

        assert done.skipped == 0
        assert claim_of(api, listed(api, article)["open"])["mentions"] == 2


class TestHowMuchIsLeft:
    """It is told in /metrics and by `claims db check`."""

    def test_both_tell(self, api: Api, run: Run, database_url: str) -> None:
        with earlier():
            api.add(TEXT)

        assert 'claims_reread_left{what="articles"} 1.0' in api.get("/metrics").text
        assert 'claims_reread_left{what="claims"} 2.0' in api.get("/metrics").text
        checked = invoke(database_url, "db", "check")
        assert (checked.exit_code, "2 claims and 1 articles" in checked.stdout) == (0, True)

        run()
        assert 'claims_reread_left{what="articles"} 0.0' in api.get("/metrics").text
        assert "left" not in invoke(database_url, "db", "check").stdout

    def test_where_today_has_read_nothing_all_is_left(self, api: Api) -> None:
        with earlier():
            api.add(TEXT)
        with patch.object(analysis, "analysis_hash", lambda: "never used"):
            assert 'claims_reread_left{what="articles"} 1.0' in api.get("/metrics").text


def test_an_article_of_a_release_that_knew_no_candidates_has_them_once_it_is_read_again(
    api: Api, run: Run, database: Database
) -> None:
    claim = claim_of(api, api.add(STATED)["statements"][0])
    with earlier():
        api.add(REPORTED, published_on="2026-03-07")
    with database.begin() as connection:
        for table in ("article_passages", "article_key"):
            connection.execute(text(f"DELETE FROM {table}"))
    path = f"/v1/claims/{claim['id']}/candidates"
    assert api.get(path).json["data"] == []

    run()

    assert [one["sentence"] for one in api.get(path).json["data"]] == [REPORTED]
