"""A text as a page: its words, and its sentences with the part that each plays. Knows nothing of meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from service.detect.blocks import Block, read_blocks
from service.detect.roles import Role, assign_roles
from service.detect.tokens import Tokens, tokenize
from service.detect.turns import dateline_end, find_labels, skip_stage

__all__ = ["Page", "Role", "Sentence", "read_page"]


class Sentence(NamedTuple):
    """Tokens [first, last) of one sentence, without dateline, speaker label and stage directions before it.

    `label` is the speaker label, as it stands in a transcript, under whose turn the sentence falls;
    `block` numbers the paragraph (or the turn of speech) it belongs to.
    """

    first: int
    last: int
    role: Role
    label: str | None
    block: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text read: its words and its sentences in order. Words in no sentence are labels and the like."""

    text: str
    tokens: Tokens
    sentences: tuple[Sentence, ...]


def read_page(text: str, title: str | None = None) -> Page:
    """`text` as a page, in time linear in its length. The title only helps to know the headline again."""
    tokens = tokenize(text)
    blocks = read_blocks(text, tokens, title)
    labels = find_labels(tokens, blocks)
    roles = assign_roles(text, tokens, blocks, labels, title)
    return Page(text, tokens, tuple(_sentences(text, tokens, blocks, roles, labels)))


def _sentences(
    text: str, tokens: Tokens, blocks: Sequence[Block], roles: Sequence[Role], labels: dict[int, int]
) -> Iterator[Sentence]:
    label: str | None = None
    leads = True  # no body has come yet
    for number, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        if role is Role.BIOGRAPHY or (role is Role.HEADLINE and not labels):
            label = None
        for first, last in block.sentences():
            if first in labels:
                label = text[tokens.starts[first] : tokens.starts[labels[first] - 1]]
            part = Role.FURNITURE if first in block.idle else role
            begin = labels.get(first, first)
            if begin >= last:  # a label without a word after it
                begin, part = first, Role.FURNITURE
            start, part = _trim(tokens, begin, last, part, leads)
            yield Sentence(start, last, part, label if part is Role.BODY else None, number)
        leads = leads and role is not Role.BODY


def _trim(tokens: Tokens, first: int, last: int, role: Role, leads: bool) -> tuple[int, Role]:
    """Where the sentence proper begins, and its role."""
    if role is not Role.BODY:
        return first, role
    start = skip_stage(tokens, first, last) if tokens.words[first] in "([" else first
    if leads:
        start = dateline_end(tokens, start, last)
    return (start, role) if start < last else (first, Role.FURNITURE)
