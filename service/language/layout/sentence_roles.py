"""What part each block of a page plays, told from its looks and from what stands around it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from service.language.layout.blocks import Block
from service.language.layout.boilerplate import SHORT, has_signs, is_biography, is_boilerplate, is_caption
from service.language.tokens import Tokens
from service.language.wordlists import word_lists

_LEAST_PROSE = 4  # tokens of a sentence that stands alone, its full stop included
_LONG = 25  # tokens; so long a block is prose even where its full stop is missing
_UNCLOSED = 13  # tokens of a sentence that has lost its full stop
_HEADLINE_MOST = 30
_HEADLINES_LOOK = 6  # blocks before the lead among which headlines are sought
_BIOGRAPHIES = 4  # blocks at the end that may be biographies
_ALIKE = 0.8
_BEGGING_SENTENCES = 5
_BULLETS = frozenset("•·-–—*▪●■")
_GOES_ON = frozenset((":", ",", ";", "-", "–", "—", "--"))


class Role(StrEnum):
    """The part a sentence plays on its page."""

    HEADLINE = "headline"
    CAPTION = "caption"  # what a picture shows, most often what the story says again
    BOILERPLATE = "boilerplate"  # menus, buttons, credits, dates, notices, stage directions
    BIOGRAPHY = "biography"  # who wrote the story
    BODY = "body"


# members of an enum are slow to look up
_HEADLINE, _CAPTION, _BOILERPLATE, _BODY = Role.HEADLINE, Role.CAPTION, Role.BOILERPLATE, Role.BODY


def assign_roles(
    text: str, tokens: Tokens, blocks: Sequence[Block], labels: Iterable[int], title: str | None
) -> list[Role]:
    """The role of each block. `labels` are the first tokens of a transcript's speaker labels."""
    turns = set(labels)
    roles = [_by_looks(text, tokens, block, turns) for block in blocks]
    _mark_captions(tokens, blocks, roles)
    _mark_repeats(text, tokens, blocks, roles)
    settled: list[Role] = []
    bodies = [index for index, role in enumerate(roles) if role is _BODY]
    if not bodies:
        settled = [role or _without_prose(block) for role, block in zip(roles, blocks, strict=True)]
    else:
        known = _headlines(text, tokens, blocks, roles, bodies[0], title)
        for index, role in enumerate(roles):
            settled.append(role or _short_role(tokens, blocks, index, bodies, known))
        _mark_biographies(tokens, blocks, settled, bodies)
    return settled


def _by_looks(text: str, tokens: Tokens, block: Block, turns: set[int]) -> Role | None:
    """The role of a block as far as it can be told from itself; None for short lines that are not sentences."""
    signs = has_signs(tokens, block.first, block.last)
    _find_idle(text, tokens, block, signs)
    if block.first in turns:
        return _BODY
    if signs and is_caption(text, tokens, block.first, block.last):
        return _CAPTION
    if block.idle and (len(block.idle) == len(block.begins) or _begs(text, tokens, block)):
        return _BOILERPLATE
    if not block.closed and tokens.words[block.first] in "([" and tokens.words[block.last - 1] in ")]":
        return _BOILERPLATE  # a stage direction
    prose = len(block) >= (_LEAST_PROSE if block.closed else _LONG)
    return _BODY if prose else None


def _find_idle(text: str, tokens: Tokens, block: Block, signs: bool) -> None:
    """Note which sentences of the block speak of the page."""
    for first, last in block.sentences():
        if (signs or last - first <= SHORT) and is_boilerplate(text, tokens, first, last):
            block.idle.add(first)


def _begs(text: str, tokens: Tokens, block: Block) -> bool:
    """Whether a short block of some sentences asks the reader for something, though not in each of them."""
    return (
        1 < len(block.begins) < _BEGGING_SENTENCES
        and not word_lists("pages")["readers"].isdisjoint(tokens.lows[block.first : block.last])
        and block.begins[-1] in block.idle
        and is_boilerplate(text, tokens, block.first, block.last)
    )


def _mark_captions(tokens: Tokens, blocks: Sequence[Block], roles: list[Role | None]) -> None:
    """A sentence before the lead with a credit right under it is a caption, and so is one told again."""
    bodies = [index for index, role in enumerate(roles) if role is _BODY]
    for index, following in pairwise(bodies[:3]):
        credited = (
            following > index + 1
            and roles[index + 1] is None
            and len(blocks[index + 1]) < _LEAST_PROSE + 1
            and blocks[index + 1].group == blocks[index].group != blocks[following].group
        )
        if credited or _alike(tokens, blocks[index], blocks[following]):
            roles[index] = _CAPTION
        else:
            return


def _alike(tokens: Tokens, one: Block, other: Block) -> bool:
    if not 8 <= len(one) <= 60:
        return False
    words, others = set(tokens.lows[one.first : one.last]), set(tokens.lows[other.first : other.last])
    return len(words & others) >= _ALIKE * len(words) and len(words) >= 8


def _mark_repeats(text: str, tokens: Tokens, blocks: Sequence[Block], roles: list[Role | None]) -> None:
    """A block that stands twice on a page counts once, and not at all where one of them is a caption."""
    said = [_text(text, tokens, block) for block in blocks]
    captions = {line.split(":", 1)[-1].strip() for line, role in zip(said, roles, strict=True) if role is _CAPTION}
    seen: set[str] = set()
    for index, line in enumerate(said):
        if roles[index] is _BODY and line in captions:
            roles[index] = _CAPTION
        elif line in seen and len(blocks[index]) >= _LEAST_PROSE:
            roles[index] = _BOILERPLATE
        seen.add(line)


def _without_prose(block: Block) -> Role:
    """The role of a block on a page that has no whole sentence: all of it may be meant."""
    return _BODY if len(block) else _BOILERPLATE


def _headlines(
    text: str,
    tokens: Tokens,
    blocks: Sequence[Block],
    roles: Sequence[Role | None],
    lead: int,
    title: str | None,
) -> set[int]:
    """The blocks before the lead that are headlines: the title's own, else the nearest one or two."""
    short = [index for index in range(lead) if roles[index] is None and len(blocks[index]) <= _HEADLINE_MOST]
    wanted = _letters(title or "")
    named = [index for index in short if wanted and _letters(_text(text, tokens, blocks[index])) == wanted]
    if named:
        return set(named[:1])
    near = [index for index in short if index >= lead - _HEADLINES_LOOK]
    near = [index for index in near if len(blocks[index]) > 3] or near[-1:]
    if len(near) > 1 and min(len(blocks[index]) for index in near[-2:]) > 5:
        return set(near[-2:])
    return {index for index in near[-1:] if len(blocks[index]) > 2}


def _text(text: str, tokens: Tokens, block: Block) -> str:
    return text[tokens.starts[block.first] : tokens.end(block.last - 1)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _short_role(
    tokens: Tokens, blocks: Sequence[Block], index: int, bodies: Sequence[int], headlines: set[int]
) -> Role:
    """The role of a line that is no whole sentence, on a page that has some."""
    block = blocks[index]
    if index < bodies[0]:
        return _HEADLINE if index in headlines else _BOILERPLATE
    bullet = tokens.words[block.first] in _BULLETS
    if tokens.words[block.last - 1] in _GOES_ON or block.closed:
        return _BODY if len(block) > 2 else _BOILERPLATE
    if bullet and len(block) > 3:
        return _HEADLINE if len(block) <= _HEADLINE_MOST else _BODY
    if len(block) >= _UNCLOSED:
        return _BODY
    return _HEADLINE if index < bodies[-1] and len(block) > 4 else _BOILERPLATE


def _mark_biographies(tokens: Tokens, blocks: Sequence[Block], roles: list[Role], bodies: Sequence[int]) -> None:
    for index in bodies[1:][-_BIOGRAPHIES:]:
        if roles[index] is _BODY and is_biography(tokens, blocks[index].first, blocks[index].last):
            roles[index] = Role.BIOGRAPHY
