"""`read`: never fails, reads each sentence of the story, and asks whoever may stop it."""

import pytest

from service.language import read
from service.language.vocabulary import build_vocabulary, shipped_tables


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The port closed. It will reopen in May.", ["closed", "reopen"]),
        ("PORT TO CLOSE\n\nThe port will close, the mayor said on Monday.", ["CLOSE", "close", "said"]),
        ("The upcoming vote will be close.", ["be", "vote"]),
        ("Subscribe to our newsletter\n\nThe vote was lost by one voice.", ["lost"]),
        ("", []),
        ("...", []),
        ("\x00\ud800 ”“", []),
    ],
)
def test_the_clauses_of_a_text(text: str, verbs: list[str]) -> None:
    doc = read(text)

    assert [doc.tokens.words[clause.head] for sentence in doc.parsed for clause in sentence.clauses] == verbs


def test_a_checkpoint_may_stop_it() -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read("The port closed.", checkpoint=stop)


def test_a_vocabulary_of_ones_own_is_read_with() -> None:
    own = build_vocabulary([*shipped_tables().values(), {"licenser": {"promise": {"verbs": "gamble"}}}])

    def licenser(**options: object) -> str | None:
        doc = read("The firm gambled to win the bid.", vocabulary=own if options else None)
        return next(clause.licenser for sentence in doc.parsed for clause in sentence.clauses if clause.lemma == "win")

    assert (licenser(), licenser(own=True)) == (None, "promise")
