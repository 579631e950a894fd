"""`claims reread`: what another version of the analysis has read, read again."""

import sys
from dataclasses import asdict

import click

from service.bootstrap import Services
from service.cli.context import local_services
from service.cli.output import EXIT_INTERRUPTED, EXIT_REFUSED, fail, format_option, print_json, print_table
from service.cli.progress import make_progress
from service.store.analysis import EXACT_UP_TO, Left
from service.usecases.rereading import BATCH, Orders, Reread, count_left, reread

_WORDS = {
    "changed": "statements that are read otherwise",
    "new": "statements that are new",
    "gone": "statements that are found no more",
    "claims_changed": "claims that change",
    "unstated": "claims among them that nothing states any more",
    "withdrawn": "proposals that rest on nothing that is left",
}


@click.command("reread", short_help="Read again what an earlier version has read.")
@click.option("--dry-run", is_flag=True, help="Change nothing; tell what would change, with the ids of some of it.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Read at most so many claims and articles in all.")
@click.option(
    "--batch", type=click.IntRange(1, 1000), default=BATCH, show_default=True, help="Claims in one transaction."
)
@format_option
def reread_command(dry_run: bool, limit: int | None, batch: int, as_json: bool) -> None:
    """Read again what an earlier version of rules, words and code has read.

    To be run after an upgrade, whenever there is time for it: the service may go on running, and so may other runs.
    Undecided claims come first, by their own sentences; then articles. What is the same stays, what is new is added,
    what is found no more is marked. What people have decided, corrected or added is not touched.

    Ctrl-C ends it, and nothing is lost: the next run goes on from there.
    """
    orders = Orders(limit=limit, batch=batch, dry_run=dry_run)
    with local_services() as services:
        done, stopped = _run(services, orders)
        left = count_left(services.database)
    _show(done, left, dry_run=dry_run, as_json=as_json)
    if stopped:
        sys.exit(EXIT_INTERRUPTED)
    if done.skipped:
        fail(f"{done.skipped} could not be read again: the log says which", EXIT_REFUSED)


def _run(services: Services, orders: Orders) -> tuple[Reread, bool]:
    """What was read again, and whether Ctrl-C has ended it."""
    heard = Reread()
    with make_progress(known_length=False) as shown:
        task = shown.add_task("looking", total=None)

        def hear(done: Reread) -> None:
            nonlocal heard
            heard = done
            shown.update(task, description=f"{done.claims:,} claims and {done.articles:,} articles read again")

        try:
            clock = services.clock
            done = reread(services.database, orders, now=clock.now, today=clock.today(), progress=hear)
        except KeyboardInterrupt:
            return heard, True
    return done, False


def tell_left(left: Left) -> str:
    """How much is left, for people."""
    return f"left for `claims reread`: {_some(left.claims)} claims and {_some(left.articles)} articles"


def _some(count: int) -> str:
    return f"{count:,}" if count < EXACT_UP_TO else f"{count:,} or more"


def _show(done: Reread, left: Left, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json({"dry_run": dry_run, **asdict(done), "left": asdict(left)})
        return
    click.echo(f"{'Would read' if dry_run else 'Read'} again: {done.claims:,} claims, {done.articles:,} articles")
    rows = [
        [words, f"{getattr(done, name):,}", ", ".join(done.examples.get(name, ()))] for name, words in _WORDS.items()
    ]
    print_table(["", "", "some of them, by id"], [["statements as before", f"{done.same:,}", ""], *rows])
    click.echo(tell_left(left))
