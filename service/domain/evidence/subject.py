"""Who or what stands before the head of a clause and does it, or suffers it."""

from collections.abc import Sequence

from service.domain.evidence.lemmas import lemma
from service.domain.evidence.senses import senses
from service.domain.evidence.small import small
from service.domain.evidence.text import Text, is_content
from service.domain.identity.tokens import Token
from service.domain.identity.words import is_small, stem, words


def subject_of(text: Text, first: int, head: int) -> tuple[range, bool]:
    """The places of the subject between `first` and the head, and whether it is only a pronoun.

    Empty where the clause leaves it to what stands before ("… and left", "without signing").
    """
    tokens = text.tokens
    last = head
    while last > first and _is_verbal(tokens[last - 1]):
        last -= 1
    if first + 1 < last < head and tokens[last].low == "to" and stem(tokens[last - 1].low) in words().cues:
        last -= 1  # "officials hope | to"
    if last > first and tokens[last - 1].low in small("gerund_ties"):
        return _main_subject(text, first, last - 1)
    start = _after_joint(tokens, first, last)
    start = _after_adverbial(tokens, start, last)
    return _pruned(text, start, last)


def opening_subject(text: Text, first: int, last: int) -> tuple[range, bool]:
    """The subject with which a sentence begins, up to its first comma."""
    start = _after_adverbial(text.tokens, first, last)
    comma = next((at for at in range(start, last) if text.tokens[at].text == ","), last)
    return _cut(text, start, comma)


def _pruned(text: Text, first: int, last: int) -> tuple[range, bool]:
    """[first, last) up to its own verb, empty where it is only a pronoun."""
    return _cut(text, _after_cue(text, first, last), last)


def _cut(text: Text, first: int, last: int) -> tuple[range, bool]:
    end = _before_verb(text, first, last)
    told = [at for at in range(first, end) if is_content(text.tokens[at]) or text.tokens[at].capital]
    pronouns = [at for at in range(first, end) if _is_pronoun(text.tokens[at])]
    if pronouns and (not told or max(told) <= pronouns[-1]):
        return range(end, end), True
    return range(first, end), False


def _main_subject(text: Text, first: int, last: int) -> tuple[range, bool]:
    return _pruned(text, _after_adverbial(text.tokens, first, last), last)


def _is_verbal(token: Token) -> bool:
    adverb = token.low.endswith("ly") and not token.capital
    return adverb or token.low in small("auxiliaries") | small("adverbs") or is_small(token.low, "time_day")


def _is_pronoun(token: Token) -> bool:
    return token.low in small("personal") and not token.initials


def _after_joint(tokens: Sequence[Token], first: int, last: int) -> int:
    """Behind the last word that joins a clause to what stands before, where something of its own follows."""
    for at in range(last - 1, first - 1, -1):
        if tokens[at].low in small("joints") and not tokens[at].initials:
            inside = any(
                is_content(tokens[near]) or tokens[near].capital or _is_pronoun(tokens[near])
                for near in range(at + 1, last)
            )
            joins = tokens[at].low != "and" or (
                at + 1 < last and (_is_pronoun(tokens[at + 1]) or tokens[at - 1].text == ",")
            )
            if inside and joins and not _relative(tokens, at, last):
                return at + 1
    return first


def _relative(tokens: Sequence[Token], at: int, last: int) -> bool:
    """ "The truck that carried the bell had": the words behind "that" only describe the subject before it."""
    low = tokens[at + 1].low
    verb = low in words().irregular or low.endswith("ed") or low in small("auxiliaries")
    return tokens[at].low in ("that", "who", "which") and verb and at + 2 < last


def _after_adverbial(tokens: Sequence[Token], first: int, last: int) -> int:
    """ "In Washington, the envoy": behind the comma; without one, behind the words that tell the time."""
    if first >= last:
        return first
    if not (is_small(tokens[first].low, "prepositions", "breaks") or tokens[first].low.endswith("ing")):
        return first
    comma = next((at for at in range(last - 1, first, -1) if tokens[at].text == ","), None)
    if comma is not None and comma + 1 < last:
        return comma + 1
    pronoun = next((at for at in range(first, last) if _is_pronoun(tokens[at])), None)
    if pronoun is not None:
        return pronoun
    behind = _second_phrase(tokens, first, last)
    if behind is not None:
        return behind
    at = first + 1
    while at < last and (
        is_small(tokens[at].low, "time_day", "time_months", "time_parts", "time_year", "time_month", "time_week")
        or tokens[at].number
    ):
        at += 1
    return at if at > first + 1 else first


def _second_phrase(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """ "After its long delay | the museum": an article that no preposition governs."""
    articles = small("articles") | small("definite") | small("own")
    for at in range(first + 2, last):
        if tokens[at].low in articles and not is_small(tokens[at - 1].low, "prepositions"):
            return at
    return None


def _after_cue(text: Text, first: int, last: int) -> int:
    """Behind a verb of saying or planning: "Forecasters expect | its core to"."""
    for at in range(last - 2, first, -1):
        token = text.tokens[at]
        if not token.capital and stem(token.low) in words().cues and not _is_noun(text, at):
            behind = text.tokens[at + 1]
            own = behind.low not in small("auxiliaries") and not behind.mark
            told = any(_tells(text, near) for near in range(at + 1, last))
            return at + 1 if own and told else first
    return first


def _is_noun(text: Text, at: int) -> bool:
    before = text.tokens[at - 1]
    return before.possessive or before.low in small("articles") | small("definite") | small("own")


def _tells(text: Text, at: int) -> bool:
    return is_content(text.tokens[at]) or text.tokens[at].capital or _is_pronoun(text.tokens[at])


def _before_verb(text: Text, first: int, last: int) -> int:
    """Up to a verb of its own: "the two leaders | left the hotel without", "she | repeated her promise to"."""
    seen = False
    for at in range(first, last):
        token = text.tokens[at]
        if seen and not token.capital and (_is_verb(token.low) or token.low in small("relatives")):
            return at
        seen = seen or is_content(token) or token.capital or _is_pronoun(token)
    alone = [at for at in range(first, last) if is_content(text.tokens[at]) or text.tokens[at].capital]
    return first if len(alone) == 1 and text.stems[alone[0]] in words().cues else last


def _is_verb(low: str) -> bool:
    if low in words().irregular or low in small("auxiliaries"):
        return True
    if low.endswith("ed"):
        return lemma(low) in senses().verbs or stem(low) in words().cues
    return low.endswith("s") and stem(low) in words().cues and stem(low) not in words().event_nouns
