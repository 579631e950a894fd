"""What a reporting clause gives the word to: what stands before it, after it, in quotation marks."""

import pytest

from service.language import read
from service.language.attribution.quotes import find_quotes, quote_marks
from service.language.attribution.reporting_verbs import ReportingVerbs
from service.language.attribution.scopes import Region, Report, Scopes
from service.language.entities.speaker_phrases import PhraseFinder


def scopes(text: str, verb: str, subject: int, *, inverted: bool) -> tuple[list[str], list[str]]:
    """What the report whose clause is the `subject` words before (or after) `verb` gives the word to; quotations."""
    doc = read(text)
    tokens = doc.tokens
    at = tokens.words.index(verb)
    begin, after = (at, at + 1 + subject) if inverted else (at - subject, at + 1)
    quotes = find_quotes(tokens, [0], len(tokens), quote_marks(text, tokens))
    phrases = PhraseFinder(tokens, doc.tags)
    report = Report(at, (begin, at) if not inverted else (at + 1, after))
    Scopes(phrases, ReportingVerbs(phrases)).place(
        report, begin, after, Region(0, len(tokens), quotes), inverted=inverted
    )

    def words(first: int, last: int) -> str:
        return text[tokens.starts[first] : tokens.end(last - 1)]

    return [words(*scope) for scope in report.scopes], [words(quote.first, quote.last) for quote in report.quotes]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "inverted", "stated", "quoted"),
    [
        ("The port will close, officials said.", "said", 1, False, ["The port will close,"], []),
        ("The port will close, said officials.", "said", 1, True, ["The port will close,"], []),
        ("Officials said the port will close.", "said", 1, False, ["the port will close."], []),
        ("Troops, officials said, will leave.", "said", 1, False, [", will leave."], []),
        ("Officials said the port closed, but it stayed open.", "said", 1, False, ["the port closed"], []),
        ("Moe announced the merger, which failed.", "announced", 1, False, ["the merger"], []),
        ('"It will close," officials said.', "said", 1, False, [], ["It will close,"]),
        ('Officials said: "It will close."', "said", 1, False, [], ["It will close."]),
        ('The port is "not safe," officials said.', "said", 1, False, ['The port is "not safe,"'], ["not safe,"]),
    ],
)
def test_the_word_is_given_to(
    text: str, verb: str, subject: int, inverted: bool, stated: list[str], quoted: list[str]
) -> None:
    assert scopes(text, verb, subject, inverted=inverted) == (stated, quoted)
