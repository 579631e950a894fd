"""Ids by their last characters."""

import pytest
from sqlalchemy import text

from service.store.database import Database
from tests.api import Api


def test_claims_and_articles_are_found_by_the_end_of_their_ids(api: Api) -> None:
    claim = api.add_claim(title="Accord")
    (article,) = api.get("/v1/articles").json["data"]

    assert api.get(f"/v1/ids?end={claim['id'][-8:]}").json["data"] == [
        {"kind": "claim", "id": claim["id"], "text": claim["text"]}
    ]
    assert api.get(f"/v1/ids?end={article['id'][-12:]}").json["data"] == [
        {"kind": "article", "id": article["id"], "text": "Accord"}
    ]
    assert api.get("/v1/ids?end=00000000").json["data"] == []


@pytest.mark.parametrize("end", ["", "1234567", "0123456789abc", "0123456g", "%25%25%25%25%25%25%25%25"])
def test_an_end_that_is_none(api: Api, end: str) -> None:
    answer = api.get(f"/v1/ids?end={end}")

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


@pytest.mark.parametrize("table", ["claim", "article"])
def test_no_table_is_walked_through(database: Database, table: str) -> None:
    with database.begin() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.execute(text(f"EXPLAIN SELECT id FROM {table} WHERE right(id::text, 8) = '00000000'"))

        assert f"ix_{table}_id_end" in " ".join(plan.scalars())
