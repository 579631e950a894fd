"""/v1/articles: texts kept with what they state."""

from typing import Any
from uuid import UUID

from schemas.article import ArticleIn, ArticleOut
from service.domain.article import Article, NewArticle
from service.domain.key import Scope
from service.usecases.add_article import add_article
from service.usecases.read import get_article
from service.web.auth import requires
from service.web.resources import Resource, act, services

blueprint = Resource("articles", __name__, description="Texts kept with what they state.")


@blueprint.route("/v1/articles", methods=["POST"])
@requires(Scope.WRITE)
@blueprint.arguments(ArticleIn)
@blueprint.response(201, ArticleOut)
@blueprint.alt_response(200, schema=ArticleOut, description="Known already: as stored.", success=True)
@blueprint.problems(400, 413, 415, 422)
def post_article(body: dict[str, Any]) -> tuple[Article, int, dict[str, str]]:
    """Keep an article and track each outcome that it states.

    The same article again (same text or same URL) changes nothing and is answered as it is stored.
    """
    article, new = add_article(services().database, NewArticle(**body), act=act(), today=services().clock.today())
    return article, 201 if new else 200, {"Location": f"/v1/articles/{article.id}"}


@blueprint.route("/v1/articles/<uuid:article_id>")
@requires(Scope.READ)
@blueprint.response(200, ArticleOut)
@blueprint.problems(404)
def read_article(article_id: UUID) -> Article:
    """Read an article with its statements."""
    return get_article(services().database, article_id)
