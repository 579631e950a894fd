"""What each generated client has to bring back from its first journey, whatever its language."""

from typing import Any

from tests.api import Api


def check(told: dict[str, Any], api: Api) -> None:
    """Each field that was given arrived and came back, and the service holds it."""
    assert told["detected"] == ["The old town library will close on Friday."]
    article = told["article"]
    assert (article["title"], article["outlet"]) == ("What the town plans", "The Example")
    assert (article["url"], article["published_on"]) == ("https://news.example/town", "2026-03-02")
    assert [(one["status"], one["article"]["outlet"]) for one in told["batch"]["data"]] == [(201, "Another")]
    evidence, resolution = told["evidence"], told["resolved"]["resolution"]
    quotation = {"text": "The bridge opened on Monday.", "url": "https://news.example/opened"}
    assert evidence["quotation"] == {**quotation, "published_on": "2026-03-10"}
    assert (evidence["happened_on"], evidence["reasons"]) == ("2026-03-09", ["The mayor cut the ribbon."])
    assert (resolution["outcome"], resolution["note"]) == ("fulfilled", "It is open.")
    assert resolution["happened_on"] == "2026-03-09"
    assert [piece["id"] for piece in resolution["evidence"]] == [evidence["id"]]
    ((dismissed,), (undecided, stale)) = told["dismissed"]["data"], told["undecided"]["data"]
    assert (dismissed["status"], dismissed["claim"]["dismissal"]) == (200, "out_of_scope")
    assert undecided["claim"]["resolution"]["reason"] == "no_evidence"
    assert (stale["status"], stale["problem"]["code"]) == (412, "stale_version")

    assert api.get(f"/v1/claims/{undecided['id']}").json["resolution"]["note"] == "Nobody looked."
    events = api.get(f"/v1/claims/{dismissed['id']}/events").json["data"]
    assert (events[-1]["type"], events[-1]["reason"]) == ("claim.dismissed", "Not ours.")
