"""Articles, claims and histories as tables for people."""

from collections.abc import Iterable

from service.cli.output import print_table
from service.client.records import Article, Claim, Event, Evidence, Job, Proposal, Resolution, Statement
from service.client.wire import to_json


def print_article(article: Article) -> None:
    """Show an article's statements."""
    rows = [
        [found.kind, found.due, found.speaker, _with_id(found.text, found.claim_id)] for found in article.statements
    ]
    columns = ["kind", "due", "speaker", "statement, and the id of its claim"]
    print_table(columns, rows, title=f"article {article.id}")


def print_jobs(jobs: Iterable[Job]) -> None:
    """Show jobs, one a row."""
    rows = [
        [job.id, job.task, job.status, f"{len(job.articles)} of {job.total}", f"{job.created_at:%Y-%m-%d %H:%M:%S}"]
        for job in jobs
    ]
    print_table(["id", "task", "stands", "articles", "asked for (UTC)"], rows)


def print_job_articles(job: Job) -> None:
    """Show what became of each of a job's articles, and of the job where it failed."""
    rows = [[found.status, found.article_id, found.problem and found.problem.detail] for found in job.articles]
    if job.problem:
        rows.append([job.problem.status, None, job.problem.detail])
    print_table(["status", "id", "problem"], rows)


def print_results(statements: Iterable[Statement]) -> None:
    """Show the reported results among statements."""
    rows = [[found.head.text, found.polarity, found.text] for found in statements if found.kind == "result"]
    print_table(["head", "polarity", "result"], rows)


def print_claims(claims: Iterable[Claim]) -> None:
    """Show claims, one a row."""
    rows = [
        [claim.outcome or claim.status, claim.due, claim.speaker, _with_id(claim.text, claim.id)] for claim in claims
    ]
    print_table(["stands", "due", "speaker", "claim"], rows)


def print_claim(claim: Claim) -> None:
    """Show one claim, a field a row."""
    record = to_json(claim)
    rows = [(name, value) for name, value in record.items() if not isinstance(value, dict | list)]
    rows.append(("tags", ", ".join(claim.tags) or None))
    for part in ("proposal", "resolution"):
        told = {**(record[part] or {}), "evidence": "\n".join(_cited(getattr(claim, part)))}
        rows += [(f"{part}: {name}", value) for name, value in told.items()]
    print_table(["", ""], [row for row in rows if row[1] not in (None, "")])


def print_evidence(pieces: Iterable[Evidence]) -> None:
    """Show what may decide a claim, with the reasons."""
    rows = [
        [piece.outcome, piece.score, piece.happened_on, "\n".join([f"“{_words(piece)}”", *piece.reasons])]
        for piece in pieces
    ]
    print_table(["says", "score", "happened on", "evidence, and the reasons for it"], rows)


def print_proposals(proposals: Iterable[Proposal]) -> None:
    """Show the proposals made for a claim."""
    rows = [
        [one.verdict or "waits", one.outcome, one.score, one.by, "\n".join([*_cited(one), one.note or "", str(one.id)])]
        for one in proposals
    ]
    print_table(["verdict", "outcome", "score", "by", "evidence, note and id"], rows)


def print_events(events: Iterable[Event]) -> None:
    """Show a claim's history."""
    rows = [
        [f"{event.at:%Y-%m-%d %H:%M:%S}", event.type, event.from_status, event.to_status, event.actor, event.reason]
        for event in events
    ]
    print_table(["when (UTC)", "event", "from", "to", "by", "reason"], rows)


def _cited(decided: Proposal | Resolution | None) -> list[str]:
    return [f"“{_words(piece)}”" for piece in decided.evidence] if decided else []


def _words(piece: Evidence) -> str:
    source = piece.statement or piece.quotation
    return " ".join(source.text.split()) if source else ""


def _with_id(text: str, claim_id: object) -> str:
    """The text on one line, its claim's id under it: a column of its own would leave the text none."""
    words = " ".join(text.split())
    return f"{words}\n{claim_id}" if claim_id else words
