"""The commands that change claims: decisions and proposals, and what is a claim, and what is one or two."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import CLAIM, Ending, pick
from service.cli.output import format_option
from service.cli.parameters import day
from service.cli.tables import print_claim, print_found
from service.client import Client
from service.domain.status import ORDERED, Outcome, RejectionCode, UnresolvableReason

Command = TypeVar("Command", bound=Callable[..., Any])
ID = click.argument("claim_id", metavar="ID", type=CLAIM)
VERSION = click.option(
    "--version", type=click.IntRange(1), help="The version that you decided on.  [default: the current one]"
)
_PROPOSAL = click.option(
    "--proposal",
    "proposal_id",
    type=Ending(),
    metavar="ID",
    help="Which proposal.  [default: the one that the claim shows]",
)


def _decision_options(command: Command) -> Command:
    options = (
        click.argument("outcome", metavar="OUTCOME", type=click.Choice([outcome.value for outcome in Outcome])),
        click.option(
            "--reason",
            type=click.Choice([reason.value for reason in UnresolvableReason]),
            metavar="WORD",
            help=f"Why it is unresolvable: {', '.join(reason.value for reason in UnresolvableReason)}.",
        ),
        click.option("--note", help="What speaks for it."),
        click.option("--happened-on", type=day, metavar="DATE", help="When the deciding event took place."),
        click.option(
            "--evidence",
            type=Ending(),
            metavar="ID",
            multiple=True,
            help="Evidence that it rests on. May be given several times.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("resolve", short_help="Say what became of a claim.")
@ID
@_decision_options
@VERSION
@format_option
def resolve_command(claim_id: UUID, version: int | None, as_json: bool, **decision: Any) -> None:
    """Resolve the claim with this ID: say what became of it.

    OUTCOME is fulfilled, fulfilled_late, fulfilled_in_part, not_fulfilled or unresolvable: of the words as stated.
    """
    with client() as service:
        current = read_at(service, claim_id, version)
        claim = service.resolve(claim_id, version=current, **_cited(service, claim_id, decision))
    print_found(claim, as_json, print_claim)


@click.command("amend", short_help="Resolve a resolved claim anew.")
@ID
@_decision_options
@VERSION
@format_option
def amend_command(claim_id: UUID, version: int | None, as_json: bool, **decision: Any) -> None:
    """Resolve the resolved claim with this ID anew. The earlier resolution is kept, superseded."""
    with client() as service:
        current = read_at(service, claim_id, version)
        claim = service.resolve(claim_id, version=current, amend=True, **_cited(service, claim_id, decision))
    print_found(claim, as_json, print_claim)


@click.command("propose", short_help="Propose what became of a claim.")
@ID
@_decision_options
@VERSION
@format_option
def propose_command(claim_id: UUID, version: int | None, as_json: bool, **decision: Any) -> None:
    """Propose what became of the claim with this ID; somebody else says yes or no."""
    with client() as service:
        current = read_at(service, claim_id, version)
        service.propose(claim_id, version=current, **_cited(service, claim_id, decision))
        claim = service.claim(claim_id)
    print_found(claim, as_json, print_claim)


@click.command("accept", short_help="Say yes to a proposal: the claim is resolved.")
@ID
@_PROPOSAL
@click.option("--note", help="A word with the yes.")
@VERSION
@format_option
def accept_command(
    claim_id: UUID, proposal_id: UUID | str | None, note: str | None, version: int | None, as_json: bool
) -> None:
    """Resolve the claim with this ID as was proposed."""
    with client() as service:
        chosen = _chosen(service, claim_id, proposal_id)
        claim = service.accept(claim_id, chosen, version=read_at(service, claim_id, version), note=note)
    print_found(claim, as_json, print_claim)


@click.command("reject", short_help="Say no to a proposal.")
@ID
@click.argument("words", required=False)
@click.option(
    "--reason",
    "code",
    type=click.Choice([code.value for code in RejectionCode]),
    default=RejectionCode.OTHER.value,
    show_default=True,
    metavar="CODE",
    help=f"What is wrong with it: {', '.join(RejectionCode)}.",
)
@_PROPOSAL
@VERSION
@format_option
def reject_command(
    claim_id: UUID, words: str | None, code: str, proposal_id: UUID | str | None, version: int | None, as_json: bool
) -> None:
    """Turn down what was proposed for the claim with this ID, and say why: by --reason, in WORDS, or both."""
    if words is None and code == RejectionCode.OTHER:
        raise click.UsageError("Say why: by --reason, or in words.")
    with client() as service:
        chosen = _chosen(service, claim_id, proposal_id)
        claim = service.reject(claim_id, chosen, words, version=read_at(service, claim_id, version), code=code)
    print_found(claim, as_json, print_claim)


@click.command("reopen", short_help="Take a resolved or dismissed claim up again.")
@ID
@click.option("--reason", help="Why it is taken up again.")
@VERSION
@format_option
def reopen_command(claim_id: UUID, reason: str | None, version: int | None, as_json: bool) -> None:
    """Take the resolved or dismissed claim with this ID up again."""
    with client() as service:
        claim = service.reopen(claim_id, version=read_at(service, claim_id, version), reason=reason)
    print_found(claim, as_json, print_claim)


@click.command("dismiss", short_help="Stop tracking a claim.")
@ID
@click.argument("reason", type=click.Choice([reason.value for reason in ORDERED]))
@click.option("--note", help="More of why.")
@VERSION
@format_option
def dismiss_command(claim_id: UUID, reason: str, note: str | None, version: int | None, as_json: bool) -> None:
    """Stop tracking the claim with this ID."""
    with client() as service:
        claim = service.dismiss(claim_id, reason, version=read_at(service, claim_id, version), note=note)
    print_found(claim, as_json, print_claim)


@click.command("merge", short_help="Merge a claim into another that says the same.")
@ID
@click.argument("into", metavar="INTO", type=CLAIM)
@click.option("--note", help="Why they are one.")
@VERSION
@format_option
def merge_command(claim_id: UUID, into: UUID, note: str | None, version: int | None, as_json: bool) -> None:
    """Merge the claim with this ID into the claim INTO, which says the same.

    It is dismissed as a duplicate. INTO gets its mentions, and is shown.
    """
    with client() as service:
        claim = service.merge(claim_id, into, version=read_at(service, claim_id, version), note=note)
    print_found(claim, as_json, print_claim)


@click.command("split", short_help="Split a mention off into a claim of its own.")
@ID
@click.argument("statement_id", metavar="STATEMENT", type=Ending())
@VERSION
@format_option
def split_command(claim_id: UUID, statement_id: UUID | str, version: int | None, as_json: bool) -> None:
    """Split a mention, the STATEMENT with this id, off the claim with this ID; show the claim of its own that it is."""
    with client() as service:
        stated = ((one.statement.id, one.statement.text) for one in service.mentions(claim_id))
        chosen = pick(statement_id, stated, "mention")
        claim = service.split(claim_id, chosen, version=read_at(service, claim_id, version))
    print_found(claim, as_json, print_claim)


@click.command("track", short_help="Make a claim of an outcome that has none.")
@click.argument("statement_id", metavar="STATEMENT", type=click.UUID)
@format_option
def track_command(statement_id: UUID, as_json: bool) -> None:
    """Make a claim of the STATEMENT with this id, an outcome that was not taken for worth watching; show the claim.

    `claims statements --article ID` shows why an outcome is no claim, and its id.
    """
    with client() as service:
        claim = service.track(statement_id)
    print_found(claim, as_json, print_claim)


def _chosen(service: Client, claim_id: UUID, proposal_id: UUID | str | None) -> UUID:
    if proposal_id is not None:
        return pick(proposal_id, ((one.id, one.outcome) for one in service.proposals(claim_id)), "proposal")
    proposal = service.claim(claim_id).proposal
    if proposal is None:
        raise click.ClickException(f"no proposal waits for this claim: see `claims proposals {claim_id}`")
    return proposal.id


def _cited(service: Client, claim_id: UUID, decision: dict[str, Any]) -> dict[str, Any]:
    """The decision, with its evidence by whole ids."""
    given = decision["evidence"]
    by_end = any(isinstance(one, str) for one in given)  # whole ids need no looking up
    known = [(one.id, one.outcome) for one in service.evidence(claim_id)] if by_end else []
    return {**decision, "evidence": [pick(one, known, "piece of evidence") for one in given]}


def read_at(service: Client, claim_id: UUID, version: int | None) -> int:
    return version if version is not None else service.claim(claim_id).version
