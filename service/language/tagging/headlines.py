"""Which lines are written as headlines are: without articles and subject pronouns. Words and tags only."""

from service.language.lexicon import Lexicon
from service.language.tags import DETERMINER, PRONOUN, QUANTIFIER, SUBJECT_PRONOUN
from service.language.tokens import Tokens

_OF_SENTENCES = frozenset((DETERMINER, SUBJECT_PRONOUN, PRONOUN, QUANTIFIER))


def is_terse(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words [first, last) have neither an article nor a pronoun that may be a subject."""
    return not any(lexicon.tags[low] in _OF_SENTENCES for low in tokens.lows[first:last])
