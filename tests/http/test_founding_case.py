"""The case that the service was made for: a summit is announced, and somebody goes back to look what became of it."""

import pytest

from tests.api import Api

STATED = (
    "LORVIK, February 23 - President Oda Brandt and Chairman Pavel Mirov meet in Lorvik this week to talk of islands."
    "\n\nBrandt and Mirov are expected to sign some sort of joint agreement on Thursday, officials of both said."
    " The two leaders will hold a press conference in Lorvik on Thursday afternoon."
    "\n\nBrandt will fly home on Friday. Mirov may visit Tessaria later this year, his office said."
)
PLAIN = (
    "LORVIK, February 27 - President Oda Brandt and Chairman Pavel Mirov signed a joint agreement on the islands in"
    " Lorvik on Thursday.\n\nBrandt and Mirov held a press conference in Lorvik on Thursday afternoon."
    " Brandt flew home on Friday."
)
INDIRECT = (
    "LORVIK, February 27 - The islands remain as they were. Oda Brandt left Lorvik hours early, and the pens on the"
    " table in the old customs house were not touched. Pavel Mirov spoke to nobody."
)
AMBIGUOUS = (
    "LORVIK, February 27 - Oda Brandt and Pavel Mirov parted with a handshake. Their aides signed a memorandum on"
    " fishing gear. A spokesman for Mirov held a press conference about the harvest. His daughter may visit Tessaria."
)
RECALLED = (
    "LORVIK, February 27 - Oda Brandt and Pavel Mirov signed a joint agreement on fishing in 2019, and held a press"
    " conference then. This time nothing was told of their talks."
)


@pytest.mark.parametrize(
    ("later", "proposed"),
    [
        (PLAIN, {"sign": "fulfilled", "hold": "fulfilled", "fly": "fulfilled"}),
        (INDIRECT, {}),
        (AMBIGUOUS, {}),
        (RECALLED, {}),
    ],
    ids=["told plainly", "told between the lines", "told of others and of other things", "told of another time"],
)
def test_what_was_announced_is_proposed_only_where_it_is_told(api: Api, later: str, proposed: dict[str, str]) -> None:
    article = api.add(STATED, published_on="2026-02-23", title="Brandt and Mirov meet in Lorvik")
    heads = {one["claim_id"]: one["head"]["text"] for one in article["statements"] if one["claim_id"]}
    assert {"sign", "hold", "fly"} <= set(heads.values())

    api.add(later, published_on="2026-02-27", title="Brandt and Mirov in Lorvik")
    api.post("/v1/sweeps", {})

    current = {head: api.get(f"/v1/claims/{claim_id}").json["proposal"] for claim_id, head in heads.items()}
    assert {head: one["outcome"] for head, one in current.items() if one} == proposed
