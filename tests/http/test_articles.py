"""Articles: kept with what they state, once."""

from tests.api import ACCORD, Api


def test_an_article_is_stored_with_its_statements_and_a_claim_for_each_outcome(api: Api) -> None:
    answer = api.post("/v1/articles", {"text": ACCORD, "published_on": "2026-03-02", "outlet": "The Courier"})

    assert answer.status_code == 201
    article = answer.json
    assert answer.headers["Location"] == f"/v1/articles/{article['id']}"
    outcome, result = article["statements"]
    assert (outcome["kind"], outcome["head"]["text"], outcome["due"]) == ("outcome", "sign", "2026-03-06")
    assert (result["kind"], result["head"]["text"], result["claim_id"]) == ("result", "collapsed", None)
    claim = api.get(f"/v1/claims/{outcome['claim_id']}").json
    assert claim["status"] == "open"
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
    assert answer.json == article


def test_the_same_text_again_changes_nothing(api: Api) -> None:
    first = api.add()

    again = api.post("/v1/articles", {"text": ACCORD, "published_on": "2026-03-05", "title": "Another"})

    assert again.status_code == 200
    assert again.json == first
    assert len(api.get("/v1/claims").json["data"]) == 1


def test_the_same_url_again_changes_nothing(api: Api) -> None:
    first = api.add(url="https://news.example/accord")

    again = api.post(
        "/v1/articles",
        {"text": "The port will close.", "published_on": "2026-03-02", "url": "https://news.example/accord"},
    )

    assert again.status_code == 200
    assert again.json == first


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
