"""`claims rules diff`: what a change of rules gains and loses on labelled texts."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.progress import track

from service.cli.output import fail, format_option, print_json, print_table, progress_console
from service.detect import RuleSet, check_rules, detect, load_rules
from service.language import read

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_AROUND = 30  # characters of text shown on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A statement that one rule set finds and the other does not; `good` is what the labels make of the change."""

    doc_id: str
    change: str
    good: bool | None
    kind: str
    head: str
    around: str


@click.command("diff", short_help="Show what one set of rules gains over another.")
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER, required=False)
@click.option("--set", "labelled", type=_FOLDER, required=True, help="Folder with docs.jsonl and labels.jsonl.")
@format_option
def diff(old: Path, new: Path | None, labelled: Path, as_json: bool) -> None:
    """Show what the rules in NEW (by default those in use) gain and lose against those in OLD.

    docs.jsonl holds {"doc_id", "published", "title", "text"} lines; labels.jsonl {"doc_id", "start", "end", "kind",
    "optional"} lines, each the head of a statement. What is optional counts neither way.
    """
    documents, labels = _read_lines(labelled / "docs.jsonl"), _read_lines(labelled / "labels.jsonl")
    gold = {(row["doc_id"], row["start"]): row for row in labels}
    rules = sound_rules(old), sound_rules(new)
    shown = track(documents, description="reading", console=progress_console())
    found = [difference for document in shown for difference in _differences(document, rules, gold)]
    if as_json:
        print_json([{name: getattr(row, name) for name in Difference.__slots__} for row in found])
        return
    rows = [[_verdict(row), row.change, row.kind, row.doc_id, row.around] for row in found]
    print_table(["", "change", "kind", "text", "around"], rows)
    gains, losses = sum(row.good is True for row in found), sum(row.good is False for row in found)
    click.echo(f"{gains} gains, {losses} losses, {len(found) - gains - losses} that do not count")


def sound_rules(folder: Path | None) -> RuleSet:
    """The rule set of `folder`, or the one in use; ends the program with what is wrong where it is not sound."""
    problems = check_rules(folder)
    if problems:
        fail("\n".join(["the rule files are not sound:", *(f"  {problem}" for problem in problems)]))
    return load_rules(folder)


def _differences(
    document: dict[str, Any], rules: tuple[RuleSet, RuleSet], gold: dict[tuple[str, int], dict[str, Any]]
) -> Iterator[Difference]:
    before, after = (_heads(document, each) for each in rules)
    for start, end, kind in sorted(before ^ after):
        new = (start, end, kind) in after
        label = gold.get((document["doc_id"], start))
        right = label is not None and label["kind"] == kind
        text = document["text"]
        yield Difference(
            doc_id=document["doc_id"],
            change="found" if new else "not found any more",
            good=None if label and label.get("optional") else right is new,
            kind=kind,
            head=text[start:end],
            around=_around(text, start, end),
        )


def _heads(document: dict[str, Any], rules: RuleSet) -> set[tuple[int, int, str]]:
    published = document.get("published")
    doc = read(document["text"], title=document.get("title"), vocabulary=rules.vocabulary)
    found = detect(doc, published=date.fromisoformat(published) if published else None, rules=rules)
    return {(one.head.start, one.head.end, one.kind.value) for one in found}


def _around(text: str, start: int, end: int) -> str:
    shown = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    return " ".join(shown.split())


def _verdict(row: Difference) -> str:
    return {True: "gain", False: "loss", None: "–"}[row.good]


def _read_lines(path: Path) -> list[dict[str, Any]]:
    try:
        return list(_parsed(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, ValueError) as error:
        fail(f"{path} cannot be read: {error}")


def _parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            yield json.loads(line)
