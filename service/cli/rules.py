"""`claims rules`: the detector's rules, listed, checked, and tried on their own examples."""

from pathlib import Path

import click

from service.cli.compare_rules import diff, sound_rules
from service.cli.output import fail, format_option, print_json, print_table
from service.detect import test_rules

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


rules_command.add_command(diff)
