"""Reporting verbs in their place: which words are some, and whether what follows is what they report with."""

from collections.abc import Sequence
from functools import cache

from service.language.entities.speaker_phrases import PhraseFinder
from service.language.lexicon import load_lexicon
from service.language.tags import DETERMINERS, NAME, PREPOSITION, PRONOUN, SUBJECT_PRONOUN, THAT, VERBS
from service.language.wordlists import word_lists

_KINDS = ("say", "clausal", "factual", "quoting", "commit", "request")
_NEAR = 8  # tokens after a verb of asking in which "to", "for" or "that" must stand
_QUOTING = "quoting"
_CLAUSE_BEGINS = DETERMINERS + SUBJECT_PRONOUN + PRONOUN + NAME + THAT
_SOURCE = "source"  # the kind of "according"


@cache
def reporting_forms() -> dict[str, tuple[str, str]]:
    """Kind and base form of each form of each reporting verb, in lower case, and of words such as "according"."""
    lists, lexicon = word_lists("reporting"), load_lexicon()
    kinds = {base: kind for kind in _KINDS for base in lists[kind]}
    forms = {form: (kinds[base], base) for form, base in lexicon.lemmas.items() if base in kinds}
    sources = {word: (_SOURCE, word) for word in lists["sources"]}
    return forms | {base: (kind, base) for base, kind in kinds.items()} | sources


class ReportingVerbs:
    """Judges the reporting verbs of one text."""

    def __init__(self, phrases: PhraseFinder) -> None:
        self._phrases = phrases
        self._words, self._lows = phrases.words, phrases.lows
        self._lists = word_lists("reporting")
        self._forms = reporting_forms()

    def is_known(self, verb: int) -> bool:
        """Whether the verb stands in one of the lists; others report only between a quotation and a name."""
        return self._lows[verb] in self._forms

    def kind(self, verb: int) -> str:
        """Which of the lists the verb at `verb` stands in; for one in none, that only quotations tell it."""
        return self._forms[self._lows[verb]][0] if self.is_known(verb) else _QUOTING

    def base(self, verb: int) -> str:
        """The base form of the verb at `verb`; the form itself where it stands in none of the lists."""
        return self._forms[self._lows[verb]][1] if self.is_known(verb) else self._lows[verb]

    def is_one(self, token_index: int) -> bool:
        """Whether the word at `token_index` may be a reporting verb."""
        low = self._lows[token_index]
        return low in self._forms and not self.is_source(token_index) and not self.is_noun(token_index)

    def is_source(self, token_index: int) -> bool:
        """Whether the word at `token_index` names a source, as "according" does."""
        return self._lows[token_index] in self._lists["sources"]

    def may_report(self, verb: int, *, quoted: bool) -> bool:
        """Whether it is worth a look what the verb reports; `quoted`: there are quotations near."""
        kind = self._forms[self._lows[verb]][0]
        return (
            quoted
            or kind not in ("quoting", "factual")
            or not self._lists["that"].isdisjoint(self._lows[verb + 1 : verb + 3])
        )

    def is_noun(self, verb: int) -> bool:
        """Whether the word at `verb` stands for no verb in its place.

        A form in -s between a name and a clause is one even where it was read as a noun: "Sky reports the man fled".
        """
        if self._phrases.tag(verb) in VERBS:
            return False
        between = verb > 0 and self._words[verb - 1][0].isupper() and self._phrases.tag(verb + 1) in _CLAUSE_BEGINS
        return not between or self._words[verb][0].isupper() or self.is_plain(verb)

    def is_plain(self, verb: int) -> bool:
        """Whether the verb stands in its base form, which may be a noun's singular."""
        return self.base(verb) == self._lows[verb]

    def fits(self, verb: int, last: int, *, quoted: bool) -> bool:
        """Whether what follows the verb is what such a verb reports with; `quoted`: a quotation is at hand."""
        (kind, base), lists = self._forms[self._lows[verb]], self._lists
        after = self._lows[verb + 1 : min(last, verb + 1 + _NEAR)]
        if kind == "say":
            return base in lists["asking_exceptions"] or lists["asking_ties"].isdisjoint(after[:1])
        if kind == "commit":
            bound = bool(after) and (after[0] in lists["bound"] or base in lists["binding"])
            return bound or self.opens_clause(verb, last)
        if kind == "request":
            return self._asks(base, after)
        return quoted or (kind != "quoting" and self._takes_clause(kind, verb, last))

    def _takes_clause(self, kind: str, verb: int, last: int) -> bool:
        """Whether a clause follows: with "that", or a phrase and a finite verb (or "to", of another's act)."""
        after, lists = self._lows[verb + 1 : min(last, verb + 3)], self._lists
        if not lists["that"].isdisjoint(after) and after[0] not in lists["phrase_links"]:
            return True
        if kind != "clausal" or not after or self._phrases.tag(verb + 1) == PREPOSITION:
            return False
        if self.opens_clause(verb, last):
            return True
        subject = self._phrases.starting(verb + 1, last)
        return subject is not None and subject[1] < last and self._lows[subject[1]] in lists["infinitive"]

    def opens_clause(self, verb: int, last: int) -> bool:
        """Whether a pronoun, or a phrase and a finite verb, follow it: "swore it would", "told staff it would"."""
        if verb + 1 < last and self._lows[verb + 1] in self._lists["pronouns"]:
            return True
        subject = self._phrases.starting(verb + 1, last)
        return subject is not None and subject[1] < last and self._phrases.clause_follows(subject[1], last)

    def _asks(self, base: str, after: Sequence[str]) -> bool:
        lists = self._lists
        if base in lists["calling"]:
            return not lists["called_for"].isdisjoint(after[:1])
        if base in lists["accusing"]:
            return not lists["accused_of"].isdisjoint(after)
        if base in lists["pleading"]:
            asked = not (lists["pleaded"].isdisjoint(after) and lists["pleaded_first"].isdisjoint(after[:1]))
            return asked and lists["unpleaded"].isdisjoint(after[:1])
        return bool(after) and (base in lists["always_asking"] or not lists["asked"].isdisjoint(after))
