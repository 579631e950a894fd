"""From a clause of a `Doc` to its proposition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from service.language.entities.article import ArticleContent
from service.language.entities.runs import Name
from service.language.forms import EventFeature
from service.language.propositions.clause_parts import ClauseParts
from service.language.propositions.clause_quantities import quantities_in
from service.language.propositions.contents import ContentReader
from service.language.propositions.features import distinctions_of, features_of
from service.language.propositions.participants import Roles
from service.language.propositions.places import places_of
from service.language.propositions.proposition import Proposition
from service.language.semantics.event_classes import (
    EventClass,
    class_of,
    event_classes,
    implied,
    of_asides,
    of_noun,
    of_verb,
)
from service.language.semantics.lemmas import lemma
from service.language.semantics.nouns import is_known_noun, is_vague
from service.language.semantics.semantic_lexicon import semantic_lexicon
from service.language.semantics.small import small
from service.language.temporal.event_days import days_of
from service.language.temporal.windows import read_when, time_words

_CANDIDATES, _NOUNS, _REFERENTS = 10, 24, 18  # that are kept
_TAIL = 12  # words behind a head that may give it another meaning
_NEAR = 2  # sentences before its own in which a pronoun's meaning is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """How a clause was stated: what detection found out about it. `modality` is None for a result."""

    polarity: str
    modality: str | None
    conditional: bool
    speaker: str | None
    due: date | None


def proposition_of(clause: ClauseParts, stated: Stated, published: date) -> Proposition:
    """What `clause` says. Linear in the length of its sentence and of what stands right before it."""
    article, outcome = clause.article, stated.modality is not None
    classes, used = _classes(clause)
    inside = article.words[clause.clause.start : clause.clause.stop]
    times = time_words(inside)
    reader = ContentReader(article, {word_index + clause.clause.start for word_index in times})
    quantities = quantities_in(article, clause.clause.start, clause.clause.stop)
    counted = {unit for _, unit in quantities}
    roles = Roles(
        clause, reader, frozenset(word_index for word_index in used if article.stems[word_index] not in counted)
    )
    classes = (*classes, *_of_subject(clause, roles, used))
    classes = _of_claim(classes) if outcome else (*classes, *implied(classes))
    unresolved = _complete(roles, stated, outcome)
    names = {*roles.agent.names, *roles.patient.names, *roles.other.names}
    features = [
        *features_of(clause, roles.object, used, suffers=roles.suffers),
        *unresolved,
        *([EventFeature.STATED] if outcome else []),
        *([EventFeature.GOVERNING] if clause.governing else []),
    ]
    start, end = (None, None) if outcome else _event_days(clause, published)
    window = read_when(inside, clause.head - clause.clause.start, published, stated.due, times)
    if outcome and stated.due is not None:
        start, end = window.start, window.due
    return Proposition(
        expression=" ".join(article.words[word_index].low for word_index in (clause.head, *sorted(used))),
        head=article.stems[clause.head].rpartition("-")[2],
        tail=_tail(clause),
        subject_nouns=_unique(roles.subject_nouns),
        object_nouns=_unique(roles.object_nouns),
        groups=roles.event.names,
        classes=_unique(classes),
        asides=() if outcome else of_asides(article.stems, clause.sentence.start, clause.sentence.stop),
        agents=_unique(roles.agent.names),
        patients=_unique(roles.patient.names),
        others=_unique(roles.other.names),
        owners=_unique(roles.owners),
        places=_unique(roles.places),
        sentence_entities=_unique(
            n for n in article.names(clause.sentence.start, clause.sentence.stop) if n not in names
        ),
        pronoun_candidates=_candidates(clause),
        article_entities=article.entities,
        setting=article.countries,
        agent_nouns=_unique(roles.agent.nouns),
        patient_nouns=_unique(roles.patient.nouns),
        patient_kinds=_kinds(roles.patient.names),
        topic_nouns=_unique(roles.topic),
        circumstances=tuple(dict.fromkeys(roles.circumstances)),
        antecedents=_antecedents(clause) if EventFeature.OBJECT_PRONOUN in features else (),
        sentence_nouns=_sentence_nouns(clause, roles),
        article_nouns=article.nouns if outcome else article.title_nouns,
        ordinals=_unique(roles.patient.ordinals),
        parts=_unique(roles.patient.parts),
        distinctions=_unique(distinctions_of(article, clause.clause.start, clause.clause.stop)),
        features=tuple(features),
        quantities=tuple(quantities),
        spelled=_spelled(clause, roles),
        offsets=places_of(clause, _shown(clause, roles)),
        polarity=stated.polarity,
        demand=stated.modality == "demand",
        conditional=stated.conditional,
        window=window,
        start=start,
        end=end,
    )


def _tail(clause: ClauseParts) -> tuple[str, ...]:
    """The stems behind the head, up to a mark, a comma or the end of the sentence."""
    article, first = clause.article, clause.head + 1
    last = min(clause.sentence.stop, first + _TAIL)
    end = next((at for at in range(first, last) if article.words[at].mark), last)
    return tuple(article.stems[first:end])


def _classes(clause: ClauseParts) -> tuple[tuple[EventClass, ...], frozenset[int]]:
    """What the head may mean, and the places of the words that help it to."""
    stems = clause.article.stems
    here = stems[clause.head].rpartition("-")[2]
    if clause.nominal:
        return (f"={here}+", *of_noun(here)), frozenset()
    found, used = of_verb(stems, clause.head, passive=clause.passive)
    found = found or of_noun(here)
    bound = all(stems[word_index] in small("ties") for word_index in used)
    plain = here in small("silent") or not (bound or here in semantic_lexicon().light)  # "flew in" is not "flew out"
    return (found if plain else (f"={here}+", *found)), used


def _of_claim(found: tuple[EventClass, ...]) -> tuple[EventClass, ...]:
    """Who is to cut is also not to raise, but to hold tells against him: of what passes only what he does counts."""
    passing = {one for one in found if class_of(one) in event_classes().passing}
    done = any(one[-1] == "+" for one in passing)
    return tuple(one for one in found if not (done and one in passing and one[-1] == "-"))


def _of_subject(clause: ClauseParts, roles: Roles, used: frozenset[int]) -> tuple[EventClass, ...]:
    """ "The vote was held", "the launch took place", "the ban took effect": the subject is the event."""
    stems, here = clause.article.stems, clause.article.stems[clause.head]
    staged = clause.passive and here in small("staging")
    comes = (
        here in semantic_lexicon().occurs
        or here in small("arises")
        or any(stems[word_index] in small("coming") for word_index in used)
    )
    return tuple(one for word_index in clause.subject for one in of_noun(stems[word_index])) if staged or comes else ()


def _complete(roles: Roles, stated: Stated, outcome: bool) -> list[EventFeature]:
    """Find who acts or suffers where only a pronoun names him, or nobody; the features that tell what remains open."""
    clause, article = roles.clause, roles.clause.article
    before = article.names(clause.sentence.start, clause.anchor)[:1]
    said = _speaker_of(article, stated)
    resolved = not clause.own and _resolve_pronoun(roles)
    unknown = not resolved and _lacks_agent(roles) and not _find_agent(roles, stated, before, said)
    if outcome and not (roles.agent.names or roles.patient.names or roles.owners):
        roles.other.names += before or said
    found = {EventFeature.PRONOUN: clause.pronoun and not resolved, EventFeature.UNKNOWN_AGENT: unknown}
    return [feature for feature, holds in found.items() if holds]


def _speaker_of(article: ArticleContent, stated: Stated) -> list[Name]:
    speaker = article.canonical(stated.speaker) if stated.speaker else None
    return [speaker] if speaker else []


def _lacks_agent(roles: Roles) -> bool:
    """Whether somebody acts whom the clause does not name."""
    clause = roles.clause
    return not (roles.subject or clause.passive or clause.nominal or roles.event.carried)


def _find_agent(roles: Roles, stated: Stated, before: list[Name], said: list[Name]) -> bool:
    """Let the speaker act, or who is named before; whether there is anybody."""
    candidates = (said or before) if roles.clause.own else (before or said)
    roles.agent.names += candidates
    if not candidates and stated.speaker:
        roles.agent.indices += _described(roles.clause, stated.speaker)
    return bool(candidates or roles.agent.indices)


def _resolve_pronoun(roles: Roles) -> bool:
    """Put what a pronoun means in its place: the subject before it; whether there is one."""
    clause = roles.clause
    if not clause.pronoun or not clause.antecedent:
        return False
    content = roles.reader.read(clause.antecedent, to_preposition=True)
    role = roles.patient if roles.suffers else roles.agent
    names = [name for name in content.names if name not in content.owners] or content.names
    role.names += names[:1]
    role.indices = [*([] if names else content.indices), *role.indices]
    return bool(content)


def _described(clause: ClauseParts, speaker: str) -> list[int]:
    """Where the sentence has the noun of a speaker without a name: "the *company* said it"."""
    noun = speaker.lower().split()[-1]
    return [
        word_index
        for word_index in clause.article.content(clause.sentence.start, clause.anchor)
        if clause.words[word_index].low == noun
    ]


def _event_days(clause: ClauseParts, published: date) -> tuple[date | None, date | None]:
    tokens = clause.article.words
    found = days_of(tokens, clause.clause.start, clause.clause.stop, clause.head, published)
    found = found or days_of(tokens, clause.sentence.start, clause.sentence.stop, clause.head, published)
    return found or (None, None)


def _candidates(clause: ClauseParts) -> tuple[Name, ...]:
    """Whom a pronoun or a role may mean: the names before the clause, the nearest sentence first, and the title's."""
    article = clause.article
    names = article.names(clause.sentence.start, clause.clause.start)[::-1]
    sentence: range | None = clause.sentence
    for _ in range(_NEAR):
        sentence = article.before(sentence) if sentence else None
        names += article.names(sentence.start, sentence.stop) if sentence else []
    return _unique([*names, *article.names(article.title.start, article.title.stop)])[:_CANDIDATES]


def _antecedents(clause: ClauseParts) -> tuple[str, ...]:
    """The nouns of the sentence so far and of the one before it, one of which "it" means."""
    article = clause.article
    here = [article.stems[word_index] for word_index in article.content(clause.sentence.start, clause.clause.start)][
        ::-1
    ]
    before = article.before(clause.sentence)
    there = (
        [article.stems[word_index] for word_index in article.content(before.start, before.stop)][::-1] if before else []
    )
    return _unique([*here, *there])[:_REFERENTS]


def _sentence_nouns(clause: ClauseParts, roles: Roles) -> tuple[str, ...]:
    taken = {*roles.patient.nouns, *roles.topic, *roles.agent.nouns}
    article, sentence = clause.article, clause.sentence
    stems = [
        article.stems[word_index]
        for word_index in article.content(sentence.start, sentence.stop)
        if word_index != clause.head
    ]
    return _unique(stem for stem in stems if stem not in taken)[:_NOUNS]


def _spelled(clause: ClauseParts, roles: Roles) -> dict[str, str]:
    article = clause.article
    places: Sequence[int] = [*roles.agent.indices, *roles.patient.indices, *clause.sentence]
    return {
        article.stems[word_index]: article.words[word_index].low
        for word_index in places
        if article.stems[word_index] != article.words[word_index].low
    }


def _shown(clause: ClauseParts, roles: Roles) -> set[str]:
    """The names and stems whose places are kept: those of the head and of who and what takes part."""
    names = (*roles.agent.names, *roles.patient.names, *roles.other.names, *roles.owners, *roles.places)
    nouns = (*roles.agent.nouns, *roles.patient.nouns, *roles.subject_nouns, *roles.object_nouns, *roles.topic)
    circumstances = (noun for _, noun in roles.circumstances)
    return {clause.article.stems[clause.head].rpartition("-")[2], *names, *nouns, *circumstances}


def _kinds(names: Iterable[Name]) -> tuple[str, ...]:
    """What named things are called by others: "bill" of "the Finance Bill"."""
    kinds = (lemma(name.rpartition(" ")[2]) for name in names if " " in name)
    return _unique(kind for kind in kinds if is_known_noun(kind) and not is_vague(kind))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
