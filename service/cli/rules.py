"""`claims rules`: the detector's rules, listed, checked, and tried on their own examples."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from service.cli.compare_rules import diff, sound_rules
from service.cli.documents import FILE, open_source
from service.cli.output import fail, format_option, print_json, print_table
from service.cli.parameters import day
from service.detect import RULES, RuleSet, detect, test_rules
from service.language import read

_FOLDER = click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group("rules", short_help="Look at the rules that tell outcomes from results.")
def rules_command() -> None:
    """Look at the rules that tell outcomes from results.

    Each command takes the FOLDER of another rule set; without one it speaks of the rules that are in use.
    """


@rules_command.command("list")
@_FOLDER
@format_option
def list_(folder: Path | None, as_json: bool) -> None:
    """List every rule with what it yields and why."""
    rules = sound_rules(folder)
    rows = [
        {"id": rule.id, "kind": rule.kind, "modality": rule.modality, "file": rule.file, "why": rule.why}
        for rule in rules
    ]
    if as_json:
        print_json({"version": rules.version, "rules": rows})
    else:
        print_table(["id", "kind", "modality", "file", "why"], [list(row.values()) for row in rows])
        click.echo(f"{len(rows)} rules, version {rules.version}")


@rules_command.command("check")
@_FOLDER
def check(folder: Path | None) -> None:
    """Check that the rule files have the right form."""
    rules = sound_rules(folder)
    click.echo(f"{len(rules)} rules are sound, version {rules.version}")


@rules_command.command("test")
@_FOLDER
def test(folder: Path | None) -> None:
    """Try every rule on its own examples."""
    rules = sound_rules(folder)
    failures = list(test_rules(rules))
    if failures:
        fail("\n".join([f"{len(failures)} examples fail:", *(f"  {failure}" for failure in failures)]))
    click.echo(f"{sum(len(rule.examples) for rule in rules)} examples of {len(rules)} rules pass")


@rules_command.command("copy", short_help="Copy the rules in use to a folder, to change them.")
@click.argument("folder", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Copy the rules in use to FOLDER, which must not be there yet, to change them there."""
    if folder.exists():
        fail(f"{folder} is there already: name a folder that is not")
    shutil.copytree(RULES, folder)
    click.echo(f"{len(list(folder.glob('*.toml')))} files are in {folder}")


@rules_command.command("try", short_help="Show what rules make of the lines of a file.")
@FILE
@_FOLDER
@click.option("--published", type=day, metavar="DATE", help="Publication date, for due dates.")
@format_option
def try_(file: Path, folder: Path | None, published: date | None, as_json: bool) -> None:
    """Show what the rules in FOLDER make of each line of FILE (- for standard input)."""
    rules = sound_rules(folder)
    with open_source(file) as stream:
        lines = [line.decode("utf-8", "replace").strip() for line in stream]
    found = [row for line in lines if line for row in _found(line, rules, published)]
    if as_json:
        print_json(found)
    else:
        columns = ["line", "kind", "modality", "due", "head", "rule"]
        print_table(columns, [[row[name] for name in columns] for row in found])


def _found(line: str, rules: RuleSet, published: date | None) -> Iterator[dict[str, Any]]:
    """A row for each statement in `line`; one without a kind where there is none."""
    statements = detect(read(line, vocabulary=rules.vocabulary), published=published, rules=rules)
    for one in statements:
        head = one.head.of(line)
        yield {
            "line": line,
            "kind": one.kind,
            "modality": one.modality,
            "due": one.due.isoformat() if one.due else None,
            "head": f"not {head}" if one.polarity == "negative" else head,
            "rule": one.rule,
        }
    if not statements:
        yield {"line": line} | dict.fromkeys(("kind", "modality", "due", "head", "rule"))


rules_command.add_command(diff)
