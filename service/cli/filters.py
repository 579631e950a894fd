"""The options that choose claims, for every command that takes a choice of them."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import click

from service.cli.ids import ARTICLE, ENTITY
from service.cli.parameters import day
from service.detect import Modality
from service.domain.listing import Sort
from service.domain.status import Outcome, Status

Command = TypeVar("Command", bound=Callable[..., Any])
_BOUND = {"before": "earlier", "to": "earlier", "after": "later", "from": "later"}


def _words(words: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


def _several(name: str, words: type[StrEnum]) -> Callable[[Command], Command]:
    values = ", ".join(word.value for word in words)
    return click.option(
        name, multiple=True, type=_words(words), metavar="WORD", help=f"{values}. May be given several times."
    )


def _day(name: str, means: str) -> Callable[[Command], Command]:
    return click.option(name, type=day, metavar="DATE", help=f"{means} on that day or {_BOUND[name.split('-')[-1]]}.")


_SORTS = ", ".join(sort.value for sort in Sort if not sort.value.startswith("-"))
_SORT_HELP = (
    f"{_SORTS}; with a leading minus: the greatest first.  [default: the best match with a query, by due date where "
    "that is filtered, the latest said where that is, else the newest]"
)


_SAID = (
    _several("--modality", Modality),
    click.option("--speaker", help="Who said it: words of the name, in any case of letters."),
    click.option("--speaker-entity", type=ENTITY, metavar="ID", help="Who said it: this person or body."),
    click.option("--outlet", help="Who published it: the whole name, in any case of letters."),
    click.option("--tag", help="Has this tag."),
)


def event_options(command: Command) -> Command:
    """Add the conditions of events to a command, which gets them as the client's `create_webhook` takes them."""
    return _with((_several("--status", Status), _several("--outcome", Outcome), *_SAID), command)


def claim_options(command: Command) -> Command:
    """Add the conditions and --sort to a command, which gets them as the client's `claims` takes them."""
    command = click.option("--sort", type=_words(Sort), metavar="WORD", help=_SORT_HELP)(command)
    unstated = click.option(
        "--unstated/--stated", default=None, help="Whether a later reading found none of its mentions.  [default: both]"
    )
    assignee = click.option("--assignee", metavar="WORD", help="A member's id, `me` or `nobody`.")
    return _several("--status", Status)(_several("--outcome", Outcome)(unstated(assignee(condition_options(command)))))


def condition_options(command: Command) -> Command:
    """Add the conditions of what claims are about to a command, as the client takes them everywhere."""
    options = (
        *_SAID,
        click.option("--entity", type=ENTITY, metavar="ID", help="Who said it or takes part: this person or body."),
        click.option("--article", "article_id", type=ARTICLE, metavar="ID", help="Is mentioned in this article."),
        _day("--due-after", "Due"),
        _day("--due-before", "Due"),
        _day("--said-from", "Said"),
        _day("--said-to", "Said"),
        click.option("-q", "--query", "q", help="Words to find, in the syntax of web searches."),
    )
    return _with(options, command)


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
