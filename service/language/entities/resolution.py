"""Whom a phrase or a label means: the fullest name in the text, or the phrase itself.

Pronouns and short names are resolved to what was said before; nothing is known of the world.
"""

import re
from bisect import bisect_right
from functools import cached_property

from service.language.entities.mentions import joined
from service.language.entities.names import Name, Names, may_be_person
from service.language.entities.speaker_phrases import Phrase
from service.language.layout.pages import Page
from service.language.lexicon import load_lexicon
from service.language.tags import ADJECTIVE, COMMON_NOUNS, NOUN, PAST_FORMS
from service.language.wordlists import word_lists

_SET_AFTER = PAST_FORMS + ADJECTIVE
_BEFORE_SET = COMMON_NOUNS + PAST_FORMS + ADJECTIVE
_DESCRIBING = NOUN + ADJECTIVE

_SUBJECT = 4  # tokens at a sentence's start where its subject is named
_BACK = 8  # sentences in which the one is sought whom a pronoun means
_VOWELS = frozenset("AEIOUY")
_LABEL_WORD = re.compile(r"[^\W_][\w.'’&-]*")


class SpeakerIdentity:
    """The speakers of one page by the phrases that name them; remembers who spoke last."""

    def __init__(self, page: Page, names: Names) -> None:
        self._page, self._tokens, self._names = page, page.tokens, names
        self._lists, self._people = word_lists("reporting"), word_lists("people")
        self._spoke: dict[int, str] = {}  # by sentence
        self._maker: str | None = None  # of the document quoted last
        self._quoted: list[Phrase] = []  # quotations so far, in order

    def quote(self, first: int, last: int) -> None:
        """Take note that [first, last) is quoted, so that names in it are not taken for speakers."""
        self._quoted.append((first, last))

    def note(self, sentence_index: int, speaker: str) -> None:
        """Take note of who spoke in the sentence at `sentence_index`."""
        self._spoke[sentence_index] = speaker

    def spoke(self, sentence_index: int) -> str | None:
        """Who spoke in the sentence at `sentence_index`."""
        return self._spoke.get(sentence_index)

    def _known(self, speaker: str) -> Name | None:
        return self._names.known(tuple(speaker.lower().split()))

    def subject(self, sentence_index: int) -> str | None:
        """The person whom the sentence at `sentence_index` names first, if it begins with the name."""
        first = self._page.sentences[sentence_index].first
        name = next((name for name, _ in self._names.named_in(first, first + 2)), None)
        return name.text if name is not None and name.person else None

    def of(self, phrase: Phrase, sentence_index: int) -> str | None:
        """The speaker whom `phrase`, in the sentence at `sentence_index`, means; None where it is nobody."""
        first, last = phrase
        lows = self._tokens.lows
        if last - first == 1 and lows[first] in self._lists["personal"]:
            return self._pronoun(lows[first], first, sentence_index)
        if lows[first] in self._people["calendar"] and last - first == 1:
            return None
        head = self._head(first, last)
        if lows[head - 1] in self._lists["documents"]:
            return self._document(first, head, last, sentence_index)
        name = self._names.at(last)
        if lows[head - 1] in self._lists["things"] and (name is None or head < last):
            return self._of_maker(head, last, sentence_index)
        return self._described(first, head, last) if name is None or head < last else self._named(first, last, name)

    def _head(self, first: int, last: int) -> int:
        """The end of the phrase's core: up to the first preposition that is no part of a name."""
        limit = last
        name = self._names.starting(last)
        if name is not None and name >= first:  # "chief of staff General Lee", but "a spokesman for the army"
            if name == first or load_lexicon().tags[self._tokens.lows[name - 1]][0] in COMMON_NOUNS:
                return last
            limit = name
        for token_index in range(first + 1, limit):
            if self._tokens.lows[token_index] in self._lists["ties"] and not self._in_name(token_index):
                return self._core(first, token_index)
        return self._core(first, last)

    def _core(self, first: int, end: int) -> int:
        """`end`, or where the participles and adjectives begin that are set after the noun."""
        tags = load_lexicon().tags
        lows, words = self._tokens.lows, self._tokens.words
        while end > first + 1 and tags[lows[end - 1]][0] in _SET_AFTER and words[end - 1].islower():
            if tags[lows[end - 2]][0] not in _BEFORE_SET:
                break
            end -= 1
        return end

    def _in_name(self, token_index: int) -> bool:
        index = bisect_right(self._names.firsts, token_index) - 1
        return index >= 0 and token_index < self._names.lasts[index]

    def _named(self, first: int, last: int, name: Name) -> str:
        lows = self._tokens.lows[first:last]
        if not self._lists["pair"].isdisjoint(lows[: last - first - len(name.key)]):
            return self._text(first, last)
        return self._names.fullest(name).text

    def _described(self, first: int, head: int, last: int) -> str:
        lows = self._tokens.lows
        if lows[first] in self._lists["described"] and head - first > 1 and lows[head - 2] != "'s":
            others = [low for low in lows[first + 1 : head - 1] if low.isalpha()]
            name = self._names.described_as(lows[head - 1], others)
            if name is not None and name.born < first and (head == last or others):
                return name.text
        return self._text(first, last)

    def _document(self, first: int, head: int, last: int, sentence_index: int) -> str | None:
        """The one for whom a statement, a letter, a website speaks."""
        lows = self._tokens.lows
        if head < last and lows[head] in self._lists["makers"]:
            named = next(self._names.named_in(head + 1, min(last, head + 3)), None)
            self._maker = named[0].text if named else self.of((head + 1, last), sentence_index)
        elif "'s" in lows[first:head]:
            self._maker = self.of((first, first + lows[first:head].index("'s")), sentence_index)
        spoken = (self.spoke(back) for back in range(sentence_index - 1, max(-1, sentence_index - _BACK), -1))
        return self._maker or next(filter(None, spoken), None) or self._text(first, last)

    def _of_maker(self, head: int, last: int, sentence_index: int) -> str | None:
        if head + 1 < last and self._tokens.lows[head] in self._lists["creators"]:
            return self.of((head + 1, last), sentence_index)
        return None

    def _text(self, first: int, last: int) -> str:
        while first < last - 1 and self._tokens.lows[first] in self._lists["articles"]:
            first += 1
        return joined(self._page, first, last)

    def _pronoun(self, low: str, token_index: int, sentence_index: int) -> str | None:
        if low in self._lists["bodily"]:
            return self._body(token_index, sentence_index)
        woman = low in self._lists["female"]
        for back in range(sentence_index, max(-1, sentence_index - 2), -1):
            found = self._person_in(back, token_index, woman, _SUBJECT)
            if found:
                return found
        for back in range(sentence_index - 1, max(-1, sentence_index - _BACK), -1):
            spoken = self._spoke.get(back)
            if spoken and self._may_mean(spoken, self._known(spoken), woman):
                return spoken
        found_in = (
            self._person_in(back, token_index, woman, None)
            for back in range(sentence_index, max(-1, sentence_index - _BACK), -1)
        )
        return next(filter(None, found_in), None)

    def _may_mean(self, spoken: str, name: Name | None, woman: bool) -> bool:
        """Whether "she" (a `woman`) or "he" may mean the speaker; "a resident" has no name."""
        if name is not None:
            return name.woman is not (not woman) and may_be_person(name)
        words = spoken.lower().split()
        return self._people["bodies"].isdisjoint(words) and load_lexicon().tags[words[0]][0] in _DESCRIBING

    def _person_in(self, sentence_index: int, before: int, woman: bool, reach: int | None) -> str | None:
        """The first person named in a sentence, outside quotations, whom "he" or "she" may mean.

        Only the first `reach` tokens are looked at where that is given.
        """
        sentence = self._page.sentences[sentence_index]
        last = min(sentence.last, before, sentence.first + reach if reach else before)
        likely: str | None = None
        for name, first in self._names.named_in(sentence.first, last):
            if self._is_quoted(first) or name.woman is (not woman):
                continue
            if name.person:
                return name.text
            if likely is None and may_be_person(name):
                likely = name.text
        return likely

    def _body(self, token_index: int, sentence_index: int) -> str | None:
        """Whom "it" or "they" means: who spoke last and is no single person, else the first body named."""
        for back in range(sentence_index, max(-1, sentence_index - 3), -1):
            if back < sentence_index and back in self._spoke:
                speaker = self._known(self._spoke[back])
                if speaker is None or not may_be_person(speaker):
                    return self._spoke[back]
            sentence = self._page.sentences[back]
            for name, first in self._names.named_in(sentence.first, min(sentence.last, token_index)):
                if not may_be_person(name) and not self._is_quoted(first):
                    return name.text
        return None

    def _is_quoted(self, token: int) -> bool:
        index = bisect_right(self._quoted, (token, len(self._tokens) + 1)) - 1
        return index >= 0 and token < self._quoted[index][1]

    def label(self, label: str) -> str:
        """The fullest name for a transcript's speaker label: "HILL" is "Mary Hill"."""
        return self._labels.get(label) or label

    @cached_property
    def _labels(self) -> dict[str, str]:
        labels = {sentence.label for sentence in self._page.sentences if sentence.label}
        words = {label: self._label_words(label) for label in sorted(labels)}
        fullest: dict[str, list[str]] = {}  # by surname
        for parts in words.values():
            surname = parts[-1].lower() if parts else ""
            fullest[surname] = max(fullest.get(surname, parts), parts, key=len)
        return {label: self._label_name(parts, fullest) for label, parts in words.items() if parts}

    def _label_words(self, label: str) -> list[str]:
        words = _LABEL_WORD.findall(label.split(",")[0].split("(")[0])
        if len(words) > 1 and words[0].lower() in self._lists["articles"]:
            words = words[1:]  # "THE CHAIR"
        titles = [i for i, word in enumerate(words[:-1]) if word.lower() in self._people["titles"]]
        named = bool(titles) and words[titles[-1] + 1].lower() not in self._people["links"]  # "MINISTER FOR FINANCE"
        return words[titles[-1] + 1 :] if named else words

    def _label_name(self, words: list[str], fullest: dict[str, list[str]]) -> str:
        full = fullest[words[-1].lower()] if len(words) == 1 else words
        name = self._names.known(tuple(word.lower() for word in full))
        if name is not None:
            return name.text
        return " ".join(map(self._spelled, full))

    def _spelled(self, word: str) -> str:
        """A word of a label as a name is written; initials stay as they are."""
        if word.lower() in self._people["links"]:
            return word.lower()
        return word.capitalize() if word.isupper() and _VOWELS & set(word) else word
