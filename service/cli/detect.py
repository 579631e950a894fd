"""`claims detect`: what a text states, without a service or a database."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TextIO

import click

from schemas.statement import FoundStatementOut
from service.cli.output import EXIT_REFUSED, fail, format_option, print_json, print_table
from service.detect import load_rules
from service.domain.article import NewStatement
from service.usecases.detection import find_statements

_SHAPE = FoundStatementOut()


@click.command("detect")
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Publication date, for due dates.")
@click.option("--title", help="The article's headline.")
@click.option("--jsonl", is_flag=True, help="Read one document a line, print its statements a line.")
@click.option("--explain", is_flag=True, help="Tell for each statement which rule found it, where, and why.")
@format_option
def detect_command(
    file: TextIO, published: datetime | None, title: str | None, jsonl: bool, explain: bool, as_json: bool
) -> None:
    """Print the statements of the text in FILE (- or nothing: standard input).

    With --jsonl each line of FILE is {"doc_id", "published", "title", "text"}, and each line printed is
    {"doc_id", "statements": […]}; a line that cannot be used is told on standard error, and the others are
    done all the same.
    """
    if jsonl:
        _detect_lines(file)
        return
    try:
        text = file.read()
    except UnicodeDecodeError as error:
        fail(f"{file.name} is not UTF-8: {error.reason} at byte {error.start}")
    found = find_statements(text, title=title, published=published.date() if published else None)
    if explain:
        _explain(found)
    elif as_json:
        print_json(_SHAPE.dump(found, many=True))
    else:
        columns = ["kind", "modality", "due", "speaker", "head", "statement"]
        print_table(columns, [_row(statement) for statement in found])


def _explain(found: list[NewStatement]) -> None:
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


def _detect_lines(file: TextIO) -> None:
    bad = 0
    for number, line in _numbered(file):
        try:
            document = json.loads(line)
            published = document.get("published")
            found = find_statements(
                document["text"],
                title=document.get("title"),
                published=date.fromisoformat(published) if published else None,
            )
            click.echo(json.dumps({"doc_id": document["doc_id"], "statements": _SHAPE.dump(found, many=True)}))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            bad += 1
            click.echo(f"claims: line {number}: {_what_is_wrong(error)}", err=True)
    if bad:
        sys.exit(EXIT_REFUSED)


def _numbered(file: TextIO) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield number, line


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg})"
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, ValueError):
        return str(error)
    return 'not a document: {"doc_id", "published", "title", "text"} is wanted'
