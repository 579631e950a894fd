"""Reporting clauses of a sentence: their verb and the phrase of who says it.

Knows words and phrases; whom the phrase means is not its business.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from service.language.attribution.reporting_verbs import ReportingVerbs
from service.language.attribution.scopes import COMMAS, MARKS, Region, Report, Scopes
from service.language.entities.speaker_phrases import Phrase, PhraseFinder
from service.language.lexicon.guess import GERUND
from service.language.tags import ADJECTIVE, NOUNS, PREPOSITION
from service.language.wordlists import word_lists

_LIKE_QUOTES = frozenset(("clausal", "factual", "quoting"))
_BEFORE_INVERTED = MARKS | {",", "—", "--", "-", "’", "'"}
_DAY_MOST = 4  # words between an agent and "that"
_LED = ([":"], [","], ['"'], ["“"])


class Reporting:
    """Finds the reports of sentences of one text. `is_person` tells whether a phrase ends in a person's name."""

    def __init__(self, phrases: PhraseFinder, is_person: Callable[[Phrase], bool]) -> None:
        self._phrases = phrases
        self._words, self._lows = phrases.words, phrases.lows
        self._lists = word_lists("reporting")
        self._is_person = is_person
        self._verbs = ReportingVerbs(phrases)
        self._scopes = Scopes(phrases, self._verbs)

    def find(self, region: Region, verbs: Sequence[int]) -> Iterator[Report]:
        """The reports of the region whose words at `verbs` are forms of reporting verbs."""
        quoted, words, first = bool(region.quotes), self._words, region.first
        for verb in verbs:
            found: Report | None = None
            if self._verbs.is_source(verb):
                found = self._according(verb, region)
            elif not self._verbs.is_known(verb):
                found = self._inverted(verb, region)
            elif self._verbs.may_report(verb, quoted=quoted) and not self._verbs.is_noun(verb):
                if verb == first or words[verb - 1] in _BEFORE_INVERTED:
                    found = self._inverted(verb, region)
                found = found or self._report(verb, region)
            if found:
                yield found

    def _inverted(self, verb: int, region: Region) -> Report | None:
        """ "…," said the minister."""
        may_precede = self._verbs.base(verb) in self._lists["inverted"] and not self._lows[verb].endswith(GERUND)
        if not (may_precede or self._phrases.is_quotative(verb)):
            return None
        subject = self._phrases.starting(verb + 1, region.last)
        if subject is None or not self._may_speak(subject):
            return None
        after = subject[1]
        if after < region.last and (
            self._phrases.is_verb_form(after) or self._lows[after] in self._lists["infinitive"]
        ):
            return None
        return self._scopes.place(Report(verb, subject), verb, after, region, inverted=True)

    def _may_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase may be a speaker, and not "last November" or "last week"."""
        return self._phrases.tag(phrase[1] - 1) != ADJECTIVE and not any(map(self._phrases.is_day, range(*phrase)))

    def _report(self, verb: int, region: Region) -> Report | None:
        subject, begin = self._subject(verb, region)
        kind = self._verbs.kind(verb)
        if begin is None or not self._verbs.fits(verb, region.last, quoted=self._is_quoted(kind, verb, begin, region)):
            return None
        if kind == "commit" and not self._binds(subject, verb, region.last):
            return None
        region = self._relative(verb, begin, region)
        if kind in ("commit", "request"):
            return Report(verb, subject, [(verb + 1, self._scopes.turn(verb, region.last, plan=True))])
        return self._scopes.place(Report(verb, subject), begin, verb + 1, region, inverted=False)

    def _relative(self, verb: int, begin: int, region: Region) -> Region:
        """The region; of a relative clause between commas only what it holds: "Ole, who said he saw fog, | landed"."""
        between = range(begin, verb)
        opened = any(self._lows[at] in self._lists["relatives"] and self._words[at - 1] == "," for at in between if at)
        if not opened:
            return region
        commas = (at for at in range(verb + 1, region.last - 1) if self._words[at] == ",")
        close = (at for at in commas if self._phrases.is_verb_form(at + 1) or self._phrases.is_past_form(at + 1))
        return replace(region, last=next(close, region.last))

    def _is_quoted(self, kind: str, verb: int, begin: int, region: Region) -> bool:
        """Whether a quotation stands by the clause, as far as it matters for verbs of that kind."""
        return kind in _LIKE_QUOTES and bool(region.quotes) and self._scopes.quoted(verb, begin, region)

    def _binds(self, subject: Phrase | None, verb: int, last: int) -> bool:
        """Whether somebody, and no thing, binds himself: "the storm threatens to" does not count."""
        if self._verbs.opens_clause(verb, last):
            return True  # "promised members it would fight"
        personal = self._verbs.base(verb) not in self._lists["impersonal"]
        if personal and self._lows[verb + 1] in self._lists["bound"]:
            return True
        if subject is None:
            return False
        if self._lows[subject[0]] in self._lists["personal"]:
            return True
        named = self._phrases.is_named(subject[1] - 1)
        return named and all(self._phrases.tag(token_index) != PREPOSITION for token_index in range(*subject))

    def _subject(self, verb: int, region: Region) -> tuple[Phrase | None, int | None]:
        """The subject phrase and where its clause begins; None where the verb reports nothing."""
        token_index = self._phrases.skip_between(verb, region.first)
        between = self._lows[token_index + 1 : verb]
        if not self._lists["unreal"].isdisjoint(between) or self._lows[token_index] in self._lists["unreal"]:
            return None, None
        gerund = self._lows[verb].endswith(GERUND)
        if self._lists["being"].isdisjoint(between) is gerund:
            return self._participle(verb, region.first) if gerund else self._passive(verb, region.last)
        if token_index < region.first or self._lows[token_index] in self._lists["own_voice"]:
            return None, None
        if self._lows[token_index] in self._lists["personal"]:
            return (token_index, token_index + 1), token_index
        subject = self._noun_subject(token_index, region)
        if subject is None:
            return None, None
        shared = self._lows[token_index] in self._lists["coordinators"]
        return self._owner(subject, region.first) or subject, token_index if shared else subject[0]

    def _noun_subject(self, token_index: int, region: Region) -> Phrase | None:
        """The subject of a finite verb, whose last word, or the mark after it, stands at `token_index`."""
        low, word, first = self._lows[token_index], self._words[token_index], region.first
        if low in self._lists["relatives"]:
            return self._phrases.ending(
                token_index - 1 if token_index > first and self._words[token_index - 1] == "," else token_index, first
            )
        if low in self._lists["coordinators"]:
            return self._phrases.main_subject(first, token_index)
        if word in COMMAS:
            return self._phrases.before_apposition(token_index, first, self._is_person)
        if word in MARKS:
            titles = (quote for quote in region.quotes if quote.last == token_index and self._scopes.is_title(quote))
            return next(((quote.first, quote.last) for quote in titles), None)
        return self._phrases.ending(token_index + 1, first)

    def _owner(self, subject: Phrase, first: int) -> Phrase | None:
        """The person at the sentence's start whom the phrase describes, where a comma is missing after it."""
        if subject[0] - 2 < first or self._words[subject[0] - 1] != ",":
            return None
        comma = next(token_index for token_index in range(first, subject[0]) if self._words[token_index] == ",")
        person = (first, comma)
        apart = self._phrases.has_clause(comma, subject[0], loosely=True) or self._is_person(subject)
        return person if self._is_person(person) and not apart else None

    def _participle(self, verb: int, first: int) -> tuple[Phrase | None, int]:
        """ "claiming that …": the speaker of the sentence, where it has none of its own ("with Smith saying")."""
        if self._lows[verb - 1] in self._lists["quoted_as"]:
            quoted = self._phrases.ending(verb - 1, first)
            if quoted and quoted[0] > first and self._phrases.is_past_form(quoted[0] - 1):
                return quoted, verb
        if verb > first and self._phrases.tag(verb - 1) in NOUNS:
            subject = self._phrases.ending(verb, first)
            if subject and self._is_own(subject, verb, first):
                return subject, verb
        return self._phrases.main_subject(first, verb), verb

    def _is_own(self, subject: Phrase, verb: int, first: int) -> bool:
        """Whether the phrase before a participle is its subject, and no object: "issued a statement saying"."""
        if subject[0] > first and self._lows[subject[0] - 1] in self._lists["accompanied"]:
            return True
        if self._words[verb + 1 : verb + 2] in _LED or self._verbs.kind(verb) == "request":
            return False
        owned = self._lows[subject[0]] in self._lists["owned"]
        return not owned and self._lows[subject[1] - 1] not in self._lists["documents"]

    def _passive(self, verb: int, last: int) -> tuple[Phrase | None, int | None]:
        """Who stands behind "by": "were told by the minister that …", "was confirmed by the police that …"."""
        if verb + 2 >= last or self._lows[verb + 1] not in self._lists["agents"]:
            return None, None
        subject = self._phrases.starting(verb + 2, last)
        told = self._verbs.base(verb) in self._lists["addressing"]
        if subject is None or not (told or self._that_follows(subject[1], last)):
            return None, None
        return subject, verb

    def _that_follows(self, token_index: int, last: int) -> bool:
        """Whether "that" opens a clause at `token_index`, or behind a day set there: "on Monday that"."""
        near = range(token_index, min(last, token_index + _DAY_MOST))
        opening = next((place for place in near if self._lows[place] in self._lists["that"]), -1)
        between = range(token_index, opening)
        return opening >= 0 and all(self._phrases.tag(at) == PREPOSITION or self._phrases.is_day(at) for at in between)

    def _according(self, token_index: int, region: Region) -> Report | None:
        start = token_index + 2
        if start >= region.last or self._lows[token_index + 1] not in self._lists["source_ties"]:
            return None
        title = next((quote for quote in region.quotes if quote.first - 1 in (start, start + 1)), None)
        if title and (self._lows[start] in self._lists["definite"] or self._lows[start] in MARKS):
            subject: Phrase | None = (title.first, title.last)
        else:
            subject = self._phrases.starting(start, region.last, apposed=token_index > region.first)
            named = (quote for quote in region.quotes if subject and quote.first - 1 == subject[1])
            subject = next(((quote.first, quote.last) for quote in named if self._scopes.is_title(quote)), subject)
        if subject is None:
            return None
        if token_index == region.first:
            return Report(token_index, subject, [(subject[1], region.last)])
        before = self._scopes.quote_before(token_index, region)
        return Report(token_index, subject, [(region.first, token_index)], [before] if before else [])
