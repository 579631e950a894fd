"""What a part of a clause names and speaks of: names, content words, amounts, and which of several."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from service.domain.identity.amounts import Amount, amounts_of
from service.domain.identity.names import Name, Run, fullest, runs_of
from service.domain.identity.tokens import Token
from service.domain.identity.words import is_small, noun, words

_CHUNK_ENDS = frozenset((",", "and", "or", "&", ";"))


@dataclass(slots=True, kw_only=True)
class Phrase:
    """The content of one part, its words in order as written (`lows`) and by synonym group (`words`)."""

    names: list[Name] = field(default_factory=list)
    owners: list[Name] = field(default_factory=list)  # of `names`, those in the possessive
    settings: list[Name] = field(default_factory=list)  # of a subject, those that say where it is
    of: list[Name] = field(default_factory=list)  # countries that only describe a name
    lows: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    which: list[str] = field(default_factory=list)  # ordinals, "another"
    parts: list[str] = field(default_factory=list)  # "part", "half"

    def __bool__(self) -> bool:
        return bool(self.names or self.words or self.amounts)

    def absorb(self, other: "Phrase") -> None:
        """Take the details of `other`; its names and words are left where they are."""
        self.of += other.of
        self.amounts += other.amounts
        self.which += other.which
        self.parts += other.parts


class Reader:
    """Reads the parts of one clause."""

    def __init__(self, tokens: Sequence[Token], times: dict[int, str], known: Sequence[Name], common: frozenset[str]):
        self._tokens, self._times, self._known = tokens, times, known
        self._runs = runs_of(tokens, times.keys(), common)

    def read(self, part: range, *, to_preposition: bool = False) -> Phrase:
        """The content of `part`; `to_preposition` takes the words, not the names, up to its first preposition."""
        found = Phrase()
        runs = [run for run in self._runs if run.first >= part.start and run.last <= part.stop]
        inside = {at for run in runs for at in range(run.first, run.last)}
        found.amounts, taken = amounts_of(self._tokens, part, inside | self._times.keys())
        described = set(self._described(runs, part))
        self._read_words(found, part, inside | taken | described, to_preposition)
        setting = self._setting_of(part) if to_preposition else part.stop
        for run in runs:
            describes = self._describes(run, runs, part)
            found.of += [run.of] if run.of else []
            name = fullest(run.name, self._known)
            place = found.settings if run.first > setting and (found.names or found.words) else found.names
            (found.of if describes else place).append(name)
            found.owners += [name] if self._tokens[run.last - 1].possessive and not describes else []
        return found

    def _setting_of(self, part: range) -> int:
        """Where a subject goes on to say where or when it is ("the plant in Bonn")."""
        return next((at for at in part if is_small(self._tokens[at].low, "setting_prepositions")), part.stop)

    def _read_words(self, found: Phrase, part: range, skip: set[int], to_preposition: bool) -> None:
        for at in part:
            token = self._tokens[at]
            if to_preposition and (found.words or at > part.start) and is_small(token.low, "prepositions"):
                return
            if at in skip or at in self._times or token.mark:
                continue
            if is_small(token.low, "ordinals", "another"):
                found.which.append(token.low)
            elif is_small(token.low, "part_words"):
                found.parts.append(noun(token.low))
            elif self._is_content(token):
                found.lows.append(token.low)
                found.words.append(noun(token.low))

    def _is_content(self, token: Token) -> bool:
        light = is_small(token.low, "function", "light_adjectives", "pronouns", "prepositions")
        return not light and not (token.low.endswith("ly") and len(token.low) > 4)

    def _described(self, runs: Iterable[Run], part: range) -> Iterator[int]:
        """The places of words that only describe the name right behind them ("carmaker Renault")."""
        for run in runs:
            if run.name in words().countries:
                continue
            at = run.first - 1
            while at >= part.start and self._tokens[at].low not in _CHUNK_ENDS and not self._parts_noun(at):
                yield at
                at -= 1

    def _parts_noun(self, at: int) -> bool:
        token = self._tokens[at]
        return is_small(token.low, "prepositions", "part_words", "ordinals") or token.capital or token.possessive

    def _describes(self, run: Run, runs: Sequence[Run], part: range) -> bool:
        """Whether a name only describes the one behind it ("French carmaker Renault", "Renault chief Luc Moreau")."""
        country, owner = run.name in words().countries, self._tokens[run.last - 1].possessive
        if owner and not country:
            return False
        for at in range(run.last, part.stop):
            low = self._tokens[at].low
            if low in _CHUNK_ENDS or (is_small(low, "prepositions", "function") and not self._tokens[at].capital):
                return False
            if any(other.first == at and other.name not in words().countries for other in runs):
                return True
        return False
