"""Words in their places: the same form is a noun here and a verb there. And the lexicon behind it."""

import pytest

from service.language.lexicon import load_lexicon
from service.language.tagging.tagger import tag_words
from service.language.tags import VERBS, Tag
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
        ("They *plan* a march.", Tag.BASE),
        ("THE FERRY WILL *RESUME* ON MONDAY.", Tag.BASE),  # wire, a bulletin
        ("POLICE *ARREST* TWO MEN IN RAID", Tag.BASE),  # broadcast, a slug
        ("*NORFRAKT* CUTS JOBS IN OHIO", Tag.NAME),  # company
        ("*ROVERS* BEAT TOWN IN FINAL", Tag.PLURAL),  # sport
        ("The mill may be forced to *mothball* a kiln.", Tag.BASE),  # a noun alone in the lexicon
        ("She was moved to *hospital* at once.", Tag.NOUN),
        ("Norvania *travel* to Bern next week.", Tag.BASE),  # sport
        ("It has sold kits *aimed* at children.", Tag.PARTICIPLE),  # company
        ("The coach *told* reporters she would stay.", Tag.PAST),
        ("A spokesman *said* Alcan was closing it.", Tag.PAST),
        ("The report *states* that it failed.", Tag.THIRD),
        ("Two men were held and *added* that it leaked.", Tag.PAST),
        ("Voters *polled* expect a cut.", Tag.PARTICIPLE),
        ("Yesterday*'s* vote failed.", Tag.POSSESSIVE),
        ("The *plan* failed.", Tag.NOUN),
        ("Officials *plan* to march.", Tag.BASE),
        ("The bank *plans* to close.", Tag.THIRD),
        ("The bank's *plans* were leaked.", Tag.PLURAL),
        ("Peace *talks* in Geneva stalled.", Tag.PLURAL),
        ("He may *march* on Rome.", Tag.BASE),
        ("He *may* march.", Tag.MODAL),
        ("The vote in *May* was close.", Tag.NAME),
        ("The *will* of the people was clear.", Tag.NOUN),
        ("Rebels *seized* the port.", Tag.PAST),
        ("The port *seized* by rebels was closed.", Tag.PARTICIPLE),
        ("The port was *seized*.", Tag.PARTICIPLE),
        ("Shares *fell* by 3 percent.", Tag.PAST),
        ("The *alleged* plot failed.", Tag.ADJECTIVE),
        ("They will cut costs and *shut* plants.", Tag.BASE),
        ("It *cut* costs.", Tag.PAST),
        ("She *left* the party.", Tag.PAST),
        ("The meeting was *closing*.", Tag.ING),
        ("The *closing* of the plant was a blow.", Tag.NOUN),
        ("Trump*'s* visit was short.", Tag.POSSESSIVE),
        ("It*'s* not over.", Tag.BE),
        ("It*’s* been closed.", Tag.HAVE),
        ("He*'d* sign it.", Tag.MODAL),
        ("He*'d* been there.", Tag.HAVE),
        ("It is no *longer* open.", Tag.NOT),
        ("Delays due *to* fog were long.", Tag.PREPOSITION),
        ("The vote is due *to* begin.", Tag.TO),
        ("*May* said she would go.", Tag.NAME),
        ("*May* 4 is a holiday.", Tag.NAME),
        ("*May* we begin?", Tag.MODAL),
        ("*Mark* said it was over.", Tag.NOUN),
        ("*Falcon* 9 will fly in May.", Tag.NAME),
        ("*Storms* 30 miles off will turn.", Tag.PLURAL),
        ("Villages along the river *stand* to lose their school.", Tag.BASE),
        ("Farmers near the border *fear* a drought.", Tag.BASE),
        ("Ministers *hope* and voters doubt that it will work.", Tag.BASE),
        ("Shops close early and *buses* stop at nine.", Tag.PLURAL),
        ("The *buses* stopped.", Tag.PLURAL),
    ],
)
def test_neighbours_settle_what_a_word_is(marked: str, tag: Tag) -> None:
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
        ("unfriends", "unfriend"),
        ("doomscrolling", "doomscroll"),
        ("zorbed", "zorb"),
        ("privatises", "privatise"),
    ],
)
def test_base_forms(form: str, lemma: str) -> None:
    assert load_lexicon().bases[form] == lemma


@pytest.mark.parametrize(
    ("form", "tags"),
    [
        ("re-elected", "pd"),
        ("short-lived", Tag.ADJECTIVE),
        ("2,000", Tag.NUMBER),
        ("“", "“"),
        ("zorbing", Tag.ING + Tag.NOUN),
        ("blorped", Tag.PAST + Tag.PARTICIPLE),
        ("blorps", Tag.PLURAL + Tag.THIRD),
    ],
)
def test_words_that_the_lexicon_does_not_hold(form: str, tags: str) -> None:
    assert load_lexicon().tags[form] == tags


@pytest.mark.parametrize("text", ["Great service!", "Good luck", "WONDERFUL service.", "Nice teachers, good school"])
def test_a_fragment_is_given_no_verb(text: str) -> None:
    tokens = tokenize(text)

    tags = tag_words(tokens, load_lexicon(), [(0, len(tokens))])

    assert not set(tags) & set(VERBS)


def test_unknown_words_are_not_kept() -> None:
    tags = load_lexicon().tags
    size = len(tags)
    assert tags["flurblement"] == Tag.NOUN
    assert len(tags) == size
