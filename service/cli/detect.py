"""`claims detect`: what a text states, without a service or a database."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from schemas.statement import FoundStatementOut
from service.cli.documents import FILE, open_source, read_source, reader
from service.cli.output import EXIT_REFUSED, format_option, note, note_omitted, print_json, print_table
from service.cli.parameters import day
from service.detect import Kind, load_rules
from service.domain.article import NewStatement
from service.domain.errors import ClaimsError
from service.usecases.detection import find_statements
from service.usecases.look_through import Detection, Document, look_through

_SHAPE = FoundStatementOut()


@click.command("detect", short_help="Print what a text or a page states; nothing is stored.")
@FILE
@click.option("--published", type=day, metavar="DATE", help="Publication date, for due dates.")
@click.option("--title", help="The article's headline.")
@click.option("--html", is_flag=True, help="FILE is a page. Needed only where it neither begins nor is named like one.")
@click.option("--jsonl", is_flag=True, help="Read one document a line, print its statements a line.")
@click.option("--explain", is_flag=True, help="Tell for each statement which rule found it, where, and why.")
@format_option
def detect_command(
    file: Path, published: date | None, title: str | None, html: bool, jsonl: bool, explain: bool, as_json: bool
) -> None:
    """Print the statements of the text or page in FILE (- or nothing: standard input).

    Of HTML the main text is read, and offsets are of that.

    With --jsonl each line of FILE is {"doc_id", "published", "title", "text"}, and each line printed is
    {"doc_id", "statements": […], "omitted"}; a line that cannot be used is told on standard error, and the others are
    done all the same.
    """
    if jsonl:
        with open_source(file) as stream:
            _detect_lines(stream)
        return
    source = read_source(file, html=html)
    document = Document(
        **{"html" if source.html else "text": source.content},
        title=title,
        published_on=published,
    )
    found = _look_through(document)
    dated = published or (found.page and found.page.published_on)
    if not dated and any(one.kind == Kind.OUTCOME for one in found.statements):
        note("due dates are missing: say when it was published, with --published DATE")
    if explain:
        _explain(found.statements)
    elif as_json:
        print_json(_SHAPE.dump(found.statements, many=True))
    else:
        columns = ["kind", "modality", "due", "speaker", "head", "statement"]
        print_table(columns, [_row(statement) for statement in found.statements])
    note_omitted(found.omitted)


def _look_through(document: Document) -> Detection:
    with closing(reader()) as pages:
        return look_through(document, pages, today=datetime.now(UTC).date())


def _explain(found: Sequence[NewStatement]) -> None:
    rules = load_rules()
    for one in found:
        click.echo(click.style(" ".join(one.text.split()), bold=True))
        kind = f"{one.modality} {one.kind}" if one.modality else one.kind
        rows = [
            ("is a", f"{one.polarity} {kind}{', conditional' if one.conditional else ''}"),
            ("head", f"{one.head!r} at {one.head_start}"),
            ("cue", f"{one.cue!r} at {one.cue_start}" if one.cue else "none"),
            ("rule", one.rule),
            ("why", rules.get(one.rule).why),
            ("said by", one.speaker or "the outlet"),
            ("due", one.due or "no day given"),
            ("clause", f"{one.start}-{one.end}, in the sentence {one.sentence_start}-{one.sentence_end}"),
        ]
        click.echo("".join(f"  {name:8s} {value}\n" for name, value in rows))


def _row(found: NewStatement) -> list[Any]:
    head = f"not {found.head}" if found.polarity == "negative" else found.head
    return [found.kind, found.modality, found.due, found.speaker, head, " ".join(found.text.split())]


def _detect_lines(stream: BinaryIO) -> None:
    bad = 0
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            published = document.get("published")
            found = find_statements(
                document["text"],
                title=document.get("title"),
                published=date.fromisoformat(published) if published else None,
            )
            told = {"doc_id": document["doc_id"], "statements": _SHAPE.dump(found.statements, many=True)}
            click.echo(json.dumps({**told, "omitted": found.omitted}))
        except (ClaimsError, ValueError, KeyError, TypeError, AttributeError) as error:
            bad += 1
            click.echo(f"claims: line {number}: {_what_is_wrong(error)}", err=True)
    if bad:
        sys.exit(EXIT_REFUSED)


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg})"
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 ({error.reason} at byte {error.start})"
    if isinstance(error, ValueError | ClaimsError):
        return str(error)
    return 'not a document: {"doc_id", "published", "title", "text"} is wanted'
