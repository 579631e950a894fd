"""A proposal made of an answer that holds, with its words as evidence."""

from uuid import UUID

from service.client import ApiError, Client
from service.client.records import Candidate, Claim
from service.domain.status import Outcome
from service.judge.answer import JudgeAnswer, squeezed


def propose(client: Client, claim: Claim, answer: JudgeAnswer, candidate: Candidate) -> None:
    """Propose the outcome of the answer, whose words stand in the candidate; raises what the client raises."""
    if answer.outcome is None:
        return
    client.propose(
        claim.id,
        answer.outcome,
        version=claim.version,
        note=f"“{squeezed(answer.words)}”",
        happened_on=answer.happened_on,
        evidence=[_evidence(client, claim, answer, answer.outcome, candidate)],
    )


def _evidence(client: Client, claim: Claim, answer: JudgeAnswer, outcome: Outcome, candidate: Candidate) -> UUID:
    """The evidence that the words stand in: new, or known by then."""
    statement, article, words = candidate.statement, candidate.article, squeezed(answer.words)
    if statement is None:
        return client.add_evidence(
            claim.id,
            quotation=words,
            url=article.url,
            published_on=article.published_on,
            outcome=outcome,
            happened_on=answer.happened_on,
        ).id
    try:
        return client.add_evidence(
            claim.id, statement_id=statement.id, note=words, outcome=outcome, happened_on=answer.happened_on
        ).id
    except ApiError as error:
        if error.code != "evidence_known":
            raise
        return _known(client, claim, statement.id, error)


def _known(client: Client, claim: Claim, statement_id: UUID, error: ApiError) -> UUID:
    pieces = (one for one in client.evidence(claim.id) if one.statement is not None)
    found = next((one.id for one in pieces if one.statement and one.statement.id == statement_id), None)
    if found is None:  # it has gone meanwhile
        raise error
    return found
