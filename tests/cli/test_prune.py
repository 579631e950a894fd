"""`claims prune`: what nobody uses goes with its month; what a claim stands on stays, whoever works beside it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.bootstrap import Services
from service.cli import main
from service.jobs.app import make_jobs
from service.jobs.tasks import tasks
from service.store import partitions, retention, schema
from service.store.database import Database
from service.store.month import Month
from service.usecases.prune import prune
from tests.api import Api
from tests.arrivals import arriving_on

JANUARY, FEBRUARY, MARCH = date(2024, 1, 31), date(2024, 2, 10), date(2024, 3, 1)
BOTH = "The two ministers are expected to sign the accord on Friday. The talks collapsed in January."
RESULT = "The harbour reopened on Monday. The strike ended."
NOTHING = "A quiet day."
NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str) -> Run:
    """Runs `claims prune`."""

    def run(*arguments: str, **environment: str) -> Result:
        variables = {"CLAIMS_DATABASE_URL": database_url, "CLAIMS_TODAY": "2026-03-10", **environment}
        return CliRunner(env=variables).invoke(main, ["prune", *arguments])

    return run


@pytest.fixture
def months(database: Database) -> None:
    """The first months of 2024."""
    with database.begin() as connection:
        for number in (1, 2, 3):
            partitions.add(connection, Month(2024, number))


@pytest.fixture
def archive(api: Api, months: None) -> dict[str, dict[str, Any]]:
    """Articles from three months, by name."""
    found = {}
    for name, day, words in (
        ("mixed", JANUARY, BOTH),
        ("results", JANUARY, RESULT),
        ("nothing", FEBRUARY, NOTHING),
        ("february", FEBRUARY, f"Again: {RESULT}"),
        ("march", MARCH, f"Once more: {RESULT}"),
    ):
        with arriving_on(day):
            found[name] = api.add(words)
    return found


def _statements(api: Api) -> list[str]:
    return sorted(found["statement"]["id"] if "statement" in found else found["id"] for found in _all(api))


def _all(api: Api) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = api.get("/v1/statements?limit=200").json["data"]
    return data


def _ids(*articles: dict[str, Any], kind: str | None = None) -> list[str]:
    return sorted(
        found["id"] for article in articles for found in article["statements"] if kind in (None, found["kind"])
    )


def test_what_would_go_is_shown_and_nothing_is_changed(
    run: Run, api: Api, archive: dict[str, dict[str, Any]], database: Database
) -> None:
    before = _all(api)

    result = run("--before", "2024-03-01")

    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["done"], told["before"]) == (False, "2024-03-01")
    assert [(month["month"], month["results"]["rows"], month["staying"]) for month in told["months"]] == [
        ("2024-01", 3, 1),
        ("2024-02", 2, 0),
    ]
    assert sum(month["articles"]["rows"] for month in told["months"]) == 3
    assert all(month["results"]["bytes"] > 0 for month in told["months"])
    assert _all(api) == before
    assert "Nothing has been changed" in run("--before", "2024-03-01", "--table").stdout


def test_results_and_articles_without_claims_go_and_nothing_else(
    run: Run, api: Api, archive: dict[str, dict[str, Any]], database: Database
) -> None:
    mixed = archive["mixed"]
    claim = next(found["claim_id"] for found in mixed["statements"] if found["claim_id"])
    shown = [f"/v1/claims/{claim}", f"/v1/claims/{claim}/mentions", f"/v1/claims/{claim}/events"]
    before = [api.get(path).json for path in shown]

    would = json.loads(run("--before", "2024-03-01").stdout)
    did = json.loads(run("--before", "2024-03-01", "--yes").stdout)

    assert did == {**would, "done": True}
    assert [api.get(path).json for path in shown] == before
    kept = {article["id"] for article in api.get("/v1/articles").json["data"]}
    assert kept == {mixed["id"], archive["march"]["id"]}
    assert _statements(api) == sorted(_ids(mixed, kind="outcome") + _ids(archive["march"]))
    assert [found["kind"] for found in api.get(f"/v1/articles/{mixed['id']}").json["statements"]] == ["outcome"]
    with database.begin() as connection:
        assert Month(2024, 1) in partitions.existing(connection)
        assert Month(2024, 2) not in partitions.existing(connection)  # nothing was left of it
    assert schema.drift(database) == []


def test_a_result_that_is_evidence_stays_with_its_article(run: Run, api: Api, months: None) -> None:
    words = "Elin Haugmo {} the fisheries treaty with Ostland in Listvik on Friday."
    with arriving_on(JANUARY):
        claim = api.add_claim(words.format("will sign"))
    with arriving_on(FEBRUARY):
        told = api.add(f"{words.format('signed')} {RESULT}", published_on="2026-03-07")
    path = f"/v1/claims/{claim['id']}/evidence"
    before = api.get(path).json
    (piece,) = before["data"]

    run("--before", "2024-03-01", "--yes")

    assert api.get(path).json == before
    (kept,) = api.get(f"/v1/articles/{told['id']}").json["statements"]
    assert kept["id"] == piece["statement"]["id"]


def test_what_has_been_pruned_is_not_looked_at_again(run: Run, archive: dict[str, dict[str, Any]]) -> None:
    run("--before", "2024-03-01", "--yes")

    assert json.loads(run("--before", "2024-03-01").stdout)["months"] == []


def test_a_month_goes_when_all_of_it_is_old(run: Run, api: Api, archive: dict[str, dict[str, Any]]) -> None:
    told = json.loads(run("--before", "2024-02-29", "--yes").stdout)

    assert [month["month"] for month in told["months"]] == ["2024-01"]
    assert set(_ids(archive["february"])) <= set(_statements(api))


def test_the_setting_says_how_old(run: Run, archive: dict[str, dict[str, Any]]) -> None:
    days = (date(2026, 3, 10) - date(2024, 3, 1)).days

    for said in (run("--older-than", str(days)), run(CLAIMS_RETENTION_DAYS=str(days))):
        assert json.loads(said.stdout)["before"] == "2024-03-01"
    assert json.loads(run("--older-than", str(days + 1), CLAIMS_RETENTION_DAYS="1").stdout)["before"] == "2024-02-29"


@pytest.mark.parametrize("days", [None, 720])
def test_a_worker_prunes_by_night_where_the_setting_says_how_old(
    api: Api, archive: dict[str, dict[str, Any]], services: Services, days: int | None
) -> None:
    jobs = make_jobs(services, sweep_cron="0 * * * *", retention_days=days)
    scheduled = {entry.task.name: entry.configure_kwargs for entry in jobs.periodic_registry.periodic_tasks.values()}

    assert ("prune" in scheduled) == (days is not None)
    if days is not None:
        tasks()["prune"].run(services, (scheduled["prune"]["task_kwargs"] or {})["args"])
        assert _statements(api) == sorted(_ids(archive["mixed"], kind="outcome") + _ids(archive["march"]))


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "CLAIMS_RETENTION_DAYS is not set"),
        (["--before", "2024-03-01", "--older-than", "3"], 2, "exclude each other"),
        (["--older-than", "0"], 2, "0 is not in the range"),
        (["--before", "2026-03-11"], 1, "Must not lie in the future"),
        (["--before", "2026-03-11", "--yes"], 1, "Must not lie in the future"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, arguments: list[str], code: int, told: str) -> None:
    result = run(*arguments)

    assert result.exit_code == code
    assert told in result.stderr


def test_answers_kept_for_longer_than_a_day_go(run: Run, api: Api, database: Database) -> None:
    api.post(
        "/v1/articles", {"text": NOTHING, "published_on": "2026-03-02"}, headers={"Idempotency-Key": "once"}
    )  # on the 10th of March at noon

    before = date(2024, 1, 1)
    day_after = prune(database, before, now=datetime(2026, 3, 11, 11, tzinfo=UTC), today=before)
    assert day_after.answers.rows == 0
    later = prune(database, before, now=NOW, today=before)
    assert later.answers.rows == 1
    assert later.answers.bytes > 0
    assert prune(database, before, now=NOW, today=before).answers.rows == 0


def test_the_database_is_as_strict_about_a_pruned_month(
    run: Run, archive: dict[str, dict[str, Any]], database: Database
) -> None:
    run("--before", "2024-03-01", "--yes")

    (kept,) = _ids(archive["mixed"], kind="outcome")
    for impossible in (
        "UPDATE statement SET claim_id = gen_random_uuid() WHERE id = :id",
        "DELETE FROM claim WHERE id = (SELECT claim_id FROM statement WHERE id = :id)",
        "DELETE FROM article WHERE id = (SELECT article_id FROM statement WHERE id = :id)",
        "UPDATE statement SET kind = 'wish' WHERE id = :id",
    ):
        with pytest.raises(IntegrityError), database.begin() as connection:
            connection.execute(text(impossible), {"id": kept})
    with database.begin() as connection:
        indexes = "SELECT count(*) FROM pg_index WHERE indrelid = CAST(:table AS regclass) AND indisvalid"
        whole, part = (connection.scalar(text(indexes), {"table": name}) for name in ("statement", "statement_2024_01"))
    assert whole == part


class TestBesideOthers:
    """Pruning while others read and write the same months."""

    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(retention, "_ATTEMPTS", 2)
        monkeypatch.setattr(retention, "_PAUSE", 0)

    @pytest.fixture
    def before_the_swap(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
        """Has something done when a month's statements that stay have been copied, and before they take its place."""

        def arrange(work: Callable[[], object]) -> None:
            real = retention._replace

            def replace(*arguments: Any) -> None:
                monkeypatch.setattr(retention, "_replace", real)
                work()
                real(*arguments)

            monkeypatch.setattr(retention, "_replace", replace)

        return arrange

    def test_a_merge_meanwhile_is_kept(
        self,
        run: Run,
        api: Api,
        archive: dict[str, dict[str, Any]],
        before_the_swap: Callable[[Callable[[], object]], None],
    ) -> None:
        old = next(found for found in archive["mixed"]["statements"] if found["claim_id"])
        claim = api.get(f"/v1/claims/{old['claim_id']}").json
        other = api.add_claim("The museum will reopen in May.")
        before_the_swap(lambda: api.move(claim, "merge", {"into": other["id"]}))

        result = run("--before", "2024-02-01", "--yes")

        assert result.exit_code == 0, result.output
        mentions = api.get(f"/v1/claims/{other['id']}/mentions").json["data"]
        assert old["id"] in [mention["statement"]["id"] for mention in mentions]
        assert len(mentions) == api.get(f"/v1/claims/{other['id']}").json["mentions"] == 2

    def test_what_becomes_evidence_meanwhile_is_kept(
        self, run: Run, api: Api, archive: dict[str, dict[str, Any]], before_the_swap: Callable[..., None]
    ) -> None:
        used = archive["results"]["statements"][0]["id"]
        claim = api.add_claim("The museum will reopen in May.")
        piece = {"statement_id": used, "outcome": "fulfilled"}
        before_the_swap(lambda: api.post(f"/v1/claims/{claim['id']}/evidence", piece))

        run("--before", "2024-02-01", "--yes")

        (found,) = api.get(f"/v1/claims/{claim['id']}/evidence").json["data"]
        assert found["statement"]["id"] == used
        assert api.get(f"/v1/articles/{archive['results']['id']}").status_code == 200

    def test_a_month_that_is_read_for_too_long_is_left_whole(
        self, run: Run, api: Api, archive: dict[str, dict[str, Any]], database: Database
    ) -> None:
        before = _statements(api)
        with database.begin() as reader:
            reader.execute(text("SELECT count(*) FROM statement_2024_01"))
            result = run("--before", "2024-03-01", "--yes")

        assert result.exit_code == 1
        assert [month["busy"] for month in json.loads(result.stdout)["months"]] == [True, False]
        assert "try again later" in result.stderr
        assert set(_statements(api)) == set(before) - set(_ids(archive["february"]))

        assert run("--before", "2024-03-01", "--yes").exit_code == 0
        assert _statements(api) == sorted(_ids(archive["mixed"], kind="outcome") + _ids(archive["march"]))

    def test_of_two_at_once_each_row_goes_once(self, archive: dict[str, dict[str, Any]], database: Database) -> None:
        def work() -> Any:
            return prune(database, date(2024, 3, 1), now=NOW, today=date(2026, 3, 10))

        with ThreadPoolExecutor(2) as pool:
            done = [future.result() for future in [pool.submit(work) for _ in range(2)]]

        months = [month for pruning in done for month in pruning.months]
        assert sum(month.results.rows for month in months) == 5
        assert sum(month.articles.rows for month in months) == 3

    def test_articles_are_found_again_after_a_crash(
        self,
        run: Run,
        api: Api,
        archive: dict[str, dict[str, Any]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        with monkeypatch.context() as crashing:
            crashing.setattr(retention, "delete_articles", lambda *_: 1 / 0)
            assert run("--before", "2024-03-01", "--yes").exit_code == 1
        assert len(api.get("/v1/articles").json["data"]) == 5

        run("--before", "2024-03-01", "--yes")

        kept = {article["id"] for article in api.get("/v1/articles").json["data"]}
        assert kept == {archive["mixed"]["id"], archive["march"]["id"]}

    def test_articles_may_be_posted_all_the_while(
        self, run: Run, api: Api, archive: dict[str, dict[str, Any]], before_the_swap: Callable[..., None]
    ) -> None:
        posted: list[Any] = []
        before_the_swap(lambda: posted.append(api.add("The bridge will open in June. The road opened in May.")))

        run("--before", "2024-03-01", "--yes")

        assert set(_ids(*posted)) <= set(_statements(api))
