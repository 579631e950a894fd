"""`claims members`: the persons who work here, by the service that CLAIMS_URL names."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from service.cli.context import client
from service.cli.member_names import find_member
from service.cli.output import fail, format_option, print_table
from service.cli.tables import print_found
from service.client.records import Member
from service.domain.member import MEMBER_SCOPES

Command = TypeVar("Command", bound=Callable[..., Any])
_MEMBER = click.argument("member", metavar="MEMBER")


def _scopes(*, required: bool) -> Callable[[Command], Command]:
    return click.option(
        "--scope",
        "scopes",
        multiple=True,
        type=click.Choice([scope.value for scope in MEMBER_SCOPES]),
        required=required,
        help="What the member's keys may have; may be given several times.",
    )


@click.group("members", short_help="Add, list, edit members, and have them leave.")
def members_command() -> None:
    """Add, list and edit members, and have them leave: the persons who work here.

    MEMBER is a mail address, a name, an id, or the last eight characters of one. It takes a key with the scope admin.
    """


@members_command.command("add")
@click.argument("name")
@click.argument("mail")
@_scopes(required=True)
@format_option
def add(name: str, mail: str, scopes: tuple[str, ...], as_json: bool) -> None:
    """Add a member called NAME with the address MAIL. `claims keys create --member` makes the keys."""
    with client() as service:
        member = service.add_member(name, mail, scopes)
    print_found(member, as_json, _print_one)


@members_command.command("list")
@format_option
def list_(as_json: bool) -> None:
    """List members, oldest first, those who have left too."""
    with client() as service:
        found = list(service.members())
    print_found(found, as_json, _print)


@members_command.command("show")
@_MEMBER
@format_option
def show(member: str, as_json: bool) -> None:
    """Show a member, also one who has left."""
    with client() as service:
        found = service.member(find_member(member, service.members()))
    print_found(found, as_json, _print_one)


@members_command.command("edit")
@_MEMBER
@click.option("--name", help="Another name.")
@click.option("--mail", help="Another mail address.")
@_scopes(required=False)
@format_option
def edit(member: str, as_json: bool, **values: Any) -> None:
    """Change a member's name, mail address or scopes. --scope gives all of them anew; keys lose what is left out."""
    changes = {name: value for name, value in values.items() if value}
    if not changes:
        raise click.UsageError("Say what is to be different: --name, --mail or --scope.")
    with client() as service:
        before = service.member(find_member(member, service.members()))
        after = service.change_member(before.id, version=before.version, **changes)
    print_found(after, as_json, _print_one)


@members_command.command("leave", short_help="Have a member leave, for good.")
@_MEMBER
@click.option("--yes", is_flag=True, help="Do not ask.")
@format_option
def leave(member: str, yes: bool, as_json: bool) -> None:
    """Have a member leave, for good: name and mail address are blanked, the keys revoked. The history stays."""
    with client() as service:
        before = service.member(find_member(member, service.members()))
        if not (yes or click.confirm(f"Blank {before.name or before.id} and revoke the keys, for good?", err=True)):
            fail("nothing was changed.")
        gone = service.leave(before.id)
    print_found(gone, as_json, _print_one)


def _print_one(member: Member) -> None:
    _print([member])


def _print(members: Iterable[Member]) -> None:
    rows = [
        [one.id, one.name, one.mail, ", ".join(one.scopes), one.left_at and f"{one.left_at:%Y-%m-%d}"]
        for one in members
    ]
    print_table(["id", "name", "mail", "scopes", "left"], rows)
