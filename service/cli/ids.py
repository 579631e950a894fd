"""Ids as people write them: whole, or by their last eight characters or more."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.output import fail
from service.client import Client
from service.domain.ids import LONGEST, SHORTEST, IdKind

Candidates = Iterable[tuple[UUID, str]]
_END = re.compile(f"[0-9a-f]{{{SHORTEST},{LONGEST}}}")


class Ending(click.ParamType[UUID | str]):
    """A UUID, or the end of one, as a string: for ids whose candidates only the command itself knows."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> UUID | str:
        if isinstance(value, UUID):
            return value
        try:
            return UUID(value)
        except ValueError:
            end = str(value).lower()
        if not _END.fullmatch(end):
            self.fail(f"{value!r} is no id: give all of it, or its last {SHORTEST} characters.", param, ctx)
        return end


class IdOf(Ending):
    """A UUID, or the end of one that `candidates` of the service has: looked up at once."""

    def __init__(self, noun: str, candidates: Callable[[Client, str], Candidates]) -> None:
        self._noun, self._candidates = noun, candidates

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> UUID | str:
        found = super().convert(value, param, ctx)
        if isinstance(found, UUID) or (ctx and ctx.resilient_parsing):  # which is so for completion
            return found
        with client() as service:
            return pick(found, self._candidates(service, found), self._noun)


def pick(given: UUID | str, candidates: Candidates, noun: str) -> UUID:
    """The one candidate whose id is, or ends in, what was given; ends the program where none or several do."""
    if isinstance(given, UUID):
        return given
    found = [(one, words) for one, words in candidates if one.hex.endswith(given)]
    if not found:
        fail(f"no {noun} has an id that ends in {given}: look it up, or give all of the id.")
    if len(found) > 1:
        listed = "; ".join(f"{one} {' '.join(words.split())[:60]!r}" for one, words in found)
        fail(f"{len(found)} ids of {noun}s end in {given}: give all of one of {listed}")
    return found[0][0]


def _named(kind: IdKind, service: Client, end: str) -> Candidates:
    return [(one.id, one.text) for one in service.find_ids(end) if one.kind is kind]


CLAIM = IdOf("claim", partial(_named, IdKind.CLAIM))
ARTICLE = IdOf("article", partial(_named, IdKind.ARTICLE))
ENTITY = IdOf("entity", partial(_named, IdKind.ENTITY))
JOB = IdOf("job", lambda service, _: [(job.id, job.task) for job in service.jobs(limit=1_000)])
WEBHOOK = IdOf("webhook", lambda service, _: [(one.id, one.url) for one in service.webhooks()])
