"""`claims add`: one article, or a file of any number of them."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from service.cli.context import client, settings
from service.cli.documents import FILE, open_source, read_source
from service.cli.import_state import ImportState
from service.cli.importing import Import, run_import, stopped
from service.cli.output import EXIT_INTERRUPTED, EXIT_REFUSED, fail, format_option, print_json
from service.cli.parameters import day
from service.cli.tables import print_article, print_found, print_jobs

_TIMEOUT, _RETRIES = 300, 8  # a batch may hold pages to fetch; a service that restarts is waited for


@click.command("add", short_help="Add an article, or a file of any number of them.")
@FILE
@click.option("--published", type=day, metavar="DATE", help="When it was published; required of a text.")
@click.option("--title", help="Its headline.")
@click.option("--url", help="Where it was published.")
@click.option("--outlet", help="Who published it.")
@click.option("--html", is_flag=True, help="FILE is a page. Needed only where it neither begins nor is named like one.")
@click.option("--fetch", is_flag=True, help="Let the service fetch the page at --url; there is no FILE.")
@click.option("--no-wait", is_flag=True, help="With --fetch: print the job that will add it; see `claims jobs`.")
@click.option("--jsonl", is_flag=True, help="FILE has an article a line.")
@click.option("--threads", type=click.IntRange(1, 32), default=4, show_default=True, help="With --jsonl: at a time.")
@click.option(
    "--failed",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="With --jsonl: write the lines that failed there, not to standard error.",
)
@click.option("--again", is_flag=True, help="With --jsonl: begin anew, whatever was done before.")
@format_option
def add_command(
    file: Path, as_json: bool, jsonl: bool, threads: int, failed: Path | None, again: bool, **article: Any
) -> None:
    """Add the article in FILE (- or nothing: standard input) and track what it states.

    Of a page of HTML the main text is kept, and its own date where --published is not given.

    With --jsonl each line of FILE is {"text" or "html" or "url", "title", "url", "outlet", "published_on"}. Lines
    that fail are told with number and reason (with --failed: as {"line", "reason", "input"} lines), the others are
    added all the same, and the exit code is 1.

    How far it has come stands in FILE.done: after Ctrl-C (exit code 130), or when the service went away (3), the
    same command goes on from there; when it is done, lines that FILE has got since. Standard input cannot be resumed.
    """
    if jsonl:
        if any(article.values()):
            raise click.UsageError("with --jsonl each line says everything of its article")
        _import(file, threads, failed, again, as_json)
    else:
        if failed or again:
            raise click.UsageError("--failed and --again go with --jsonl")
        _add(file, as_json, **article)


def _add(
    file: Path, as_json: bool, *, published: date | None, html: bool, fetch: bool, no_wait: bool, **article: Any
) -> None:
    if fetch and (html or str(file) != "-" or not article["url"]):
        raise click.UsageError("--fetch goes with --url, and without FILE and --html")
    if no_wait and not fetch:
        raise click.UsageError("--no-wait goes with --fetch")
    if no_wait:
        return _submit(as_json, **article, published_on=published)
    content = {} if fetch else _content(file, html, published)
    with client() as service:
        added = service.add_article(**content, **article, published_on=published)
    print_found(added, as_json, print_article)
    return None


def _submit(as_json: bool, **page: Any) -> None:
    with client() as service:
        job = service.submit_article(**page)
    print_found(job, as_json, lambda one: print_jobs([one]))


def _content(file: Path, html: bool, published: date | None) -> dict[str, str]:
    source = read_source(file, html=html)
    if not source.html and published is None:
        raise click.UsageError("say when it was published: --published DATE")
    return {"html" if source.html else "text": source.content}


def _import(file: Path, threads: int, failed: Path | None, again: bool, as_json: bool) -> None:
    path = None if str(file) == "-" else file
    with open_source(file) as stream:
        job = Import(
            file=path, stream=stream, service=settings().service_url, threads=threads, failed=failed, again=again
        )
        try:
            state = run_import(job, lambda sleep: client(timeout=_TIMEOUT, retries=_RETRIES, sleep=sleep))
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}")
    _print_state(state, as_json)
    if not state.complete:
        fail(stopped(job, state), EXIT_INTERRUPTED)
    if state.failed:
        sys.exit(EXIT_REFUSED)


def _print_state(state: ImportState, as_json: bool) -> None:
    counts = {
        "lines": state.line,
        "added": state.added,
        "known": state.known,
        "failed": state.failed,
        "complete": state.complete,
    }
    if as_json:
        print_json(counts)
    else:
        click.echo(f"{state.line:,} lines: {state.added:,} new, {state.known:,} known, {state.failed:,} failed")
