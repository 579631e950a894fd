"""Words in their places: the same form is a noun here and a verb there. And the lexicon behind it."""

import pytest

from service.language.lexicon import load_lexicon
from service.language.tagging.tagger import tag_words
from service.language.tokens import tokenize


def tag_of(marked: str) -> str:
    """The tag of the *marked* word of a sentence."""
    before, word, after = marked.split("*")
    tokens = tokenize(before + word + after)
    tags = tag_words(tokens, load_lexicon(), [(0, len(tokens))])
    assert len(tags) == len(tokens) + 1
    return tags[tokens.starts.index(len(before))]


@pytest.mark.parametrize(
    ("marked", "tag"),
    [
        ("They *plan* a march.", "v"),
        ("The *plan* failed.", "n"),
        ("Officials *plan* to march.", "v"),
        ("The bank *plans* to close.", "z"),
        ("The bank's *plans* were leaked.", "s"),
        ("Peace *talks* in Geneva stalled.", "s"),
        ("He may *march* on Rome.", "v"),
        ("He *may* march.", "m"),
        ("The vote in *May* was close.", "N"),
        ("The *will* of the people was clear.", "n"),
        ("Rebels *seized* the port.", "d"),
        ("The port *seized* by rebels was closed.", "p"),
        ("The port was *seized*.", "p"),
        ("Shares *fell* by 3 percent.", "d"),
        ("The *alleged* plot failed.", "a"),
        ("They will cut costs and *shut* plants.", "v"),
        ("It *cut* costs.", "d"),
        ("She *left* the party.", "d"),
        ("The meeting was *closing*.", "g"),
        ("The *closing* of the plant was a blow.", "n"),
        ("Trump*'s* visit was short.", "'"),
        ("It*'s* not over.", "b"),
        ("It*’s* been closed.", "h"),
        ("He*'d* sign it.", "m"),
        ("He*'d* been there.", "h"),
        ("It is no *longer* open.", "x"),
        ("Delays due *to* fog were long.", "q"),
        ("The vote is due *to* begin.", "t"),
    ],
)
def test_neighbours_settle_what_a_word_is(marked: str, tag: str) -> None:
    assert tag_of(marked) == tag


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("took", "take"),
        ("felt", "feel"),
        ("signing", "sign"),
        ("plans", "plan"),
        ("was", "be"),
        ("'s", "be"),
        ("politicized", "politicize"),
        ("unfriended", "unfriend"),
        ("sign", "sign"),
    ],
)
def test_base_forms(form: str, lemma: str) -> None:
    assert load_lexicon().bases[form] == lemma


@pytest.mark.parametrize(
    ("form", "tags"),
    [("re-elected", "pd"), ("short-lived", "a"), ("2,000", "#"), ("“", "“"), ("zorbing", "gn"), ("blorped", "dp")],
)
def test_words_that_the_lexicon_does_not_hold(form: str, tags: str) -> None:
    assert load_lexicon().tags[form] == tags


def test_unknown_words_are_not_kept() -> None:
    tags = load_lexicon().tags
    size = len(tags)
    assert tags["flurblement"] == "n"
    assert len(tags) == size
