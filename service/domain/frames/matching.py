"""Whether claim and result have the same participants, part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.frames.context import matches_around, titles
from service.domain.frames.frame import FrameEvent, Needs, lexicon
from service.domain.frames.match import PartMatch, PartName
from service.domain.frames.participants import Participant, Parts, Same, compare, parts_of, specific
from service.domain.frames.readings import FrameReading
from service.domain.frames.relation import is_named_by, is_typed_otherwise
from service.domain.names import is_country, shared_names
from service.language import EventFeature, Name, Proposition, contrary, shared_nouns

_SURE = frozenset((Same.NAME, Same.THING))
_NEAR = 6  # words behind a head that may describe its object
_DESCRIBED = 4  # nouns that describe a thing at length
_LEADING = 3  # names that an article speaks of most


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A claim and a result, each with a reading and the parts that fill it."""

    event: FrameEvent
    claim: Proposition
    own: FrameReading
    mine: Parts
    result: Proposition
    its: FrameReading
    other: Parts

    @classmethod
    def of(
        cls, event: FrameEvent, claim: Proposition, own: FrameReading, result: Proposition, its: FrameReading
    ) -> "Pair":
        """The pair with its parts; where a plan is told of, its noun stands for the event."""
        other = parts_of(result, its)
        if its.event is None:
            theme = replace(other.theme, nouns=its.plan[:-1], kinds=(), about=(*other.theme.about, *its.plan))
            other = replace(other, theme=theme)
        other = _turned(event, its.event, other) if its.event else other
        mine = parts_of(claim, own)
        return cls(event=event, claim=claim, own=own, mine=mine, result=result, its=its, other=other)


def _turned(event: FrameEvent, its: FrameEvent, parts: Parts) -> Parts:
    """The parts of a result that tells of the event from the other side, as this side has them."""
    if its.id in event.converse:
        return replace(parts, agent=Participant())
    if its.id not in event.swapped:
        return parts
    if event.needs is Needs.AGENT:
        return replace(parts, agent=parts.theme, theme=Participant())
    return replace(parts, agent=Participant(), theme=parts.agent)


def matches_of(pair: Pair) -> list[PartMatch] | None:
    """How each part of the claim is told in the result; None where one is another's, or one that is needed is open."""
    if pair.event.needs is Needs.ALL:
        own = _everybody(pair)
        return [*own, *matches_around(pair.claim, pair.mine, pair.result, pair.other)] if own else None
    theme, agent = _theme(pair), _agent(pair)
    if agent is Same.OTHER and (pair.its.event is None or _happens_by_itself(pair, theme)):
        agent = Same.OPEN  # anybody may call it off
    if Same.OTHER in (theme, agent) or _is_another_one(pair, theme) or not _is_enough(pair, theme, agent):
        return None
    if theme not in _SURE and agent is not Same.NAME and is_typed_otherwise(pair.claim, pair.own):
        return None
    found = [
        _match(PartName.WHO, pair, pair.mine.agent, pair.other.agent, agent),
        _match(PartName.WHAT, pair, pair.mine.theme, pair.other.theme, theme),
    ]
    return [*found, *matches_around(pair.claim, pair.mine, pair.result, pair.other)]


def _happens_by_itself(pair: Pair, theme: Same) -> bool:
    """ "The offer will expire", "the group extended the offer": the claim tells of nobody who does it."""
    return pair.event.theme and not pair.mine.agent and theme in _SURE


def _theme(pair: Pair) -> Same:
    found = compare(pair.mine.theme, pair.other.theme, _known(pair), _told(pair))
    if found in (Same.OPEN, Same.MEANT) and _is_pronoun_for(pair):
        return Same.NAME
    if found is Same.KIND and _is_of_the_lead(pair):
        return Same.THING
    return Same.KIND if found is Same.OPEN and _shares_noun(pair) else found


def _shares_noun(pair: Pair) -> bool:
    """Whether a word of an expression names the thing: "deliveries will start", "started deliveries"; "shed jobs"."""
    own, its = pair.own.nouns, pair.its.nouns
    mine = (*own, *pair.mine.theme.main)
    return bool(shared_nouns(mine, its)) or bool(shared_nouns(pair.other.theme.main, own))


def _known(pair: Pair) -> tuple[Name, ...]:
    """The names that the claim may mean by a description; of what is new ("a museum"), those of its sentence."""
    return pair.mine.sentence if EventFeature.INDEFINITE in pair.claim.features else pair.claim.article_entities


def _is_of_the_lead(pair: Pair) -> bool:
    """ "The pier", "the pier at Inverlarig": whose it is leads the article that does not say so."""
    if EventFeature.INDEFINITE in pair.claim.features:
        return False
    mine, its = pair.mine.theme, pair.other.theme
    return bool(
        (not mine.nouns[:-1] and shared_names(specific(its.beside), pair.claim.article_entities[:_LEADING]))
        or (not its.nouns[:-1] and shared_names(specific(mine.beside), pair.result.article_entities[:_LEADING]))
    )


def _is_pronoun_for(pair: Pair) -> bool:
    """Whether the theme of one side is a pronoun that may mean whom the other names: "he will be sentenced"."""
    sides = (pair.claim, pair.mine.theme, pair.other.theme), (pair.result, pair.other.theme, pair.mine.theme)
    return any(
        not mine
        and not lexicon().lists["pronouns"].isdisjoint(one.features)
        and bool(shared_names(specific(its.names), one.pronoun_candidates[:_LEADING]))
        for one, mine, its in sides
    )


def _told(pair: Pair) -> list[Name]:
    """Whom a description in the result may mean: nobody who plays another part in its clause."""
    return [name for name in pair.result.article_entities[:_LEADING] if name not in pair.other.clause]


def _agent(pair: Pair) -> Same:
    mine, its = pair.mine, pair.other
    if not mine.agent.names and _are_some_only(pair):
        return Same.OTHER
    if its.pronoun and shared_names(specific(mine.agent.names), pair.result.pronoun_candidates[:1]):
        return Same.NAME
    found = compare(mine.agent, its.agent, pair.claim.article_entities, _told(pair))
    if found is not Same.OPEN:
        return found
    own = specific(mine.agent.names)
    near = (*its.sentence, *(pair.result.pronoun_candidates if its.pronoun else ()))
    acting = (*pair.claim.sentence_entities, *pair.claim.pronoun_candidates)
    if own and shared_names(own, near):
        return Same.NAME
    if not own and shared_names(specific(its.agent.names), acting):
        return Same.NAME
    return Same.KIND if shared_names(mine.agent.names, its.agent.names) else found


def _are_some_only(pair: Pair) -> bool:
    """Whether the claim counts those who act, and the result names fewer: one of "the two leaders"."""
    counted = [value for value, unit in pair.claim.quantities if unit in pair.mine.agent.nouns]
    return bool(pair.other.agent.names) and len(pair.other.agent.names) < max(counted, default=1)


def _is_enough(pair: Pair, theme: Same, agent: Same) -> bool:
    """Whether the parts that the event needs are told."""
    if pair.its.event is None and not _is_of_the_plan(pair, theme, agent):
        return False
    needs = pair.event.needs
    untold = not (pair.mine.theme.main or pair.mine.theme.names or _has_object(pair.claim))
    bare = untold and agent is Same.NAME and not pair.other.theme.nouns
    if needs in (Needs.AGENT, Needs.BOTH) and agent is Same.OPEN:
        return False
    return needs is Needs.AGENT or theme is not Same.OPEN or bare


def _is_of_the_plan(pair: Pair, theme: Same, agent: Same) -> bool:
    """Whether it is told of whose plan something befell."""
    named = theme in (Same.NAME, Same.THING, Same.MEANT) or is_named_by(pair.own, pair.its.plan)
    return named and not theme is agent is Same.OPEN


def _has_object(one: Proposition) -> bool:
    return not lexicon().lists["has_object"].isdisjoint(one.features)


def _is_another_one(pair: Pair, theme: Same) -> bool:
    """Whether the things are of one kind, but not the same one."""
    if not pair.event.counted and _are_other_amounts(pair):
        return True
    if theme in (Same.KIND, Same.MEANT) and _are_of_other_countries(pair.mine, pair.other):
        return True
    return _is_further(pair) or _are_told_apart(pair) or (theme is Same.KIND and _is_some_other(pair))


def _are_other_amounts(pair: Pair) -> bool:
    """Whether the claim says how much of its theme, and the result tells of another amount of it: 49 and 51 pct."""
    main = pair.mine.theme.main
    mine = {value for value, unit in pair.claim.quantities if unit in main}
    others = {value for value, unit in pair.result.quantities if unit in main}
    return bool(mine and others) and max(others) > min(mine) * lexicon().points["much_more"]


def _are_of_other_countries(mine: Parts, its: Parts) -> bool:
    """Whether the clauses speak of countries, and of none together."""
    own, others = (_countries(parts.clause) or _countries(parts.sentence) for parts in (mine, its))
    return bool(own and others) and not shared_names(own, others)


def _countries(names: Sequence[Name]) -> list[Name]:
    return [name for name in names if is_country(name)]


def _is_further(pair: Pair) -> bool:
    """Whether one speaks of more of a kind ("additional shares", "the remaining 49 pct") and the other does not."""
    further = lexicon().lists["further"]
    return any((word in pair.claim.tail[:_NEAR]) != (word in pair.result.tail[:_NEAR]) for word in further)


def _are_told_apart(pair: Pair) -> bool:
    """ "Its first cars", "its last cars" """
    mine, its = pair.claim.distinctions, set(pair.result.distinctions)
    return any(not contrary(word).isdisjoint(its) for word in mine if word not in its)


def _is_some_other(pair: Pair) -> bool:
    """Whether the claim tells its thing apart, and the result speaks of some of the kind: "signed agreements"."""
    if EventFeature.INDEFINITE not in pair.result.features:
        return False
    mine, its = pair.mine.theme, pair.other.theme
    named = bool(specific(mine.names)) or (bool(mine.nouns[:-1]) and its.nouns[:-1] != mine.nouns[:-1])
    elsewhere = bool(mine.about and its.about) and not shared_nouns(mine.about, its.about)
    one = _counts(pair.claim, mine) and not _counts(pair.result, its)  # a welder, where 120 were to be recruited
    return named or elsewhere or one or (EventFeature.INDEFINITE not in pair.claim.features and _is_news(pair))


def _counts(one: Proposition, theme: Participant) -> bool:
    return any(value > 1 and unit in theme.main for value, unit in one.quantities)


def _is_news(pair: Pair) -> bool:
    """Whether the result describes a thing by what the claim's article hardly speaks of."""
    told = [word for word in pair.result.sentence_nouns if word not in pair.other.theme.main]
    known = shared_nouns(told, pair.claim.article_nouns)
    return len(told) >= _DESCRIBED and 2 * len(known) < len(told)


def _everybody(pair: Pair) -> list[PartMatch]:
    """Everybody whom the claim names takes part in the result too; none where somebody is missing."""
    mine, its = pair.mine, pair.other
    named = tuple(dict.fromkeys((*mine.agent.names, *mine.theme.names)))
    if not named:
        return list(_described(pair))
    near = (*its.sentence, *(pair.result.pronoun_candidates if its.pronoun else ()))
    there = shared_names(named, near)
    if len(there) < len(named) or (len(there) < 2 and not specific(there)):  # a country alone
        return []
    relation = Same.NAME if len(there) > 1 and specific(there) else Same.KIND
    theme = compare(replace(mine.theme, names=()), replace(its.theme, names=()), (), ())
    return [
        PartMatch(
            part=PartName.ALL,
            claim=titles(named),
            result=titles(there),
            relation=relation,
            claim_terms=named,
            result_terms=tuple(there),
        ),
        _match(PartName.WHAT, pair, mine.theme, its.theme, theme),
    ]


def _described(pair: Pair) -> Iterator[PartMatch]:
    """Nobody is named who takes part: they must be described alike."""
    if _agent(pair) in (Same.NAME, Same.THING):
        yield _match(PartName.WHO, pair, pair.mine.agent, pair.other.agent, Same.NAME)


def _match(name: PartName, pair: Pair, mine: Participant, its: Participant, relation: Same) -> PartMatch:
    return PartMatch(
        part=name,
        claim=_shown(mine, pair.claim),
        result=_shown(its, pair.result),
        relation=relation,
        claim_terms=mine.names or mine.nouns or mine.about,
        result_terms=its.names or its.nouns or its.about,
    )


def _shown(part: Participant, one: Proposition) -> str:
    words: Sequence[str] = part.nouns or part.about
    return ", ".join(name.title() for name in part.names) or " ".join(map(one.word, words))
