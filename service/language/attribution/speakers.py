"""Who states what: the innermost speaker of each clause, by transcript label, quotation or report."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress, count
from typing import NamedTuple

from service.language.attribution.quotes import Quote, find_quotes, quote_marks
from service.language.attribution.reporting_verbs import reporting_forms
from service.language.attribution.reports import Reporting
from service.language.attribution.scopes import Region, Report
from service.language.entities.names import Names
from service.language.entities.resolution import SpeakerIdentity
from service.language.entities.speaker_phrases import PhraseFinder
from service.language.layout.pages import Page, Role, Sentence

# of one sentence, so that the time stays linear whatever the text
_REPORTS_MOST = 40
_QUOTES_MOST = 40
_SCOPES_MOST = 160

_ATTRIBUTED = (Role.BODY, Role.CAPTION, Role.HEADLINE)  # members of an enum are slow to look up

_Scope = tuple[int, int, str]  # tokens [first, last) attributed to a speaker


class _Paragraph(NamedTuple):
    """The sentences of a paragraph by index, where each begins, its quotations, its reports by sentence."""

    places: list[int]
    begins: list[int]
    quotes: list[Quote]
    reports: list[tuple[int, list[Report]]]


class SpeakerResolver:
    """The speakers of one page, worked out when the first is asked for."""

    def __init__(self, page: Page, tags: str) -> None:
        self._page, self._tags = page, tags
        self._firsts = [sentence.first for sentence in page.sentences]

    def speaker_at(self, token: int) -> str | None:
        """The innermost speaker who states the clause whose head is at `token`; None for the outlet itself.

        A speaker has the fullest form that the text has for the name, without titles.
        """
        return self._pass.speaker_at(bisect_right(self._firsts, token) - 1, token)

    @property
    def names(self) -> Names:
        """The proper names of the page."""
        return self._pass.names

    @cached_property
    def _pass(self) -> "_Attributor":
        return _Attributor(self._page, self._tags)


class _Attributor:
    """One pass over a page that attributes what is stated to its speakers."""

    def __init__(self, page: Page, tags: str) -> None:
        self._tokens, self._sentences = page.tokens, page.sentences
        self._found: dict[int, list[_Scope]] = {}  # by sentence, in the order in which they were found
        self._marks = quote_marks(page.text, page.tokens)
        self.names = Names(page)
        self._phrases = PhraseFinder(page.tokens, tags)
        forms = reporting_forms()
        verbs = set(compress(count(), map(forms.__contains__, page.tokens.lows)))
        self._verbs = sorted(verbs.union(filter(self._phrases.is_quotative, (mark + 1 for mark in self._marks))))
        self._reporting = Reporting(self._phrases, self.names.is_person)
        self._identity = SpeakerIdentity(page, self.names)
        for paragraph in [self._paragraph(places) for places in self._blocks()]:
            self._attribute_paragraph(paragraph)

    def speaker_at(self, index: int, token: int) -> str | None:
        """The innermost speaker at `token` of the sentence at `index`, else the one whose turn it is."""
        shortest, speaker = len(self._tokens) + 1, None
        for first, last, said in self._found.get(index, ()):
            if first <= token < last and last - first <= shortest:  # of two as long, the one found last
                shortest, speaker = last - first, said
        if speaker is not None:
            return speaker
        label = self._sentences[index].label if index >= 0 else None
        return self._identity.label(label) if label else None

    def _blocks(self) -> list[list[int]]:
        """The sentences of the story by paragraph, as indices on the page."""
        blocks: dict[int, list[int]] = {}
        for index, sentence in enumerate(self._sentences):
            if sentence.role in _ATTRIBUTED:
                blocks.setdefault(sentence.block, []).append(index)
        return list(blocks.values())

    def _paragraph(self, places: list[int]) -> _Paragraph:
        """The quotations and reports of one paragraph."""
        first, last = self._sentences[places[0]].first, self._sentences[places[-1]].last
        verbs, marks = _within(self._verbs, first, last), _within(self._marks, first, last)
        begins = [self._sentences[index].first for index in places]
        quotes = find_quotes(self._tokens, begins, last, marks) if marks else []
        self._quotes, self._ends = quotes, [quote.last for quote in quotes]
        reports: list[tuple[int, list[Report]]] = []
        for index in places if verbs else ():
            sentence = self._sentences[index]
            own = _within(verbs, sentence.first, sentence.last)
            if own:
                reports.append((index, self._reports(sentence, own[:_REPORTS_MOST])))
        return _Paragraph(places, begins, quotes, reports)

    def _reports(self, sentence: Sentence, verbs: Sequence[int]) -> list[Report]:
        """The reports of one sentence, outside its quotations."""
        near = self._quotes_near(sentence) if self._quotes else []
        outside = [verb for verb in verbs if not self._is_quoted(verb)] if near else verbs
        return list(self._reporting.find(Region(sentence.first, sentence.last, near), outside))

    def _attribute_paragraph(self, paragraph: _Paragraph) -> None:
        """Attribute what one paragraph states: who speaks in it may depend on who spoke in those before."""
        places, begins, quotes, reports = paragraph
        self._quotes = quotes
        for quote in quotes:
            self._identity.quote(quote.first, quote.last)
        self._claimed: dict[Quote, str] = {}
        for index, found in reports:
            self._attribute_reports(index, found)
        for number, quote in enumerate(quotes):
            self._attribute_quote(number, quote, places, begins)

    def _attribute_reports(self, index: int, reports: Iterable[Report]) -> None:
        """Attribute what the reports of one sentence state."""
        for report in reports:
            said = self._identity.of(report.subject, index) if report.subject else self._identity.spoke(index)
            if said is None:
                continue
            for first, last in report.scopes:
                self._attribute(index, first, last, said)
            for quote in report.quotes:
                self._claimed.setdefault(quote, said)
            self._identity.note(index, said)

    def _quotes_near(self, sentence: Sentence) -> list[Quote]:
        """The quotations that overlap a sentence or end right before it."""
        near = bisect_left(self._ends, sentence.first - 1)
        return [q for q in self._quotes[near : near + _QUOTES_MOST] if q.first <= sentence.last]

    def _is_quoted(self, token: int) -> bool:
        index = bisect_right(self._ends, token)
        return index < len(self._quotes) and self._quotes[index].first <= token

    def _attribute_quote(self, number: int, quote: Quote, places: list[int], begins: list[int]) -> None:
        """Give a quotation its speaker, sentence by sentence, and attribute the reports within it."""
        sentence_index = bisect_right(begins, quote.first) - 1
        whole = begins[sentence_index] in (quote.first, quote.first - 1) or self._is_led(quote)
        speaker = self._claimed.get(quote) or (
            self._fallback_speaker(number, places[sentence_index]) if whole else None
        )
        if speaker:
            self._claimed[quote] = speaker
        while sentence_index < len(places) and begins[sentence_index] < quote.last:
            index, sentence = places[sentence_index], self._sentences[places[sentence_index]]
            first, last = max(quote.first, sentence.first), min(quote.last, sentence.last)
            if speaker:
                self._attribute(index, first, last, speaker)
                self._identity.note(index, speaker)
            self._attribute_within(index, first, last)
            sentence_index += 1

    def _is_led(self, quote: Quote) -> bool:
        """Whether a colon leads to the quotation."""
        return quote.first > 1 and self._tokens.words[quote.first - 2] == ":"

    def _fallback_speaker(self, number: int, index: int) -> str | None:
        """The speaker of a quotation that no report claims.

        Who is named before a colon, who spoke right before, who speaks right after, or whom the sentence
        before is about.
        """
        quote = self._quotes[number]
        if self._is_led(quote):
            phrase = self._phrases.main_subject(self._sentences[index].first, quote.first - 2)
            if phrase:
                return self._identity.of(phrase, index)
        before = self._identity.spoke(index - 1) if index else None
        if before:
            return before
        after = self._quotes[number + 1 : number + 2]
        if after and after[0].first <= quote.last + 2:
            return self._claimed.get(after[0])
        return self._identity.subject(index - 1) if index else None

    def _attribute_within(self, index: int, first: int, last: int) -> None:
        """Reports within a quotation: "The minister said it would close"."""
        verbs = _within(self._verbs, first, last)[:_REPORTS_MOST]
        for report in self._reporting.find(Region(first, last, ()), verbs) if verbs else ():
            said = self._identity.of(report.subject, index) if report.subject else None
            if said:
                for begin, end in report.scopes:
                    self._attribute(index, begin, end, said)

    def _attribute(self, index: int, first: int, last: int, speaker: str) -> None:
        scopes = self._found.setdefault(index, [])
        if first < last and len(scopes) < _SCOPES_MOST:
            scopes.append((first, last, speaker))


def _within(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of the sorted `places` that lie in [first, last)."""
    return places[bisect_left(places, first) : bisect_left(places, last)]
