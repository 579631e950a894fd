"""`claims parse`: how a text is read, clause by clause, before any rule looks at it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from service.cli.documents import FILE, open_source, read_page, read_source
from service.cli.output import EXIT_REFUSED, format_option, print_json, print_table
from service.language import Doc, Factuality, Sentence, read
from service.language.syntax.clauses import Clause
from service.language.syntax.noun_phrases import Phrase
from service.language.universal import universal
from service.outbound.page import WebPage

_COLUMNS = ("subject", "verb", "object", "with", "form", "licensed by")


@click.command("parse", short_help="Show how a text is read, clause by clause.")
@FILE
@click.option("--title", help="The article's headline.")
@click.option("--jsonl", is_flag=True, help="Read one document a line, print its tokens and clauses a line.")
@format_option
def parse_command(file: Path, title: str | None, jsonl: bool, as_json: bool) -> None:
    """Show how the text in FILE (- or nothing: standard input) is read. Of HTML the main text is.

    Each clause is shown with its subject, verb, object and prepositional phrases. JSON has tokens with their
    universal tags, and clauses, as offsets into the text. With --jsonl each line of FILE is {"doc_id", "text"}, and
    each line printed {"doc_id", "tokens", "clauses"}.
    """
    if jsonl:
        with open_source(file) as stream:
            _parse_lines(stream)
        return
    source = read_source(file)
    page = read_page(source.content) if source.html else WebPage(text=source.content)
    doc = read(page.text, title=title or page.title)
    if as_json:
        print_json(universal(doc))
        return
    for sentence in doc.parsed:
        click.echo(click.style(" ".join(doc.span(sentence.first, sentence.last).of(doc.text).split()), bold=True))
        print_table(_COLUMNS, _rows(doc, sentence))
        click.echo()


def _parse_lines(file: BinaryIO) -> None:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            found = {"doc_id": document["doc_id"], **universal(read(document["text"], title=document.get("title")))}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            click.echo(f'claims: line {number} is not a document, {{"doc_id", "text"}}: {error!r}', err=True)
            sys.exit(EXIT_REFUSED)
        click.echo(json.dumps(found, ensure_ascii=False))


def _rows(doc: Doc, sentence: Sentence) -> Iterator[list[Any]]:
    arguments = doc.arguments(sentence)
    for clause in sentence.clauses:
        found = arguments.get(clause.head)
        obliques = [] if found is None else [Phrase(index, phrase.last) for index, phrase in found.obliques]
        yield [
            _words(doc, found.subject if found else None),
            _words(doc, Phrase(min(clause.first, clause.head), clause.head + 1)),
            _words(doc, found.object if found else None),
            "; ".join(str(_words(doc, phrase)) for phrase in obliques),
            _form(clause),
            clause.licenser,
        ]


def _form(clause: Clause) -> str:
    features = ("perfect", "progressive", "passive", "negated")
    told = [] if clause.factuality is Factuality.ASSERTED else [clause.factuality.value]
    return " ".join([clause.tense or clause.form, *(name for name in features if getattr(clause, name)), *told])


def _words(doc: Doc, phrase: Phrase | None) -> str | None:
    return " ".join(doc.tokens.words[phrase.first : phrase.last]) if phrase else None
