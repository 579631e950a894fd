"""What a reporting clause gives the word to: clauses before and after it, quotations."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.language.attribution.quotes import Quote
from service.language.attribution.reporting_verbs import ReportingVerbs
from service.language.entities.speaker_phrases import Phrase, PhraseFinder
from service.language.lexicon.guess import GERUND
from service.language.tags import PAST, PREPOSITION
from service.language.wordlists import word_lists

MARKS = frozenset('"“”«»')
COMMAS = frozenset((",", "--", "–", "—", "-", ")", "]"))

_ENDED = frozenset(",.!?…—–-")
_QUOTE_AFTER = 25  # tokens between a reporting verb and its quotation
_OBJECT_MOST = 30  # tokens of an object
_TENSE_MOST = 12  # tokens after a conjunction in which its verb must stand
_TITLE_MOST = 7  # tokens of a title in quotation marks


@dataclass(slots=True)
class Report:
    """A reporting clause.

    `subject` is the phrase of who says it, None where the clause shares the speaker of the sentence;
    `scopes` are token ranges that it gives the word to, `quotes` quotations.
    """

    verb: int
    subject: Phrase | None
    scopes: list[Phrase] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


@dataclass(slots=True)
class Region:
    """Tokens [first, last) of a sentence, or of what of it stands in one quotation, and quotations near."""

    first: int
    last: int
    quotes: Sequence[Quote]


class Scopes:
    """Finds what reports of one text give the word to."""

    def __init__(self, phrases: PhraseFinder, verbs: ReportingVerbs) -> None:
        self._phrases, self._verbs = phrases, verbs
        self._words, self._lows = phrases.words, phrases.lows
        self._lists = word_lists("reporting")

    def place(self, report: Report, begin: int, after: int, region: Region, *, inverted: bool) -> Report:
        """`report` with its scopes; its clause runs from token `begin` to `after`."""
        before = self.quote_before(begin, region)
        left = self._place_left(report, begin, before, region, inverted)
        behind = self.quote_after(after - 1, region)
        if behind and not self._is_part(behind) and not self._phrases.has_clause(after, behind.first):
            report.quotes.append(behind)
            return report
        if behind and behind.last > region.last:
            report.quotes.append(behind)
        goes_on = self._resumes(after, region.last) or (behind is not None and not inverted)
        if goes_on or (not left and not (inverted and after >= region.last)):
            report.scopes.append((after, self._content_end(report.verb, region.last)))
        return report

    def _place_left(self, report: Report, begin: int, before: Quote | None, region: Region, inverted: bool) -> bool:
        """Add what stands before the clause, if it is stated; whether it is."""
        first = region.first
        if before:
            report.quotes.append(before)
            if self._is_part(before) and before.first - 1 > first:
                report.scopes.append((first, begin))
            return True
        shared = self._lows[begin] in self._lists["coordinators"]  # "It fixed the leaks, but said …"
        stated = (
            begin > first
            and not shared
            and self._words[begin - 1] in COMMAS
            and self._is_left(report, begin, region, inverted)
        )
        if stated:
            report.scopes.append((first, begin))
        return stated

    def _is_left(self, report: Report, begin: int, region: Region, inverted: bool) -> bool:
        """Whether the clause before the comma is what is reported: "The plant will close, Smith said"."""
        first, last = region.first, region.last
        bare = not self._phrases.has_clause(report.verb + 1, last)  # so the statement must stand before it
        if self._lows[report.verb].endswith(GERUND):  # "the firm closed the mill, saying it would …"
            return False
        if not self._phrases.has_clause(first, begin, loosely=bare):
            return False
        if inverted:
            return True
        follows = not self._lists["that"].isdisjoint(self._lows[report.verb + 1 : report.verb + 2])
        opened = self._lows[first] in self._lists["openers"] or self._lows[first].endswith(GERUND)
        return not follows and not (opened and self._phrases.has_clause(report.verb + 1, last, loosely=True))

    def _resumes(self, after: int, last: int) -> bool:
        """Whether the statement goes on after a clause set in it: "Troops, he said, will leave"."""
        if after + 1 >= last or self._words[after] != ",":
            return not self._lists["that"].isdisjoint(self._lows[after : after + 1])
        return self._lows[after + 1] not in self._lists["asides"] and self._words[after + 1] not in MARKS

    def _content_end(self, verb: int, last: int) -> int:
        """Where what is stated after the verb ends: a clause at the turn, an object before what is told of it."""
        turn = self.turn(verb, last)
        if not self._lists["that"].isdisjoint(self._lows[verb + 1 : verb + 2]):
            return turn
        if self._verbs.base(verb) in self._lists["objects"]:
            return self._object_end(verb, turn)
        stated = self._verbs.kind(verb) != "say" or self._phrases.has_clause(verb + 1, turn, loosely=True)
        return turn if stated else verb + 1

    def _object_end(self, verb: int, turn: int) -> int:
        """Where the object ends, in "announced the merger, which …"; `turn` where a clause follows instead."""
        for token_index in range(verb + 1, min(turn, verb + _OBJECT_MOST)):
            low = self._lows[token_index]
            that = low in self._lists["that"]
            if self._phrases.is_verb_form(token_index) or (
                that and self._lows[token_index - 1] in self._lists["contents"]
            ):
                return turn
            if low == "," or (low in self._lists["cut_short"] and token_index > verb + 1):
                addressed = self._phrases.tag(verb + 1) == PREPOSITION or self._phrases.is_day(token_index - 1)
                return turn if addressed and that else token_index
        return turn

    def turn(self, verb: int, last: int, *, plan: bool = False) -> int:
        """Where what follows the verb turns back to the outlet's own voice, at most `last`.

        After a `plan` ("pledged to cut taxes and left") a plain past turns back too.
        """
        turning = self._lists["turning"]
        for token_index, low in enumerate(self._lows[verb + 1 : last], verb + 1):
            if low not in turning:
                continue
            if low == ";":
                return token_index
            if low == "," and self._turns_back(token_index + 1, last):
                return token_index
            if (
                plan
                and low in self._lists["adversative"]
                and token_index + 1 < last
                and self._phrases.is_only_past(token_index + 1)
            ):
                return token_index
        return last

    def _turns_back(self, token_index: int, last: int) -> bool:
        """Whether the outlet's own voice begins behind a comma: "…, but sales rose", "…, however no date is set"."""
        if token_index + 1 >= last:
            return False
        if self._lows[token_index] in self._lists["splices"]:
            return self._lows[token_index + 1] != ","
        return self._lows[token_index] in self._lists["turns"] and self._tells_past(token_index + 1, last)

    def _tells_past(self, first: int, last: int) -> bool:
        """Whether the next finite verb is a plain past."""
        for token_index in range(first, min(last, first + _TENSE_MOST)):
            if self._phrases.is_verb_form(token_index):
                return (
                    self._phrases.tag(token_index) == PAST or self._lows[token_index] in self._lists["past_auxiliaries"]
                )
        return False

    def quote_before(self, begin: int, region: Region) -> Quote | None:
        """The quotation that ends right before token `begin` and is not a sentence of its own."""
        mark = begin - 1
        while mark > max(0, begin - 4) and (self._words[mark] == "," or self._words[mark] in MARKS):
            mark -= 1
        for quote in reversed(region.quotes):
            if quote.closed and mark < quote.last < begin:
                return quote if self._leads_on(quote, region.first) else None
        return None

    def _leads_on(self, quote: Quote, first: int) -> bool:
        """Whether a quotation is to be followed by who said it, and is not just a phrase in its marks."""
        ended = self._words[quote.last - 1]
        if quote.last < first:  # it ends the sentence before
            return ended != "."
        return ended in _ENDED or self._words[quote.last + 1] == "," or quote.last - quote.first > 3

    def quote_after(self, verb: int, region: Region) -> Quote | None:
        """The next quotation after `verb` in its sentence, unless another reporting verb stands nearer to it."""
        most = min(region.last, verb + _QUOTE_AFTER)
        quote = next((quote for quote in region.quotes if verb < quote.first <= most), None)
        if quote and any(self._verbs.is_one(token_index) for token_index in range(verb + 1, quote.first - 1)):
            return None
        return quote

    def quoted(self, verb: int, begin: int, region: Region) -> bool:
        """Whether a quotation stands right after the verb or right before its clause, which begins at `begin`."""
        behind = self.quote_after(verb, region)
        if behind and (behind.first - 2 == verb or self._lows[behind.first - 2] in self._lists["quote_leads"]):
            return True
        return self.quote_before(begin, region) is not None

    def _is_part(self, quote: Quote) -> bool:
        """Whether the quotation is only part of a sentence."""
        if self._words[quote.first][0].islower() or quote.last - quote.first < 4:
            return True
        return self._words[quote.last - 1][-1].isalnum() and self.is_title(quote)

    def is_title(self, quote: Quote) -> bool:
        """Whether a quotation is the name of something: "The Daily Planet" reports."""
        words = self._words[quote.first : quote.last]
        return len(words) < _TITLE_MOST and words[-1] != "," and all(w[0].isupper() for w in words if len(w) > 3)
