"""Reporting clauses: their verb, and the phrase of who says it."""

import pytest

from service.language import read
from service.language.attribution.reporting_verbs import reporting_forms
from service.language.attribution.reports import Reporting
from service.language.attribution.scopes import Region
from service.language.entities.speaker_phrases import PhraseFinder


def reports(text: str) -> list[tuple[str, str | None]]:
    """Verb and subject of each report in `text`, of which it is one sentence without quotations."""
    doc = read(text)
    tokens = doc.tokens
    verbs = [at for at, low in enumerate(tokens.lows) if low in reporting_forms()]
    found = Reporting(PhraseFinder(tokens, doc.tags), lambda _phrase: False).find(Region(0, len(tokens), ()), verbs)
    return [
        (tokens.words[one.verb], " ".join(tokens.words[slice(*one.subject)]) if one.subject else None) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The port will close, the harbour master said.", [("said", "the harbour master")]),
        ("The port will close, said a spokesman for the ministry.", [("said", "a spokesman for the ministry")]),
        ("According to the coach, she will play.", [("According", "the coach")]),
        ("She will play, according to the coach.", [("according", "the coach")]),
        ("They were told by the owner that it would close.", [("told", "the owner")]),
        ("The firm denied that it leaked.", [("denied", "The firm")]),
        ("Mayor Ada Moe, a farmer, said it rained.", [("said", "Mayor Ada Moe")]),
        ("The board has vowed to appeal.", [("vowed", "The board")]),
        ("The storm threatens to flood the town.", []),
        ("The board will announce the winner.", []),
        ("I say it is over.", []),
        ("He voted no, saying it was late.", [("saying", "He")]),
        ("With Moe saying it was late, they left.", [("saying", "Moe")]),
    ],
)
def test_verb_and_speaker(text: str, found: list[tuple[str, str | None]]) -> None:
    assert reports(text) == found
