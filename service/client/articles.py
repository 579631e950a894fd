"""The client's methods for articles and their statements."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Unpack

from service.client.arguments import ArticleConditions, ArticleParts, StatementConditions
from service.client.calls import Id, read_each
from service.client.jobs import Jobs
from service.client.listing import Listing
from service.client.records import (
    Added,
    Article,
    Detected,
    Detection,
    Job,
    JobArticle,
    ListedArticle,
    Mention,
    Statement,
    VersionDiff,
)
from service.client.transport import Call
from service.client.wire import read


class Articles(Jobs):
    """Detection, articles, statements."""

    def detect(self, text: str, *, title: str | None = None, published_on: date | None = None) -> Detection:
        """What `text` states; nothing is stored."""
        return self._detect(text=text, title=title, published_on=published_on)

    def detect_page(self, html: str, *, title: str | None = None, published_on: date | None = None) -> Detection:
        """The statements of a page of HTML, and what was read of it; nothing is stored."""
        return self._detect(html=html, title=title, published_on=published_on)

    def _detect(self, **document: Any) -> Detection:
        call = Call(method="POST", path="/v1/detect", body=document, repeatable=True)
        return read(Detection, self._transport.send(call).json())

    def detect_many(self, documents: Sequence[Mapping[str, Any]]) -> tuple[Detected, ...]:
        """What was found in each document, in their order, or its problem.

        At most 100 at a time, each with `text` or `html`, and `title` and `published_on` as `detect` takes them.
        """
        call = Call(method="POST", path="/v1/detect/batch", body={"documents": documents}, repeatable=True)
        return read_each(Detected, self._transport.send(call).json())

    def add_article(self, *, idempotency_key: str | None = None, **article: Unpack[ArticleParts]) -> Article:
        """The stored article with its statements, new or known before."""
        return read(Article, self._create("/v1/articles", {**article}, idempotency_key))

    def add_articles(
        self, articles: Sequence[Mapping[str, Any]], *, idempotency_key: str | None = None
    ) -> tuple[Added, ...]:
        """What became of each article, in their order; at most 100 at a time, each as `add_article` takes it.

        Tried again without an `idempotency_key`, since to add an article again changes nothing; with one, all of them
        are one transaction. Pages to fetch are fetched by a job of the service, which is waited for; raises
        `StillAtWork` where that takes longer than five minutes.
        """
        named = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        body = {"articles": articles}
        call = Call(method="POST", path="/v1/articles/batch", body=body, headers=named, repeatable=True)
        answer = self._transport.send(call)
        if answer.status != 202:
            return read_each(Added, answer.json())
        done = self.wait_for(read(Job, answer.json()))
        return tuple(self._added(article) for article in done.articles)

    def _added(self, done: JobArticle) -> Added:
        article = self.article(done.article_id) if done.article_id else None
        return Added(status=done.status, article=article, problem=done.problem)

    def article(self, article_id: Id) -> Article:
        """The article with this id."""
        return self._get(Article, f"/v1/articles/{article_id}")

    def articles(self, *, limit: int | None = None, **conditions: Unpack[ArticleConditions]) -> Listing[ListedArticle]:
        """The articles that meet the conditions, without their texts: the last to arrive first, the latest published
        where a day of publication is among the conditions."""
        return self._list(ListedArticle, "/v1/articles", conditions, limit)

    def versions(self, article_id: Id, *, limit: int | None = None) -> Listing[ListedArticle]:
        """The texts that have stood at the article's URL, without them, in order; the article may be any of them."""
        return self._list(ListedArticle, f"/v1/articles/{article_id}/versions", {}, limit)

    def version_diff(self, article_id: Id, version: int) -> VersionDiff:
        """Where this version of the article differs from the one before it."""
        return self._get(VersionDiff, f"/v1/articles/{article_id}/versions/{version}/diff")

    def withdraw(self, article_id: Id, *, reason: str | None = None, idempotency_key: str | None = None) -> Article:
        """The article, withdrawn: its words are blanked wherever they stand, for good. Needs the scope admin."""
        path = f"/v1/articles/{article_id}/withdrawal"
        return read(Article, self._create(path, {"reason": reason}, idempotency_key))

    def article_statements(self, article_id: Id, *, limit: int | None = None) -> Listing[Statement]:
        """The statements of an article, in the order of its text."""
        return self._list(Statement, f"/v1/articles/{article_id}/statements", {}, limit)

    def statements(self, *, limit: int | None = None, **conditions: Unpack[StatementConditions]) -> Listing[Mention]:
        """The statements of all articles that meet the conditions, the latest published first."""
        return self._list(Mention, "/v1/statements", conditions, limit)
