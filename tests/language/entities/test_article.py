"""The names and content words of one text, in the forms in which propositions hold them."""

import pytest

from service.language import read
from service.language.entities.article import ArticleContent, is_content
from service.language.tokens import tokenize
from service.language.words import Words

TEXT = """OSLO - Mary Hill, who leads Acme Ferries, will open a new dock in Norway on Monday.

Hill said the dock was late. Acme has two ferries."""


@pytest.fixture
def article() -> ArticleContent:
    return read(TEXT, title="Ferry dock to open").article


def test_the_names_of_a_text_are_in_full_form_and_the_most_frequent_first(article: ArticleContent) -> None:
    assert article.entities == ("mary hill", "acme ferries", "oslo", "norway")


@pytest.mark.parametrize(
    ("name", "canonical"),
    [("Hill", "mary hill"), ("Ms. Hill", "mary hill"), ("Acme", "acme ferries"), ("Bolt", "bolt"), ("the dock", None)],
)
def test_a_name_as_full_as_the_text_gives_it(article: ArticleContent, name: str, canonical: str | None) -> None:
    assert article.canonical(name) == canonical


def test_countries_are_known_by_their_capitals_too(article: ArticleContent) -> None:
    assert article.countries == ("norway",)


def test_the_nouns_of_title_and_text(article: ArticleContent) -> None:
    assert article.title_nouns == ("ferri", "dock", "open")
    assert article.nouns[:5] == ("ferri", "dock", "open", "lead", "late")


def test_sentences_and_their_order(article: ArticleContent) -> None:
    last = article.sentence(len(article.words) - 6)

    assert [article.words[at].text for at in last][:2] == ["Acme", "has"]
    before = article.before(last)
    assert before is not None
    assert article.names(before.start, before.stop) == ["mary hill"]
    assert article.before(article.lead) is None


@pytest.mark.parametrize(
    ("word", "content"),
    [
        ("dock", True),
        ("the", False),
        ("12", False),
        ("Monday", False),
        ("quickly", False),
        ("big", False),
        (",", False),
    ],
)
def test_words_that_tell_what_is_spoken_of(word: str, content: bool) -> None:
    assert is_content(Words(tokenize(word)).words[0]) is content
