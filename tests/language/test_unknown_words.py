"""Words that the lexicon does not hold: verbs taken out of it are still found, and nouns taken out stay nouns."""

from collections import defaultdict
from collections.abc import Sequence

import pytest

from service.language.lexicon import Lexicon, build_lexicon, read_rows
from service.language.syntax.groups import find_groups
from service.language.tagging.tagger import tag_words
from service.language.tags import ADJECTIVE, BASE, COMMON_NOUNS, ING, NOUN, PAST, THIRD
from service.language.tags import VERBS as VERB_TAGS
from service.language.tokens import tokenize

_SHORTEST = 5  # letters: shorter words are old ones, and held


def _verbs() -> dict[str, dict[str, str]]:
    """Each third of the regular verbs that are mostly verbs: their forms by tag, by base form."""
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    usual = {}
    for form, tags, *base in read_rows():
        usual[form] = tags[0]
        for tag in set(tags) & set(VERB_TAGS):
            forms[base[0] if base else form].setdefault(tag, form)
    regular = [
        base
        for base, found in forms.items()
        if found.keys() >= {BASE, THIRD, PAST, ING}
        and found[PAST].endswith("ed")
        and usual.get(base) == BASE
        and "-" not in base
    ]
    return {base: forms[base] for base in regular[::3] if len(base) >= _SHORTEST}


def _nouns() -> list[str]:
    """Each eighth of the words that are nouns and nothing else."""
    rows = [form for form, tags, *_ in read_rows() if tags == NOUN and form.isalpha() and len(form) >= _SHORTEST]
    return rows[::8]


def _without(words: set[str]) -> Lexicon:
    return build_lexicon(row for row in read_rows() if row[0] not in words)


NOMINAL = COMMON_NOUNS + ADJECTIVE
VERBS, NOUNS = _verbs(), _nouns()
NO_VERBS = _without({form for forms in VERBS.values() for form in forms.values()})
NO_NOUNS = _without(set(NOUNS))


def _tags(text: str, lexicon: Lexicon) -> tuple[Sequence[str], str]:
    tokens = tokenize(text)
    return tokens.lows, tag_words(tokens, lexicon, [(0, len(tokens))])


def _lemma(text: str, form: str) -> str:
    """The base form of the clause whose verb is `form`, "" where there is none."""
    lows, tags = _tags(text, NO_VERBS)
    groups = find_groups(tags, list(lows), 0, len(lows), NO_VERBS)
    return next((group.lemma for group in groups if lows[group.head] == form), "")


@pytest.mark.parametrize(
    ("frame", "tag", "found_in", "known_by"),
    [
        ("The board will {} it on Monday.", BASE, 0.95, 0.95),
        ("Ministers plan to {} the group.", BASE, 0.95, 0.95),
        ("The board voted to {}.", BASE, 0.95, 0.95),
        ("Unions {} the plan each year.", BASE, 0.95, 0.95),
        ("It must sign the deal and {} the plan.", BASE, 0.95, 0.95),
        ("The board {} the group every year.", THIRD, 0.99, 0.98),
        ("The firm buys shares and {} them.", THIRD, 0.99, 0.98),
        ("The court {} on Friday.", PAST, 0.99, 0.88),
        ("The group was {} on Monday.", PAST, 0.99, 0.88),
        ("The board is {} the group.", ING, 0.99, 0.88),
    ],
)
def test_a_verb_is_found_by_its_ending_and_its_neighbours(
    frame: str, tag: str, found_in: float, known_by: float
) -> None:
    lemmas = {base: _lemma(frame.format(forms[tag]), forms[tag]) for base, forms in VERBS.items()}

    assert len(lemmas) > 700
    assert sum(map(bool, lemmas.values())) / len(lemmas) >= found_in, [base for base, one in lemmas.items() if not one]
    assert sum(base == one for base, one in lemmas.items()) / len(lemmas) >= known_by


@pytest.mark.parametrize(
    "frame",
    [
        "The {} was closed on Monday.",
        "Police found a {} in the house.",
        "He spoke of {} and of peace.",
        "Sales of {} rose.",
        "They will buy {} from Iran.",
    ],
)
def test_a_noun_stays_a_noun(frame: str) -> None:
    found = {noun: _tags(frame.format(noun), NO_NOUNS) for noun in NOUNS}
    lost = [noun for noun, (lows, tags) in found.items() if tags[lows.index(noun)] not in NOMINAL]

    assert len(NOUNS) > 1000
    assert len(lost) / len(NOUNS) <= 0.03, lost
