"""What `POST /v1/articles` is held against: a Flask route that inserts a text with SQLAlchemy and does nothing else."""

import os
from uuid import UUID, uuid4

from flask import Flask, request
from sqlalchemy import Text, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class _Table(DeclarativeBase):
    pass


class _BareArticle(_Table):
    __tablename__ = "bare_article"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


def create_app() -> Flask:
    """The application on the database that CLAIMS_DATABASE_URL names, with its table made."""
    url = os.environ["CLAIMS_DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(url, pool_size=5, max_overflow=0)
    _Table.metadata.create_all(engine)
    engine.dispose()  # the processes that gunicorn forks are to have connections of their own
    app = Flask("bare")

    @app.post("/articles")
    def post_article() -> tuple[dict[str, str], int]:
        article = _BareArticle(id=uuid4(), text=request.get_json()["text"])
        with Session(engine) as session, session.begin():
            session.add(article)
            answer = {"id": str(article.id)}
        return answer, 201

    return app
