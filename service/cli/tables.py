"""Articles, claims and histories as tables for people."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from service.cli.output import note_omitted, print_json, print_table
from service.client.records import (
    Article,
    CalibrationBin,
    Candidate,
    Claim,
    Event,
    Evidence,
    Job,
    JudgeScore,
    JudgeTable,
    Lease,
    ListedArticle,
    ListedLease,
    Mention,
    Moved,
    Proposal,
    Resolution,
    Score,
    Statement,
    VersionDiff,
    Wording,
)
from service.client.wire import to_json

Told = TypeVar("Told")


def print_found(told: Told, as_json: bool, for_people: Callable[[Told], object]) -> None:
    """Print what the service told: as JSON, or as `for_people` does."""
    if as_json:
        print_json(to_json(told))
    else:
        for_people(told)


def print_article(article: Article) -> None:
    """Show an article's statements, or that it was withdrawn."""
    if article.withdrawn_at is not None:
        told = [[f"{article.withdrawn_at:%Y-%m-%d %H:%M:%S}", article.withdrawn_by, article.withdrawal_reason]]
        print_table(["withdrawn (UTC)", "by", "reason"], told, title=f"article {article.id}")
        return
    print_statements(article.statements, title=f"article {article.id}")
    note_omitted(article.omitted)


def print_statements(statements: Iterable[Statement], *, title: str | None = None) -> None:
    """Show statements of one article, one a row."""
    rows = [[found.kind, found.due, found.speaker, _with_claim(found)] for found in statements]
    print_table(["kind", "due", "speaker", "statement, and the id of its claim"], rows, title=title)


def _with_claim(found: Statement) -> str:
    """The statement over the id of its claim, or over why it has none and its own id."""
    if found.untracked is None:
        return _with_id(found.text, found.claim_id)
    return _with_id(found.text, f"untracked: {found.untracked} · {found.id}")


def print_articles(articles: Iterable[ListedArticle]) -> None:
    """Show articles, one a row."""
    rows = [[one.published_on, one.outlet, _with_id(one.title or one.url or "", one.id)] for one in articles]
    print_table(["published", "outlet", "title, and the id of the article"], rows)


def print_versions(versions: Iterable[ListedArticle]) -> None:
    """Show versions of an article, one a row."""
    rows = [
        [
            one.version,
            one.published_on,
            f"{one.superseded_at:%Y-%m-%d %H:%M:%S}" if one.superseded_at else "",
            _with_id(one.title or one.url or "", one.id),
        ]
        for one in versions
    ]
    print_table(["version", "published", "superseded (UTC)", "title, and the id of the version"], rows)


def print_differences(diff: VersionDiff) -> None:
    """Show where two versions differ, a stretch a row."""
    rows = [[one.kind, one.before.text.strip(), one.after.text.strip()] for one in diff.differences]
    heads = ["", f"version {diff.before.version}", f"version {diff.after.version}"]
    print_table(heads, rows, title=f"article {diff.after.id}")


def print_mentions(mentions: Iterable[Mention]) -> None:
    """Show statements with where they stand, one a row."""
    rows = [
        [
            one.article.published_on,
            one.article.outlet,
            one.statement.kind,
            _with_id(one.statement.text, one.statement.id),
        ]
        for one in mentions
    ]
    print_table(["published", "outlet", "kind", "statement, and its id"], rows)


def print_candidates(candidates: Iterable[Candidate]) -> None:
    """Show candidates with where they stand and why they are here, one a row."""
    rows = [
        [one.article.published_on, one.article.outlet, "\n".join([f"“{' '.join(one.sentence.split())}”", *one.reasons])]
        for one in candidates
    ]
    print_table(["published", "outlet", "sentence, and why it is here"], rows)


def print_judges(judges: Iterable[JudgeScore]) -> None:
    """Show what people made of the proposals of judges, a judge a row."""
    columns = ["judge", "proposed", "waiting", "accepted", "amended", "rejected", "superseded", "rate", "interval"]
    rows = [
        [
            one.name,
            one.proposed,
            one.waiting,
            one.accepted,
            one.amended,
            one.rejected,
            one.superseded,
            None if one.rate is None else f"{one.rate:.2f}",
            _interval(one.low, one.high),
        ]
        for one in judges
    ]
    print_table(columns, rows)


def print_bins(title: str, bins: Iterable[CalibrationBin]) -> None:
    """Show how often evidence was right, a bin of points a row."""
    rows = [
        [f"{one.points:g} and more", one.judged, one.right, f"{one.probability:.2f}", _interval(one.low, one.high)]
        for one in bins
    ]
    print_table([title, "judged", "right", "probability", "interval"], rows)


def print_judge_tables(tables: Iterable[JudgeTable]) -> None:
    """Show how often people found judges right, a judge a row."""
    rows = [[one.name, one.judged, one.right, f"{one.rate:.2f}", _interval(one.low, one.high)] for one in tables]
    print_table(["judge", "judged", "right", "rate", "interval"], rows)


def _interval(low: float | None, high: float | None) -> str | None:
    return None if low is None or high is None else f"{low:.2f} to {high:.2f}"


def print_leases(leases: Iterable[ListedLease]) -> None:
    """Show leases, one a row."""
    rows = [
        [
            one.id,
            one.holder,
            f"{one.expires_at:%Y-%m-%d %H:%M:%S}",
            len(one.claim_ids),
            "\n".join(map(str, one.claim_ids)),
        ]
        for one in leases
    ]
    print_table(["id", "held by", "ends (UTC)", "due", "claims"], rows)


def print_lease(lease: Lease) -> None:
    """Show a lease and its claims."""
    print_claims(lease.claims, title=f"lease {lease.id}, until {lease.expires_at:%Y-%m-%d %H:%M:%S} UTC")


def print_moved(moved: Iterable[Moved]) -> None:
    """Show what became of each of many claims."""
    rows = [[one.id, one.claim and (one.claim.outcome or one.claim.status), _why_not(one)] for one in moved]
    print_table(["id", "stands", "problem"], rows)


def print_jobs(jobs: Iterable[Job]) -> None:
    """Show jobs, one a row."""
    rows = [
        [job.id, job.task, job.status, f"{len(job.articles)} of {job.total}", f"{job.created_at:%Y-%m-%d %H:%M:%S}"]
        for job in jobs
    ]
    print_table(["id", "task", "stands", "articles", "asked for (UTC)"], rows)


def print_job(job: Job) -> None:
    """Show a job, what became of each of its articles, and of itself where it failed."""
    print_jobs([job])
    rows = [[found.status, found.article_id, found.problem and found.problem.detail] for found in job.articles]
    if job.problem:
        rows.append([job.problem.status, None, job.problem.detail])
    print_table(["status", "id", "problem"], rows)


def print_results(statements: Iterable[Statement]) -> None:
    """Show the reported results among statements."""
    rows = [[found.head.text, found.polarity, found.text] for found in statements if found.kind == "result"]
    print_table(["head", "polarity", "result"], rows)


def print_claims(claims: Iterable[Claim], *, title: str | None = None) -> None:
    """Show claims, one a row."""
    rows = [
        [claim.outcome or claim.status, claim.due, claim.speaker, _with_id(claim.text, claim.id)] for claim in claims
    ]
    print_table(["stands", "due", "speaker", "claim"], rows, title=title)


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
        [piece.outcome, _rounded(piece.score), piece.happened_on, "\n".join([f"“{_words(piece)}”", *_why(piece)])]
        for piece in pieces
    ]
    print_table(["says", "score", "happened on", "evidence, and the reasons for it"], rows)


def _why(piece: Evidence) -> Iterator[str]:
    """The reasons in words: each part as both tell it, the frame, and what the score stands for."""
    found = piece.grounds
    if found is None:
        yield from piece.reasons
        return
    for part in found.parts:
        if part.claim or part.result:
            name, relation = part.part.replace("_", " "), part.relation.replace("_", " ")
            yield f"{name}: {_wordings(part.claim)} / {_wordings(part.result)} ({relation})"
    yield f"frame: {found.frame.replace('_', ' ').replace('.', ', ')}"
    yield f"of {found.judged} judged pairs with about as many points, {found.right} were right"


def _wordings(words: Iterable[Wording]) -> str:
    return ", ".join(dict.fromkeys(one.text for one in words)) or "–"


def _rounded(score: float | None) -> str | None:
    return None if score is None else f"{score:.2f}"


def print_proposals(proposals: Iterable[Proposal]) -> None:
    """Show the proposals made for a claim."""
    rows = [
        [
            one.verdict or "waits",
            one.outcome,
            _rounded(one.score),
            one.by,
            "\n".join([*_cited(one), one.note or "", str(one.id)]),
        ]
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


def print_scores(by: str, scores: Iterable[Score]) -> None:
    """Show the scores of groups."""
    columns = [by, "stated", "n", "came true", "on time", "late", "in part", "not", "unresolvable", "days late"]
    columns += ["slips", "days of slip"]
    rows = [
        [
            score.name,
            score.stated,
            score.n,
            _share(score),
            score.fulfilled,
            score.fulfilled_late,
            score.fulfilled_in_part,
            score.not_fulfilled,
            score.unresolvable,
            None if score.median_days_late is None else f"{score.median_days_late:g}",
            score.slips,
            None if score.median_slip_days is None else f"{score.median_slip_days:g}",
        ]
        for score in scores
    ]
    print_table(columns, rows)


def _why_not(moved: Moved) -> str | None:
    return moved.problem.detail if moved.problem else None


def _share(score: Score) -> str | None:
    if score.rate is None or score.low is None or score.high is None:
        return None
    return f"{score.rate:.0%} ({score.low:.0%} to {score.high:.0%})"


def _cited(decided: Proposal | Resolution | None) -> list[str]:
    return [f"“{_words(piece)}”" for piece in decided.evidence] if decided else []


def _words(piece: Evidence) -> str:
    source = piece.statement or piece.quotation
    return " ".join(source.text.split()) if source else ""


def _with_id(text: str, claim_id: object) -> str:
    """The text on one line, its claim's id under it: a column of its own would leave the text none."""
    words = " ".join(text.split())
    return f"{words}\n{claim_id}" if claim_id else words
