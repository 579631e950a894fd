"""What is kept of a text is bounded, whatever the text: clauses, claims, statements, and the time to read it."""

from collections.abc import Iterator
from typing import Any

import pytest

from service.detect import MOST_STATEMENTS, STRETCH
from tests.api import PUBLISHED, Api

ENDLESS = "and the mayor will open the gate by Friday " * 60
DENSE = "He will go. " * 500


def clauses(api: Api, text: str) -> list[str]:
    """The clauses of the statements of a text; their offsets say the same."""
    found = api.post("/v1/detect", {"text": text, "published_on": PUBLISHED}).json["statements"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)
    assert all(text[one["head"]["start"] : one["head"]["end"]] == one["head"]["text"] for one in found)
    return [one["text"] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor will open the gate and the bank will close the plant.",
            ["The mayor will open the gate", "the bank will close the plant."],
        ),
        (
            "The mayor will open the gate and close the plant and leave.",
            [
                "The mayor will open the gate",
                "The mayor will open the gate and close the plant",
                "The mayor will open the gate and close the plant and leave.",
            ],
        ),
        ("Oslo and the port will merge and Bonn will pay.", ["Oslo and the port will merge", "Bonn will pay."]),
        ("The board will cut and raise rates.", ["The board will cut and raise rates."] * 2),
        ("The bank will buy gas and the oil that it needs.", ["The bank will buy gas and the oil that it needs."]),
    ],
)
def test_a_statement_is_its_own_clause_with_its_subject(api: Api, text: str, expected: list[str]) -> None:
    assert clauses(api, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        ENDLESS,
        "will open the gate and " * 200,
        "the mayor of the town " * 60 + "will open the gate " + "in the wall " * 100,
        "The mayor will" + " " * 3_000 + "open the gate.",
        "Ana will open the " + "a" * 3_000 + " gate.",
    ],
    ids=["endless", "no-subject", "far-subject", "spaces", "long-word"],
)
def test_a_clause_has_at_most_400_characters(api: Api, text: str) -> None:
    found = clauses(api, text)

    assert found
    assert max(map(len, found)) <= 400


def test_a_word_without_end_is_no_event_and_no_speaker(api: Api) -> None:
    assert clauses(api, f"The mayor will {'a' * 3_000}.") == []

    text = f'"We will open the gate," {"A" * 3_000} said.'
    (found,) = api.post("/v1/detect", {"text": text, "published_on": PUBLISHED}).json["statements"]
    assert found["speaker"] is None


def test_a_claim_shows_its_sentence_and_where_its_clause_stands(api: Api) -> None:
    claim = api.add_claim("In Oslo,\n the mayor will  open the gate and the bank will pay.")

    assert claim["text"] == "In Oslo, the mayor will open the gate and the bank will pay."
    assert _clause_of(claim) == "the mayor will open the gate"


def test_a_claim_of_a_sentence_without_end_has_at_most_1000_characters(api: Api) -> None:
    article = api.add(" ".join(f"and the team {number} will open its new plant" for number in range(300)))

    ids = {one["claim_id"] for one in article["statements"]}
    assert len(ids) > 100
    for claim in [api.get(f"/v1/claims/{claim_id}").json for claim_id in sorted(ids)[1::20]]:
        assert len(claim["text"]) <= 1_000
        assert _clause_of(claim).removeprefix("and ").startswith("the team ")
        assert f" {_clause_of(claim)} " in f" {claim['text']} "  # whole words


def test_a_text_that_somebody_wrote_has_no_clause(api: Api) -> None:
    claim = api.add_claim("The mayor will open the gate.")
    before = claim["updated_at"]
    tag = {"If-Match": f'"{claim["version"]}"'}

    changed = api.http.patch(
        f"/v1/claims/{claim['id']}",
        json={"text": "The gate will be opened."},
        headers={**tag, "Authorization": f"Bearer {api.key}"},
    )

    assert changed.json["clause"] is None
    then = api.get(f"/v1/claims/{claim['id']}", query_string={"as_of": before}).json
    assert then["text"] in ("The mayor will open the gate.", "The gate will be opened.")  # one instant, in tests
    assert (then["clause"] is None) == (then["text"] == "The gate will be opened.")


def test_statements_that_are_left_out_are_counted(api: Api) -> None:
    stretches = len(DENSE) / STRETCH

    found = api.post("/v1/detect", {"text": DENSE, "published_on": PUBLISHED}).json
    assert len(found["statements"]) == MOST_STATEMENTS * stretches
    assert found["omitted"] == 500 - len(found["statements"])

    many = api.post("/v1/detect/batch", {"documents": [{"text": DENSE}, {"text": "He will go."}]}).json["data"]
    assert [one["omitted"] for one in many] == [found["omitted"], 0]

    article = api.add(DENSE)
    assert article["omitted"] == found["omitted"]
    assert api.get(f"/v1/articles/{article['id']}").json["omitted"] == found["omitted"]
    assert api.add(DENSE)["omitted"] == found["omitted"]  # known by now
    assert api.get("/v1/articles").json["data"][0]["omitted"] == found["omitted"]
    batch = {"articles": [{"text": f"{DENSE} Bye.", "published_on": PUBLISHED}]}
    assert api.post("/v1/articles/batch", batch).json["data"][0]["article"]["omitted"] == found["omitted"]


def test_a_sentence_without_end_is_read_in_pieces(api: Api) -> None:
    found = api.post("/v1/detect", {"text": ENDLESS, "published_on": PUBLISHED}).json["statements"]

    assert len(found) > 40
    assert all(len(ENDLESS[one["sentence"]["start"] : one["sentence"]["end"]].split()) <= 160 for one in found)
    assert {one["due"] for one in found[:-1]} == {"2026-03-06"}


class TestReadingTime:
    """A text that takes too long to read is refused, and nothing of it is stored."""

    @pytest.fixture(autouse=True)
    def none_left(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """No time at all."""
        with monkeypatch.context() as patch:
            patch.setattr("service.usecases.reading_time.MOST_SECONDS", 0.0)
            yield

    @pytest.mark.parametrize("path", ["/v1/detect", "/v1/articles"])
    def test_it_is_refused_with_a_code(self, api: Api, path: str) -> None:
        answer = api.post(path, {"text": "He will go.", "published_on": PUBLISHED})

        assert (answer.status_code, answer.json["code"]) == (422, "reading_too_long")
        assert api.get("/v1/articles").json["data"] == api.get("/v1/claims").json["data"] == []

    def test_an_article_of_a_batch_has_its_own_refusal(self, api: Api) -> None:
        articles: list[dict[str, Any]] = [
            {"text": text, "published_on": PUBLISHED} for text in ("Nothing.", "He will go.")
        ]

        first, second = api.post("/v1/articles/batch", {"articles": articles}).json["data"]

        assert (first["status"], second["status"]) == (422, 422)
        assert second["problem"]["code"] == "reading_too_long"


def _clause_of(claim: dict[str, Any]) -> str:
    text: str = claim["text"][claim["clause"]["start"] : claim["clause"]["end"]]
    return text
