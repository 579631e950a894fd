"""What else claim and result share: places, days, amounts, names of their articles."""

from collections.abc import Iterator, Sequence

from service.domain.frames.match import PartMatch, PartName
from service.domain.frames.participants import Parts, Same, specific
from service.domain.names import shared_names
from service.language import EventFeature, Name, Proposition, shared_nouns

_MOST_SHOWN = 3  # names of one part in a reason
_WEEK, _MONTH = 7, 32  # days


def matches_around(claim: Proposition, mine: Parts, result: Proposition, its: Parts) -> Iterator[PartMatch]:
    """What the rest of the sentences and the articles have in common."""
    where = shared_names(specific(claim.others), its.sentence)
    if where:
        yield _match(PartName.WHERE, titles(where), terms=where)
    story = shared_names(specific(claim.article_entities), result.article_entities)
    if story:
        yield _match(PartName.STORY, titles(story), Same.NAME if len(story) > 1 else Same.KIND)
    yield from _words(claim, result)
    if _is_told_for(claim, result, _MONTH):
        yield _match(PartName.WHEN, f"{result.end}", Same.NAME if _is_told_for(claim, result, _WEEK) else Same.KIND)
    same = next((amount for amount in claim.quantities if amount in result.quantities), None)
    if same:
        yield _match(PartName.AMOUNT, f"{same[0]:g} {claim.word(same[1])}")


def titles(names: Sequence[Name]) -> str:
    """Names for people to read."""
    return ", ".join(name.title() for name in names[:_MOST_SHOWN])


def _match(part: PartName, told: str, relation: Same = Same.NAME, terms: Sequence[Name] = ()) -> PartMatch:
    both = tuple(terms)
    return PartMatch(part=part, claim=told, result=told, relation=relation, claim_terms=both, result_terms=both)


def _words(claim: Proposition, result: Proposition) -> Iterator[PartMatch]:
    """What else the sentences speak of; where both tell of a thing as new ("a bill"), nothing else says which it is."""
    nouns = (*result.sentence_nouns, *result.topic_nouns)
    shared = [one for one, _ in shared_nouns((*claim.sentence_nouns, *claim.topic_nouns), nouns)]
    if len(shared) > 1:
        yield _match(PartName.CONTEXT, " ".join(map(claim.word, shared)))
    elif not shared and EventFeature.INDEFINITE in claim.features and EventFeature.INDEFINITE in result.features:
        yield _match(PartName.CONTEXT, "", Same.OTHER)


def _is_told_for(claim: Proposition, result: Proposition, longest: int) -> bool:
    """Whether both give their days, the claim's are fewer than `longest`, and the result's lie among them."""
    if not (claim.start and claim.end and result.start and result.end):
        return False
    return claim.start <= result.start <= result.end <= claim.end and (claim.end - claim.start).days < longest
