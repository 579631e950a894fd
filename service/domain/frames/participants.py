"""Who takes part in the event of a reading, and whether two propositions name the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from service.domain.frames.frame import Needs, lexicon
from service.domain.frames.readings import FrameReading
from service.domain.names import is_specific, may_be_short, shared_names
from service.language import EventFeature, Name, Proposition, contrary, is_vague, same_noun, shared_nouns


class Same(StrEnum):
    """How two parts stand."""

    NAME = "name"  # a name that identifies
    THING = "thing"  # the same main noun, and a word beside it that tells it apart
    KIND = "kind"  # the same main noun alone, or the same country
    MEANT = "meant"  # one side names what the other only describes, and its article knows the name
    OPEN = "open"  # one side does not tell
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what plays one part: names, and nouns with what describes them, the main one last."""

    names: tuple[Name, ...] = ()
    nouns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # nouns that the names end in
    about: tuple[str, ...] = ()  # further nouns behind "of", "on", "for"
    beside: tuple[Name, ...] = ()  # names that own it or hang on it

    @property
    def main(self) -> tuple[str, ...]:
        """The main nouns: of names that stand for themselves, their kinds; else what it is about."""
        return (self.nouns[-1],) if self.nouns else self.kinds or (() if self.names else self.about)

    def __bool__(self) -> bool:
        return bool(self.names or self.nouns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The agent and the theme of a reading, and all names of its clause and sentence."""

    agent: Participant
    theme: Participant
    clause: tuple[Name, ...]
    sentence: tuple[Name, ...]
    pronoun: bool


def parts_of(one: Proposition, reading: FrameReading) -> Parts:
    """The parts that fill the reading."""
    agent, theme = _roles(one, reading)
    clause = tuple(dict.fromkeys((*one.agents, *one.patients, *one.others, *one.owners)))
    sentence = tuple(dict.fromkeys((*clause, *one.sentence_entities)))
    return Parts(
        agent=agent, theme=theme, clause=clause, sentence=sentence, pronoun=EventFeature.PRONOUN in one.features
    )


def _roles(one: Proposition, reading: FrameReading) -> tuple[Participant, Participant]:
    subject, of_subject = _without(one.subject_nouns, reading)
    objects, of_object = _without(one.object_nouns, reading)
    topic = (*of_object, *_topic(one, reading))
    if reading.carried and one.head in lexicon().receiving:
        return Participant(), _received(one, subject, topic)
    if EventFeature.NOMINAL in one.features:
        nouns, beside = _without(one.patient_nouns, reading)
        return Participant(names=one.agents, nouns=one.agent_nouns), _theme(one, one.patients, nouns, (*beside, *topic))
    passive = not lexicon().lists["suffers"].isdisjoint(one.features)
    if passive and not objects:
        return _suffered(one, reading, subject, (*of_subject, *topic))
    suffers = reading.event is None or reading.event.theme
    if suffers and not (objects or one.patients or _has_pronoun_object(one)):
        return Participant(), _theme(one, one.agents, subject, (*of_subject, *topic))
    agent = _by(one) if passive else Participant(names=one.agents, nouns=subject or one.agent_nouns)
    return agent, _object(one, reading, objects, topic)


def _by(one: Proposition) -> Participant:
    """Who does it, in the passive."""
    return Participant(names=one.agents, nouns=one.agent_nouns if one.agents else ())


def _suffered(
    one: Proposition, reading: FrameReading, subject: tuple[str, ...], topic: tuple[str, ...]
) -> tuple[Participant, Participant]:
    """The roles where the subject suffers the event."""
    if _is_of_the_agent(one, reading):
        return Participant(names=one.patients, nouns=subject), _theme(one, (), (), topic)
    names = tuple(dict.fromkeys((*one.patients, *one.owners)))
    return _by(one), _theme(one, names, subject, topic)


def _is_of_the_agent(one: Proposition, reading: FrameReading) -> bool:
    """Whether who suffers it, by grammar, is who does it: "was re-elected", "finished second"."""
    event = reading.event
    by_grammar = reading.passive or EventFeature.ERGATIVE in one.features
    return by_grammar and event is not None and event.needs is Needs.AGENT and not event.theme


def _received(one: Proposition, subject: tuple[str, ...], topic: tuple[str, ...]) -> Participant:
    """ "The merger won approval", "Tarn Foods won approval for its merger": what gets it suffers the event."""
    theme = _theme(one, () if topic else one.agents, () if topic else subject, topic)
    return replace(theme, beside=(*theme.beside, *one.agents))


def _topic(one: Proposition, reading: FrameReading) -> tuple[str, ...]:
    behind = (*one.topic_nouns, *(noun for _, noun in one.circumstances))
    return tuple(word for word in behind if word not in reading.used)


def _object(one: Proposition, reading: FrameReading, objects: tuple[str, ...], topic: tuple[str, ...]) -> Participant:
    """What it is done to; "hired 120 of the 300 technicians": what is counted hangs on the number."""
    counted, _ = _without(one.patient_nouns, reading)
    names = one.patients or (() if objects or counted else _names_behind(one, reading))
    return _theme(one, names, objects or counted or tuple(w for w in reading.behind if w in topic), topic)


def _has_pronoun_object(one: Proposition) -> bool:
    return not lexicon().lists["pronoun_object"].isdisjoint(one.features)


def _without(nouns: Sequence[str], reading: FrameReading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nouns without those that tell the event; where the main one does, the others only describe it."""
    left = tuple(word for word in nouns if word not in reading.used)
    return ((), left) if nouns and nouns[-1] in reading.used else (left, ())


def _names_behind(one: Proposition, reading: FrameReading) -> tuple[Name, ...]:
    """ "took part in the Lund Conference": the names behind an expression that ends in a preposition are its object."""
    return () if reading.used.isdisjoint(lexicon().lists["bound"]) else one.others


def _theme(one: Proposition, names: tuple[Name, ...], nouns: tuple[str, ...], topic: tuple[str, ...]) -> Participant:
    """What suffers: of "700 tonnes of corn" the corn; of somebody "as head coach" the coach tells what he is."""
    if nouns and _is_measure(nouns[-1]):
        nouns = tuple(word for word in one.topic_nouns if word in topic and not _is_measure(word))
    roles = tuple(noun for low, noun in one.circumstances if low in lexicon().lists["as"]) if names else ()
    return Participant(names=names, nouns=nouns, kinds=(*one.patient_kinds, *roles), about=topic, beside=one.others)


def _is_measure(word: str) -> bool:
    return word in lexicon().lists["measures"]


def compare(mine: Participant, its: Participant, known: Sequence[Name], told: Sequence[Name]) -> Same:
    """How the parts stand; `known` are the names that the claim's article knows, `told` those of the result's lead."""
    named, others = specific(mine.names), specific(its.names)
    if named and others:
        return _named(mine, its, named, others)
    if _countries_differ(mine, its):
        return Same.OTHER
    if named or others:
        return _described(mine, its, shared_names(others, known) if others else shared_names(named, told))
    if shared_names(mine.names, its.names) and not (mine.nouns and its.nouns):
        return Same.KIND
    return _by_nouns(mine, its)


def _named(mine: Participant, its: Participant, named: Sequence[Name], others: Sequence[Name]) -> Same:
    """Both sides are named: all whom the claim names must be there, and nobody may stand for another."""
    shared = shared_names(named, others)
    if not shared:
        return Same.OPEN if any(may_be_short(one, other) for one in named for other in others) else Same.OTHER
    absent = [name for name in named if name not in shared and not shared_names([name], its.beside)]
    return Same.OTHER if absent or _other_kind(mine, its) else Same.NAME


def _described(mine: Participant, its: Participant, meant: Sequence[Name]) -> Same:
    """One side names what the other describes; where both have one main noun besides, it is the same thing."""
    found = _by_nouns(mine, its)
    if not meant:
        return Same.OTHER if found is Same.OPEN and specific(its.names) else found
    if mine.main and its.main and found is not Same.OPEN:
        return found if found is Same.OTHER else Same.THING
    return Same.THING if shared_names(meant, mine.beside) else Same.MEANT


def _countries_differ(mine: Participant, its: Participant) -> bool:
    common = [set(name.split()) for name in mine.names if not is_specific(name)]
    others = [set(name.split()) for name in its.names if not is_specific(name)]
    return bool(common and others) and not any(one <= other or other <= one for one in common for other in others)


def _other_kind(mine: Participant, its: Participant) -> bool:
    """Whether both end in nouns, which name other things: "Ford's plant", "Ford's bonds"; or one in a part of it."""
    if not (mine.nouns and its.nouns):
        return _is_part(mine, its) or _is_part(its, mine)
    return not any(same_noun(mine.nouns[-1], word) for word in (*its.nouns, *its.kinds, *its.about)) and not any(
        same_noun(its.nouns[-1], word) for word in (*mine.nouns, *mine.kinds, *mine.about)
    )


def _is_part(one: Participant, other: Participant) -> bool:
    """Whether one tells of a part of what is named, of which the other does not speak."""
    told = one.nouns[-1:]
    return not lexicon().lists["parts"].isdisjoint(told) and told[0] not in other.about


def _by_nouns(mine: Participant, its: Participant) -> Same:
    if not mine.main or not its.main:
        return Same.OPEN
    its_all = (*its.nouns, *its.kinds, *its.about)
    mine_all = (*mine.nouns, *mine.kinds, *mine.about)
    heads = _among(mine.main, its_all) or _among(its.main, mine_all)
    if not heads:
        return Same.OPEN if any(all(map(is_vague, part.main)) for part in (mine, its)) else Same.OTHER
    if _contradict(mine_all, its_all) or _are_other_steps(mine.main, its.main):
        return Same.OTHER
    described = [word for word in mine_all if word not in heads and not _is_empty(word)]
    return Same.THING if _among(described, its_all) else _of_one_kind(mine, its)


def _of_one_kind(mine: Participant, its: Participant) -> Same:
    """Both have one main noun; where both describe it, they describe another, and where they are one's, the same."""
    strange = [word for word in its.nouns[:-1] if not _is_empty(word)]
    if mine.nouns[:-1] and strange:
        return Same.OTHER
    return Same.THING if shared_names(specific(mine.beside), (*its.beside, *its.names)) else Same.KIND


def _among(words: Iterable[str], others: Sequence[str]) -> list[str]:
    """Those of the words that some other may stand for."""
    return [one for one, _ in shared_nouns(words, others)]


def _contradict(mine: Iterable[str], its: Sequence[str]) -> bool:
    return any(set(its) & contrary(word) for word in mine if word not in its)


def _are_other_steps(mine: Iterable[str], its: Iterable[str]) -> bool:
    """Whether the nouns name several steps of one affair: an offer for shares is not the merger that follows it."""
    own, others = ({lexicon().steps[word] for word in words if word in lexicon().steps} for words in (mine, its))
    return bool(own and others) and own.isdisjoint(others)


def _is_empty(word: str) -> bool:
    return word in lexicon().lists["empty"]


def specific(names: Iterable[Name]) -> list[Name]:
    """The names that identify somebody by themselves."""
    return [name for name in names if is_specific(name)]
