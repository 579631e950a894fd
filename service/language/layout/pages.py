"""A text as a page: its words, and its sentences with the part that each plays. Knows nothing of meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.language.layout.blocks import Block, read_blocks
from service.language.layout.sentence_roles import Role, assign_roles
from service.language.layout.turns import dateline_end, find_labels, skip_stage
from service.language.syntax.clauses import Clause
from service.language.tokens import Tokens, tokenize

__all__ = ["Page", "Role", "Sentence", "read_page"]

# members of an enum are slow to look up
_BODY, _HEADLINE, _BOILERPLATE, _BIOGRAPHY = Role.BODY, Role.HEADLINE, Role.BOILERPLATE, Role.BIOGRAPHY


@dataclass(slots=True)
class Sentence:
    """Tokens [first, last) of one sentence, without dateline, speaker label and stage directions before it.

    `label` is the speaker label, as it stands in a transcript, under whose turn the sentence falls;
    `block` numbers the paragraph (or the turn of speech) it belongs to; the parser gives `clauses`
    and tells whether a condition stands in it.
    """

    first: int
    last: int
    role: Role
    label: str | None
    block: int
    clauses: list[Clause] = field(default_factory=list)
    conditional: bool = False


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
        if role is _BIOGRAPHY or (role is _HEADLINE and not labels):
            label = None
        for first, last in block.sentences():
            part = _BOILERPLATE if first in block.idle else role
            begin = labels.get(first, first)
            if first in labels:
                label = text[tokens.starts[first] : tokens.starts[begin - 1]]
            if begin >= last:  # a label without a word after it
                begin, part = first, _BOILERPLATE
            if part is _BODY:
                begin, part = _trim(tokens, begin, last, leads)
            yield Sentence(begin, last, part, label if part is _BODY else None, number)
        leads = leads and role is not _BODY


def _trim(tokens: Tokens, first: int, last: int, leads: bool) -> tuple[int, Role]:
    """Where a sentence of the story begins, past stage directions and the dateline of a lead, and its role."""
    if not leads and tokens.words[first] not in "([":
        return first, _BODY
    start = skip_stage(tokens, first, last)
    if leads:
        start = dateline_end(tokens, start, last)
    return (start, _BODY) if start < last else (first, _BOILERPLATE)
