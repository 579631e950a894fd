"""Words that are looked for: in texts as web searches have it, and in names."""

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column

from service.store.tables import name_words

_AS_WRITTEN: ColumnElement[Any] = literal_column("'simple'::regconfig")  # no stems, no stop words: names have neither


def says(search: ColumnElement[Any], q: str) -> ColumnElement[bool]:
    """That the text of a search column meets `q`."""
    return search.op("@@")(searched(q))


def searched(q: str) -> ColumnElement[Any]:
    """What `q`, in the syntax of web searches, asks of a text."""
    return func.websearch_to_tsquery("english", q)


def is_named(column: str, name: str | ColumnElement[Any]) -> ColumnElement[bool]:
    """That the name in `column`, as SQL has it, has every word of `name`."""
    return literal_column(name_words(column)).op("@@")(func.plainto_tsquery(_AS_WRITTEN, name))
