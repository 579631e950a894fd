"""`Tag`: what a word is in its place. The one file that knows the letters in which tags are kept.

The tags of a text are one string, a letter a word, so that every later step can search it with regular expressions.
Marks are their own tags.
"""

from enum import StrEnum


class Tag(StrEnum):
    """The class of a word. Open classes first, then function words."""

    BASE = "v"  # verb, base form or plural present
    THIRD = "z"  # verb, third person of the present
    PAST = "d"  # verb, past
    PARTICIPLE = "p"  # verb, past participle
    ING = "g"  # verb, -ing form
    NOUN = "n"  # common noun
    PLURAL = "s"  # common noun in the plural
    NAME = "N"  # proper noun
    ADJECTIVE = "a"
    ADVERB = "r"
    NUMBER = "#"
    MODAL = "m"
    HAVE = "h"  # finite form of have
    BE = "b"  # finite form of be
    DO = "o"  # finite form of do
    BARE_BE = "B"  # "be"
    BEEN = "E"
    BEING = "G"
    HAVING = "H"
    TO = "t"  # before an infinitive; elsewhere it is a preposition
    NOT = "x"  # not, never
    DETERMINER = "e"
    QUANTIFIER = "f"  # a determiner that can stand alone: "this", "many"
    SUBJECT_PRONOUN = "i"  # "he"
    PRONOUN = "y"  # subject or object: "it", "nobody"
    OBJECT_PRONOUN = "j"  # "him"
    WH = "w"  # who, which, what
    SUBORDINATOR = "k"  # if, when, because
    THAT = "K"
    COORDINATOR = "c"  # and, or, but
    PREPOSITION = "q"
    PARTICLE = "l"  # "up", "off"
    POSSESSIVE = "'"  # "'s"


# The letters as plain strings: members of an enum are slow to look up and to compare. A sum of them is a set of tags
# to test with `in`, or what a word can be, likeliest first.
(
    BASE, THIRD, PAST, PARTICIPLE, ING, NOUN, PLURAL, NAME, ADJECTIVE, ADVERB, NUMBER, MODAL, HAVE, BE, DO, BARE_BE,
    BEEN, BEING, HAVING, TO, NOT, DETERMINER, QUANTIFIER, SUBJECT_PRONOUN, PRONOUN, OBJECT_PRONOUN, WH, SUBORDINATOR,
    THAT, COORDINATOR, PREPOSITION, PARTICLE, POSSESSIVE,
) = (tag.value for tag in Tag)  # fmt: skip

COMMON_NOUNS = NOUN + PLURAL
NOUNS = COMMON_NOUNS + NAME
VERBS = BASE + THIRD + PAST + PARTICIPLE + ING
PAST_FORMS = PAST + PARTICIPLE
BASE_FORMS = BASE + BARE_BE
FINITE = THIRD + PAST + MODAL + BE + HAVE + DO  # only a finite verb can be
AUXILIARIES = MODAL + HAVE + BE + DO + BARE_BE + BEEN + BEING + HAVING
DETERMINERS = DETERMINER + QUANTIFIER
RELATIVES = WH + THAT
ADVERBS = ADVERB + NOT
ADVERBIALS = ADVERBS + PARTICLE
