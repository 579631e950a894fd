"""When each event of a sentence is due: which of its time expressions belongs to which verb or noun."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.detect.expressions import Time, has_time, read_times
from service.detect.timewords import FUNCTION_WORDS, Link
from service.detect.tokens import Tokens

__all__ = ["Site", "due_dates", "has_time"]

REACH = 24  # words looked over for a boundary or a verb
CHAIN = 6  # events passed over on the way to the one that a time belongs to

_MARKS = frozenset(",;:()\"“”—–") | {"--"}
_OPENERS = frozenset("that because while whereas if when where which who so as although though".split())
_OPENERS |= frozenset(";:(\"“”—–") | {"--", "...", "…"}
_JOINTS = frozenset({",", "and", "but", "or", "yet", "then"})
_AUXILIARIES = frozenset(
    "will would shall should may might can could must 'll 'd is are was were be been has have had to"
    " 're 's does do did not n't never also".split()
)
_BE = frozenset("is are be 's 're 'm was were been being".split())
# Words that open a clause with a verb of its own, to which the times in it belong.
_OWN_CLAUSES = frozenset("which who whose whom because although though whereas since unless if".split())
_UNTIMED_CLAUSES = frozenset("if unless after although though because since whether once despite".split())
# Acts of speech and decision: a time beside their past is theirs, not that of what they bring about.
_PAST_CUES = frozenset(
    "said told announced agreed decided vowed pledged promised threatened ordered urged asked called refused voted"
    " offered proposed demanded warned declared confirmed approved ruled declined reported wrote added insisted"
    " claimed revealed stated tweeted signed swore chose undertook requested recommended suggested predicted estimated"
    " persuaded convinced advised invited authorized authorised allowed instructed directed permitted".split()
)
# Words that only fix a date for the event named before them.
_SCHEDULING = frozenset(
    "scheduled set slated due planned expected booked timed fixed pencilled penciled earmarked likely possible"
    " is are be was were being been 's 're happening starting beginning ending".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A verb or noun that tells an event: its token, its clause as the token range [first, last).

    `reporting` marks verbs of saying, `future` the events whose last day is asked for.
    """

    head: int
    first: int
    last: int
    reporting: bool
    future: bool
    noun: bool = False


def due_dates(
    tokens: Tokens, first: int, last: int, sites: Sequence[Site], published: date
) -> dict[int, date | None]:
    """The last day, by head, on which each future event of the sentence [first, last) is on time.

    None where the sentence names no time for the event, or only one that was over on the day of publication.
    """
    due: dict[int, date | None] = {site.head: None for site in sites if site.future}
    times = read_times(tokens, first, last, published) if due else []
    if times:
        attachment = _Attachment(tokens.lows, first, last, sorted(sites, key=lambda site: site.head))
        due.update(attachment.dates(times, published))
    return due


class _Attachment:
    """Finds the site of each time of one sentence."""

    def __init__(self, lows: list[str], first: int, last: int, sites: list[Site]) -> None:
        self.lows, self.first, self.last, self.sites = lows, first, last, sites
        self.heads = [site.head for site in sites]
        self.dates_of: dict[int, date] = {}
        self.fronted: dict[int, date] = {}

    def dates(self, times: list[Time], published: date) -> dict[int, date | None]:
        """The dates of the future sites that have one, by head."""
        for time in times:
            if time.due is not None and time.due >= published:
                self._place(time, time.due)
        for place, due in self.fronted.items():
            self._spread(place, due)
        return {self.heads[place]: due for place, due in self.dates_of.items() if self.sites[place].future}

    def low(self, index: int) -> str:
        return self.lows[index] if self.first <= index < self.last else ""

    def _place(self, time: Time, due: date) -> None:
        if time.setting:
            place = self._dated_noun(time)
            if place is not None:
                self.dates_of.setdefault(place, due)
            return
        right = self._right(time)
        if right is not None and self._is_before_verb(time, right):
            self.fronted.setdefault(right, due)
            return
        place = self._left(time)
        if place is not None:
            self.dates_of.setdefault(place, due)
            self._share_back(place, due)

    # ---- nouns

    def _dated_noun(self, time: Time) -> int | None:
        """The noun site that a time within its noun phrase dates: Friday's *match*, the *summit* of March 3."""
        if time.link is Link.OF:
            place = bisect_left(self.heads, time.first) - 1
            return place if place >= 0 and self.heads[place] == time.first - 1 else None
        place = bisect_left(self.heads, time.last)
        if place == len(self.heads) or self.heads[place] > time.last + 5:
            return None
        between = self.lows[time.last : self.heads[place]]
        return place if all(word == "'s" or word not in FUNCTION_WORDS | _MARKS for word in between) else None

    # ---- times before their verb

    def _right(self, time: Time) -> int | None:
        """The first site after the time, past a verb of saying that stands between commas."""
        place = bisect_left(self.heads, time.last)
        if place + 1 < len(self.sites) and self._is_parenthetical(place, time.last):
            place += 1
        if place == len(self.sites) or self.heads[place] - time.last > REACH:
            return None
        return place

    def _is_parenthetical(self, place: int, start: int) -> bool:
        head = self.heads[place]
        return self.sites[place].reporting and self.low(start) == "," and self.low(head + 1) == ","

    def _is_before_verb(self, time: Time, right: int) -> bool:
        before, behind, head = self.low(time.first - 1), self.low(time.last), self.heads[right]
        if behind == "to" and head - time.last <= 4:
            return not self._is_past_cue(time.first - 1)
        if before in _AUXILIARIES and head - time.last <= 4:
            return True
        if not before or before in _OPENERS:
            return self._is_clear(time.last, head)
        if before in _JOINTS:
            return self._is_clear(time.last, head) and self._has_own_verb(time, head)
        left = bisect_left(self.heads, time.first) - 1
        if left >= 0 and self.heads[left] >= self._segment_start(time.first):
            return False
        if self._is_participle(time.first - 1):
            return False
        return self._is_clear(time.last, head) and not self._is_untimed(time)

    def _is_clear(self, start: int, end: int) -> bool:
        """Whether no past act of speech or decision stands between, which the time would belong to."""
        return not any(self._is_past_cue(index) for index in range(start, end))

    def _is_past_cue(self, index: int) -> bool:
        return self.low(index) in _PAST_CUES and not (
            self.low(index - 1) in _BE or (self.low(index - 2) in _BE and self.low(index - 1) != "that")
        )

    def _has_own_verb(self, time: Time, head: int) -> bool:
        """Whether the words from a time after a comma or "and" to the head are a clause of their own."""
        between = self.lows[time.last + (self.low(time.last) == ",") : head]
        return "," not in between and "and" not in between and self.low(time.last) not in {"and", "or", "but"}

    def _segment_start(self, index: int) -> int:
        start = index
        while start > max(self.first, index - REACH) and self.lows[start - 1] not in _MARKS:
            start -= 1
        return start

    def _is_participle(self, index: int) -> bool:
        word = self.low(index)
        return len(word) > 4 and word.endswith("ed") and self.low(index - 1) not in _BE and word not in _SCHEDULING

    def _is_untimed(self, time: Time) -> bool:
        """Whether the time stands in a clause, closed by a comma, that does not date the main one."""
        start = self._segment_start(time.first)
        return self.low(start) in _UNTIMED_CLAUSES

    # ---- times after their verb

    def _left(self, time: Time) -> int | None:
        """The site that a time after it belongs to: the nearest, past words that only hand the time on."""
        place = bisect_left(self.heads, time.first) - 1
        for _ in range(CHAIN):
            if place < 0:
                return None
            site = self.sites[place]
            if site.future:
                return None if self._is_cut_off(site.head, time.first) else place
            if not self._hands_on(place, time):
                return None
            place -= 1
        return None

    def _is_cut_off(self, head: int, start: int) -> bool:
        """Whether a time belongs to a verb or clause between it and the head that is no site."""
        segment = max(head + 1, self._segment_start(start - (self.low(start - 1) == ",")))
        return self._is_past_cue(start - 1) or not _OWN_CLAUSES.isdisjoint(self.lows[segment:start])

    def _hands_on(self, place: int, time: Time) -> bool:
        site, word = self.sites[place], self.low(self.heads[place])
        if site.reporting:
            return self.low(time.first - 1) == "," and self._segment_start(time.first - 1) > self.first
        return site.noun or word in _SCHEDULING or self.low(site.head - 1) == "to" or word.endswith("ing")

    def _share_back(self, place: int, due: date) -> None:
        """Date also the verb that a dated noun, or a verb in one breath with it, hangs on."""
        while place > 0 and self.sites[place - 1].future and place - 1 not in self.dates_of:
            gap = self.lows[self.heads[place - 1] + 1 : self.heads[place]]
            close = gap in (["and"], ["or"], [","])
            if not close and not (self.sites[place].noun and _MARKS.isdisjoint(gap)):
                return
            place -= 1
            self.dates_of[place] = due

    # ---- coordination

    def _spread(self, place: int, due: date) -> None:
        """Give a fronted time to its verb and to the verbs joined to it that have none of their own."""
        self.dates_of.setdefault(place, due)
        for later in range(place + 1, min(place + 1 + CHAIN, len(self.sites))):
            if not self.sites[later].future or not self._is_conjunct(later):
                return
            self.dates_of.setdefault(later, due)

    def _is_conjunct(self, place: int) -> bool:
        index = self.heads[place] - 1
        while self.low(index) in {"will", "to", "then", "also", "would", "later", "not", "be"}:
            index -= 1
        return self.low(index) in {"and", "or", "but"} or (
            self.low(index) == "," and self.sites[place].first == self.sites[place - 1].first
        )
