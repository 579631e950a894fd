"""What is read of an article before anything of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.detect import load_rules
from service.domain.article import NewArticle, ReadBy
from service.store import analysis
from service.store.database import Database
from service.store.passages import ArticlePassages
from service.usecases.candidates import read_passages
from service.usecases.detection import find_statements
from service.usecases.reading_time import ReadingTime
from service.usecases.record import Action
from service.usecases.track import ReadStatement, read_statements


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReading:
    """What an article is found to tell, and its sentences; `omitted` counts what is found beyond what is kept."""

    article: NewArticle
    told: Sequence[ReadStatement]
    passages: ArticlePassages
    omitted: int


def read_article(article: NewArticle) -> ArticleReading:
    """The article, read. It takes the longest of all that is done with one, and needs no connection.

    Raises `LanguageUnsupported`, `TextTooLarge` and `ReadingTooLong`.
    """
    time = ReadingTime()
    found = find_statements(article.text, title=article.title, published=article.published_on, time=time)
    told = read_statements(article, found, time)
    return ArticleReading(article=article, told=told, passages=read_passages(found.doc, told), omitted=found.omitted)


def read_today(database: Database, action: Action) -> ReadBy:
    """What reads an article today; to be asked for before a transaction begins."""
    return ReadBy(rules_version=load_rules().version, analysis_version=analysis.current(database, action.now))
