"""When each event of a sentence is due: which of its time expressions belongs to which verb or noun."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from service.language.lexicon.guess import GERUND
from service.language.temporal.expressions import Time, read_times
from service.language.temporal.phrasing import CHAIN, Phrasing
from service.language.temporal.readers import has_time
from service.language.temporal.timewords import MARKS, Link, lexis
from service.language.tokens import Tokens

__all__ = ["Site", "due_dates", "has_time"]

NEAR = 4  # words between a time and the verb it stands before, where an auxiliary or "to" ties them
PHRASE = 5  # words between a time and the noun whose phrase it stands in


class Site(NamedTuple):
    """A verb or noun that tells an event: its token, its clause as the token range [first, last).

    `reporting` marks verbs of saying, `future` the events whose last day is asked for, `noun` nouns.
    """

    head: int
    first: int
    last: int
    reporting: bool
    future: bool
    noun: bool = False


def due_dates(tokens: Tokens, first: int, last: int, sites: Sequence[Site], published: date) -> dict[int, date | None]:
    """The last day, by head, on which each future event of the sentence [first, last) is on time.

    None where the sentence names no time for the event, or only one that was over on the day of publication.
    """
    due: dict[int, date | None] = {site.head: None for site in sites if site.future}
    times = read_times(tokens, first, last, published) if due else []
    if times:
        ordered = sorted(sites, key=lambda site: site.head)
        attachment = _Attachment(Phrasing(tokens.lows, first, last), ordered)
        due.update(attachment.dates(times, published))
    return due


class _Attachment:
    """Gives the times of one sentence to its sites, which are known by their places in head order."""

    def __init__(self, phrasing: Phrasing, sites: list[Site]) -> None:
        self.phrasing, self.low, self.sites = phrasing, phrasing.low, sites
        self.heads = [site.head for site in sites]
        self.own: dict[int, date] = {}
        self.fronted: dict[int, date] = {}
        self.attended: dict[int, date] = {}

    def dates(self, times: list[Time], published: date) -> dict[int, date | None]:
        """The dates of the future sites that have one, by head."""
        for time in times:
            if time.due is not None and time.due >= published:
                self._place(time, time.due)
        for index, due in self.fronted.items():
            self._spread(index, due)
        found = self.attended | self.own
        return {self.heads[index]: due for index, due in found.items() if self.sites[index].future}

    def _place(self, time: Time, due: date) -> None:
        if time.setting:
            self._place_setting(time, due)
            return
        if self.phrasing.is_dateline(time.first, time.last):
            return
        start = self.phrasing.after_parenthesis(time.last)
        right = self._right(start)
        if right is not None and self._is_before_verb(time, right, start):
            self.fronted.setdefault(right, due)
        elif (index := self._left(time)) is not None:
            self.own.setdefault(index, due)
            self._share_back(index, due, wide=self.low(time.first) in lexis().deadlines)
            self._share_forth(index, due)

    def _place_setting(self, time: Time, due: date) -> None:
        index = self._dated_noun(time)
        if index is not None:
            self.own.setdefault(index, due)
            return
        index = self._left(time)
        if index is None and self.phrasing.opens_phrase(time.first):
            index = self._right(time.last)
        if index is not None and (self._is_attended(time, index) or self._is_subject(time, index)):
            self.attended.setdefault(index, due)

    def _dated_noun(self, time: Time) -> int | None:
        """The noun site that a time in its phrase dates: Friday's *match*, the *summit* of March 3."""
        if time.link is Link.OF and self.low(time.last - 1) not in lexis().possessive:
            index = bisect_left(self.heads, time.first) - 1
            return index if index >= 0 and self.heads[index] == time.first - 1 else None
        index = bisect_left(self.heads, time.last)
        if index == len(self.heads) or self.heads[index] > time.last + PHRASE:
            return None
        return index if self.phrasing.is_phrase(time.last, self.heads[index]) else None

    def _is_attended(self, time: Time, index: int) -> bool:
        """Whether the verb happens when its dated noun does: speak at Friday's rally, host next year's cup."""
        if time.first < time.core:
            return self.low(time.first) in lexis().setting_links
        if 0 <= time.first - self.heads[index] <= NEAR and self.low(self.heads[index]) in lexis().attending:
            return True
        return self.phrasing.preposition(time.first) in lexis().distant_setting_links

    def _is_subject(self, time: Time, index: int) -> bool:
        """Whether a dated noun, surely one to come, is the subject of the verb: next week's vote will decide."""
        return time.ahead and time.first == time.core and time.last < self.heads[index]

    def _right(self, start: int) -> int | None:
        """The first site from word `start` on that does not merely lead to the next, as "hopes" in "hopes to"."""
        index = bisect_left(self.heads, start)
        for candidate in range(index, min(index + CHAIN, len(self.sites))):
            if not self._leads_on(candidate) and not self._is_aside(candidate, start):
                return candidate if self.phrasing.reaches(start, self.heads[candidate]) else None
        return None

    def _leads_on(self, index: int) -> bool:
        site, head = self.sites[index], self.heads[index]
        if index + 1 == len(self.sites) or site.future or self.phrasing.is_past(head):
            return False
        following, gap = self.sites[index + 1], self.heads[index + 1] - head
        if gap == 1 and following.future:
            return True  # "For 2027, Acme expects *sales*"
        if site.reporting or gap > NEAR:
            return False
        to = lexis().to  # "expects *to* sell", "expects sales *to* fall"
        return self.low(head + 1) in to or (following.future and self.low(following.head - 1) in to)

    def _is_aside(self, index: int, start: int) -> bool:
        """Whether a site that is not to come tells more of the subject: men who left, people flying home."""
        site = self.sites[index]
        if site.future or site.reporting:
            return False
        return self.phrasing.has_relative(start, site.head) or self.phrasing.is_bare_ing(site.head)

    def _is_before_verb(self, time: Time, right: int, start: int) -> bool:
        """Whether a time belongs to the site after it rather than to one before."""
        phrasing, before, head = self.phrasing, self.low(time.first - 1), self.heads[right]
        if self.low(time.last) in lexis().to and head - time.last <= NEAR:
            return self._is_chained(time, right)
        if phrasing.is_auxiliary(time.first - 1) and head - time.last <= NEAR:
            return True
        if phrasing.has_act(start, head):
            return False
        if phrasing.opens(time.first):
            return True
        if before in lexis().joints:
            return phrasing.is_clause(start, head)
        return self._dates_the_main_clause(time, closed=phrasing.has_mark(start, head))

    def _is_chained(self, time: Time, right: int) -> bool:
        """Whether a time stands between a verb and the infinitive that tells the event: expected Monday to rule."""
        left = bisect_left(self.heads, time.first) - 1
        segment = self.phrasing.segment(time.first)
        if not self.sites[right].future or self.phrasing.has_act(max(segment, time.first - NEAR), time.first):
            return False
        return left < 0 or self.heads[left] < segment or not self.sites[left].future

    def _dates_the_main_clause(self, time: Time, *, closed: bool) -> bool:
        """Whether a time that follows other words, but no verb, since the last mark dates the verb to come.

        Where a comma `closed` those words off, they may hide a verb, unless they begin as an adjunct does.
        """
        segment = self.phrasing.segment(time.first)
        opener, words = self.low(segment), lexis()
        if opener in words.timing_clauses:
            return True
        adjunct = opener in words.scheduling or opener in words.prepositions
        if opener in words.closed_clauses or (closed and not adjunct):
            return False
        left = bisect_left(self.heads, time.first) - 1
        if left >= 0 and self.heads[left] >= segment:
            return False
        return not (self.phrasing.is_participle(time.first - 1) or self.phrasing.has_verb(segment, time.first))

    def _left(self, time: Time) -> int | None:
        """The future site before a time that it belongs to: the nearest, past sites that only hand it on."""
        index = bisect_left(self.heads, time.first) - 1
        for _ in range(CHAIN):
            if index < 0:
                return None
            if self.sites[index].future:
                return index if self._is_within_reach(self.heads[index], time) else None
            if not self._hands_on(index, time):
                return None
            index -= 1
        return None

    def _is_within_reach(self, head: int, time: Time) -> bool:
        """Whether no verb that is no site, nor a bygone event, comes between a head and the time after it."""
        start = time.first
        if start - 1 > head + 1 and self.phrasing.is_participle(start - 1) and self.low(start) not in lexis().deadlines:
            return False
        begin = max(head + 1, self.phrasing.segment(start))
        return not (self.phrasing.has_verb(begin, start) or self.phrasing.is_aftermath(begin, start))

    def _hands_on(self, index: int, time: Time) -> bool:
        """Whether a site that is not to come leaves the time after it to a site before it."""
        site, word, words = self.sites[index], self.low(self.heads[index]), lexis()
        if self.low(time.first - 1) == "," and self._is_inserted(index, time.first - 1):
            return True
        if site.reporting:
            return False
        if word in words.rescheduling and time.link is Link.TO:
            return True
        open_ended = self.low(site.head - 1) in words.to or word.endswith(GERUND)
        if self._is_noun(index) or word in words.scheduling or open_ended:
            return True
        floor = self.heads[index - 1] if index else self.phrasing.first
        return self.phrasing.has_timing(max(floor, self.phrasing.segment(site.head)), site.head)

    def _is_inserted(self, index: int, comma: int) -> bool:
        """Whether a site stands in a relative clause, or a "he said", between commas, the later at `comma`."""
        segment = self.phrasing.segment(comma)
        inserted = self.phrasing.first < segment <= self.heads[index]
        return inserted and (self.sites[index].reporting or self.phrasing.has_verb(segment, segment + 1))

    def _is_noun(self, index: int) -> bool:
        """Whether a site is a noun: told so, or with nothing before it since the last verb that verbs need."""
        head = self.heads[index]
        if self.sites[index].noun or self.phrasing.is_noun(head):
            return True
        return index > 0 and self.phrasing.is_object(self.heads[index - 1] + 1, head)

    def _share_back(self, index: int, due: date, *, wide: bool) -> None:
        """Date also the verb that a dated noun hangs on, or that stands in one breath with a dated verb.

        A `wide` time, such as a deadline, goes for all the verbs that are joined under one auxiliary.
        """
        chained = False
        for before in range(index - 1, max(-1, index - 1 - CHAIN), -1):
            if self.sites[before].future:
                gap = self.phrasing.words(self.heads[before] + 1, self.heads[index])
                if before in self.own or not self._is_shared(index, gap, wide=wide, chained=chained):
                    return
                self.own[before] = due
                index, chained = before, False
            elif self.low(self.heads[before] - 1) in lexis().to:
                chained = True
            else:
                return

    def _is_shared(self, index: int, gap: list[str], *, wide: bool, chained: bool) -> bool:
        """Whether the time of a site goes for the one before it too, with the words `gap` between.

        Over a purpose between them (`chained`) it does so only in "repaired in time to attend".
        """
        if chained or self.phrasing.is_in_time(gap):
            return self.phrasing.is_in_time(gap)
        if self._is_noun(index) and MARKS.isdisjoint(gap):
            return True
        return (
            self.phrasing.is_conjunct(self.heads[index]) if wide else len(gap) == 1 and gap[0] in lexis().conjunctions
        )

    def _share_forth(self, index: int, due: date) -> None:
        """Date, failing better, the verb whose subject a dated noun is: the summit on Friday will decide."""
        later = index + 1
        if later < len(self.sites) and self.sites[later].future and self._is_noun(index):
            head = self.heads[index]
            if not self.phrasing.has_mark(head, self.heads[later]) and not self._is_noun(later):
                self.attended.setdefault(later, due)

    def _spread(self, index: int, due: date) -> None:
        """Give a fronted time to its verb and to the verbs joined to it that have none of their own."""
        self.own.setdefault(index, due)
        for later in range(index + 1, min(index + 1 + CHAIN, len(self.sites))):
            if not self.sites[later].future or not self.phrasing.is_conjunct(self.heads[later]):
                return
            self.own.setdefault(later, due)
