"""The keys under which a claim is found by the statements that may state it too."""

from collections.abc import Iterator

from service.domain.identity.roles import settled
from service.language import Name, Proposition, semantic_lexicon

MOST_KEYS = 8


def index_keys(proposition: Proposition) -> tuple[str, ...]:
    """At most `MOST_KEYS` keys, each an event with a name, or with its object and day; () where nothing is selective.

    `same_outcome` merges none that share no key.
    """
    proposition = settled(proposition)
    keys = [f"{event}|{word}" for word in _name_words(proposition) for event in proposition.groups]
    if proposition.patient_nouns and proposition.window.due:
        keys = [
            f"{event}|{proposition.patient_nouns[-1]}|{proposition.window.due}" for event in proposition.groups[:2]
        ] + keys
    return tuple(dict.fromkeys(keys))[:MOST_KEYS]


def _name_words(proposition: Proposition) -> Iterator[str]:
    """The words by which short and long forms of the names meet: of each its last, then its first, then initials."""
    names = list(dict.fromkeys((*proposition.agents, *proposition.patients, *proposition.others)))
    for pick in (_last, _first, _initials):
        yield from (word for name in names if (word := pick(name)))


def _last(name: Name) -> str:
    return name if name in semantic_lexicon().countries else name.split()[-1]


def _first(name: Name) -> str | None:
    return None if name in semantic_lexicon().countries else name.split()[0]


def _initials(name: Name) -> str | None:
    if name in semantic_lexicon().countries or " " not in name:
        return None
    return "".join(word[0] for word in name.split())
