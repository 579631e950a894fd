"""`claims judge`: has a program or a model look at the candidates of due claims, and proposes what it finds."""

import json
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from service.bootstrap import make_clock
from service.cli.context import client, settings
from service.cli.filters import condition_options
from service.cli.output import EXIT_UNREACHABLE, fail, format_option, note, print_json, print_table
from service.config import Settings
from service.domain.errors import InvalidValue
from service.judge import (
    AskedBefore,
    Endpoint,
    Judged,
    JudgeLimits,
    JudgeOrders,
    Program,
    Respondent,
    judge_claims,
    questions,
)
from service.outbound.guard import Allowed
from service.telemetry.logs import configure_logging

_MOST = click.IntRange(1)


@click.command("judge", short_help="Have a program or a model propose what became of due claims.")
@click.option("--program", metavar="CMD", help="Ask this program: a JSON line in, a JSON line out.")
@click.option("--endpoint", metavar="URL", help="Ask the endpoint there, in the form of chat completions.")
@click.option("--model", help="With --endpoint: the model to ask for.")
@click.option("--limit", type=_MOST, help="Ask about so many claims at most.")
@click.option("--budget", type=_MOST, metavar="N", help="Send so many questions at most.")
@click.option("--tokens", type=_MOST, metavar="N", help="Stop once the endpoint has counted so many tokens.")
@click.option("--candidates", type=click.IntRange(1, 100), default=20, show_default=True, help="Show so many at most.")
@click.option("--twice/--once", default=True, show_default=True, help="Ask again with the candidates in another order.")
@click.option("--timeout", type=click.FloatRange(1, 600), default=60, show_default=True, help="Seconds for an answer.")
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep there what was asked, and ask no question again that has not changed.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and where; send nothing.")
@condition_options
@format_option
def judge_command(
    program: str | None,
    endpoint: str | None,
    model: str | None,
    limit: int | None,
    budget: int | None,
    tokens: int | None,
    candidates: int,
    twice: bool,
    timeout: float,
    state: Path | None,
    dry_run: bool,
    as_json: bool,
    **conditions: Any,
) -> None:
    """Lease due claims, ask what became of each, and propose what the answer shows.

    What is sent: the claim, its dates, and its candidates as numbered quotations with
    their dates and outlets; nothing else. An answer is refused unless its exact words
    stand in the candidate that it names and its outcome agrees with the dates. People
    accept or reject what is proposed.

    The key needs the scope judge. CLAIMS_JUDGE_KEY is sent to the endpoint,
    CLAIMS_JUDGE_HOSTS names hosts that are not public (a model on this machine), and
    CLAIMS_JUDGE_WITHHELD outlets whose articles are never shown.
    """
    found = settings()
    configure_logging(level=found.log_level, form=found.log_format)
    respondent = _respondent(found, program, endpoint, model, timeout)
    orders = JudgeOrders(
        candidates=candidates,
        withheld=found.judge_withheld,
        twice=twice,
        bounds=JudgeLimits(claims=limit, questions=budget, tokens=tokens),
        conditions=conditions,
    )
    if dry_run:
        _show(respondent, orders)
    else:
        _judge(respondent, orders, AskedBefore(state), found, as_json)


def _respondent(
    found: Settings, program: str | None, endpoint: str | None, model: str | None, seconds: float
) -> Respondent:
    if (program is None) == (endpoint is None):
        raise click.UsageError("give either --program or --endpoint")
    if (endpoint is None) != (model is None):
        raise click.UsageError("--endpoint and --model go together")
    if program is not None:
        return Program(shlex.split(program), seconds=seconds)
    try:
        allowed = Allowed.of(found.judge_hosts)
        return Endpoint(endpoint or "", model=model or "", key=found.judge_key, allowed=allowed, seconds=seconds)
    except InvalidValue as error:
        raise click.UsageError(f"--endpoint: {error}") from error


def _show(respondent: Respondent, orders: JudgeOrders) -> None:
    note(f"would be sent to {respondent.place}; nothing is sent now")
    with client() as service:
        for question in questions(service, orders):
            click.echo(json.dumps(question.to_json(), ensure_ascii=False))


def _judge(respondent: Respondent, orders: JudgeOrders, before: AskedBefore, found: Settings, as_json: bool) -> None:
    note(f"asks {respondent.place}: claims, and quotations of their candidates, go there")
    try:
        with client() as service:
            done = judge_claims(service, respondent, orders, before, make_clock(found).today())
    finally:
        respondent.close()
    _print(done, as_json)
    if done.stopped:
        fail(f"stopped: {done.stopped}", EXIT_UNREACHABLE)


def _print(done: Judged, as_json: bool) -> None:
    counts = {**asdict(done), "refused": {str(reason): count for reason, count in sorted(done.refused.items())}}
    if as_json:
        print_json(counts)
    else:
        told = {**counts, "refused": ", ".join(f"{reason} {count}" for reason, count in counts["refused"].items())}
        print_table(["what", "count"], list(told.items()))
