"""Evidence and proposals through the client."""

from datetime import date

import pytest

from service.client import Client, Invalid, NotFound, Stale
from service.domain.status import Outcome, Status, Verdict
from tests.client.test_client import added
from tests.http.test_evidence import REPORTED, STATED

URL = "https://news.example/signed"


def test_what_the_rules_found_and_what_was_added(client: Client) -> None:
    claim = added(client, STATED)
    later = client.add_article(text=REPORTED, published_on=date(2026, 3, 7), title="Signed")
    by_hand = client.add_evidence(
        claim.id, outcome=Outcome.FULFILLED, quotation="It was signed.", url=URL, note="Seen."
    )

    first, second = client.evidence(claim.id)

    assert (first, first.score, first.reasons) == (by_hand, None, ("Seen.",))
    assert by_hand.quotation
    assert (by_hand.quotation.text, by_hand.quotation.url) == ("It was signed.", URL)
    assert second.score
    assert second.statement == later.statements[0]
    assert second.article
    assert (second.article.id, second.happened_on) == (later.id, date(2026, 3, 6))


def test_a_proposal_from_birth_to_acceptance(client: Client) -> None:
    claim = added(client)
    cited = client.add_evidence(claim.id, outcome="fulfilled", quotation="It was signed.", url=URL)

    no = client.propose(claim.id, Outcome.NOT_FULFILLED, version=1, note="No.")
    yes = client.propose(claim.id, Outcome.FULFILLED, version=2, evidence=[cited.id], happened_on=date(2026, 3, 6))
    assert client.claim(claim.id).proposal == no
    left = client.reject(claim.id, no.id, "The source errs.", version=3)
    assert (left.status, left.proposal) == (Status.PROPOSED, yes)
    resolved = client.accept(claim.id, yes.id, version=4, note="So it was.")

    assert (resolved.outcome, resolved.proposal) == (Outcome.FULFILLED, None)
    assert resolved.resolution
    assert resolved.resolution.evidence == (cited,)
    verdicts = [(one.verdict, one.verdict_reason) for one in client.proposals(claim.id)]
    assert verdicts == [(Verdict.REJECTED, "The source errs."), (Verdict.ACCEPTED, "So it was.")]


def test_a_resolution_cites_evidence(client: Client) -> None:
    claim = added(client)
    cited = client.add_evidence(claim.id, outcome="fulfilled", quotation="It was signed.", url=URL)

    resolved = client.resolve(claim.id, "fulfilled", version=1, evidence=[cited.id])

    assert resolved.resolution
    assert resolved.resolution.evidence == (cited,)


def test_what_is_wrong_is_told(client: Client) -> None:
    claim = added(client)

    with pytest.raises(Invalid):
        client.add_evidence(claim.id, outcome="fulfilled")
    with pytest.raises(Stale):
        client.propose(claim.id, "fulfilled", version=9)
    made = client.propose(claim.id, "fulfilled", version=1)
    with pytest.raises(NotFound):
        client.accept(claim.id, claim.id, version=2)
    with pytest.raises(Stale):
        client.reject(claim.id, made.id, "No.", version=1)
