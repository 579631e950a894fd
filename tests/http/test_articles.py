"""Articles: kept with what they state, once."""

import pytest

from schemas.statement import FoundStatementOut, StatementOut
from tests.api import ACCORD, PUBLISHED, Api

_SOURCE = ("id", "title", "url", "outlet", "published_on")


def test_an_article_is_stored_with_its_statements_and_a_claim_for_each_outcome(api: Api) -> None:
    answer = api.post("/v1/articles", {"text": ACCORD, "published_on": "2026-03-02", "outlet": "The Courier"})

    assert answer.status_code == 201
    article = answer.json
    assert answer.headers["Location"] == f"/v1/articles/{article['id']}"
    outcome, result = article["statements"]
    assert (outcome["kind"], outcome["head"]["text"], outcome["due"]) == ("outcome", "sign", "2026-03-06")
    assert (result["kind"], result["head"]["text"], result["claim_id"]) == ("result", "collapsed", None)
    claim = api.get(f"/v1/claims/{outcome['claim_id']}").json
    assert claim["status"] == "due"
    assert claim["said_on"] == "2026-03-02"
    assert claim["due"] == "2026-03-06"
    assert claim["review_on"] == "2026-03-07"
    assert claim["outlet"] == "The Courier"
    assert claim["outcome"] is None
    assert claim["resolution"] is None


def test_offsets_are_characters_of_the_text_as_it_was_sent(api: Api) -> None:
    text = "  “Naïve” 🙂\r\n\r\nThe\u00a0ministers will sign the accord on Friday.\r\n"
    article = api.add(text)

    assert article["text"] == text
    (found,) = article["statements"]
    for span in (found["head"], found, found["cue"]):
        assert text[span["start"] : span["end"]] == span["text"]
    assert found["head"]["text"] == "sign"


def test_an_article_reads_back_as_it_was_answered(api: Api) -> None:
    article = api.add()

    answer = api.get(f"/v1/articles/{article['id']}")

    assert answer.status_code == 200
    assert {**answer.json, "text_as_sent": True} == article


def test_the_same_text_again_changes_nothing(api: Api) -> None:
    first = api.add()

    again = api.post("/v1/articles", {"text": ACCORD, "published_on": "2026-03-05", "title": "Another"})

    assert again.status_code == 200
    assert again.json == first
    assert len(api.get("/v1/claims").json["data"]) == 1


def test_a_url_that_is_known_is_not_fetched_again(api: Api) -> None:
    first = api.add(url="https://news.example/accord")

    again = api.post("/v1/articles", {"url": "https://news.example/accord"})

    assert again.status_code == 200
    assert again.json == {**first, "text_as_sent": None}


def test_a_text_without_statements_is_an_article_all_the_same(api: Api) -> None:
    answer = api.post("/v1/articles", {"text": "The lake is deep and blue.", "published_on": "2026-03-02"})

    assert answer.status_code == 201
    assert answer.json["statements"] == []


def test_detect_finds_the_same_and_stores_nothing(api: Api) -> None:
    answer = api.post("/v1/detect", {"text": ACCORD, "published_on": "2026-03-02"})

    assert answer.status_code == 200
    assert [found["head"]["text"] for found in answer.json["statements"]] == ["sign", "collapsed"]
    assert "claim_id" not in answer.json["statements"][0]
    assert api.get("/v1/claims").json["data"] == []


def test_a_batch_has_an_answer_for_each(api: Api) -> None:
    known = api.add()
    bodies = [
        {"text": "The harbour will reopen.", "published_on": "2026-03-02"},
        {"text": ACCORD, "published_on": "2026-03-02"},
        {"text": "", "published_on": "soon"},
        {"text": "The museum will reopen.", "published_on": "9999-01-01"},
        {"text": "a " * 600_000, "published_on": "2026-03-02"},
    ]

    answer = api.post("/v1/articles/batch", {"articles": bodies})

    assert answer.status_code == 200
    rows = answer.json["data"]
    assert [row["status"] for row in rows] == [201, 200, 422, 422, 413]
    assert rows[1]["article"] == known
    assert sorted(error["field"] for error in rows[2]["problem"]["errors"]) == ["published_on", "text"]
    assert rows[2]["problem"]["errors"][0]["in"] == "json"
    assert [row["problem"] and row["problem"]["code"] for row in rows[3:]] == ["invalid", "too_large"]
    assert len(api.get("/v1/articles").json["data"]) == 2


@pytest.mark.parametrize("articles", [[], [{}] * 101, "text", [7]])
def test_a_batch_that_is_none(api: Api, articles: object) -> None:
    answer = api.post("/v1/articles/batch", {"articles": articles})

    assert (answer.status_code, answer.json["errors"][0]["field"].partition(".")[0]) == (422, "articles")


def test_many_texts_are_looked_through_at_once(api: Api) -> None:
    documents = [{"text": ACCORD, "published_on": "2026-03-02"}, {"text": "It rained."}]

    rows = api.post("/v1/detect/batch", {"documents": documents}).json["data"]

    assert [len(row["statements"]) for row in rows] == [2, 1]
    assert rows[0] == {**api.post("/v1/detect", documents[0]).json, "status": 200, "problem": None}


def test_one_bad_document_of_many_spoils_no_other(api: Api) -> None:
    documents = [{"text": GERMAN}, {"html": "<html><body></body></html>"}, {"text": "It rained."}]

    rows = api.post("/v1/detect/batch", {"documents": documents}).json["data"]

    assert [row["status"] for row in rows] == [422, 422, 200]
    assert [row["problem"] and row["problem"]["code"] for row in rows] == [
        "language_unsupported",
        "page_without_text",
        None,
    ]


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/detect"])
@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><p>It will rain.</p>",
        "\n <HTML lang=en>",
        "<!-- a --><p>It will rain.",
        '<?xml version="1.0"?><html>',
    ],
)
def test_html_is_not_taken_for_text(api: Api, path: str, text: str) -> None:
    answer = api.post(path, {"text": text, "published_on": "2026-03-02"})

    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "text")
    assert "send it as `html`" in answer.json["errors"][0]["message"]


def test_articles_are_listed_without_their_texts(api: Api) -> None:
    ids = [api.add(f"The {place} will reopen.")["id"] for place in ("harbour", "museum", "school")]

    first = api.get("/v1/articles?limit=2").json
    second = api.get(f"/v1/articles?limit=2&cursor={first['next']}").json

    assert [row["id"] for page in (first, second) for row in page["data"]] == ids[::-1]
    assert second["next"] is None
    assert "text" not in first["data"][0]


def test_an_articles_statements_come_in_its_order_and_in_pages(api: Api) -> None:
    article = api.add("The harbour will reopen. The museum closed. The school may move.")
    path = f"/v1/articles/{article['id']}/statements?limit=2"

    first = api.get(path).json
    second = api.get(f"{path}&cursor={first['next']}").json

    assert first["data"] + second["data"] == article["statements"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "heads"),
    [
        ("", ["closed", "reopen", "move"]),
        ("kind=outcome", ["reopen", "move"]),
        ("kind=result", ["closed"]),
        ("q=museum", ["closed"]),
        ("q=harbour OR school", ["reopen", "move"]),
        ("speaker=anna berg", ["reopen"]),
        ("published_from=2026-03-03", ["closed"]),
        ("published_to=2026-03-02&published_from=2026-03-02", ["reopen"]),
        ("published_to=2026-03-01&kind=outcome", ["move"]),
        ("q=volcano", []),
    ],
)
def test_statements_are_found(api: Api, query: str, heads: list[str]) -> None:
    api.add("Anna Berg said the harbour will reopen.", published_on="2026-03-02")
    api.add("The school may move.", published_on="2026-03-01")
    api.add("The museum closed.", published_on="2026-03-03", outlet="The Courier")

    found: list[str] = []
    path: str | None = f"/v1/statements?{query}&limit=1"
    while path:
        page = api.get(path).json
        found += [row["statement"]["head"]["text"] for row in page["data"]]
        path = page["next"] and f"/v1/statements?{query}&limit=1&cursor={page['next']}"

    assert found == heads


def test_a_claims_mentions_tell_where_it_was_stated(api: Api) -> None:
    article = api.add(title="Accord", url="https://news.example/accord", outlet="The Courier")
    claim_id = article["statements"][0]["claim_id"]

    page = api.get(f"/v1/claims/{claim_id}/mentions").json

    assert page["next"] is None
    assert page["data"] == [
        {
            "statement": article["statements"][0],
            "article": {name: article[name] for name in (*_SOURCE, "withdrawn_at")},
        }
    ]


def test_a_statement_has_each_field_that_is_declared(api: Api) -> None:
    for found in api.add()["statements"]:
        assert found.keys() == StatementOut().fields.keys()
    for found in api.post("/v1/detect", {"text": ACCORD}).json["statements"]:
        assert found.keys() == FoundStatementOut().fields.keys()


GERMAN = (
    "Die Regierung will das neue Gesetz noch vor dem Sommer verabschieden, sagte der Finanzminister am Dienstag in "
    "Berlin. Die Opposition will dagegen klagen, wenn der Bundestag dem Entwurf am Freitag zustimmt."
)


def test_a_text_that_is_not_english_is_refused_and_not_kept(api: Api) -> None:
    german = {"text": GERMAN, "published_on": "2026-03-02"}

    answer = api.post("/v1/articles", german)
    one, other = api.post("/v1/articles/batch", {"articles": [german, {**german, "text": ACCORD}]}).json["data"]

    assert (answer.status_code, answer.json["code"]) == (422, "language_unsupported")
    assert (one["status"], one["problem"]["code"]) == (422, "language_unsupported")
    assert other["status"] == 201
    assert len(api.get("/v1/articles").json["data"]) == 1


def test_a_page_that_is_not_english_is_refused(api: Api) -> None:
    html = f"<html><body><article><h1>Gesetz</h1><p>{GERMAN}</p><p>{GERMAN}</p></article></body></html>"

    answer = api.post("/v1/articles", {"html": html, "published_on": "2026-03-02"})

    assert answer.json["code"] == "language_unsupported"


class TestTheSameText:
    """Line ends and white space around it do not make another article; all offsets are of the text that is answered."""

    STORED = "The harbour will reopen in May.\r\n\r\nThe pool may close in June.\r\n"

    @pytest.mark.parametrize(
        "sent",
        [
            STORED.replace("\r\n", "\n"),
            STORED.replace("\r\n", "\r"),
            STORED.strip(),
            f"\n\t {STORED} \f\v\n\n",
        ],
    )
    def test_it_is_the_article_that_is_stored(self, api: Api, sent: str) -> None:
        first = api.post("/v1/articles", {"text": self.STORED, "published_on": PUBLISHED})
        again = api.post("/v1/articles", {"text": sent, "published_on": PUBLISHED})

        assert (first.status_code, again.status_code) == (201, 200)
        assert (first.json["text_as_sent"], again.json["text_as_sent"]) == (True, False)
        assert {**again.json, "text_as_sent": True} == first.json
        assert again.json["text"] == self.STORED
        assert len(again.json["statements"]) == 2
        for found in again.json["statements"]:
            assert self.STORED[found["start"] : found["end"]] == found["text"]
        batch = api.post("/v1/articles/batch", {"articles": [{"text": sent, "published_on": PUBLISHED}]})
        assert batch.json["data"][0]["article"]["text_as_sent"] is False

    @pytest.mark.parametrize(
        "other", [STORED.replace("will", "will not"), STORED.replace("\r\n\r\n", " "), "x" + STORED]
    )
    def test_another_text_is_another_article(self, api: Api, other: str) -> None:
        api.add(self.STORED)

        assert api.post("/v1/articles", {"text": other, "published_on": PUBLISHED}).status_code == 201

    def test_where_no_text_was_sent_there_is_none_to_compare(self, api: Api) -> None:
        page = "<html><body><p>The harbour will reopen in May, the port authority said.</p></body></html>"

        answer = api.post("/v1/articles", {"html": page, "published_on": PUBLISHED})

        assert (answer.status_code, answer.json["text_as_sent"]) == (201, None)
        assert "text_as_sent" not in api.get(f"/v1/articles/{answer.json['id']}").json


@pytest.fixture
def four(api: Api) -> dict[str, str]:
    """Articles that differ in everything, by a name of their own: its id. The order of arrival is not that of dates."""
    articles = {
        "harbour": ("The harbour will reopen in May.", "The Courier", "2026-03-02", "Port news"),
        "bridge": ("The old bridges may close.", "The Courier", "2026-01-16", None),
        "strike": ("Dock workers may strike.", "Radio North", "2026-02-12", "A bridge too far"),
        "school": ("The council vowed to rebuild the school.", None, "2026-03-04", None),
    }
    return {
        name: api.add(text, outlet=outlet, published_on=day, title=title, url=f"https://news.example/{name}?a=1,2")[
            "id"
        ]
        for name, (text, outlet, day, title) in articles.items()
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["school", "strike", "bridge", "harbour"]),
        ("url=https://news.example/bridge?a=1,2", ["bridge"]),
        ("url=https://news.example/bridge", []),
        ("outlet=the courier", ["bridge", "harbour"]),
        ("q=bridge", ["strike", "bridge"]),
        ("q=bridge -far", ["bridge"]),
        ("q=volcano", []),
        ("q=bridge&outlet=radio north", ["strike"]),
        ("published_from=2026-02-12", ["school", "harbour", "strike"]),
        ("published_to=2026-02-12", ["strike", "bridge"]),
        ("published_from=2026-01-17&published_to=2026-03-02", ["harbour", "strike"]),
        ("published_to=2026-03-02&q=bridge", ["strike", "bridge"]),
    ],
)
def test_filters_of_articles_and_their_pages(api: Api, four: dict[str, str], query: str, names: list[str]) -> None:
    found = api.get(f"/v1/articles?{query}").json["data"]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = api.get(f"/v1/articles?{query}&limit=1{cursor and '&cursor='}{cursor}").json
        seen += [article["id"] for article in page["data"]]
        cursor = page["next"]

    assert [article["id"] for article in found] == seen == [four[name] for name in names]


@pytest.mark.parametrize("query", ["published_from=x", "q=", "outlet=", "text=x"])
def test_articles_that_cannot_be_asked_for(api: Api, query: str) -> None:
    assert api.get(f"/v1/articles?{query}").status_code == 422


def test_the_cursor_of_another_list_of_articles_is_refused(api: Api, four: dict[str, str]) -> None:
    cursor = api.get("/v1/articles?limit=1").json["next"]

    answer = api.get(f"/v1/articles?limit=1&outlet=the courier&cursor={cursor}")

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")
