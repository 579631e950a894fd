"""Hostile texts, by name: each a function from a length in bytes to a text of that length.

Some are what only an attacker sends, some are what broken pages and transcripts bring by themselves.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle

Shape = Callable[[int], str]

_NAMES = (
    "Ana", "Boris", "Chen", "Dora", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jana", "Karim", "Lena", "Marko", "Nadia",
    "Oleg", "Petra", "Quinn", "Rosa", "Sven", "Tara", "Umar", "Vera", "Wanda", "Xenia", "Yusuf", "Zora",
)  # fmt: skip
_VERBS = ("open", "close", "sell", "sign", "launch", "cancel", "publish", "approve", "reject", "merge", "cut", "raise")
_THINGS = (
    "gate", "plant", "treaty", "bridge", "budget", "office", "rocket", "tunnel", "school", "merger", "tax", "line",
)  # fmt: skip
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xu", "zy")


def _cut(text: str, size: int) -> str:
    """The text cut to at most `size` bytes, between characters."""
    return text.encode()[:size].decode(errors="ignore")


def repeated(piece: str, *, before: str = "", after: str = "") -> Shape:
    """One piece over and over."""
    return lambda size: before + _cut(piece * (size // len(piece.encode()) + 1), size - len(before + after)) + after


def growing(pieces: Callable[[random.Random], Iterator[str]]) -> Shape:
    """Pieces as they come, which are the same each time."""

    def shape(size: int) -> str:
        found: list[str] = []
        length = 0
        for piece in pieces(random.Random(20260302)):
            if length >= size:
                break
            found.append(piece)
            length += len(piece.encode())
        return _cut("".join(found), size)

    return shape


def counted(template: str) -> Shape:
    """A template filled with 0, 1, 2 …: no two pieces are the same."""
    return growing(lambda _: (template.format(number) for number in count()))


def chosen(template: str, **words: Sequence[str]) -> Shape:
    """A template filled with words drawn from lists."""
    return growing(
        lambda dice: (template.format(**{name: dice.choice(of) for name, of in words.items()}) for _ in count())
    )


def coined(template: str) -> Shape:
    """A template filled with words that nobody has seen before."""

    def pieces(dice: random.Random) -> Iterator[str]:
        while True:
            yield template.format("".join(dice.choices(_SYLLABLES, k=4)))

    return growing(pieces)


def nested(opening: str, closing: str, inside: str) -> Shape:
    """Brackets within brackets: as many closed as were opened."""

    def shape(size: int) -> str:
        depth = max(1, (size - len(inside)) // (len(opening.encode()) + len(closing.encode())))
        return _cut(opening * depth + inside + closing * depth, size)

    return shape


def spoken(by: str, what: str) -> Shape:
    """A transcript whose one speaker has a name as long as all that he says."""
    return lambda size: f"{_cut(by * size, size // 2)}: {repeated(what)(size - size // 2 - 2)}"


def _cycled(*pieces: str) -> Shape:
    return growing(lambda _: cycle(pieces))


_WHO = {"name": _NAMES, "verb": _VERBS, "thing": _THINGS}

SHAPES: dict[str, Shape] = {
    # sentences without an end
    "clauses-no-stop": repeated("will open the gate and "),
    "clauses-commas": repeated("will open the gate, "),
    "clauses-semicolons": repeated("the mayor will open the gate; "),
    "clauses-mixed-no-stop": chosen("{name} will {verb} the {thing} and ", **_WHO),
    "clauses-commas-mixed": chosen("{name} will {verb} the {thing}, ", **_WHO),
    "results-no-stop": chosen("{name} opened the {thing} and ", name=_NAMES, thing=_THINGS),
    "results-commas": chosen("{name} closed the {thing} on Monday, ", name=_NAMES, thing=_THINGS),
    "that-that": repeated("said that he expected that she believed that "),
    "to-to-to": repeated("wants to try to plan to "),
    "if-if-if": repeated("if it will rain then they will leave and "),
    "relative-clauses": repeated("the man who will sign the paper which will open the door that "),
    "passives-no-stop": repeated("the gate will be opened by the mayor and "),
    "negations-no-stop": repeated("will not never fail to refuse to open the gate and "),
    "gerunds": repeated("after opening the gate before closing the door while "),
    "transcript-no-stops": chosen("so I think {name} will {verb} the {thing} you know and then we will see ", **_WHO),
    "one-verb": repeated("will "),
    "one-event-noun": repeated("upcoming merger "),
    "questions": repeated("will he open the gate? "),
    "capitals": repeated("THE MAYOR WILL OPEN THE GATE AND THE BANK WILL CLOSE THE PLANT "),
    # sentences, all short
    "short-sentences": repeated("He will go. "),
    "short-results": repeated("It fell. "),
    "sentences-named": chosen("{name} will {verb} the {thing} on Friday. ", **_WHO),
    "sentences-unlike": counted("The company number {0} will open plant {0} in May. "),
    "sentences-coined": coined("The {0} council will approve the {0} plan by Friday. "),
    "results-coined": coined("The {0} council approved the {0} plan on Friday. "),
    "outcome-and-result": _cycled("The mayor will open the gate. ", "The mayor opened the gate. "),
    "short-lines": repeated("Ana will go\n"),
    "headlines": counted("Bank {} to close branch\n\n"),
    "paragraphs-repeated": repeated("The board will approve the merger on Friday.\n\n"),
    "ordinary": chosen("{name} Moreau told reporters that the {thing} will {verb} by Friday, he said. ", **_WHO),
    # names and speakers
    "names": chosen("{name} {other} ", name=_NAMES, other=_NAMES),
    "names-commas": chosen("{name} {other}, ", name=_NAMES, other=_NAMES),
    "names-coined": coined("{0} "),
    "capital-words-coined": growing(
        lambda dice: ("".join(dice.choices(_SYLLABLES, k=3)).capitalize() + " " for _ in count())
    ),
    "people-coined": growing(
        lambda dice: (
            f"{''.join(dice.choices(_SYLLABLES, k=3)).capitalize()} {dice.choice(_NAMES)}son will resign. "
            for _ in count()
        )
    ),
    "names-and": chosen("{name} and ", name=_NAMES),
    "names-of": repeated("Bank of Ministry of "),
    "initials": repeated("J. F. K. "),
    "pronouns": repeated("he said she said they said it said "),
    "said-names": chosen("{name} said {other} said ", name=_NAMES, other=_NAMES),
    "labels": chosen("{name}: we will {verb} the {thing}.\n", **_WHO),
    "labels-capitals": counted("SPEAKER{}: We will open it. "),
    "label-without-end": spoken("A", "We will open the gate. "),
    "speaker-without-end": lambda size: (
        repeated('"We will open it." ')(size // 2) + repeated("A")(size // 3) + " said."
    ),
    "titles": repeated("President Secretary General Minister "),
    # quotations and marks
    "quotes-open": repeated('"we will open the gate. '),
    "quotes-straight": repeated('" '),
    "quotes-each-word": repeated('"will" "open" "gate" '),
    "quotes-nested": nested("“he said ", "” ", "we will open the gate"),
    "quotes-single": repeated("'we will open 'the gate "),
    "quotes-attributed": chosen('"We will {verb} the {thing}," said {name}. ', **_WHO),
    "brackets": nested("(", ")", "we will open the gate"),
    "commas": repeated(","),
    "commas-spaced": repeated("will , open , "),
    "full-stops": repeated("."),
    "dashes": repeated("the gate — will open — "),
    "colons": repeated("Gate: "),
    # times and figures
    "dates": repeated("on Friday March 3 2027 by Monday next week "),
    "times-in-one-sentence": repeated("will open on Friday and close by June 2027 or in three weeks and "),
    "numbers": counted("{} million "),
    "digits": repeated("7"),
    "money": repeated("$1.2 billion will be paid for 300 of the 500 plants, "),
    # characters
    "newlines": repeated("\n", before="The mayor will open the gate."),
    "spaces": repeated(" ", before="The mayor will open", after="the gate."),
    "nbsp": repeated("the\u00a0mayor\u00a0will\u00a0open\u00a0the\u00a0gate\u00a0and\u00a0"),
    "one-long-word": repeated("a"),
    "hyphens": repeated("open-gate-"),
    "apostrophes": repeated("n't'll's"),
    "combining": repeated("a\u0301\u0323"),
    "wide": repeated("將開門。"),
    "emoji": repeated("will open \U0001f6aa "),
    "bidi": repeated("\u202ewill open\u202c the gate "),
    "odd-breaks": repeated("will open the gate\u2028\x85\x0b"),
    "dotted": repeated("U.S.A.will."),
    "tabs": repeated("the mayor\twill open\tthe gate\t\t"),
    "blocks-tiny": repeated("a\n\nb\n\n"),
    "digits-joined": repeated("1,000.5:"),
}

DOZEN = (
    "clauses-no-stop", "clauses-commas-mixed", "results-no-stop", "transcript-no-stops", "short-sentences",
    "sentences-coined", "results-coined", "people-coined", "said-names", "quotes-open", "times-in-one-sentence",
    "one-long-word",
)  # fmt: skip
