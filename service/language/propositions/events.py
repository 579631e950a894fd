"""Which event a clause tells: its head's group of synonyms, or the noun that a light verb carries."""

from dataclasses import dataclass

from service.language.propositions.clause_parts import ClauseParts
from service.language.propositions.contents import Content
from service.language.semantics.semantic_lexicon import has_trait, noun, semantic_lexicon, stem
from service.language.semantics.small import small


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEvent:
    """`names` are the groups that the event may belong to; `carried` tells that a noun beside the verb is the event."""

    names: tuple[str, ...]
    carried: bool = False

    @property
    def ergative(self) -> bool:
        """Whether its subject may suffer it: "the rocket launches" is "somebody launches the rocket"."""
        return has_trait(self.names[0], "ergative")

    def has(self, trait: str) -> bool:
        """Whether one of its groups has this trait."""
        return any(trait in semantic_lexicon().traits.get(name, ()) for name in self.names)


def event_of(clause: ClauseParts, subject: Content, direct: Content) -> ClauseEvent:
    """The event of the clause. Where a noun beside a light verb is the event, it is taken out of that phrase."""
    low = clause.words[clause.head].low.rpartition("-")[2]
    if clause.nominal:
        return ClauseEvent(names=_of_noun(low) or (noun(low),))
    verb = stem(low)
    if _takes_place(clause, verb):
        direct.indices = []
        return _carried(subject, always=True) or ClauseEvent(names=(verb,))
    if verb in semantic_lexicon().light and not clause.passive and not clause.particle:
        carried = _carried(direct, always=verb in small("staging"))
        if carried:
            return carried
    phrasal = semantic_lexicon().verbs.get(f"{verb} {clause.particle}") if clause.particle else None
    return ClauseEvent(names=phrasal or semantic_lexicon().verbs.get(verb) or _of_noun(low) or (verb,))


def _takes_place(clause: ClauseParts, verb: str) -> bool:
    """Whether the verb says that its subject took place: "the vote was held"."""
    following = clause.words[clause.head + 1].low if clause.head + 1 < len(clause.words) else ""
    occurs = semantic_lexicon().occurs
    return verb in occurs or f"{verb} {following}" in occurs or (clause.passive and verb in small("staging"))


def _of_noun(low: str) -> tuple[str, ...]:
    return semantic_lexicon().event_nouns.get(stem(low), ())


def _carried(phrase: Content, *, always: bool) -> ClauseEvent | None:
    if not phrase.indices:
        return None
    low = phrase.article.words[phrase.indices[-1]].low
    names = _of_noun(low)
    if not names and not always:
        return None
    phrase.indices.pop()
    if "brief" in names or low in small("briefings"):
        phrase.indices = [
            word_index for word_index in phrase.indices if phrase.article.words[word_index].low not in small("briefed")
        ]
    return ClauseEvent(names=names or (noun(low),), carried=True)
