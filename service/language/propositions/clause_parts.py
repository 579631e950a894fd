"""A clause of a `Doc` as ranges of words: who, the head, what, and what hangs on prepositions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.language.entities.article import ArticleContent
from service.language.forms import Form
from service.language.layout.pages import Sentence
from service.language.semantics.semantic_lexicon import is_small, semantic_lexicon, stem
from service.language.semantics.small import small
from service.language.syntax.arguments import Arguments
from service.language.syntax.clauses import Clause
from service.language.syntax.control import Control
from service.language.syntax.noun_phrases import Phrase
from service.language.words import Word

# members of an enum are slow to look up
_NOUN, _INFINITIVE = Form.NOUN, Form.INFINITIVE

_BEFORE = 2  # words before a clause among which the word that opens it may be
_FAR = 7  # words from a verb to its particle


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseParts:
    """The parts of a clause as ranges of the article's words.

    `subject` may stand in another clause; `indirect` is to whom it is done; `phrases` are (preposition, part).
    `governing` tells that an infinitive stands right behind the head: "refused to sign", not "open to traffic".
    `pronoun` tells that only a pronoun names the subject, `own` that the speaker is the subject. Whom a pronoun or a
    missing subject means stands before `anchor`; `antecedent` is the first subject there that is no pronoun.
    `opener` is a word before the clause that leaves its event open: "until", "once".
    """

    article: ArticleContent
    clause: range
    sentence: range
    head: int
    particle: str | None
    subject: range
    object: range
    indirect: range
    phrases: tuple[tuple[str, range], ...]
    nominal: bool
    passive: bool
    governing: bool
    pronoun: bool
    own: bool
    anchor: int
    antecedent: range
    opener: str | None

    @property
    def words(self) -> Sequence[Word]:
        """The words of the article."""
        return self.article.words


def parts_of(
    article: ArticleContent,
    sentence: Sentence,
    clause: Clause,
    clause_range: tuple[int, int],
    control: Control,
) -> ClauseParts:
    """The parts of `clause`, whose tokens are `clause_range`."""
    arguments = control.arguments
    own = arguments[clause.head]
    nominal = clause.form is _NOUN or clause.head != clause.verb
    head = article.range_of(clause.head, clause.head + 1).start
    subject = own.subject if nominal else control.subject(clause)
    found = _range(article, subject)
    pronoun = len(found) == 1 and _is_pronoun(article.words[found.start])
    first_person = any(is_small(article.words[word_index].low, "own") for word_index in found)
    return ClauseParts(
        article=article,
        clause=article.range_of(*clause_range),
        sentence=article.range_of(sentence.first, sentence.last),
        head=head,
        particle=None if nominal else _particle(article.words, head),
        subject=range(found.stop, found.stop) if pronoun else found,
        object=_range(article, own.object) if not nominal else range(0),
        indirect=_range(article, own.indirect),
        phrases=tuple(_phrases(article, clause, clause_range[1], sentence.clauses, arguments)),
        nominal=nominal,
        passive=clause.passive and not nominal,
        governing=any(other.form is _INFINITIVE and other.first == clause.head + 1 for other in sentence.clauses),
        pronoun=pronoun,
        own=first_person,
        anchor=found.start if pronoun else article.range_of(clause.first, clause.first + 1).start,
        opener=_opener(article, clause, clause_range[0]),
        antecedent=_antecedent(article, clause, sentence.clauses, arguments) if pronoun else range(0),
    )


def _opener(article: ArticleContent, clause: Clause, begin: int) -> str | None:
    """The word that opens a clause with a marker: "until"; None where none does."""
    if clause.marker is None:
        return None
    first = article.range_of(begin, begin + 1).start
    near = range(max(first - _BEFORE, 0), article.range_of(clause.head, clause.head + 1).start)
    return next((low for at in near if (low := article.words[at].low) in small("openers")), None)


def _range(article: ArticleContent, phrase: Phrase | None) -> range:
    return article.range_of(phrase.first, phrase.last) if phrase else range(0)


def _phrases(
    article: ArticleContent, clause: Clause, last: int, clauses: Sequence[Clause], arguments: Mapping[int, Arguments]
) -> Iterator[tuple[str, range]]:
    """The phrases that begin in the clause, which ends before the token `last`."""
    own = arguments[clause.head]
    for preposition, phrase in own.obliques:
        if preposition >= last:
            break
        low = article.words[article.range_of(preposition, preposition + 1).start].low
        yield low, _range(article, phrase)
    behind = own.object.last if own.object else clause.head + 1
    for other in clauses:  # "signed agreements *to buy icebreakers*", "voted *to plant trees*"
        if other.form is _INFINITIVE and other.first == behind:
            its = arguments[other.head]
            parts = [
                *([its.object] if its.object else []),
                *(phrase for word_index, phrase in its.obliques if word_index < last),
            ]
            yield "to", article.range_of(other.head, parts[-1].last if parts else other.head + 1)


def _antecedent(
    article: ArticleContent, clause: Clause, clauses: Sequence[Clause], arguments: Mapping[int, Arguments]
) -> range:
    before = (arguments[other.head].subject for other in clauses if other.head < clause.first)
    subjects = (_range(article, subject) for subject in before if subject)
    return next((part for part in subjects if len(part) > 1 or not _is_small(article.words[part.start])), range(0))


def _is_small(word: Word) -> bool:
    return is_small(word.low, "pronouns", "function") and not word.initials


def _is_pronoun(word: Word) -> bool:
    return word.low in small("personal") and not word.initials


def _particle(inside: Sequence[Word], head: int) -> str | None:
    """What makes a phrasal verb of the head, next to it or behind a short object."""
    verb, after = stem(inside[head].low), head + 1
    for word_index in range(after, min(after + _FAR, len(inside))):
        low = inside[word_index].low
        if f"{verb} {low}" in semantic_lexicon().verbs and (word_index == after or not is_small(low, "prepositions")):
            return low
        if word_index > after and is_small(low, "prepositions"):
            break
    return None
