"""Which of its tags a word has in its place, construction by construction."""

import pytest

from service.language.tagging.choices import chooser
from service.language.tags import ADJECTIVE, ADVERB, BASE, NOUN, PLURAL, THIRD, Tag
from tests.language.marked import marked_doc

CASES = [
    ("They *plan* it.", Tag.BASE),
    ("It has a *plan*.", Tag.NOUN),
    ("They want to *plan* it.", Tag.BASE),
    ("She can *plan* well.", Tag.BASE),
    ("The court demanded that the mayor *resign*.", Tag.BASE),
    ("They insist that the *program* must end.", Tag.NOUN),
    ("You must *first* finish.", Tag.ADVERB),
    ("It is a *further* hiring plan.", Tag.ADJECTIVE),
    ("The firm *plans* a sale.", Tag.THIRD),
    ("The *plans* were old.", Tag.PLURAL),
    ("Police *found* a bomb.", Tag.PAST),
    ("A bomb was *found*.", Tag.PARTICIPLE),
    ("A bomb *found* by police went off.", Tag.PARTICIPLE),
    ("She helped *found* the club.", Tag.BASE),
    ("The *revised* figures fell.", Tag.ADJECTIVE),
    ("It seems *biased*.", Tag.ADJECTIVE),
    ("They want the case *dismissed*.", Tag.PARTICIPLE),
    ("The two *met* Kim.", Tag.PAST),
    ("She is *leaving* it.", Tag.ING),
    ("The *meeting* ended.", Tag.NOUN),
    ("*According* to him, it ended.", Tag.PREPOSITION),
    ("It*'s* over.", Tag.BE),
    ("The firm*'s* sale", Tag.POSSESSIVE),
    ("They*'d* left.", Tag.HAVE),
    ("They*'d* leave.", Tag.MODAL),
    ("It no *longer* runs.", Tag.NOT),
    ("The *first* talks ended.", Tag.ADJECTIVE),
    ("He *first* discussed it.", Tag.ADVERB),
    ("It is *likely* to pass.", Tag.ADJECTIVE),
    ("It will *likely* pass.", Tag.ADVERB),
    ("*Once* it opened, he left.", Tag.SUBORDINATOR),
    ("He left *once*.", Tag.ADVERB),
    ("He has *since* left.", Tag.ADVERB),
    ("*Since* it opened, he left.", Tag.SUBORDINATOR),
    ("The *will* of the people won.", Tag.NOUN),
    ("It *will* end.", Tag.MODAL),
    ("*Asked* about it, he left.", Tag.PARTICIPLE),
    ("Parliament *set* to vote", Tag.PARTICIPLE),
    ("They *all* work.", Tag.ADVERB),
    ("*All* talks ended.", Tag.QUANTIFIER),
    ("He signed and *left*.", Tag.PAST),
    ("He will sign and *leave*.", Tag.BASE),
]


@pytest.mark.parametrize(("marked", "tag"), CASES)
def test_the_tag_of_a_word_in_its_place(marked: str, tag: Tag) -> None:
    doc, index = marked_doc(marked)

    assert Tag(doc.tags[index]) is tag


@pytest.mark.parametrize("options", [BASE + NOUN, THIRD + PLURAL, NOUN + ADJECTIVE, ADJECTIVE + ADVERB + BASE])
def test_there_is_a_choice_for_any_options(options: str) -> None:
    assert callable(chooser(options))
    assert chooser(options) is chooser(options)
